//! Which room a page belongs to: the stylesheet sizes touch targets by it.

use crate::browser::place::hold_attribute;
use leptos::prelude::*;
use leptos_meta::Body;

/// Puts `data-room` on `<body>` while the page is shown: `waiter` or `kitchen`. Outside any `Suspense`.
#[component]
pub fn Room(name: &'static str) -> impl IntoView {
    hold_attribute("body", "data-room");
    view! { <Body {..} data-room=name /> }
}
