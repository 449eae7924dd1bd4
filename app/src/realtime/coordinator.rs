//! One per app, at the root: the only reader of the socket.
//!
//! It feeds the [`Machine`], hands delivered events to the query cache as invalidations (merged within a batch, each query once)
//! and to components as typed notices.

use super::connection::{Action, Input, Machine, State};
use super::invalidate::stale;
use super::notice::{Notice, Notices};
use super::status::{Connection, Counters, Status};
use crate::queries::{self, QueryKey};
use comanda::At;
use comanda::backend::Hat;
use comanda::protocol::WireEvent;
use comanda::rooms::Room;
use leptos::prelude::*;
use leptos_fetch::QueryClient;

/// Events are gathered for this long before queries are marked stale, milliseconds: a bump is many events, one refetch.
#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]
pub(super) const BATCH: u32 = 16;

/// Who the page listens as, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audience {
    pub hat: Hat,
    pub rooms: Vec<Room>,
}

/// The coordinator's handle; `Copy`, lives as long as the app.
#[derive(Clone, Copy)]
pub(super) struct Coordinator {
    machine: StoredValue<Machine>,
    status: Status,
    notices: Notices,
    client: QueryClient,
    hat: StoredValue<Hat>,
    pending: StoredValue<Vec<QueryKey>>,
    #[cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]
    flushing: StoredValue<bool>,
    #[cfg(target_arch = "wasm32")]
    link: StoredValue<Option<super::link::Link>, LocalStorage>,
}

/// Provides the coordinator, the status and the notices. Once, at the root, after the query client.
pub fn provide_realtime() {
    let status = Status { connection: RwSignal::new(Connection::Quiet), counters: RwSignal::new(Counters::default()) };
    let notices = Notices::new();
    provide_context(status);
    provide_context(notices);
    let coordinator = Coordinator {
        machine: StoredValue::new(Machine::new(crate::BUILD)),
        status,
        notices,
        client: expect_context(),
        hat: StoredValue::new(Hat::Guest),
        pending: StoredValue::new(Vec::new()),
        flushing: StoredValue::new(false),
        #[cfg(target_arch = "wasm32")]
        link: StoredValue::new_local(None),
    };
    provide_context(coordinator);
    #[cfg(target_arch = "wasm32")]
    super::link::keep_awake(coordinator);
}

/// Declares where this page listens; `None` while it is not known. The page before it stops listening.
pub fn use_audience(audience: impl Fn() -> Option<Audience> + Send + Sync + 'static) {
    let Some(coordinator) = use_context::<Coordinator>() else { return };
    Effect::new(move |_| {
        if let Some(Audience { hat, rooms }) = audience() {
            if coordinator.hat.get_value() != hat {
                coordinator.feed(Input::Audience(Vec::new()));
                coordinator.hat.set_value(hat);
            }
            coordinator.feed(Input::Audience(rooms));
        }
    });
}

/// “Reconnect now”.
pub fn use_reconnect() -> impl Fn() + Copy + Send + Sync + 'static {
    let coordinator = use_context::<Coordinator>();
    move || {
        if let Some(coordinator) = coordinator {
            coordinator.feed(Input::Wake);
        }
    }
}

impl Coordinator {
    /// Gives the machine something and does what it says.
    pub(super) fn feed(self, input: Input) {
        let (now, luck) = now_and_luck();
        let mut actions = Vec::new();
        self.machine.update_value(|machine| actions = machine.step(now, luck, input));
        for action in actions {
            self.act(action);
        }
        self.show(now);
    }

    #[cfg(target_arch = "wasm32")]
    pub(super) fn hat(self) -> Hat {
        self.hat.get_value()
    }

    fn act(self, action: Action) {
        match action {
            Action::Deliver(event) => self.deliver(&event),
            Action::Refresh => queries::invalidate_all(&self.client),
            Action::OtherBuild => self.notices.tell(&Notice::OtherBuild),
            Action::Replaced { by } => self.notices.tell(&Notice::Replaced { by }),
            #[cfg(target_arch = "wasm32")]
            Action::Open => self.link.set_value(Some(super::link::Link::open(self))),
            #[cfg(target_arch = "wasm32")]
            Action::Close => self.link.set_value(None),
            #[cfg(target_arch = "wasm32")]
            Action::Send(message) => self.link.with_value(|link| {
                if let Some(link) = link {
                    link.send(&message);
                }
            }),
            #[cfg(not(target_arch = "wasm32"))]
            Action::Open | Action::Close | Action::Send(_) => {}
        }
    }

    fn deliver(self, event: &WireEvent) {
        self.status.counters.update(|c| c.events += 1);
        let keys = stale(&event.event);
        self.pending.update_value(|pending| {
            for key in keys {
                if !pending.contains(&key) {
                    pending.push(key);
                }
            }
        });
        self.flush_soon();
        if let Some(notice) = Notice::of(&event.event) {
            self.notices.tell(&notice);
        }
    }

    #[cfg(target_arch = "wasm32")]
    fn flush_soon(self) {
        if self.flushing.get_value() {
            return;
        }
        self.flushing.set_value(true);
        leptos::task::spawn_local(async move {
            gloo_timers::future::TimeoutFuture::new(BATCH).await;
            self.flushing.set_value(false);
            self.flush();
        });
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn flush_soon(self) {
        self.flush();
    }

    fn flush(self) {
        let mut keys = Vec::new();
        self.pending.update_value(|pending| keys = std::mem::take(pending));
        self.status.counters.update(|c| {
            c.batches += 1;
            c.invalidated += u64::try_from(keys.len()).unwrap_or(0);
        });
        queries::invalidate(&self.client, &keys);
    }

    fn show(self, now: At) {
        let (state, latency, duplicates) = self.machine.with_value(|m| (m.state(), m.latency(), m.duplicates()));
        let shown = match state {
            State::Idle => Connection::Quiet,
            State::Connecting | State::Greeting | State::Polling => Connection::Connecting,
            State::Live => Connection::Live { latency },
            State::Waiting { until, .. } => Connection::Offline { retry_in: (until.since(now) + 999) / 1000 },
            State::Replaced => Connection::Replaced,
            State::SignedOut => Connection::SignedOut,
        };
        if self.status.connection.get_untracked() != shown {
            self.status.connection.set(shown);
        }
        if self.status.counters.with_untracked(|c| c.duplicates != duplicates) {
            self.status.counters.update(|c| c.duplicates = duplicates);
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn now_and_luck() -> (At, f64) {
    #[allow(clippy::cast_possible_truncation)]
    (At(js_sys::Date::now() as i64), js_sys::Math::random())
}
#[cfg(not(target_arch = "wasm32"))]
fn now_and_luck() -> (At, f64) {
    (At(0), 0.5)
}
