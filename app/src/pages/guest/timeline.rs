//! One line's way through the kitchen, with the time of each step.

use super::orders::is_under_way;
use super::seat::{Seat, use_seat};
use crate::components::avatar::Avatar;
use crate::components::icon::Icon;
use crate::components::line_word::{RefusedNote, Unsent};
use crate::components::moment::Moment;
use crate::components::note::Note;
use crate::components::tap_form::TapForm;
use crate::components::tap_guard::{TapGuard, use_tap_guard};
use crate::components::toast::use_toasts;
use crate::language::{SLOT, around};
use crate::memo::memo;
use crate::realtime::{use_dispatch, use_kept, use_refusals};
use crate::settled::settled;
use crate::words;
use comanda::backend::Hat;
use comanda::ids::ItemId;
use comanda::party::promise::SOON;
use comanda::party::{Item, ItemStatus, Seen, Session};
use comanda::time::MINUTE;
use comanda::{At, Command, PartyCommand};
use i18n::Words;
use leptos::prelude::*;

/// How long a cancellation may be taken back by a tap, milliseconds; the rulebook allows a little more for slow networks.
const UNDO_OFFERED: u64 = 8_000;

/// A message of the catalogue.
type Word = fn(Words) -> &'static str;

/// The steps a guest sees.
const STEPS: [(ItemStatus, Word); 5] = [
    (ItemStatus::Pending, Words::step_sent),
    (ItemStatus::Acknowledged, Words::step_seen),
    (ItemStatus::Preparing, Words::step_preparing),
    (ItemStatus::Ready, Words::step_ready),
    (ItemStatus::Served, Words::step_served),
];

/// An item with what its order and ticket say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Tracked {
    item: Item,
    expected: At,
    seen: Option<Seen>,
    station: String,
    /// The kitchen has not been reached with it.
    unsent: bool,
}

fn tracked(seat: Seat, id: ItemId) -> Option<Tracked> {
    seat.session.with(|session| {
        let order = session.orders.iter().find(|o| o.items.iter().any(|i| i.id == id))?;
        let item = order.items.iter().find(|i| i.id == id)?.clone();
        let ticket = order.tickets.iter().find(|t| t.station == item.station);
        let station = seat.menu.with(|m| m.station(item.station).map(|s| s.name.clone()).unwrap_or_default());
        let unsent = order.is_foreseen();
        Some(Tracked { unsent, expected: order.estimated_ready_at, seen: ticket.and_then(|t| t.seen.clone()), station, item })
    })
}

/// What the stylesheet calls a status.
pub fn state_word(status: ItemStatus) -> &'static str {
    match status {
        ItemStatus::Held => "held",
        ItemStatus::Pending => "sent",
        ItemStatus::Acknowledged => "seen",
        ItemStatus::Preparing => "preparing",
        ItemStatus::Ready => "ready",
        ItemStatus::Served => "served",
        ItemStatus::Cancelled => "cancelled",
    }
}

/// A card with the item's way.
#[component]
pub fn Timeline(id: ItemId) -> impl IntoView {
    let seat = use_seat();
    let tracked = settled(memo(move || tracked(seat, id)));
    let status = memo(move || tracked.with(|t| t.as_ref().map(|t| t.item.status)));
    let first = tracked.get_untracked()?.item;
    let expected = memo(move || tracked.with(|t| t.as_ref().map(|t| t.expected)));
    // Changes once a minute, not once a second.
    let estimate = memo(move || {
        let (expected, now) = (expected.get()?, seat.now());
        // Past it there is nothing left to promise.
        if now.since(expected) >= SOON {
            return Some(None);
        }
        Some(Some((expected.since(now) + MINUTE - 1) / MINUTE))
    });
    let unsent = memo(move || tracked.with(|t| t.as_ref().is_some_and(|t| t.unsent)));
    let badge = move || match status.get()? {
        _ if unsent.get() => Some(("badge", say!(not_sent_yet).to_owned())),
        ItemStatus::Held => Some(("badge", say!(held).to_owned())),
        ItemStatus::Pending => Some(("badge", say!(step_sent).to_owned())),
        ItemStatus::Acknowledged | ItemStatus::Preparing => Some((
            "badge",
            match estimate.get()? {
                None => say!(running_late).to_owned(),
                Some(0) => say!(any_moment).to_owned(),
                Some(minutes) => say!(about_minutes, minutes = minutes),
            },
        )),
        ItemStatus::Ready => Some(("badge badge-solid", say!(step_ready).to_owned())),
        ItemStatus::Served => Some(("badge", say!(step_served).to_owned())),
        ItemStatus::Cancelled => Some(("badge", say!(cancelled).to_owned())),
    };
    let guest = memo(move || first.guest.and_then(|g| seat.guest(g)));
    let face = move || match guest.get() {
        Some(guest) => {
            let says =
                if guest.id == seat.me { say!(for_you).to_owned() } else { say!(for_guest, name = &crate::person(&guest.name)) };
            view! { <Avatar guest says=says /> }.into_any()
        }
        None => view! { <Icon name="users" /> }.into_any(),
    };
    // “Cancel” goes with its line, and the next one's comes up under the finger.
    let cancels = memo(move || matches!(status.get(), Some(ItemStatus::Held | ItemStatus::Pending)) && !unsent.get());
    let guard = use_tap_guard(move || (cancels.get(), seat.session.with(|session| place(session, id))));
    let options = first.choices();
    let said = use_refusals().of_item(id);
    let note = first.note.clone();
    Some(
        view! {
            <li
                class="card order-line"
                data-state=move || if unsent.get() { Some("unsent") } else { status.get().map(state_word) }
            >
                <div class="order-line-head">
                    {face}
                    <div>
                        <h3 class="order-line-name">
                            <span class="qty" translate="no">{first.quantity} " ×"</span>
                            " "
                            <span class="given">{first.name.clone()}</span>
                        </h3>
                        {(!options.is_empty()).then(|| view! { <p class="order-line-options">{options}</p> })}
                        {note.map(|note| view! { <Note note class="cart-line-note" /> })}
                        <Show when=move || !unsent.get()>
                            <Unsent id />
                        </Show>
                    </div>
                    {move || badge().map(|(class, text)| view! { <span class=class>{text}</span> })}
                </div>
                {move || match status.get() {
                    Some(ItemStatus::Cancelled) => {
                        let at = tracked.get().and_then(|t| t.item.reached(ItemStatus::Cancelled));
                        view! {
                            <p class="callout">
                                <Icon name="info" />
                                <span>
                                    {match at {
                                        None => say!(cancelled_not_billed).into_any(),
                                        Some(at) => {
                                            let (before, after) = around(&say!(cancelled_not_billed_at, time = SLOT));
                                            view! {
                                                {before}
                                                <Moment at as_of=seat.as_of />
                                                {after}
                                            }
                                                .into_any()
                                        }
                                    }}
                                </span>
                            </p>
                        }
                            .into_any()
                    }
                    Some(_) => tracked.get().map(|t| view! { <Track item=t.item unsent=t.unsent /> }).into_any(),
                    None => ().into_any(),
                }}
                <RefusedNote said />
                {move || tracked.get().and_then(|t| foot(seat, t, guard))}
            </li>
        }
        .into_any(),
    )
}

