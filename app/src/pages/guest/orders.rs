//! What the table has sent, and how far each line is.

use super::frame::{ProblemNote, use_problem};
use super::nav::BillLink;
use super::seat::{Seat, use_seat};
use super::timeline::Timeline;
use crate::clock::{clock_time, use_now};
use crate::components::avatar::Avatar;
use crate::components::icon::Icon;
use crate::components::moment::Moment;
use crate::components::note::Note;
use crate::memo::memo;
use crate::{person, words};
use comanda::ids::OrderId;
use comanda::party::promise::Promise;
use comanda::party::{Item, ItemStatus, Order, OrderStatus};
use comanda::time::MINUTE;
use leptos::prelude::*;

/// `/table/orders`
pub fn body(seat: Seat) -> AnyView {
    let problem = use_problem();
    let nothing = memo(move || seat.session.with(|s| s.orders.is_empty() && s.cart.is_empty()));
    // Rounds that are still under way, the last one first.
    let rounds =
        memo(move || seat.session.with(|s| s.orders.iter().rev().filter(|o| is_under_way(o)).map(|o| o.id).collect::<Vec<_>>()));
    view! {
        <main id="main" class="column guest-main page">
            <h1 class="guest-title">{say!(orders)}</h1>
            <ProblemNote problem />
            <NextUp />
            <NotSent />
            <For each=move || rounds.get() key=|id| *id children=move |id| view! { <Round id /> } />
            <Served />
            <Show when=move || nothing.get()>
                <div class="empty">
                    <Icon name="orders" />
                    <p class="empty-title">{say!(nothing_ordered)}</p>
                    <p>{say!(nothing_ordered_text)}</p>
                    <a class="btn btn-primary" href="/table">
                        {say!(look_at_the_menu)}
                    </a>
                </div>
            </Show>
        </main>
        <BillLink />
    }
    .into_any()
}

/// Is the round shown with its lines, rather than among what is served?
pub(super) fn is_under_way(order: &Order) -> bool {
    !matches!(order.status(), OrderStatus::Completed | OrderStatus::Cancelled)
}

/// What is expected next, and what stands ready.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Next {
    expected: Option<(OrderId, Vec<String>)>,
    ready: Vec<String>,
}

#[component]
fn NextUp() -> impl IntoView {
    let seat = use_seat();
    let next = memo(move || {
        seat.session.with(|s| {
            let cooking = s.orders.iter().filter(|o| o.items.iter().any(|i| i.status.is_live() && i.status.is_cooking()));
            let soonest = cooking.min_by_key(|o| o.estimated_ready_at);
            let names = |items: &mut dyn Iterator<Item = &Item>| {
                let mut names: Vec<String> = items.map(|i| i.name.clone()).collect();
                names.dedup();
                if names.len() > 3 {
                    let more = names.len() - 2;
                    names.truncate(2);
                    names.push(say!(list_more, count = more));
                }
                names
            };
            let expected = soonest.map(|o| {
                let mut cooking = o.items.iter().filter(|i| i.status.is_live() && i.status.is_cooking());
                (o.id, names(&mut cooking))
            });
            let ready = names(&mut s.items().filter(|i| i.status == ItemStatus::Ready));
            Next { expected, ready }
        })
    });
    let now = use_now();
    let alive = memo(move || now.get().is_some());
    let promise = memo(move || {
        let order = next.with(|n| n.expected.as_ref().map(|(order, _)| *order))?;
        seat.session.with(|s| Promise::of(s.orders.iter().find(|o| o.id == order)?, seat.now()))
    });
    let time = move || {
        Some(match promise.get()? {
            Promise::About(at) if alive.get() => say!(about_time, time = &clock_time(at)),
            Promise::About(at) => say!(about_minutes, minutes = (at.since(seat.as_of) + MINUTE - 1) / MINUTE),
            Promise::Unseen => say!(step_sent).to_owned(),
            Promise::Soon => say!(soon).to_owned(),
            Promise::Late => say!(running_late).to_owned(),
        })
    };
    let text = move || {
        let Next { expected, ready } = next.get();
        let ready = (!ready.is_empty()).then(|| say!(ready_now, what = &words().all_of(&ready)));
        let (_, cooking) = expected?;
        let lead = match promise.get()? {
            Promise::About(_) => say!(expected_around_then),
            Promise::Unseen => say!(waiting_for_the_kitchen_list),
            Promise::Soon => say!(any_moment_now),
            Promise::Late => say!(kitchen_knows),
        };
        Some(view! {
            {lead}
            " "
            <b>{words().all_of(&cooking)}</b>
            ". "
            {ready}
        })
    };
    let only_ready = move || {
        let Next { expected, ready } = next.get();
        (expected.is_none() && !ready.is_empty()).then(|| say!(ready_waiter_brings, what = &words().all_of(&ready)))
    };
    view! {
        <div role="status">
            {move || {
                if let Some(time) = time() {
                    view! {
                        <div class="card card-raised orders-next">
                            <p class="orders-next-time" translate="no">{time}</p>
                            <p class="small muted">{text()}</p>
                        </div>
                    }
                        .into_any()
                } else {
                    only_ready()
                        .map(|ready| {
                            view! {
                                <div class="card card-raised orders-next">
                                    <p class="orders-next-time" translate="no">{say!(step_ready)}</p>
                                    <p class="small muted">{ready}</p>
                                </div>
                            }
                        })
                        .into_any()
                }
            }}
        </div>
    }
    .into_any()
}

