//! To come.

use leptos::prelude::*;

#[component]
pub fn KitchenPage() -> impl IntoView {
    view! { <main><h1>"kitchen"</h1></main> }
}
