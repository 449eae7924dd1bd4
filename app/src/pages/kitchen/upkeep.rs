//! A display that nobody looks after: it takes a new build when idle, and asks to sign in when its sign-in has ended.

use super::desk::use_desk;
use crate::browser::place::{encode, go, reload};
use crate::clock::count;
use crate::realtime::{Connection, Notice, use_connection, use_notices};
use crate::remember::{remember, remembered};
use comanda::At;
use comanda::time::{MINUTE, SECOND};
use leptos::prelude::*;

/// Nobody has touched it for this long: it may load again, milliseconds.
const IDLE: i64 = 15 * SECOND;
/// A server that goes on claiming another build must not make the wall flicker: not more often than this, milliseconds.
const RELOAD_PAUSE: i64 = 10 * MINUTE;
/// When this device last loaded a page anew by itself.
const RELOADED: &str = "kitchen-reloaded";
/// When it last came back by itself after its sign-in was replaced.
const RESUMED: &str = "kitchen-resumed";
/// Twice within this time is no accident: somebody has to sign in, milliseconds.
const RESUME_PAUSE: i64 = MINUTE;

pub fn use_upkeep() {
    let desk = use_desk();
    // By the device's own count: what it knows of the server's time is set right now and then.
    let touched = StoredValue::new(-IDLE);
    let outdated = RwSignal::new(false);
    use_notices(move |notice| {
        if matches!(notice, Notice::OtherBuild) {
            outdated.set(true);
        }
    });
    Effect::new(move |_| {
        let pointer = window_event_listener(leptos::ev::pointerdown, move |_| touched.set_value(count()));
        let key = window_event_listener(leptos::ev::keydown, move |_| touched.set_value(count()));
        on_cleanup(move || {
            pointer.remove();
            key.remove();
        });
    });
    Effect::new(move |_| {
        if !outdated.get() {
            return;
        }
        let Some(now) = desk.now.get() else { return };
        let idle = count() - touched.get_value() >= IDLE && now.since(moment(RELOADED)) >= RELOAD_PAUSE;
        if idle && desk.shelf.get().is_none() && desk.bumped.with(Vec::is_empty) {
            remember(RELOADED, &now.0.to_string());
            reload();
        }
    });
    // Somebody may have signed in on this device in another tab: the page itself knows best, so it is loaded again. If that
    // does not help, the sign-in asks.
    let connection = use_connection();
    Effect::new(move |_| {
        if connection.get() == Connection::SignedOut {
            let now = desk.now.get_untracked().unwrap_or_default();
            let here = desk.station.get_untracked().map_or_else(|| "/kitchen".to_owned(), |id| format!("/kitchen?station={id}"));
            if now.since(moment(RESUMED)) >= RESUME_PAUSE {
                remember(RESUMED, &now.0.to_string());
                go(&here);
            } else {
                go(&format!("/sign-in?to={}", encode(&here)));
            }
        }
    });
}

/// A moment this device has kept; the beginning of time if none.
fn moment(name: &str) -> At {
    remembered(name).and_then(|at| at.parse().ok()).map_or_else(At::default, At)
}
