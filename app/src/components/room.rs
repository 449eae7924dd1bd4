//! Which room a page belongs to: the stylesheet sizes touch targets by it.

use crate::browser::place::hold_attribute;
use leptos::prelude::*;
use leptos_meta::Body;

/// What a staff room says in a browser that runs no scripts: its buttons do nothing there, and what it shows grows old.
const NO_SCRIPTS: &str = r#"<div class="unstarted unstarted-room"><h1>This screen is not running</h1><p>It shows nothing new, and its buttons do nothing.</p><p>Allow this address to run scripts, and load the page again.</p></div>"#;

/// Puts `data-room` on `<body>` while the page is shown: `waiter` or `kitchen`. Outside any `Suspense`.
#[component]
pub fn Room(
    name: &'static str,
    /// Its forms work without scripts.
    #[prop(optional)]
    plain: bool,
) -> impl IntoView {
    hold_attribute("body", "data-room");
    // A room's words change while people work by them, and a machine's translation would stand still.
    hold_attribute("body", "translate");
    view! {
        <Body {..} data-room=name translate="no" />
        {(!plain).then(|| view! { <noscript inner_html=NO_SCRIPTS></noscript> })}
    }
}
