//! Payments, servings, cancellations and calls that are taken back; parts of a bill.

use crate::attacks::{ANNA, BEN, SESSION, add, anna, bump, cancel, ordered, pay, seated, send};
use crate::world::menu::{BAR, KITCHEN, SPRITZ};
use crate::world::*;
use comanda::error::AlreadyState;
use comanda::party::{CallKind, ItemStatus, PAYMENT_UNDO_WINDOW, SessionStatus, UNDO_WINDOW};
use comanda::{Actor, Command, Currency, Event, KitchenCommand, PartyCommand, PartyEvent, Rejection, ShopCommand};

/// A bill of so many cents at table 1.
fn owing(cents: i64) -> World {
    let mut world = seated();
    for product in &mut world.menu.products {
        std::sync::Arc::make_mut(product).price = cents;
    }
    world.ok(&anna(), add(0x401, SPRITZ, 1));
    world.ok(&anna(), send(0x300));
    assert_eq!(world.session(SESSION).totals().remaining, cents);
    world
}

fn with(command: Command, change: impl FnOnce(&mut comanda::party::NewPayment)) -> Command {
    let Command::Party(PartyCommand::RecordPayment { session, mut payment }) = command else { unreachable!() };
    change(&mut payment);
    Command::Party(PartyCommand::RecordPayment { session, payment })
}
fn expecting(leg: u128, cents: i64, expected: i64) -> Command {
    with(pay(leg, cents), |payment| payment.expected = Some(expected))
}
/// One of `of` parts, as the screen works it out.
fn part(world: &World, leg: u128, of: u32) -> Command {
    let due = world.session(SESSION).part(of).1;
    with(expecting(leg, due, world.session(SESSION).totals().remaining), |payment| payment.part = Some(of))
}
fn void(leg: u128, reason: Option<&str>) -> Command {
    Command::Party(PartyCommand::VoidPayment { session: id(SESSION), payment: id(leg), reason: reason.map(str::to_owned) })
}
fn remaining(world: &World) -> i64 {
    world.session(SESSION).totals().remaining
}

#[test]
fn a_second_tap_that_saw_the_old_balance_books_nothing() {
    let mut world = owing(8_800);
    world.ok(&waiter(), expecting(1, 4_400, 8_800));
    let again = expecting(2, 4_400, 8_800);
    assert_eq!(world.no(&waiter(), again), Rejection::BalanceChanged { remaining: 4_400, currency: Currency::EUR });
    assert_eq!(remaining(&world), 4_400);
    world.ok(&waiter(), expecting(3, 4_400, 4_400));
    assert_eq!(world.no(&waiter(), expecting(4, 4_400, 4_400)), Rejection::PaidInFull);
}

#[test]
fn a_payment_is_taken_back_at_once_by_who_booked_it() {
    let mut world = owing(8_800);
    world.ok(&waiter(), pay(1, 8_800));
    world.wait(PAYMENT_UNDO_WINDOW);
    assert_eq!(world.no(&second_waiter(), void(1, None)), Rejection::TooLateToVoid);
    let events = world.ok(&waiter(), void(1, None));
    assert!(
        events
            .iter()
            .any(|e| matches!(e, Event::Party(PartyEvent::PaymentVoided { amount: 8_800, remaining: 8_800, reason: None, .. })))
    );
    let session = world.session(SESSION);
    assert_eq!((session.status, session.totals().paid, session.totals().tips), (SessionStatus::Open, 0, 0));
    assert_eq!(session.legs[0].voided.as_ref().map(|v| v.by.name.clone()), Some("Person1".into()), "it stays to be read");
    assert_eq!(world.no(&waiter(), void(1, None)), Rejection::Already { state: AlreadyState::TakenBack });
    assert_eq!(world.no(&waiter(), void(9, None)), Rejection::UnknownPayment);
}

