//! To come.

use leptos::prelude::*;

#[component]
pub fn PadPage() -> impl IntoView {
    view! { <main><h1>"pad"</h1></main> }
}
