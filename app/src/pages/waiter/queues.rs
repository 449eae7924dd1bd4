//! What waits for a waiter: dishes at the pass, calls, parties at the door. Oldest first.

use super::bell::Bell;
use super::desk::Desk;
use super::place::{Queue, place_href};
use super::words::{approval_words, call_words, urgency};
use crate::clock::{elapsed, use_now};
use crate::components::icon::Icon;
use crate::components::lost::EmptyList;
use crate::components::note::Note;
use crate::components::place_label::place_label;
use crate::components::tap_guard::{TapGuard, use_row_guard};
use crate::memo::memo;
use crate::person;
use comanda::ids::{CallId, GuestId, ItemId, OrderId, SessionId};
use comanda::party::Place;
use comanda::text::isolated;
use comanda::views::{Approval, CallCard as CallCardView, WhyWaiting};
use comanda::{At, Command, PartyCommand};
use leptos::prelude::*;

/// The three queues side by side; where it is narrow, the current one.
#[component]
pub fn QueuesPanel(desk: Desk, bell: Bell, current: Queue) -> impl IntoView {
    let dishes = Signal::derive(move || {
        let sound = if bell.is_heard() { ", with a sound" } else { "" };
        format!("Dishes appear here the moment the kitchen calls them{sound}.")
    });
    let ready = memo(move || desk.queues.with(|q| q.ready.iter().map(|r| r.order).collect::<Vec<_>>()));
    let calls = memo(move || desk.queues.with(|q| q.calls.iter().map(|c| c.call.id).collect::<Vec<_>>()));
    let approvals = memo(move || desk.queues.with(|q| q.approvals.iter().map(|a| (a.session, a.guest)).collect::<Vec<_>>()));
    view! {
        <main class="wqs">
            <h1 class="visually-hidden">"Queues"</h1>
            <Column
                queue=Queue::Ready
                current
                title="Ready"
                state="ready"
                icon="bell"
                count=Signal::derive(move || ready.with(Vec::len))
                empty=("Nothing waits at the pass", dishes)
            >
                <For each=move || ready.get() key=|id| *id let:id>
                    <ReadyCard desk id />
                </For>
            </Column>
            <Column
                queue=Queue::Calls
                current
                title="Calls"
                state="late"
                icon="hand"
                count=Signal::derive(move || calls.with(Vec::len))
                empty=("Nobody is calling", "Guests’ calls from their phones land here.".into())
            >
                <For each=move || calls.get() key=|id| *id let:id>
                    <CallCard desk id />
                </For>
            </Column>
            <Column
                queue=Queue::Approvals
                current
                title="Approvals"
                state="ordering"
                icon="check-double"
                count=Signal::derive(move || approvals.with(Vec::len))
                empty=("Nothing to approve", "Guests waiting to join a table appear here.".into())
            >
                <For each=move || approvals.get() key=|id| *id let:id>
                    <ApprovalCard desk id />
                </For>
            </Column>
        </main>
    }
    .into_any()
}

