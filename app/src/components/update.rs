//! A new build of Comanda: the page offers to load itself anew, and does so by itself when nobody is busy with it.

use crate::browser::place::{is_busy, is_hidden, path, reload};
use crate::clock::{count, use_now};
use crate::components::icon::Icon;
use crate::realtime::{Notice, use_notices, use_refusals, use_waiting};
use crate::remember::{remember, remembered};
use comanda::At;
use comanda::time::MINUTE;
use leptos::prelude::*;

/// Nobody has touched the page for this long: it may load again, milliseconds.
const IDLE: i64 = 2 * MINUTE;
/// A server that goes on claiming another build must not make pages flicker: not more often than this, milliseconds.
const PAUSE: i64 = 10 * MINUTE;
/// When this device last loaded a page anew by itself.
const RELOADED: &str = "reloaded";

/// The strip that offers it. Once, at the root. A kitchen display looks after itself (`pages/kitchen/upkeep.rs`).
#[component]
pub fn UpdateStrip() -> impl IntoView {
    let outdated = RwSignal::new(false);
    // By the device's own count: what it knows of the server's time is set right now and then.
    let touched = StoredValue::new(-IDLE);
    let now = use_now();
    let (waiting, refusals) = (use_waiting(), use_refusals());
    use_notices(move |notice| {
        if matches!(notice, Notice::OtherBuild) && !path().starts_with("/kitchen") {
            outdated.set(true);
        }
    });
    Effect::new(move |_| {
        let touch = move || touched.set_value(count());
        let pointer = window_event_listener(leptos::ev::pointerdown, move |_| touch());
        let key = window_event_listener(leptos::ev::keydown, move |_| touch());
        on_cleanup(move || {
            pointer.remove();
            key.remove();
        });
    });
    Effect::new(move |_| {
        if !outdated.get() || waiting.get() > 0 {
            return;
        }
        let Some(now) = now.get() else { return };
        if refusals.is_unread(now) {
            return;
        }
        let rested = count() - touched.get_value() >= IDLE || is_hidden();
        let last = remembered(RELOADED).and_then(|at| at.parse().ok()).map_or_else(At::default, At);
        if rested && !is_busy() && now.since(last) >= PAUSE {
            remember(RELOADED, &now.0.to_string());
            reload();
        }
    });
    move || {
        outdated.get().then(|| {
            view! {
                <div class="update-strip" role="status">
                    <Icon name="refresh" />
                    <p>{say!(update_ready)}</p>
                    <button class="btn btn-sm" type="button" on:click=move |_| reload()>
                        {say!(reload)}
                    </button>
                    <button
                        class="btn btn-quiet btn-icon btn-sm"
                        type="button"
                        aria-label=say!(later)
                        on:click=move |_| outdated.set(false)
                    >
                        <Icon name="close" />
                    </button>
                </div>
            }
        })
    }
}
