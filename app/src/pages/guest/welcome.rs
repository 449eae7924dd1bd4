//! To come.

use leptos::prelude::*;

#[component]
pub fn WelcomePage() -> impl IntoView {
    view! { <main><h1>"welcome"</h1></main> }
}
