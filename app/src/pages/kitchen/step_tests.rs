use super::*;
use comanda::actor::{Principal, Role};
use comanda::ids::{GuestId, ItemId, OrderId, ProductId, SessionId, StaffId, StationId, TableId, TicketId};
use comanda::party::Place;
use comanda::party::Seen;
use comanda::tax::RateBps;
use comanda::time::MINUTE;
use uuid::Uuid;

fn id<T: From<Uuid>>(n: u128) -> T {
    Uuid::from_u128(n).into()
}

fn cook() -> By {
    By { who: Principal::Staff(id::<StaffId>(1)), role: Some(Role::Kitchen), name: "Sofia".into() }
}

pub fn item(n: u128, status: ItemStatus) -> Item {
    Item {
        id: id::<ItemId>(n),
        product: id::<ProductId>(n),
        name: format!("Dish {n}"),
        modifiers: Vec::new(),
        allergens: Vec::new(),
        quantity: 2,
        unit_price: 1000,
        rate: RateBps(1000),
        note: None,
        by: cook(),
        guest: None,
        station: id::<StationId>(1),
        status,
        steps: Vec::new(),
    }
}

pub fn card(statuses: &[ItemStatus]) -> TicketCard {
    TicketCard {
        id: id::<TicketId>(1),
        order: id::<OrderId>(1),
        session: id::<SessionId>(1),
        place: Place::Table { table_id: id::<TableId>(1), table_label: "6".into() },
        number: "ORD-20250106-001".into(),
        short: "001".into(),
        station: id::<StationId>(1),
        sent_at: At(0),
        sent_by: cook(),
        seen: None,
        recalled_at: None,
        bumped_at: None,
        table_closed: false,
        add_on: false,
        others: Vec::new(),
        items: statuses.iter().zip(1..).map(|(status, n)| item(n, *status)).collect(),
    }
}

fn seen(mut card: TicketCard) -> TicketCard {
    card.seen = Some(Seen { at: At(0), by: cook() });
    card
}

#[test]
fn a_ticket_is_seen_then_started_then_ready_then_bumped() {
    assert_eq!(next_of(&card(&[ItemStatus::Pending])), Next::See);
    assert_eq!(next_of(&seen(card(&[ItemStatus::Acknowledged]))), Next::Start);
    assert_eq!(next_of(&seen(card(&[ItemStatus::Preparing, ItemStatus::Ready]))), Next::Ready);
    assert_eq!(next_of(&seen(card(&[ItemStatus::Ready, ItemStatus::Served]))), Next::Bump);
}

#[test]
fn the_least_advanced_line_decides_what_a_ticket_asks_for() {
    assert_eq!(next_of(&seen(card(&[ItemStatus::Ready, ItemStatus::Acknowledged]))), Next::Start);
}

#[test]
fn a_cancelled_ticket_has_only_the_bump_left() {
    let gone = card(&[ItemStatus::Cancelled]);
    assert_eq!(next_of(&gone), Next::Bump);
    assert_eq!(stage(&gone), "cancelled");
    assert_eq!(summary(&gone), "All cancelled");
}

#[test]
fn a_line_goes_from_new_to_cooking_to_ready_and_no_further_by_a_tap() {
    assert_eq!(next_of_line(ItemStatus::Pending), Some(Next::Start));
    assert_eq!(next_of_line(ItemStatus::Preparing), Some(Next::Ready));
    for done in [ItemStatus::Ready, ItemStatus::Served, ItemStatus::Cancelled] {
        assert_eq!(next_of_line(done), None);
    }
}

#[test]
fn pace_follows_the_thresholds_of_the_tickets_station() {
    let bar = Station { id: id(1), name: "Bar".into(), warn_minutes: 3, late_minutes: 6, archived: false };
    let open = card(&[ItemStatus::Pending]);
    let at = |minutes: i64| Pace::of(&open, Some(&bar), Some(At(minutes * MINUTE)));
    assert_eq!([at(2), at(3), at(6)], [Pace::OnTime, Pace::Due, Pace::Late]);
    assert_eq!(Pace::of(&open, Some(&bar), None), Pace::OnTime, "no time is known before the page is alive");
    assert_eq!(Pace::of(&card(&[ItemStatus::Held]), Some(&bar), Some(At(9 * MINUTE))), Pace::Held);
}

#[test]
fn a_finished_ticket_says_since_when_it_waits_and_is_not_on_time() {
    let bar = Station { id: id(1), name: "Bar".into(), warn_minutes: 3, late_minutes: 6, archived: false };
    let mut done = card(&[ItemStatus::Ready]);
    done.items[0].steps.push(comanda::party::Step { to: ItemStatus::Ready, at: At(7 * MINUTE), by: cook() });
    let at = |minutes: i64| {
        let now = Some(At(minutes * MINUTE));
        let pace = Pace::of(&done, Some(&bar), now);
        (pace.face().0, pace.words(now))
    };
    assert_eq!(at(7), ("due", "Ready · waiting for a waiter".into()));
    assert_eq!(at(24), ("due", "Ready 17 min · waiting for a waiter".into()));
    assert_eq!(Pace::of(&card(&[ItemStatus::Served]), Some(&bar), Some(At(24 * MINUTE))), Pace::Served);
}

#[test]
fn a_guest_is_named_by_the_phone_a_waiter_by_name() {
    let guest = By { who: Principal::Guest(id::<GuestId>(1)), role: None, name: "Silvia".into() };
    assert_eq!(sender(&guest), "Silvia’s phone");
    assert_eq!(sender(&cook()), "Sofia");
}
