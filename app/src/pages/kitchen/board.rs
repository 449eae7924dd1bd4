//! The board: tickets oldest first, or the good news that there are none.

use super::desk::use_desk;
use super::overflow::{Edges, LIST, Overflow, use_edges};
use super::parts::parts;
use super::ticket::{Part, Ticket};
use super::whole_order::{WholeOrder, fits};
use crate::browser::board::{use_height, use_packing};
use crate::components::lost::EmptyList;
use crate::memo::memo;
use crate::settled::settled;
use comanda::ids::{OrderId, TicketId};
use comanda::kitchen::{TicketCard, by_order};
use leptos::html;
use leptos::prelude::*;

#[component]
pub fn BoardView() -> impl IntoView {
    let desk = use_desk();
    let empty = memo(move || desk.shown.with(|shown| shown.slots.is_empty()));
    let (board, ruler) = (NodeRef::<html::Main>::new(), NodeRef::<html::I>::new());
    let height = use_height(board, ruler);
    let edges = use_edges();
    view! {
        <main class="board" id="board" node_ref=board>
            <i class="board-ruler" node_ref=ruler aria-hidden="true"></i>
            {move || {
                if empty.get() { view! { <AllClear /> }.into_any() } else { view! { <Tickets height edges /> }.into_any() }
            }}
            <Overflow edges />
        </main>
    }
}

/// A place on the board.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Slot {
    /// A ticket, or a part of a long one.
    Ticket { ticket: TicketId, part: usize, of: usize },
    /// An order that several stations work on.
    Order(OrderId),
}

/// What stands on a board of this height: on the expo board orders as a whole, as far as they fit.
fn slots_of(tickets: &[TicketCard], expo: bool, height: Option<i32>) -> Vec<Slot> {
    let alone = |card: &TicketCard| {
        let (ticket, of) = (card.id, parts(&card.items, height).len());
        (0..of).map(move |part| Slot::Ticket { ticket, part, of }).collect::<Vec<_>>()
    };
    if !expo {
        return tickets.iter().flat_map(alone).collect();
    }
    let orders = by_order(tickets).into_iter();
    let slots = orders.flat_map(|cards| match cards.first() {
        Some(first) if first.is_shared() && fits(&cards, height) => vec![Slot::Order(first.order)],
        _ => cards.into_iter().flat_map(alone).collect(),
    });
    slots.collect()
}

/// Keyed by ticket; each hears of its own card, so that one event repaints one ticket and wakes no other.
#[component]
fn Tickets(height: Signal<Option<i32>>, edges: Edges) -> impl IntoView {
    let desk = use_desk();
    let list = NodeRef::<html::Ol>::new();
    let slots = memo(move || {
        let (expo, height) = (desk.station.get().is_none(), height.get());
        let shown = desk.shown.with(|shown| shown.slots.iter().map(|slot| slot.card.clone()).collect::<Vec<_>>());
        slots_of(&shown, expo, height)
    });
    use_packing(list, move || slots.track());
    view! {
        <ol class="board-tickets" id=LIST node_ref=list aria-label="Tickets, oldest first" on:scroll=move |_| edges.look()>
            <For each=move || slots.get() key=|slot| *slot children=move |slot| place(slot, height) />
        </ol>
    }
}

fn place(slot: Slot, height: Signal<Option<i32>>) -> AnyView {
    match slot {
        Slot::Ticket { ticket, part, of } => view! { <TicketPlace ticket part of height /> }.into_any(),
        Slot::Order(order) => view! {
            <li class="board-slot">
                <WholeOrder order />
            </li>
        }
        .into_any(),
    }
}

#[component]
fn TicketPlace(ticket: TicketId, part: usize, of: usize, height: Signal<Option<i32>>) -> impl IntoView {
    let desk = use_desk();
    let id = ticket;
    // One that has just been bumped keeps its place for a moment, with the way back.
    let first = desk.card(id).or_else(|| desk.shown_card(id))?;
    let card = settled(Memo::new(move |before: Option<&_>| {
        desk.tickets
            .with(|all| all.iter().find(|t| t.id == id).cloned())
            .or_else(|| before.cloned())
            .unwrap_or_else(|| first.clone())
    }));
    // Which of its lines stand here.
    let lines = memo(move || {
        let lengths = card.with(|card| parts(&card.items, height.get()));
        let from = lengths.iter().take(part).sum::<usize>();
        (from, from + lengths.get(part).copied().unwrap_or(0))
    });
    Some(view! {
        <li class="board-slot">
            <Ticket card part=Part { index: part, of, lines } />
        </li>
    })
}

#[component]
fn AllClear() -> impl IntoView {
    let desk = use_desk();
    let advice = Signal::derive(move || {
        let sound = if desk.is_heard() { " with a sound" } else { "" };
        let awake = if desk.awake.get() { "; this screen stays awake" } else { "" };
        format!("Nothing to cook. New tickets appear here{sound}{awake}.")
    });
    view! {
        <div class="board-empty">
            <EmptyList icon="chef-hat" title="All clear" advice unheard="New tickets do not arrive." />
        </div>
    }
}

/// The board in its final shape while the first answer is on its way.
#[component]
pub fn BoardSkeleton() -> impl IntoView {
    let ticket = |lines: usize| {
        view! {
            <li class="board-slot">
                <div class="ticket" data-pace="ok">
                    <div class="ticket-head">
                        <p class="ticket-table skeleton">"Table 00"</p>
                        <p class="ticket-timer skeleton">"00:00"</p>
                    </div>
                    <div class="ticket-lines">
                        {std::iter::repeat_with(|| {
                            view! {
                                <div class="kline">
                                    <span class="skeleton">"2"</span>
                                    <span class="skeleton skeleton-line"></span>
                                </div>
                            }
                        })
                            .take(lines)
                            .collect_view()}
                    </div>
                </div>
            </li>
        }
    };
    view! {
        <div class="kitchen" data-layout="grid">
            <div class="kbar">
                <p class="kstation skeleton">"Expo 00"</p>
                <p class="kstation skeleton">"Kitchen 00"</p>
            </div>
            <main class="board" aria-busy="true" aria-label="The board is loading">
                <ol class="board-tickets">{[3, 2, 4, 2, 3, 1].map(ticket).collect_view()}</ol>
            </main>
        </div>
    }
}
