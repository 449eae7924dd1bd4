//! What the connection has done so far, in figures: for whoever looks after the place. Alt+Shift+D opens and closes it; an address that
//! ends in `#figures` brings it up on screens without keys.

use crate::clock::use_now;
use crate::components::icon::Icon;
use crate::realtime::status::{Counters, use_counters};
use crate::realtime::{use_line, use_waiting};
use leptos::prelude::*;

/// The panel. Once, at the root.
#[component]
pub fn Figures() -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if location_hash().as_deref() == Some("figures") {
            open.set(true);
        }
        let keys = window_event_listener(leptos::ev::keydown, move |event| {
            if event.alt_key() && event.shift_key() && event.code() == "KeyD" {
                event.prevent_default();
                open.update(|open| *open = !*open);
            }
        });
        on_cleanup(move || keys.remove());
    });
    move || open.get().then(|| view! { <Panel close=move || open.set(false) /> })
}

#[component]
fn Panel(close: impl Fn() + Send + Sync + 'static) -> impl IntoView {
    let (now, counters, line, waiting) = (use_now(), use_counters(), use_line(), use_waiting());
    let lines = move || {
        // The counters draw nothing by themselves: the second hand does.
        now.track();
        let line = line();
        let cursor = line.cursor.map_or_else(|| "–".to_owned(), |cursor| cursor.seq.to_string());
        let Counters { events, duplicates, batches, evolved, polls, sockets, refetched, rolled_back } = counters();
        let all = [
            ("State", line.state),
            ("Place in the log", cursor),
            ("Round trip", line.latency.map_or_else(|| "–".to_owned(), |ms| format!("{ms} ms"))),
            ("Events", events.to_string()),
            ("Duplicates dropped", duplicates.to_string()),
            ("Batches", batches.to_string()),
            ("Answers kept true by events", evolved.to_string()),
            ("Questions asked again", refetched.to_string()),
            ("Taps refused", rolled_back.to_string()),
            ("Taps waiting", waiting.get().to_string()),
            ("Sockets opened", sockets.to_string()),
            ("Asked over HTTP", polls.to_string()),
            ("Build", crate::browser::program::build()),
        ];
        all.into_iter()
            .map(|(name, value)| {
                view! {
                    <div>
                        <dt>{name}</dt>
                        <dd class="num">{value}</dd>
                    </div>
                }
            })
            .collect_view()
    };
    view! {
        <aside class="figures" aria-label="Connection figures">
            <button class="btn btn-quiet btn-icon btn-sm" type="button" aria-label="Close" on:click=move |_| close()>
                <Icon name="close" />
            </button>
            <dl>{lines}</dl>
        </aside>
    }
    .into_any()
}
