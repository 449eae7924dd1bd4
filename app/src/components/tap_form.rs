//! A tap that works before the page is alive, and without scripts at all.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// A fresh id for a hidden field, made by the server's render. The browser needs none: once alive, it makes its own at the tap.
pub fn fresh_field() -> String {
    #[cfg(feature = "ssr")]
    {
        crate::stencils::key()
    }
    #[cfg(not(feature = "ssr"))]
    {
        String::new()
    }
}

/// A plain HTML form that posts to a server function of [`crate::server_fns::guest_forms`], carrying the key that makes sending it
/// twice safe. Once the page is alive, `act` answers the tap instead.
#[component]
pub fn TapForm(
    /// Path of the server function.
    action: &'static str,
    #[prop(optional, into)] class: Option<&'static str>,
    /// The page shown afterwards.
    #[prop(into)]
    back: String,
    /// The page shown after a refusal, if another.
    #[prop(optional, into)]
    retry: Option<String>,
    #[prop(optional)] node_ref: NodeRef<leptos::html::Form>,
    act: impl Fn() + Send + Sync + 'static,
    children: Children,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        act();
    };
    view! {
        // Browsers that bring back old field values would bring back old keys.
        <form method="post" action=action class=class autocomplete="off" node_ref=node_ref on:submit=submit>
            <input type="hidden" name="key" value=fresh_field() />
            <input type="hidden" name="back" value=back />
            {retry.map(|retry| view! { <input type="hidden" name="retry" value=retry /> })}
            {children()}
        </form>
    }
    .into_any()
}
