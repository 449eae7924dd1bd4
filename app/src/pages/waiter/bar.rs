//! The bar over every waiter's page: queues one tap away, the connection, the time, who waits.

use super::bell::{Bell, BellToggle};
use super::desk::Desk;
use super::place::{FLOOR, FloorPath, Queue};
use super::unbooked::Unbooked;
use crate::clock::{clock_time, use_now};
use crate::components::icon::Icon;
use crate::components::lost::{LostStrip, SoundHint};
use crate::components::status::{Quality, quality, state, word};
use crate::components::theme::{ThemeHandle, ThemeToggle};
use crate::memo::memo;
use crate::realtime::{Connection, use_connection, use_kept, use_reconnect, use_waiting};
use comanda::text::initial;
use leptos::prelude::*;

/// The status bar. `place` is `None` on pages that are not the floor.
#[component]
pub fn Bar(desk: Desk, theme: ThemeHandle, bell: Bell, #[prop(into)] place: Signal<Option<FloorPath>>) -> impl IntoView {
    let now = use_now();
    let clock = memo(move || now.get().map_or_else(String::new, clock_time));
    let on_floor = move || place.get().is_some_and(|p| p.queue.is_none()).then_some("page");
    let name = move || desk.me.with(|me| me.as_ref().map_or_else(String::new, |me| me.name.clone()));
    view! {
        <div class="wtop">
        <header class="wbar">
            <a class="brand wbar-brand" href=FLOOR aria-label=move || format!("{}, floor", desk.store_name.get())>
                <Icon name="bell" class="icon-lg" />
                <span>{move || desk.store_name.get()}</span>
            </a>
            <nav class="wqueues" aria-label="Floor and queues">
                <a class="wqueue" href=FLOOR aria-current=on_floor>
                    <Icon name="grid" />
                    <span>"Floor"</span>
                </a>
                <QueueLink queue=Queue::Ready icon="bell" state="ready" place count=move || desk.queues.with(|q| q.ready.len()) />
                <QueueLink queue=Queue::Calls icon="hand" state="late" place count=move || desk.queues.with(comanda::views::Queues::unanswered) />
                <QueueLink
                    queue=Queue::Approvals
                    icon="check-double"
                    state="ordering"
                    place
                    count=move || desk.queues.with(|q| q.approvals.len())
                />
            </nav>
            <div class="wbar-end">
                <ConnectionButton />
                <time class="wbar-clock">{move || clock.get()}</time>
                <span class="wbar-theme">
                    <BellToggle bell />
                </span>
                <span class="wbar-theme">
                    <ThemeToggle theme />
                </span>
                <a class="btn wbar-waiter" href="/sign-in?to=%2Fwaiter">
                    <span class="avatar" data-guest="2" aria-hidden="true">
                        {move || initial(&name())}
                    </span>
                    <span class="visually-hidden">{move || format!("Switch waiter, now {}", name())}</span>
                    <span class="wbar-name" aria-hidden="true">
                        {name}
                    </span>
                    <Icon name="chevron-down" />
                </a>
            </div>
        </header>
        <Unbooked desk />
        <LostStrip class="wlost" missing="Ready dishes and calls do not arrive. What you tap is kept and sent later." />
        <SoundHint wanted=Signal::derive(move || bell.is_on()) ready=bell.is_ready() />
        </div>
    }
    .into_any()
}

/// A queue with the number that waits in it.
#[component]
fn QueueLink(
    queue: Queue,
    icon: &'static str,
    state: &'static str,
    place: Signal<Option<FloorPath>>,
    count: impl Fn() -> usize + Send + Sync + 'static,
) -> impl IntoView {
    let count = memo(count);
    let current = move || place.get().is_some_and(|p| p.queue == Some(queue)).then_some("page");
    let word = match queue {
        Queue::Ready => "Ready",
        Queue::Calls => "Calls",
        Queue::Approvals => "Approvals",
    };
    view! {
        <a class="wqueue" href=queue.href() aria-current=current>
            <Icon name=icon />
            <span>{word}</span>
            <span class="badge badge-count" data-state=state data-count=move || count.get().to_string()>
                {move || count.get()}
            </span>
        </a>
    }
    .into_any()
}

/// What becomes of the taps that wait; `kept`: even if this page is closed.
fn story_of(waiting: usize, kept: bool, connection: Connection) -> Option<String> {
    let on_its_own = match waiting {
        0 => return None,
        // Nothing goes out until somebody acts.
        n if matches!(connection, Connection::SignedOut | Connection::Replaced) => format!("Not sent yet: {n}."),
        1 => "One tap waits and goes out by itself.".to_owned(),
        n => format!("{n} taps wait and go out by themselves, in order."),
    };
    Some(if kept { on_its_own } else { format!("{on_its_own} This device can’t keep what waits: don’t close this page.") })
}

/// The connection as a button, with the number of taps that wait; what it means opens from it.
#[component]
fn ConnectionButton() -> impl IntoView {
    let connection = use_connection();
    let reconnect = use_reconnect();
    let (waiting, kept) = (use_waiting(), use_kept());
    let state = move || state(connection.get());
    let mark = move || quality(connection.get()).map(Quality::mark);
    let text = move || word(connection.get());
    // A figure for whoever wonders: the first thing to go where the bar is narrow.
    let latency = move || match connection.get() {
        Connection::Live { latency: Some(ms) } => Some(format!(" · {ms} ms")),
        _ => None,
    };
    let title = move || match connection.get() {
        Connection::Live { .. } | Connection::Polling => "Connected",
        Connection::Connecting | Connection::Quiet => "Connecting",
        Connection::SignedOut => "Signed out",
        Connection::Replaced => "Continued on another device",
        Connection::Offline { .. } => "No connection",
    };
    let story = move || {
        match connection.get() {
        Connection::Live { .. } => "Every change in the house shows here at once.".to_owned(),
        Connection::Polling => {
            "This network blocks live connections, so changes come by ordinary requests. All works; a live connection is tried now and then."
                .to_owned()
        }
        Connection::Connecting | Connection::Quiet => "One moment. What you see is what was last known.".to_owned(),
        Connection::SignedOut => "Sign in again to go on; nothing was lost.".to_owned(),
        Connection::Replaced => "Reconnect to continue here.".to_owned(),
        Connection::Offline { retry_in } => {
            format!("What you see is what was last known. Next try in {} s.", retry_in.max(1))
        }
    }
    };
    view! {
        <button class="status" data-state=state data-quality=mark type="button" popovertarget="connection">
            <span class="dot"></span>
            <span class="status-text">{text} {move || latency().map(|ms| view! { <span class="status-latency num">{ms}</span> })}</span>
            {move || {
                (waiting.get() > 0)
                    .then(|| {
                        view! {
                            <span class="status-waiting badge badge-count num">
                                {waiting.get()}
                                <span class="visually-hidden">" waiting"</span>
                            </span>
                        }
                    })
            }}
        </button>
        <div class="popover wconnection" id="connection" popover="auto">
            <h2>{title}</h2>
            <p>{story}</p>
            {move || story_of(waiting.get(), kept.get(), connection.get()).map(|text| view! { <p>{text}</p> })}
            <button class="btn btn-block" type="button" on:click=move |_| reconnect()>
                <Icon name="refresh" />
                "Reconnect now"
            </button>
        </div>
    }
    .into_any()
}