#[test]
fn later_only_a_manager_takes_a_payment_back_and_says_why() {
    let mut world = owing(8_800);
    world.ok(&waiter(), pay(1, 4_400));
    world.ok(&waiter(), pay(2, 4_400));
    world.wait(PAYMENT_UNDO_WINDOW + 1);
    assert_eq!(world.no(&waiter(), void(1, Some("typed twice"))), Rejection::TooLateToVoid);
    for nothing in [None, Some("  "), Some(&*"x".repeat(201))] {
        assert!(matches!(world.no(&manager(), void(1, nothing)), Rejection::ReasonNeeded { .. }), "{nothing:?}");
    }
    world.ok(&manager(), void(1, Some(" typed\ntwice ")));
    let session = world.session(SESSION);
    assert_eq!(session.legs[0].voided.as_ref().and_then(|v| v.reason.as_deref()), Some("typed twice"));
    assert_eq!((session.status, session.totals().remaining), (SessionStatus::Paying, 4_400), "the other payment stands");
    world.ok(&waiter(), pay(3, 4_400));
    world.ok(
        &waiter(),
        Command::Party(PartyCommand::CloseSession {
            session: id(SESSION),
            write_off: None,
            despite: comanda::party::OpenThings::ALL,
        }),
    );
    assert_eq!(world.no(&manager(), void(3, Some("no"))), Rejection::TableClosed);
}

#[test]
fn a_bill_that_was_asked_for_is_asked_for_again_when_its_payment_is_taken_back() {
    let mut world = owing(8_800);
    world.ok(&anna(), Command::Party(PartyCommand::RequestBill { session: id(SESSION), call: id(0x601) }));
    world.ok(&waiter(), pay(1, 8_800));
    assert_eq!(world.session(SESSION).pending_calls().count(), 0, "a bill that is paid is no call");
    world.ok(&waiter(), void(1, None));
    assert_eq!(world.session(SESSION).status, SessionStatus::BillRequested);
    assert_eq!(world.session(SESSION).pending_calls().count(), 1);
}

#[test]
fn three_thirds_of_100_00_are_33_33_and_33_33_and_33_34() {
    let mut world = owing(10_000);
    let mut paid = Vec::new();
    for leg in 1..=3 {
        let third = part(&world, leg, 3);
        world.ok(&waiter(), third);
        paid.push(world.session(SESSION).legs.last().unwrap().amount);
    }
    assert_eq!(paid, [3_333, 3_333, 3_334]);
    assert_eq!(remaining(&world), 0);
}

#[test]
fn equal_parts_differ_by_one_cent_at_most_and_leave_nothing() {
    for cents in [1, 2, 3, 7, 10, 100, 9_999, 20_000] {
        for of in 2..=20 {
            let mut world = owing(cents);
            let mut paid = Vec::new();
            for leg in 1..=of {
                // Less than a cent for each of them: the first ones pay.
                if remaining(&world) > 0 {
                    let one = part(&world, u128::from(leg), of);
                    world.ok(&waiter(), one);
                    paid.push(world.session(SESSION).legs.last().unwrap().amount);
                }
            }
            let (low, high) = (paid.iter().min().unwrap(), paid.iter().max().unwrap());
            assert!(high - low <= 1, "{cents} in {of}: {paid:?}");
            assert_eq!(remaining(&world), 0, "{cents} in {of}: {paid:?}");
        }
    }
}

#[test]
fn a_half_and_two_quarters_are_of_the_same_whole() {
    let mut world = owing(10_001);
    for (leg, of) in [(1, 2), (2, 4), (3, 4)] {
        let next = part(&world, leg, of);
        world.ok(&waiter(), next);
    }
    let paid: Vec<i64> = world.session(SESSION).legs.iter().map(|leg| leg.amount).collect();
    assert_eq!(paid, [5_000, 2_500, 2_501]);
}

#[test]
fn parts_begin_with_what_is_left_once_the_bill_has_changed() {
    let mut world = owing(9_000);
    let third = part(&world, 1, 3);
    world.ok(&waiter(), third);
    world.ok(&anna(), add(0x402, SPRITZ, 1));
    world.ok(&anna(), send(0x301));
    assert_eq!(remaining(&world), 15_000);
    assert_eq!(world.session(SESSION).part(3).1, 5_000);

    // A part that was taken back was never taken.
    let mut world = owing(9_000);
    let third = part(&world, 1, 3);
    world.ok(&waiter(), third);
    world.ok(&waiter(), void(1, None));
    assert_eq!(world.session(SESSION).part(3).1, 3_000);
}

