//! The expo board's card of an order that several stations work on: is the table complete?

use super::desk::{Shown, use_desk};
use super::parts::parts;
use super::step::{Pace, line_face, sender};
use super::ticket::{Marks, Part, Ticket, Timer};
use crate::components::icon::Icon;
use crate::components::place_label::place_label;
use crate::memo::memo;
use crate::settled::settled;
use comanda::ids::{OrderId, StationId, TicketId};
use comanda::kitchen::{OtherStation, TicketCard};
use leptos::prelude::*;

/// Room that the order's own head and a station's heading take, in letters of the page's size.
const HEADS: i32 = 9;

/// Do the stations' parts of an order find room in one card on a board of this height? If not, each stands by itself and can go on in
/// the next column.
pub fn fits(cards: &[&TicketCard], board: Option<i32>) -> bool {
    let feet = i32::try_from(cards.len().saturating_sub(1)).unwrap_or(i32::MAX).saturating_mul(HEADS);
    let items: Vec<_> = cards.iter().flat_map(|card| &card.items).cloned().collect();
    parts(&items, board.map(|board| board.saturating_sub(feet))).len() == 1
}

/// One order: its head once, a section for each station, and the stations that are done.
#[component]
pub fn WholeOrder(order: OrderId) -> impl IntoView {
    let desk = use_desk();
    // What has just left keeps its place for a moment.
    let cards = settled(memo(move || {
        let here =
            |shown: &Shown| shown.slots.iter().map(|slot| slot.card.clone()).filter(|t| t.order == order).collect::<Vec<_>>();
        desk.shown.with(here)
    }));
    let first = cards.with_untracked(|cards| cards.first().cloned())?;
    let head = settled(memo(move || cards.with(|cards| cards.first().cloned()).unwrap_or_else(|| first.clone())));
    let pace = memo(move || {
        let now = desk.now.get();
        desk.menu.with(|menu| {
            let of = |card: &TicketCard| Pace::of(card, menu.as_ref().and_then(|m| m.station(card.station)), now);
            cards.with(|cards| Pace::worst(cards.iter().map(of))).unwrap_or(Pace::OnTime)
        })
    });
    let tickets = memo(move || cards.with(|cards| cards.iter().map(|t| t.id).collect::<Vec<_>>()));
    let done = memo(move || {
        let still: Vec<StationId> = cards.with(|cards| cards.iter().map(|t| t.station).collect());
        let bumped = |other: &OtherStation| other.bumped && !still.contains(&other.station);
        head.with(|card| card.others.iter().copied().filter(bumped).collect::<Vec<_>>())
    });
    let name = move |id: StationId| desk.menu.with(|m| m.as_ref()?.station(id).map(|s| s.name.clone()));
    let title = format!("order-{order}");
    let labelled = title.clone();
    Some(view! {
        <article class="korder" data-pace=move || pace.get().face().0 aria-labelledby=labelled>
            <header class="ticket-head">
                <h2 class="ticket-table" id=title>
                    {move || head.with(|c| format!("Table {}", place_label(&c.place)))}
                </h2>
                <Timer card=head />
                <p class="ticket-pace">
                    <Icon name=Signal::derive(move || pace.get().face().1) />
                    <span>{move || pace.get().words(desk.now.get())}</span>
                </p>
                <p class="ticket-meta">
                    <b class="ticket-no">{move || head.with(|c| format!("#{}", c.short))}</b>
                    <span class="ticket-by">{move || head.with(|c| sender(&c.sent_by))}</span>
                    <Marks card=head />
                </p>
            </header>
            <For each=move || tickets.get() key=|id| *id children=|id| view! { <StationPart id /> } />
            <ul class="korder-done" aria-label="Stations that are done">
                <For
                    each=move || done.get()
                    key=|other| (other.station, other.status)
                    children=move |other| {
                        let (state, icon, word) = line_face(other.status);
                        view! {
                            <li data-state=state>
                                <Icon name=icon />
                                <b>{move || name(other.station)}</b>
                                <span>{word}</span>
                            </li>
                        }
                    }
                />
            </ul>
        </article>
    })
}

/// One station's ticket, with its own next step.
#[component]
fn StationPart(id: TicketId) -> impl IntoView {
    let desk = use_desk();
    let first = desk.card(id)?;
    let card = settled(Memo::new(move |before: Option<&_>| {
        desk.tickets
            .with(|all| all.iter().find(|t| t.id == id).cloned())
            .or_else(|| before.cloned())
            .unwrap_or_else(|| first.clone())
    }));
    let lines = memo(move || (0, card.with(|card| card.items.len())));
    Some(view! { <Ticket card part=Part { index: 0, of: 1, lines } /> })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::kitchen::step::tests::card;
    use comanda::At;
    use comanda::kitchen::by_order;
    use comanda::party::ItemStatus;

    #[test]
    fn the_expo_board_shows_one_card_an_order() {
        let of = |ticket: u128, order: u128| TicketCard {
            id: uuid::Uuid::from_u128(ticket).into(),
            order: uuid::Uuid::from_u128(order).into(),
            ..card(&[ItemStatus::Pending])
        };
        let tickets = [of(1, 1), of(2, 2), of(3, 1)];
        let orders = by_order(&tickets).into_iter().map(|cards| cards.into_iter().map(|c| c.id).collect::<Vec<_>>());
        assert_eq!(orders.collect::<Vec<_>>(), [vec![tickets[0].id, tickets[2].id], vec![tickets[1].id]]);
    }

    #[test]
    fn an_order_is_as_late_as_its_latest_station_and_ready_only_as_a_whole() {
        let worst = |paces: &[Pace]| Pace::worst(paces.iter().copied());
        assert_eq!(worst(&[Pace::OnTime, Pace::Late, Pace::Ready(At(1))]), Some(Pace::Late));
        assert_eq!(worst(&[Pace::OnTime, Pace::Ready(At(1))]), Some(Pace::OnTime));
        assert_eq!(worst(&[Pace::Served, Pace::Ready(At(1))]), Some(Pace::Ready(At(1))));
        assert_eq!(worst(&[]), None);
    }

    #[test]
    fn an_order_stands_together_where_there_is_room_for_it() {
        let (small, large) = (card(&[ItemStatus::Pending; 2]), card(&[ItemStatus::Pending; 9]));
        assert!(fits(&[&small, &small], Some(56)));
        assert!(!fits(&[&small, &large], Some(56)));
        assert!(fits(&[&large, &large], None));
    }
}