#[component]
fn Column(
    queue: Queue,
    current: Queue,
    title: &'static str,
    state: &'static str,
    icon: &'static str,
    count: Signal<usize>,
    empty: (&'static str, Signal<String>),
    children: Children,
) -> impl IntoView {
    let id = queue.word();
    let title_id = format!("{id}-title");
    view! {
        <section class="wq" id=id aria-labelledby=title_id.clone() data-state=state data-current=queue == current>
            <header class="wq-head">
                <Icon name=icon class="icon-lg" />
                <h2 id=title_id.clone()>{title}</h2>
                <span class="badge badge-count" data-state=state data-count=move || count.get().to_string()>
                    {move || count.get()}
                </span>
            </header>
            <div class="wq-body">
                <ul class="wq-list">{children()}</ul>
                {move || {
                    (count.get() == 0)
                        .then(|| {
                            view! { <EmptyList icon title=empty.0 advice=empty.1 unheard="There may be something you do not hear of." /> }
                        })
                }}
            </div>
        </section>
    }
    .into_any()
}

/// Where, and for how long it has waited.
#[component]
fn CardHead(place: Place, since: At, #[prop(optional)] cools: bool) -> impl IntoView {
    let now = use_now();
    let waited = memo(move || now.get().map(|now| now.since(since) / 1000 * 1000));
    let sign = memo(move || urgency(waited.get().unwrap_or(0)));
    let text = memo(move || {
        waited.get().map_or_else(String::new, |waited| {
            let cold = if cools && sign.get().state == "late" { ", getting cold" } else { "" };
            format!("{}{cold}", elapsed(waited))
        })
    });
    view! {
        <div class="wq-card-head">
            <h3 class="wq-where">
                <a href=place_href(&place)>"Table " {place_label(&place)}</a>
            </h3>
            <span class="badge badge-lg" data-state=move || sign.get().state>
                <Icon name=Signal::derive(move || sign.get().icon) class="icon-sm" />
                {move || text.get()}
            </span>
        </div>
    }
    .into_any()
}

#[component]
fn ReadyCard(desk: Desk, id: OrderId) -> impl IntoView {
    let order = memo(move || desk.queues.with(|q| q.ready.iter().find(|r| r.order == id).cloned()));
    // Where the card is, and which dishes are on it: served ones leave, and the others move up.
    let length = move || desk.queues.with(|q| q.ready.len());
    let guard = use_row_guard(length, move || desk.queues.with(|q| q.ready.iter().position(|r| r.order == id)))
        .watching(move || order.with(|o| o.as_ref().map(|o| o.items.iter().map(|i| i.id).collect::<Vec<_>>())));
    move || {
        order.get().map(|order| {
            let session = order.session;
            let label = StoredValue::new(place_label(&order.place));
            let serve = move |items: Vec<ItemId>| {
                if guard.hears() {
                    desk.serve(session, label.get_value(), items);
                }
            };
            let single = order.items.len() == 1;
            let mut names: Vec<String> =
                order.items.iter().filter_map(|i| i.guest_name.as_ref().map(|name| isolated(&person(name)))).collect();
            names.dedup();
            let closed = order.closed.then(|| "the table is closed".to_owned());
            let sub = [vec![format!("Order {}", order.short)], closed.into_iter().collect(), names].concat().join(" · ");
            let all: Vec<_> = order.items.iter().map(|item| item.id).collect();
            let lines = order
                .items
                .into_iter()
                .map(|item| {
                    let id = item.id;
                    let label = format!("Serve {}", item.name);
                    view! {
                        <li>
                            <span class="qty">{item.quantity}</span>
                            <span>
                                {item.name} {item.guest_name.map(|name| view! { <small dir="auto">{person(&name)}</small> })}
                                {(!item.choices.is_empty()).then(|| view! { <span class="wq-mods">{item.choices}</span> })}
                                {item.note.map(|note| view! { <Note note class="wq-note" /> })}
                            </span>
                            {(!single)
                                .then(|| {
                                    view! {
                                        <button
                                            class="btn tline-serve"
                                            type="button"
                                            aria-label=label
                                            on:click=move |_| serve(vec![id])
                                        >
                                            <Icon name="check" />
                                        </button>
                                    }
                                })}
                        </li>
                    }
                })
                .collect_view();
            view! {
                <li class="wq-card" data-state="ready">
                    <CardHead place=order.place since=order.ready_since cools=true />
                    <p class="wq-sub">{sub}</p>
                    <ul class="wq-lines">{lines}</ul>
                    <div class="wq-actions">
                        <button
                            class="btn btn-state"
                            type="button"
                            on:click=move |_| serve(all.clone())
                        >
                            <Icon name="check" />
                            {if single { "Serve" } else { "Serve all" }}
                        </button>
                    </div>
                </li>
            }
        })
    }
}

#[component]
fn CallCard(desk: Desk, id: CallId) -> impl IntoView {
    let card = memo(move || desk.queues.with(|q| q.call(id).cloned()));
    let length = move || desk.queues.with(|q| q.calls.len());
    let guard = use_row_guard(length, move || desk.queues.with(|q| q.calls.iter().position(|c| c.call.id == id)))
        .watching(move || card.with(|c| c.as_ref().is_some_and(|c| c.call.is_open())));
    move || {
        card.get().map(|card| {
            let (icon, words) = call_words(card.call.kind);
            let (place, since, name) = (card.place.clone(), card.call.at, person(&card.call.by.name));
            let state = if card.call.is_open() { "late" } else { "seen" };
            let from = if card.call.by.is_staff() { String::new() } else { " · from their phone".to_owned() };
            view! {
                <li class="wq-card" data-state=state>
                    <CardHead place since />
                    <p class="wq-sub">
                        <bdi>{name}</bdi>
                        {from}
                    </p>
                    <p class="wq-say">
                        <Icon name=icon />
                        {words}
                    </p>
                    <div class="wq-actions">
                        <CallSteps desk card guard />
                    </div>
                </li>
            }
        })
    }
}

/// What comes next for a call: somebody takes it, and says when it is done.
#[component]
pub fn CallSteps(desk: Desk, card: CallCardView, guard: TapGuard) -> impl IntoView {
    let by = card.call.acknowledged.as_ref().map(|answer| person(&answer.by.name));
    let card = StoredValue::new(card);
    match by {
        None => view! {
            <button
                class="btn btn-ink"
                type="button"
                on:click=move |_| {
                    if guard.hears() {
                        card.with_value(|card| desk.answer_call(card));
                    }
                }
            >
                <Icon name="hand" />
                "I’m on it"
            </button>
        }
        .into_any(),
        Some(by) => view! {
            <span class="badge badge-lg badge-name" data-state="seen">
                <Icon name="check" class="icon-sm" />
                <span><bdi>{by}</bdi> " is on it"</span>
            </span>
            <button
                class="btn"
                type="button"
                on:click=move |_| {
                    if guard.hears() {
                        card.with_value(|card| desk.resolve_call(card));
                    }
                }
            >
                <Icon name="check-double" />
                "Done"
            </button>
        }
        .into_any(),
    }
}

#[component]
fn ApprovalCard(desk: Desk, id: (SessionId, Option<GuestId>)) -> impl IntoView {
    let (session, guest) = id;
    let meant = move |a: &Approval| (a.session, a.guest) == (session, guest);
    let card = memo(move || desk.queues.with(|q| q.approvals.iter().find(|a| meant(a)).cloned()));
    let length = move || desk.queues.with(|q| q.approvals.len());
    let guard = use_row_guard(length, move || desk.queues.with(|q| q.approvals.iter().position(meant)));
    let answer = move |command: Command| {
        if guard.hears() {
            desk.send(command);
        }
    };
    move || {
        card.get().map(|card| {
            view! {
                <li class="wq-card" data-state="ordering">
                    <CardHead place=card.place.clone() since=card.since />
                    <p class="wq-sub">{approval_words(card.why).0}</p>
                    <p class="wq-why">
                        <Icon name="info" class="icon-sm" />
                        {approval_words(card.why).1}
                    </p>
                    <div class="wq-actions">
                        <button class="btn" type="button" on:click=move |_| answer(Command::Party(PartyCommand::Decline { session, guest }))>
                            <Icon name="close" />
                            "Decline"
                        </button>
                        {if card.why == WhyWaiting::NewParty {
                            view! {
                                <a class="btn btn-ink" href=place_href(&card.place)>
                                    "Show the table"
                                </a>
                            }
                                .into_any()
                        } else {
                            view! {
                                <button class="btn btn-ink" type="button" on:click=move |_| answer(Command::Party(PartyCommand::Approve { session, guest }))>
                                    <Icon name="check" />
                                    "Approve"
                                </button>
                            }
                                .into_any()
                        }}
                    </div>
                </li>
            }
        })
    }
}
