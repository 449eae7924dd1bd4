//! What was ordered and where each dish is on its way; what is chosen and not sent.

use super::party::Seated;
use crate::clock::{clock_time, use_now};
use crate::components::avatar::Avatar;
use crate::components::icon::Icon;
use crate::components::line_word::{RefusedNote, Unsent};
use crate::components::lost::EmptyList;
use crate::components::note::Note;
use crate::components::tap_guard::{TapGuard, use_open_guard, use_tap_guard};
use crate::memo::memo;
use crate::pages::waiter::words::{NOT_SENT, item_sign};
use crate::realtime::use_refusals;
use comanda::ids::{GuestId, ItemId, OrderId};
use comanda::party::{CartLine, Item, ItemStatus, Order, Session};
use comanda::text::isolated;
use leptos::prelude::*;

#[component]
pub fn Orders(seated: Seated, cancelling: RwSignal<Option<(ItemId, String)>>) -> impl IntoView {
    let orders = memo(move || {
        seated.session.with(|s| s.as_ref().map_or_else(Vec::new, |s| s.orders.iter().rev().map(|o| o.id).collect::<Vec<_>>()))
    });
    let cart = memo(move || {
        seated.session.with(|s| s.as_ref().map_or_else(Vec::new, |s| s.cart.iter().map(|l| l.id).collect::<Vec<_>>()))
    });
    let chosen = memo(move || cart.with(|c| !c.is_empty()));
    // All lines as they stand one below the other: a new one pushes those after it down.
    let rows = memo(move || {
        let sent = |s: &Session| s.orders.iter().rev().flat_map(|o| o.items.iter().map(|i| i.id)).collect::<Vec<_>>();
        [cart.get(), seated.session.with(|s| s.as_ref().map_or_else(Vec::new, |s| sent(s)))].concat()
    });
    let known = memo(move || seated.session.with(Option::is_some));
    let nothing = memo(move || known.get() && orders.with(Vec::is_empty) && cart.with(Vec::is_empty));
    view! {
        <div class="tsheet-orders" aria-busy=move || (!known.get()).to_string()>
            {move || (!known.get()).then(|| view! { <LinesSkeleton /> })}
            {move || {
                nothing
                    .get()
                    .then(|| {
                        view! {
                            <EmptyList
                                icon="orders"
                                title="Nothing ordered yet"
                                advice="Add an order, or wait for the guests’ phones."
                                unheard="The guests may have ordered since."
                            />
                        }
                    })
            }}
            {move || {
                chosen
                    .get()
                    .then(|| {
                        view! {
                            <section class="torder" aria-labelledby="not-sent">
                                <div class="torder-head">
                                    <h3 id="not-sent">"Not sent yet"</h3>
                                    <span>"in the cart"</span>
                                </div>
                                <ul class="torder-lines">
                                    <For each=move || cart.get() key=|id| *id let:id>
                                        <CartRow seated id />
                                    </For>
                                </ul>
                            </section>
                        }
                    })
            }}
            <For each=move || orders.get() key=|id| *id let:id>
                <OrderBlock seated id rows cancelling />
            </For>
        </div>
    }
    .into_any()
}

#[component]
fn LinesSkeleton() -> impl IntoView {
    (0..3)
        .map(|_| {
            view! {
                <div class="tline">
                    <span class="tline-qty skeleton">"1"</span>
                    <span class="skeleton skeleton-line medium">"Dish"</span>
                    <span class="skeleton">"€00.00"</span>
                </div>
            }
        })
        .collect_view()
}

/// A guest's initial in their colour, with the name for those who cannot see it.
#[component]
fn Whose(seated: Seated, id: GuestId) -> impl IntoView {
    let guest = memo(move || seated.session.with(|s| s.as_ref().and_then(|s| s.guest(id)).cloned()));
    move || {
        guest.get().map(|guest| {
            view! {
                <Avatar guest=guest.clone() class="avatar-sm" />
                <span class="visually-hidden">{crate::person(&guest.name)}</span>
            }
        })
    }
}

#[component]
fn CartRow(seated: Seated, id: ItemId) -> impl IntoView {
    let line = memo(move || seated.session.with(|s| s.as_ref().and_then(|s| s.line(id)).cloned()));
    move || {
        line.get().map(|line| {
            view! {
                <li class="tline" data-state="draft">
                    <span class="tline-qty">{line.quantity}</span>
                    <div class="tline-main">
                        <p class="tline-name">{seated.desk.line_name(&line)}</p>
                        {choices(seated, &line).map(|words| view! { <p class="tline-mods">{words}</p> })}
                        <Unsent id />
                        {line.note.clone().map(|note| view! { <Note note class="tline-note" /> })}
                    </div>
                    <div class="tline-end">
                        <span class="cluster">
                            {line.guest().map(|id| view! { <Whose seated id /> })}
                            <span class="badge badge-name">
                                <bdi>{crate::person(&line.by.name)}</bdi>
                            </span>
                        </span>
                    </div>
                </li>
            }
        })
    }
}

/// What is said of the choices of a line that is not sent yet.
fn choices(seated: Seated, line: &CartLine) -> Option<String> {
    Some(seated.desk.line_choices(line)).filter(|words| !words.is_empty())
}

