//! To come.

use leptos::prelude::*;

#[component]
pub fn FrontDoorPage() -> impl IntoView {
    view! { <main><h1>"front_door"</h1></main> }
}