/// The five steps.
#[component]
fn Track(item: Item, unsent: bool) -> impl IntoView {
    let seat = use_seat();
    let now = item.status.max(ItemStatus::Pending);
    let steps = STEPS.map(|(step, label)| {
        let class = (step < now).then_some("done");
        let current = (step == now && !unsent).then_some("step");
        let at = (step <= now && !unsent).then(|| item.reached(step)).flatten();
        view! {
            <li class=class aria-current=current>
                <span class="track-node">
                    <Icon name="check" />
                </span>
                {label(words())}
                {at.map(|at| view! { <Moment at as_of=seat.as_of /> })}
            </li>
        }
    });
    view! { <ol class="track">{steps.collect_view()}</ol> }
}

/// Where a line stands on the page of orders: under what comes before it, and after so many others.
fn place(session: &Session, id: ItemId) -> (bool, bool, Option<usize>) {
    let cooking = session.items().any(|item| item.status.is_live() && item.status < ItemStatus::Served);
    let rounds = session.orders.iter().rev().filter(|order| is_under_way(order));
    let mut lines = rounds.flat_map(|order| &order.items).filter(|item| item.status != ItemStatus::Served);
    (cooking, session.cart.is_empty(), lines.position(|item| item.id == id))
}

/// What can still be done about it.
fn foot(seat: Seat, tracked: Tracked, guard: TapGuard) -> Option<AnyView> {
    let Tracked { item, seen, station, unsent, .. } = tracked;
    if unsent {
        let text = if use_kept().get() { say!(kept_on_this_phone) } else { say!(goes_by_itself) };
        return Some(
            view! {
                <div class="order-line-foot">
                    <span>{text}</span>
                </div>
            }
            .into_any(),
        );
    }
    let mine = item.guest == Some(seat.me);
    match item.status {
        ItemStatus::Held | ItemStatus::Pending => Some(
            view! {
                <div class="order-line-foot">
                    <span>{say!(waiting_for_the_kitchen)}</span>
                    {mine.then(|| view! { <CancelForm id=item.id name=item.name.clone() guard /> })}
                </div>
            }
            .into_any(),
        ),
        ItemStatus::Acknowledged | ItemStatus::Preparing => {
            let by = seen.map_or(station, |seen| crate::person(&seen.by.name));
            let text =
                if item.status == ItemStatus::Preparing { say!(being_prepared).to_owned() } else { say!(seen_by, name = &by) };
            Some(
                view! {
                    <div class="order-line-foot">
                        <span>{text}</span>
                        {mine
                            .then(|| {
                                view! {
                                    <button class="link" type="button" popovertarget="calls">
                                        {say!(need_a_change)}
                                    </button>
                                }
                            })}
                    </div>
                }
                .into_any(),
            )
        }
        ItemStatus::Ready | ItemStatus::Served | ItemStatus::Cancelled => None,
    }
}

#[component]
fn CancelForm(id: ItemId, name: String, guard: TapGuard) -> impl IntoView {
    let seat = use_seat();
    let door = use_dispatch(Hat::Guest);
    let toasts = use_toasts();
    let said = name.clone();
    let act = move || {
        if !guard.hears() {
            return;
        }
        let said = said.clone();
        let session = seat.id;
        door.send_then(Command::Party(PartyCommand::CancelItem { session, item: id, reason: String::new() }), move |result| {
            if result.is_ok() {
                let undo = move || door.send(Command::Party(PartyCommand::UndoCancel { session, item: id }));
                toasts.offer_undo(say!(dish_cancelled, dish = &said), UNDO_OFFERED, undo);
            }
        });
    };
    let busy = move || (door.in_flight().get() > 0).then_some("true");
    view! {
        <TapForm action="/api/cancel_item" back="/table/orders" act>
            <input type="hidden" name="item" value=id.to_string() />
            <button class="link link-danger" aria-label=say!(cancel_dish, dish = &name) aria-busy=busy>
                {say!(cancel)}
            </button>
        </TapForm>
    }
    .into_any()
}
