//! The connection status: a dot, a word, and “reconnect now”.

use crate::clock::clock_time;
use crate::memo::memo;
use crate::realtime::{Connection, use_connection, use_kept, use_lost, use_reconnect, use_waiting};
use leptos::prelude::*;

/// How quickly the server answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quality {
    Good,
    Fair,
    Poor,
}

impl Quality {
    /// The stylesheet's name for it.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Fair => "fair",
            Self::Poor => "poor",
        }
    }
}

/// A round trip up to here is not noticed, milliseconds.
const GOOD: i64 = 150;
/// Beyond this people wait, milliseconds.
const FAIR: i64 = 500;

/// What the round trip says of the line; `None` while it is not known.
pub fn quality(connection: Connection) -> Option<Quality> {
    match connection {
        Connection::Live { latency: Some(..=GOOD) } => Some(Quality::Good),
        Connection::Live { latency: Some(..=FAIR) } => Some(Quality::Fair),
        Connection::Live { latency: Some(_) } => Some(Quality::Poor),
        _ => None,
    }
}

/// The stylesheet's name for a connection: green, yellow, grey.
pub fn state(connection: Connection) -> &'static str {
    match connection {
        Connection::Live { .. } | Connection::Polling => "live",
        Connection::Connecting | Connection::Quiet => "connecting",
        Connection::Offline { .. } | Connection::Replaced | Connection::SignedOut => "offline",
    }
}

/// A word beside the colour.
pub fn word(connection: Connection) -> &'static str {
    match connection {
        Connection::Live { .. } if quality(connection) == Some(Quality::Poor) => say!(live_slow),
        Connection::Live { .. } => say!(live),
        Connection::Polling => say!(live_by_requests),
        Connection::Connecting | Connection::Quiet => say!(connecting),
        Connection::Offline { .. } => say!(offline),
        Connection::Replaced => say!(moved),
        Connection::SignedOut => say!(signed_out),
    }
}

/// Green live (with latency), yellow connecting, grey offline. Always a word beside the colour.
#[component]
pub fn ConnectionStatus() -> impl IntoView {
    let connection = use_connection();
    let waiting = use_waiting();
    let state = move || state(connection.get());
    let text = move || word(connection.get());
    let latency = move || match connection.get() {
        Connection::Live { latency: Some(ms) } => Some(say!(milliseconds, count = ms)),
        _ => None,
    };
    let again = move || match connection.get() {
        Connection::Offline { retry_in } if retry_in > 1 => Some(say!(again_in, seconds = retry_in)),
        _ => None,
    };
    let quality = move || quality(connection.get()).map(Quality::mark);
    view! {
        <span class="status" data-state=state data-quality=quality role="status">
            <span class="dot"></span>
            <span class="status-text">{text}</span>
            {move || again().map(|text| view! { <span class="status-again num" translate="no">{text}</span> })}
            {move || latency().map(|ms| view! { <span class="status-latency num" translate="no">{ms}</span> })}
            {move || {
                (waiting.get() > 0).then(|| view! { <span class="status-waiting num" translate="no">{say!(taps_waiting, count = waiting.get())}</span> })
            }}
        </span>
    }
}

/// What a phone says while it has no connection: what is safe, and “reconnect now”. Nothing while all is well.
#[component]
pub fn OfflineStrip() -> impl IntoView {
    let reconnect = use_reconnect();
    let (waiting, kept) = (use_waiting(), use_kept());
    let lost = use_lost();
    let last_known = move || match lost.get().and_then(|lost| lost.since) {
        Some(since) => say!(offline_last_known_since, time = &clock_time(since)),
        None => say!(offline_last_known).to_owned(),
    };
    let is_lost = memo(move || lost.with(Option::is_some));
    let text = move || match (waiting.get(), kept.get()) {
        (0, _) => last_known(),
        (n, true) => say!(offline_taps_kept, count = n),
        (n, false) => say!(offline_taps_open, count = n),
    };
    move || {
        is_lost.get().then(|| {
            view! {
                <div class="offline-strip">
                    <p>{text}</p>
                    <button class="btn btn-sm" type="button" on:click=move |_| reconnect()>
                        {say!(reconnect_now)}
                    </button>
                </div>
            }
        })
    }
}
