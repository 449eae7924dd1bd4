//! To come.

use leptos::prelude::*;

#[component]
pub fn FloorPage() -> impl IntoView {
    view! { <main><h1>"floor"</h1></main> }
}
