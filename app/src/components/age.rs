//! How long ago, counted on while somebody looks.

use crate::clock::{elapsed, use_now};
use crate::memo::memo;
use comanda::At;
use leptos::prelude::*;

/// `12 min` since a moment. Empty until the page is alive, since what the server rendered once would go stale.
#[component]
pub fn Age(#[prop(into)] since: Signal<At>) -> impl IntoView {
    let text = age_of(since);
    view! { {move || text.get()} }
}

/// The same as a signal that changes only when the words do.
pub fn age_of(since: Signal<At>) -> Memo<String> {
    let now = use_now();
    memo(move || now.get().map_or_else(String::new, |now| elapsed(now.since(since.get()))))
}