#[test]
fn parts_begin_with_what_is_left_once_an_earlier_payment_is_taken_back() {
    let mut world = owing(10_000);
    world.ok(&waiter(), pay(1, 4_000));
    let half = part(&world, 2, 2);
    world.ok(&waiter(), half);
    assert_eq!(remaining(&world), 3_000);
    world.ok(&waiter(), void(1, None));
    assert_eq!((remaining(&world), world.session(SESSION).part(2).1, world.session(SESSION).part(3).1), (7_000, 3_500, 2_333));
}

#[test]
fn guests_do_not_hear_why_a_payment_was_taken_back() {
    const CANARY: &str = "card declined, watch this guest";
    let mut world = owing(8_800);
    world.ok(&waiter(), pay(1, 8_800));
    world.wait(PAYMENT_UNDO_WINDOW + 1);
    let events = world.ok(&manager(), void(1, Some(CANARY)));
    let text = |event: &Event| serde_json::to_string(event).unwrap();
    assert!(events.iter().any(|event| text(event).contains(CANARY)));
    for event in &events {
        let heard = comanda::audience::heard(event, comanda::audience::Listener::Guest).unwrap_or_else(|| event.clone());
        assert!(!text(&heard).contains(CANARY), "{heard:?}");
    }
    assert!(serde_json::to_string(world.session(SESSION)).unwrap().contains(CANARY));
    let theirs = world.session(SESSION).clone().for_guests();
    assert!(!serde_json::to_string(&theirs).unwrap().contains(CANARY));
}

#[test]
fn a_part_is_what_the_rulebook_says_it_is() {
    let mut world = owing(9_000);
    let wrong = with(pay(1, 3_001), |payment| payment.part = Some(3));
    assert!(matches!(world.no(&waiter(), wrong), Rejection::BalanceChanged { remaining: 9_000, .. }));
    for of in [0, 1, 21, u32::MAX] {
        let odd = with(pay(1, 3_000), |payment| payment.part = Some(of));
        assert_eq!(world.no(&waiter(), odd), Rejection::InvalidPart { max: 20 });
    }
}

#[test]
fn a_bill_of_nothing_and_a_paid_bill_are_told_apart() {
    let ask = |call| Command::Party(PartyCommand::RequestBill { session: id(SESSION), call: id(call) });
    let mut world = seated();
    assert_eq!(world.no(&anna(), ask(1)), Rejection::NothingToPay);
    let mut world = owing(0);
    assert_eq!(world.no(&anna(), ask(1)), Rejection::NothingToPay);
    assert_eq!(world.session(SESSION).bill().lines.len(), 1);
    let mut world = owing(100);
    world.ok(&waiter(), pay(1, 100));
    assert_eq!(world.no(&anna(), ask(1)), Rejection::PaidInFull);
    assert_eq!(world.no(&waiter(), pay(2, 100)), Rejection::PaidInFull);
}

#[test]
fn a_call_stays_on_the_list_until_it_is_done() {
    let mut world = ordered();
    let call = |command: fn(_, _) -> Command| command(id(SESSION), id(0x601));
    let (answer, done, back) = (
        call(|session, call| Command::Party(PartyCommand::AcknowledgeCall { session, call })),
        call(|session, call| Command::Party(PartyCommand::ResolveCall { session, call })),
        call(|session, call| Command::Party(PartyCommand::ReopenCall { session, call })),
    );
    let listed = |world: &World| {
        let queues = comanda::views::Queues::of(world.sessions.values());
        queues.calls.first().map(|card| card.call.acknowledged.as_ref().map(|a| a.by.name.clone()))
    };
    assert_eq!(world.no(&waiter(), done.clone()), Rejection::UnknownCall);
    world.ok(&anna(), Command::Party(PartyCommand::CallWaiter { session: id(SESSION), call: id(0x601), kind: CallKind::Water }));
    assert_eq!(world.no(&waiter(), back.clone()), Rejection::Already { state: AlreadyState::Waiting });
    assert_eq!(listed(&world), Some(None));
    world.ok(&waiter(), answer);
    assert_eq!(listed(&world), Some(Some("Person1".into())), "somebody is on it");
    assert_eq!(world.session(SESSION).open_calls().count(), 0);
    world.ok(&waiter(), back.clone());
    assert_eq!(listed(&world), Some(None), "“I’m on it” was taken back");
    world.ok(&waiter(), done.clone());
    assert_eq!(listed(&world), None);
    assert_eq!(world.no(&waiter(), done), Rejection::Already { state: AlreadyState::Done });
    world.ok(&second_waiter(), back);
    assert_eq!(listed(&world), Some(Some("Person1".into())), "done was taken back: who is on it still is");
}

