//! To come.

use leptos::prelude::*;

#[component]
pub fn OrdersPage() -> impl IntoView {
    view! { <main><h1>"orders"</h1></main> }
}