#[component]
fn OrderBlock(
    seated: Seated,
    id: OrderId,
    rows: Memo<Vec<ItemId>>,
    cancelling: RwSignal<Option<(ItemId, String)>>,
) -> impl IntoView {
    let now = use_now();
    let alive = memo(move || now.get().is_some());
    let head = memo(move || {
        seated.session.with(|s| {
            s.as_ref().and_then(|s| s.orders.iter().find(|o| o.id == id)).map(|o| (number(o), o.sent_at, o.sent_by.clone()))
        })
    });
    let items = memo(move || {
        seated.session.with(|s| {
            s.as_ref()
                .and_then(|s| s.orders.iter().find(|o| o.id == id))
                .map_or_else(Vec::new, |o| o.items.iter().map(|i| i.id).collect::<Vec<_>>())
        })
    });
    let title = format!("order-{id}");
    view! {
        <section class="torder" aria-labelledby=title.clone()>
            <div class="torder-head">
                <h3 id=title.clone()>"Order " {move || head.get().map(|(short, ..)| short)}</h3>
                <span>
                    {move || {
                        head.get()
                            .map(|(_, at, by)| {
                                let name = isolated(&crate::person(&by.name));
                                let who = if by.is_staff() { name } else { format!("{name}’s phone") };
                                let time = if alive.get() { format!("{} · ", clock_time(at)) } else { String::new() };
                                format!("{time}{who}")
                            })
                    }}
                </span>
            </div>
            <ul class="torder-lines">
                <For each=move || items.get() key=|id| *id let:id>
                    <ItemRow seated id rows cancelling />
                </For>
            </ul>
        </section>
    }
    .into_any()
}

#[component]
fn ItemRow(seated: Seated, id: ItemId, rows: Memo<Vec<ItemId>>, cancelling: RwSignal<Option<(ItemId, String)>>) -> impl IntoView {
    // An item of an order that the server does not know of yet stands there as not sent.
    let item = memo(move || {
        seated.session.with(|s| {
            let order = s.as_ref()?.orders.iter().find(|o| o.items.iter().any(|i| i.id == id))?;
            let item = order.items.iter().find(|i| i.id == id).cloned()?;
            Some((item, order.is_foreseen()))
        })
    });
    // The bin turns into the bell when the kitchen bumps the dish, and either moves with what comes in above.
    let step = memo(move || item.with(|item| item.as_ref().map(|(item, _)| Step::of(item.status))));
    let place = memo(move || rows.with(|rows| rows.iter().position(|row| *row == id)));
    let asks = memo(move || {
        seated.desk.queues.with(|q| {
            let calls = q.calls.iter().filter(|c| c.session == seated.id).count();
            calls + q.approvals.iter().filter(|a| a.session == seated.id).count()
        })
    });
    let guard = use_tap_guard(move || (step.get(), place.get(), asks.get()));
    move || item.get().map(|(item, foreseen)| view! { <ItemLine seated item foreseen guard cancelling /> })
}

/// What a tap on a line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Cancel,
    Serve,
    Nothing,
}

impl Step {
    fn of(status: ItemStatus) -> Self {
        match status {
            ItemStatus::Held | ItemStatus::Pending => Self::Cancel,
            ItemStatus::Ready => Self::Serve,
            ItemStatus::Acknowledged | ItemStatus::Preparing | ItemStatus::Served | ItemStatus::Cancelled => Self::Nothing,
        }
    }
}

#[component]
fn ItemLine(
    seated: Seated,
    item: Item,
    foreseen: bool,
    guard: TapGuard,
    cancelling: RwSignal<Option<(ItemId, String)>>,
) -> impl IntoView {
    let (desk, session, id) = (seated.desk, seated.id, item.id);
    let sheet = use_context::<TapGuard>().unwrap_or_else(use_open_guard);
    let hears = move || guard.hears() && sheet.hears();
    let sign = if foreseen { NOT_SENT } else { item_sign(item.status) };
    let choices = item.choices();
    let step = Step::of(item.status);
    let (ready, pending) = (step == Step::Serve, step == Step::Cancel);
    let (serve_label, cancel_label) = (format!("Ready: serve {}", item.name), format!("Cancel {}", item.name));
    let name = item.name.clone();
    let serve = move |_| {
        if hears() {
            desk.serve(session, untrack(|| seated.label()), vec![id]);
        }
    };
    let cancel = move |_| {
        if hears() {
            cancelling.set(Some((id, name.clone())));
        }
    };
    let total = desk.money(item.total());
    let said = use_refusals().of_item(id);
    view! {
        <li class="tline" data-state=sign.state>
            <span class="tline-qty">{item.quantity}</span>
            <div class="tline-main">
                <p class="tline-name">{item.name}</p>
                {(!choices.is_empty()).then(|| view! { <p class="tline-mods">{choices}</p> })}
                {item.note.map(|note| view! { <Note note class="tline-note" /> })}
                {(!foreseen).then(|| view! { <Unsent id /> })}
            </div>
            <div class="tline-end">
                <span class="price">{total}</span>
                <span class="cluster">
                    {item.guest.map(|id| view! { <Whose seated id /> })}
                    {(!ready)
                        .then(|| {
                            view! {
                                <span class="badge" data-state=sign.state>
                                    <Icon name=sign.icon class="icon-sm" />
                                    {sign.word}
                                </span>
                            }
                        })}
                </span>
            </div>
            {ready
                .then(|| {
                    view! {
                        <button
                            class="btn btn-state tline-serve"
                            type="button"
                            aria-label=serve_label
                            on:click=serve
                        >
                            <Icon name="bell" />
                        </button>
                    }
                })}
            {pending
                .then(|| {
                    view! {
                        <button
                            class="btn btn-quiet tline-serve"
                            type="button"
                            aria-label=cancel_label
                            on:click=cancel
                        >
                            <Icon name="trash" />
                        </button>
                    }
                })}
            <RefusedNote said />
        </li>
    }
    .into_any()
}

/// What people call it; until the server has given it a number, what there is to say.
fn number(order: &Order) -> String {
    if order.is_foreseen() { "not sent yet".into() } else { order.short.clone() }
}
