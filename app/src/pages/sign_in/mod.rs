//! To come.

use leptos::prelude::*;

#[component]
pub fn SignInPage() -> impl IntoView {
    view! { <main><h1>"sign_in"</h1></main> }
}