#[test]
fn a_serving_is_taken_back_by_who_served() {
    let serve = |items: &[u128]| {
        Command::Party(PartyCommand::Serve { session: id(SESSION), items: items.iter().map(|i| id(*i)).collect() })
    };
    let undo = |items: &[u128]| {
        Command::Party(PartyCommand::UndoServe { session: id(SESSION), items: items.iter().map(|i| id(*i)).collect() })
    };
    let mut world = ordered();
    world.ok(&cook(), bump(0x300, KITCHEN));
    world.wait(1);
    world.ok(&waiter(), serve(&[0x401, 0x402]));
    assert_eq!(world.no(&second_waiter(), undo(&[0x401])), Rejection::TooLateToUndo);
    world.wait(UNDO_WINDOW);
    world.ok(&waiter(), undo(&[0x401, 0x402]));
    for item in [0x401, 0x402] {
        assert_eq!(world.item(item).status, ItemStatus::Ready);
    }
    assert!(world.order(0x300).ticket(World::ticket(0x300, KITCHEN)).unwrap().bumped_at.is_some(), "it waits at the pass");
    world.ok(&waiter(), serve(&[0x401]));
    world.wait(UNDO_WINDOW + 1);
    assert_eq!(world.no(&waiter(), undo(&[0x401])), Rejection::TooLateToUndo);

    // A drink carried off before the bar bumped it: its ticket comes back.
    let mut world = ordered();
    world.ok(&waiter(), serve(&[0x404]));
    let bar = |world: &World| world.order(0x300).ticket(World::ticket(0x300, BAR)).unwrap().bumped_at;
    assert!(bar(&world).is_some());
    world.ok(&waiter(), undo(&[0x404]));
    assert_eq!((bar(&world), world.item(0x404).status), (None, ItemStatus::Pending));
}

#[test]
fn a_cancellation_is_taken_back_until_its_ticket_is_bumped() {
    let undo = |item: u128| Command::Party(PartyCommand::UndoCancel { session: id(SESSION), item: id(item) });
    let mut world = ordered();
    let total = world.session(SESSION).totals().total;
    world.ok(&anna(), cancel(0x401));
    let ben = guest(SESSION, BEN);
    assert_eq!(world.no(&ben, undo(0x401)), Rejection::TooLateToUndo);
    world.ok(&anna(), undo(0x401));
    assert_eq!((world.item(0x401).status, world.session(SESSION).totals().total), (ItemStatus::Pending, total));
    assert_eq!(world.no(&anna(), undo(0x401)), Rejection::TooLateToUndo);

    // The kitchen has read the ticket meanwhile: so it has this line.
    world.ok(&anna(), cancel(0x401));
    world.ok(
        &cook(),
        Command::Kitchen(KitchenCommand::AcknowledgeTicket { session: id(SESSION), ticket: World::ticket(0x300, KITCHEN) }),
    );
    world.ok(&anna(), undo(0x401));
    assert_eq!(world.item(0x401).status, ItemStatus::Acknowledged);

    let mut world = ordered();
    world.ok(&anna(), cancel(0x401));
    world.ok(&anna(), cancel(0x402));
    world.ok(&cook(), bump(0x300, KITCHEN));
    assert_eq!(world.no(&anna(), undo(0x401)), Rejection::TooLateToUndo, "the ticket is off the board");

    let mut world = ordered();
    world.ok(&anna(), cancel(0x401));
    world.wait(UNDO_WINDOW + 1);
    assert_eq!(world.no(&anna(), undo(0x401)), Rejection::TooLateToUndo);
}

#[test]
fn what_is_sold_out_meanwhile_is_not_put_back() {
    let mut world = ordered();
    world.ok(&anna(), cancel(0x401));
    let product = world.item(0x401).product;
    let off = Command::Shop(ShopCommand::EightySix { product, until: None });
    world.ok(&Actor::System, off);
    let undo = Command::Party(PartyCommand::UndoCancel { session: id(SESSION), item: id(0x401) });
    assert!(matches!(world.no(&guest(SESSION, ANNA), undo), Rejection::SoldOut { .. }));
}
