//! To come.

use leptos::prelude::*;

#[component]
pub fn BillPage() -> impl IntoView {
    view! { <main><h1>"bill"</h1></main> }
}