/// The cart in one line: the kitchen does not know about it.
#[component]
fn NotSent() -> impl IntoView {
    let seat = use_seat();
    let some = memo(move || seat.cart.with(|c| c.lines > 0));
    view! {
        <Show when=move || some.get()>
            <section class="orders-section" aria-labelledby="not-sent">
                <div class="card">
                    <a class="row" href="/table?cart=1">
                        <Icon name="cart" />
                        <span class="row-main">
                            <span class="row-title" id="not-sent">
                                {move || say!(not_sent_yet_portions, count = seat.cart.get().portions)}
                            </span>
                            <br />
                            <span class="row-sub">{say!(kitchen_does_not_know)}</span>
                        </span>
                        <span class="price" translate="no">{move || seat.money(seat.cart.get().table)}</span>
                        <Icon name="chevron-right" class="icon-flip" />
                    </a>
                </div>
            </section>
        </Show>
    }
    .into_any()
}

/// One send, with the lines that are not served yet.
#[component]
fn Round(id: OrderId) -> impl IntoView {
    let seat = use_seat();
    let head = memo(move || {
        seat.session.with(|s| {
            let place = s.orders.iter().position(|o| o.id == id)?;
            let order = s.orders.get(place)?;
            let by = match order.sent_by.guest() {
                Some(guest) if guest == seat.me => say!(sent_by_you).to_owned(),
                Some(guest) => say!(sent_by, name = &person(s.guest(guest).map_or(&order.sent_by.name, |g| &g.name))),
                None => say!(sent_by, name = &person(&order.sent_by.name)),
            };
            let number =
                if order.is_foreseen() { say!(order_not_sent).to_owned() } else { say!(order_number, number = &order.short) };
            Some((place, by, order.sent_at, number))
        })
    });
    let lines = memo(move || {
        seat.session.with(|s| {
            let order = s.orders.iter().find(|o| o.id == id);
            order.map(|o| o.items.iter().filter(|i| i.status != ItemStatus::Served).map(|i| i.id).collect::<Vec<_>>())
        })
    });
    let title_id = format!("round-{id}");
    let title = title_id.clone();
    let (place, ..) = head.get_untracked()?;
    Some(
        view! {
            <section class="orders-section" aria-labelledby=title_id>
                <div class="section-head">
                    <h2 id=title>{ordinal(place)}</h2>
                    <p class="small muted">
                        {move || {
                            head.get()
                                .map(|(_, by, at, short)| {
                                    view! {
                                        {by}
                                        " "
                                        <Moment at as_of=seat.as_of />
                                        {format!(" · {short}")}
                                    }
                                })
                        }}
                    </p>
                </div>
                <ul class="order-list">
                    <For each=move || lines.get().unwrap_or_default() key=|id| *id children=move |id| view! { <Timeline id /> } />
                </ul>
            </section>
        }
        .into_any(),
    )
}

fn ordinal(place: usize) -> String {
    match place {
        0 => say!(first_round).into(),
        1 => say!(second_round).into(),
        2 => say!(third_round).into(),
        n => say!(round_number, number = n + 1),
    }
}

/// What is on the table already, folded away; and what was cancelled in rounds that are over.
#[component]
fn Served() -> impl IntoView {
    let seat = use_seat();
    let done = memo(move || {
        seat.session.with(|s| {
            let over = |o: &Order| !is_under_way(o);
            let orders = s.orders.iter().rev();
            let items = orders.flat_map(|o| {
                let over = over(o);
                o.items.iter().filter(move |i| i.status == ItemStatus::Served || (over && i.status == ItemStatus::Cancelled))
            });
            items.cloned().collect::<Vec<_>>()
        })
    });
    let served = memo(move || {
        done.with(|all| all.iter().filter(|i| i.status == ItemStatus::Served).map(|i| i.quantity).fold(0, u32::saturating_add))
    });
    let count = move || say!(dishes, count = served.get());
    view! {
        <Show when=move || !done.with(Vec::is_empty)>
            <section class="orders-section">
                <details class="orders-served card card-pad">
                    <summary>
                        {say!(step_served)}
                        " "
                        <span class="badge" data-state="served">
                            {count}
                        </span>
                        <Icon name="chevron-down" />
                    </summary>
                    <ul class="rows">
                        <For
                            each=move || done.get()
                            key=|item| (item.id, item.status)
                            children=move |item| view! { <ServedRow item /> }
                        />
                    </ul>
                </details>
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn ServedRow(item: Item) -> impl IntoView {
    let seat = use_seat();
    let guest = item.guest.and_then(|g| seat.session.with_untracked(|s| s.guest(g).cloned()));
    let face = match guest {
        Some(guest) => {
            let says = say!(for_guest, name = &person(&guest.name));
            view! { <Avatar guest class="avatar-sm" says=says /> }.into_any()
        }
        None => view! { <Icon name="users" /> }.into_any(),
    };
    let choices = item.choices();
    let word = if item.status == ItemStatus::Served { say!(served_at) } else { say!(cancelled_at) };
    view! {
        <li class="row">
            {face}
            <span class="row-main">
                {item.quantity} " × " <span class="given">{item.name.clone()}</span>
                {(!choices.is_empty()).then(|| view! { <span class="order-line-options">" · " {choices}</span> })}
                {item.note.clone().map(|note| view! { <Note note class="cart-line-note" /> })}
            </span>
            <span class="row-sub">{word} " " {item.reached(item.status).map(|at| view! { <Moment at as_of=seat.as_of /> })}</span>
        </li>
    }
    .into_any()
}
