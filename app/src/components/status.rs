//! The connection status: a dot, a word, and “reconnect now”.

use crate::realtime::{Connection, use_connection, use_reconnect};
use leptos::prelude::*;

/// Green live (with latency), yellow connecting, grey offline. Always a word beside the colour.
#[component]
pub fn ConnectionStatus() -> impl IntoView {
    let connection = use_connection();
    let reconnect = use_reconnect();
    let state = move || match connection.get() {
        Connection::Live { .. } => "live",
        Connection::Connecting | Connection::Quiet => "connecting",
        Connection::Offline { .. } | Connection::Replaced | Connection::SignedOut => "offline",
    };
    let text = move || match connection.get() {
        Connection::Live { .. } => "Live".to_owned(),
        Connection::Connecting | Connection::Quiet => "Connecting".to_owned(),
        Connection::Offline { retry_in } if retry_in > 1 => format!("Offline, again in {retry_in} s"),
        Connection::Offline { .. } => "Offline".to_owned(),
        Connection::Replaced => "Moved to another device".to_owned(),
        Connection::SignedOut => "Signed out".to_owned(),
    };
    let latency = move || match connection.get() {
        Connection::Live { latency: Some(ms) } => Some(format!("{ms} ms")),
        _ => None,
    };
    let lost = move || matches!(connection.get(), Connection::Offline { .. } | Connection::Replaced);
    view! {
        <span class="status" data-state=state role="status">
            <span class="dot"></span>
            <span class="status-text">{text}</span>
            {move || latency().map(|ms| view! { <span class="status-latency num">{ms}</span> })}
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
