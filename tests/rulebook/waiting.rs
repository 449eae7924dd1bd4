//! What may be said of waiting: promises to guests, minutes in a table's state, tickets that wait at the pass.

use crate::world::menu::{BAR, SPRITZ};
use crate::world::{World, cook, id, waiter};
use comanda::kitchen::TicketCard;
use comanda::money::Money;
use comanda::party::promise::Promise;
use comanda::party::{CallKind, Method};
use comanda::party::{NewLine, NewPayment};
use comanda::time::MINUTE;
use comanda::views::{FloorState, Party};
use comanda::{At, Command, KitchenCommand, PartyCommand};

const SESSION: u128 = 0x100;
const ORDER: u128 = 0x300;
const LINE: u128 = 0x401;

/// A party that was seated ten minutes ago.
fn seated() -> World {
    let mut world = World::new();
    world.ok(&waiter(), Command::Party(PartyCommand::SeatParty { table: id(0x71), session: id(SESSION), covers: 2 }));
    world.wait(10 * MINUTE);
    world
}

/// A drink is sent for them.
fn order(world: &mut World, number: u128) {
    let line = NewLine { id: id(LINE + number), product: id(SPRITZ), options: vec![], quantity: 1, note: None, for_guest: None };
    let (session, order) = (id(SESSION), id(ORDER + number));
    world.ok(&waiter(), Command::Party(PartyCommand::PlaceOrder { session, order, lines: vec![line], expected: None }));
}

fn promise(world: &World, at: At) -> Option<Promise> {
    Promise::of(world.order(ORDER), at)
}

/// State, and minutes in it.
fn state(world: &World) -> (FloorState, i64) {
    let party = Party::of(world.session(SESSION));
    (party.state, world.now.since(party.state_since) / MINUTE)
}

#[test]
fn a_time_is_promised_only_once_seen_and_not_beyond_itself() {
    let mut world = seated();
    order(&mut world, 0);
    let (sent, expected) = (world.now, world.order(ORDER).estimated_ready_at);
    assert!(expected > sent);
    assert_eq!(promise(&world, sent), Some(Promise::Unseen));
    assert_eq!(promise(&world, expected), Some(Promise::Late), "nobody may say “any moment” of what nobody has seen");
    world.ok(
        &cook(),
        Command::Kitchen(KitchenCommand::AcknowledgeTicket { session: id(SESSION), ticket: World::ticket(ORDER, BAR) }),
    );
    assert_eq!(promise(&world, sent), Some(Promise::About(expected)));
    assert_eq!(promise(&world, expected.plus(-1)), Some(Promise::About(expected)));
    assert_eq!(promise(&world, expected), Some(Promise::Soon));
    assert_eq!(promise(&world, expected.plus(3 * MINUTE)), Some(Promise::Late));
    world.ok(
        &cook(),
        Command::Kitchen(KitchenCommand::ReadyTicket { session: id(SESSION), ticket: World::ticket(ORDER, BAR), items: None }),
    );
    assert_eq!(promise(&world, expected), None, "what is ready needs no promise");
}

#[test]
fn minutes_under_a_table_are_minutes_in_its_state() {
    let mut world = seated();
    let (session, ticket) = (id(SESSION), World::ticket(ORDER, BAR));
    assert_eq!(state(&world), (FloorState::Seated, 10));
    order(&mut world, 0);
    assert_eq!(state(&world), (FloorState::Waiting, 0), "an order of this moment has not waited since they were seated");
    world.wait(4 * MINUTE);
    order(&mut world, 1);
    assert_eq!(state(&world), (FloorState::Waiting, 4), "since the first that still waits");
    world.ok(&cook(), Command::Kitchen(KitchenCommand::ReadyTicket { session, ticket, items: None }));
    world.wait(2 * MINUTE);
    assert_eq!(state(&world), (FloorState::Ready, 2));
    world.ok(&waiter(), Command::Party(PartyCommand::Serve { session, items: vec![id(LINE)] }));
    assert_eq!(state(&world), (FloorState::Waiting, 2), "since the second was sent");
    world.ok(
        &cook(),
        Command::Kitchen(KitchenCommand::ReadyTicket { session, ticket: World::ticket(ORDER + 1, BAR), items: None }),
    );
    world.ok(&waiter(), Command::Party(PartyCommand::Serve { session, items: vec![id(LINE + 1)] }));
    world.wait(7 * MINUTE);
    assert_eq!(state(&world), (FloorState::Seated, 7), "since everything was on the table");
    world.ok(&waiter(), Command::Party(PartyCommand::CallWaiter { session, call: id(0x601), kind: CallKind::Bill }));
    world.wait(6 * MINUTE);
    assert_eq!(state(&world), (FloorState::BillAsked, 6));
}

#[test]
fn c9_paying_counts_from_the_first_payment_that_stands() {
    let mut world = seated();
    let session = id(SESSION);
    let pay = |world: &mut World, n: u128| {
        let amount = Money::new(100, world.session(SESSION).currency);
        let (id, method) = (id(0x700 + n), Method::Terminal);
        let payment = NewPayment { id, method, amount, tip: 0, tendered: None, expected: None, part: None };
        world.ok(&waiter(), Command::Party(PartyCommand::RecordPayment { session, payment }));
    };
    let serve = |world: &mut World, n: u128| {
        world.ok(
            &cook(),
            Command::Kitchen(KitchenCommand::ReadyTicket { session, ticket: World::ticket(ORDER + n, BAR), items: None }),
        );
        world.ok(&waiter(), Command::Party(PartyCommand::Serve { session, items: vec![id(LINE + n)] }));
    };
    order(&mut world, 0);
    serve(&mut world, 0);
    pay(&mut world, 0);
    world.ok(&waiter(), Command::Party(PartyCommand::VoidPayment { session, payment: id(0x700), reason: None }));
    world.wait(5 * MINUTE);
    pay(&mut world, 1);
    world.wait(3 * MINUTE);
    assert_eq!(state(&world), (FloorState::Paying, 3), "not since the one that was taken back");
    order(&mut world, 1);
    serve(&mut world, 1);
    world.wait(8 * MINUTE);
    pay(&mut world, 2);
    world.wait(2 * MINUTE);
    assert_eq!(state(&world), (FloorState::Paying, 2), "not since before they ordered again");
}

#[test]
fn a_finished_ticket_waits_for_a_waiter_since_it_was_ready() {
    let mut world = seated();
    order(&mut world, 0);
    let (session, ticket) = (id(SESSION), World::ticket(ORDER, BAR));
    let waits = |world: &World| {
        let order = world.order(ORDER);
        TicketCard::of(world.session(SESSION), order, order.ticket(ticket).expect("a ticket")).at_the_pass_since()
    };
    assert_eq!(waits(&world), None);
    world.wait(6 * MINUTE);
    world.ok(&cook(), Command::Kitchen(KitchenCommand::ReadyTicket { session, ticket, items: None }));
    let ready = world.now;
    world.wait(17 * MINUTE);
    assert_eq!(waits(&world), Some(ready));
    world.ok(&waiter(), Command::Party(PartyCommand::Serve { session, items: vec![id(LINE)] }));
    assert_eq!(waits(&world), None, "nothing waits any more");
}
