//! To come.

use leptos::prelude::*;

#[component]
pub fn MenuPage() -> impl IntoView {
    view! { <main><h1>"menu"</h1></main> }
}
