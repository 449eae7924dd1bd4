//! What screens may know of the connection (P4).

use comanda::At;
use leptos::prelude::*;

/// The connection in people's terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Connection {
    /// Nothing is being listened to: the server's render, or before hydration.
    #[default]
    Quiet,
    /// Green; the round trip in milliseconds once it is known.
    Live { latency: Option<i64> },
    /// Green as well: websockets are blocked, and the log is followed over HTTP.
    Polling,
    /// Yellow.
    Connecting,
    /// Grey; the next attempt comes by itself in so many seconds.
    Offline { retry_in: i64 },
    /// Another device continues here.
    Replaced,
    /// Not signed in any more.
    SignedOut,
}

/// Counters for the curious: what the debug panel and tests look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counters {
    pub events: u64,
    pub duplicates: u64,
    pub batches: u64,
    /// Changes worked out from events, with nothing asked.
    pub evolved: u64,
    /// Times the log was asked for over HTTP.
    pub polls: u64,
    /// Sockets opened.
    pub sockets: u64,
    /// Questions asked again.
    pub refetched: u64,
    /// Taps that were shown and then refused.
    pub rolled_back: u64,
}

/// There is no connection: what the page shows grows old.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lost {
    /// When the log was heard from last, by the server's clock; of a page that has never heard from it, when it was drawn.
    pub since: Option<At>,
    /// When it was noticed.
    pub noticed: At,
}

#[derive(Clone, Copy)]
pub(super) struct Status {
    pub connection: RwSignal<Connection>,
    /// Stays while one attempt after the other fails.
    pub lost: RwSignal<Option<Lost>>,
    /// What the page shows is the state of things, as far as anybody can know.
    pub current: RwSignal<bool>,
    pub counters: StoredValue<Counters>,
}

/// The connection status.
pub fn use_connection() -> Signal<Connection> {
    use_context::<Status>().map_or_else(|| Signal::derive(Connection::default), |status| status.connection.into())
}

/// Since when there is no connection; `None` while there is one, or the first is being made.
pub fn use_lost() -> Signal<Option<Lost>> {
    use_context::<Status>().map_or_else(|| Signal::derive(|| None), |status| status.lost.into())
}

/// Is what the page shows the state of things? A list that is empty by old knowledge is not called empty.
pub fn use_is_current() -> Signal<bool> {
    use_context::<Status>().map_or_else(|| Signal::derive(|| true), |status| status.current.into())
}

/// Counters since the page was opened, as they stand at each call. They are not reactive: nothing is drawn because of them.
pub fn use_counters() -> impl Fn() -> Counters + Copy + Send + Sync + 'static {
    let status = use_context::<Status>();
    move || status.map(|status| status.counters.get_value()).unwrap_or_default()
}
