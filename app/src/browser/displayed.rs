//! Which parts of a page there is room for.

use leptos::prelude::*;
use leptos::{ev, html};

/// Is this part displayed at the window's size? The stylesheet decides; what it leaves out need not be kept up to date. Yes on the
/// server and until the page is alive.
pub fn use_displayed(part: NodeRef<html::Aside>) -> Signal<bool> {
    let displayed = RwSignal::new(true);
    Effect::new(move |_| {
        let look = move || {
            let now = part.get_untracked().is_some_and(|part| part.offset_width() > 0);
            if displayed.get_untracked() != now {
                displayed.set(now);
            }
        };
        look();
        let listener = window_event_listener(ev::resize, move |_| look());
        on_cleanup(move || listener.remove());
    });
    displayed.into()
}
