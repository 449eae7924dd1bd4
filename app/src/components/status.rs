//! The connection status: a dot, a word, and “reconnect now”.

use crate::realtime::{Connection, use_connection, use_reconnect, use_waiting};
use leptos::prelude::*;

/// Green live (with latency), yellow connecting, grey offline. Always a word beside the colour.
#[component]
pub fn ConnectionStatus() -> impl IntoView {
    let connection = use_connection();
    let reconnect = use_reconnect();
    let waiting = use_waiting();
    let state = move || match connection.get() {
        Connection::Live { .. } => "live",
        Connection::Connecting | Connection::Quiet => "connecting",
        Connection::Offline { .. } | Connection::Replaced | Connection::SignedOut => "offline",
    };
    let text = move || match connection.get() {
        Connection::Live { .. } => "Live".to_owned(),
        Connection::Connecting | Connection::Quiet => "Connecting".to_owned(),
        Connection::Offline { .. } => "Offline".to_owned(),
        Connection::Replaced => "Moved to another device".to_owned(),
        Connection::SignedOut => "Signed out".to_owned(),
    };
    let latency = move || match connection.get() {
        Connection::Live { latency: Some(ms) } => Some(format!("{ms} ms")),
        _ => None,
    };
    let again = move || match connection.get() {
        Connection::Offline { retry_in } if retry_in > 1 => Some(format!("again in {retry_in} s")),
        _ => None,
    };
    let lost = move || matches!(connection.get(), Connection::Offline { .. } | Connection::Replaced);
    view! {
        <span class="status" data-state=state role="status">
            <span class="dot"></span>
            <span class="status-text">{text}</span>
            {move || again().map(|text| view! { <span class="status-again num">{text}</span> })}
            {move || latency().map(|ms| view! { <span class="status-latency num">{ms}</span> })}
            {move || {
                (waiting.get() > 0).then(|| view! { <span class="status-waiting num">{format!("{} waiting", waiting.get())}</span> })
            }}
        </span>
        {move || {
            lost().then(|| {
                view! {
                    <button class="btn btn-quiet btn-sm" type="button" on:click=move |_| reconnect()>
                        "Reconnect now"
                    </button>
                }
            })
        }}
    }
}

/// What a phone says while it has no connection: what is safe, and “reconnect now”. Nothing while all is well.
#[component]
pub fn OfflineStrip() -> impl IntoView {
    let connection = use_connection();
    let reconnect = use_reconnect();
    let waiting = use_waiting();
    let lost = Memo::new(move |_| matches!(connection.get(), Connection::Offline { .. }));
    let text = move || match waiting.get() {
        0 => "No connection. You see what was last known.".to_owned(),
        1 => "No connection. Your tap is kept and goes out by itself.".to_owned(),
        n => format!("No connection. Your {n} taps are kept and go out by themselves."),
    };
    move || {
        lost.get().then(|| {
            view! {
                <div class="offline-strip">
                    <p>{text}</p>
                    <button class="btn btn-sm" type="button" on:click=move |_| reconnect()>
                        "Reconnect now"
                    </button>
                </div>
            }
        })
    }
}
