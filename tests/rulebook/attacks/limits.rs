//! A hostile phone cannot make a session grow without end.

use super::{SESSION, add, anna, bump, ordered, pay, scan, seated, send};
use crate::world::menu::{BAR, PASTA};
use crate::world::*;
use comanda::error::Limit;
use comanda::party::{CallKind, MAX_GUEST_CALLS, MAX_GUESTS, MAX_ITEMS, MAX_LEGS, MAX_ORDERS, MAX_STEPS};
use comanda::{Command, KitchenCommand, PartyCommand, Rejection};

#[test]
fn a_table_takes_forty_phones_and_no_more() {
    let mut world = World::new();
    for n in 0..MAX_GUESTS {
        world.ok(&visitor(0x71), scan(0x71, SESSION, 0x2000 + n as u128));
    }
    assert_eq!(world.no(&visitor(0x71), scan(0x71, SESSION, 0x1)), Rejection::TableFull { max: MAX_GUESTS });
}

#[test]
fn calls_cannot_grow_without_end() {
    let mut world = seated();
    for n in 0..MAX_GUEST_CALLS as u128 {
        world.ok(&anna(), Command::Party(PartyCommand::CallWaiter { session: id(SESSION), call: id(n), kind: CallKind::Water }));
        world.ok(&waiter(), Command::Party(PartyCommand::AcknowledgeCall { session: id(SESSION), call: id(n) }));
    }
    let more = Command::Party(PartyCommand::CallWaiter { session: id(SESSION), call: id(0x9999), kind: CallKind::Waiter });
    assert_eq!(world.no(&anna(), more), Rejection::TooMany { what: Limit::GuestCalls, max: MAX_GUEST_CALLS });
}

#[test]
fn orders_and_items_cannot_grow_without_end() {
    let mut world = seated();
    for n in 0..MAX_ORDERS as u128 {
        world.ok(&anna(), add(0x1_0000 + n, PASTA, 1));
        world.ok(&anna(), send(0x2_0000 + n));
    }
    world.ok(&anna(), add(0x401, PASTA, 1));
    assert_eq!(world.no(&anna(), send(0x300)), Rejection::TooMany { what: Limit::Orders, max: MAX_ORDERS });

    let mut world = seated();
    for order in 0..=(MAX_ITEMS / 100) as u128 {
        for line in 0..100 {
            world.ok(&anna(), add(0x1_0000 + order * 100 + line, PASTA, 1));
        }
        if order == (MAX_ITEMS / 100) as u128 {
            assert_eq!(world.no(&anna(), send(0x300)), Rejection::TooMany { what: Limit::Items, max: MAX_ITEMS });
        } else {
            world.ok(&anna(), send(0x2_0000 + order));
        }
    }
}

#[test]
fn payments_and_recalls_cannot_grow_without_end() {
    let mut world = ordered();
    for n in 0..MAX_LEGS as u128 {
        world.ok(&waiter(), pay(0x1_0000 + n, 1));
    }
    assert_eq!(world.no(&waiter(), pay(0x600, 1)), Rejection::TooMany { what: Limit::Payments, max: MAX_LEGS });
    assert_eq!(world.no(&waiter(), pay(0x1_0000, 1)), Rejection::AlreadyExists);

    let recall = || Command::Kitchen(KitchenCommand::RecallTicket { session: id(SESSION), ticket: World::ticket(0x300, BAR) });
    let refused = (0..MAX_STEPS).find_map(|_| {
        world.ok(&cook(), bump(0x300, BAR));
        world.submit(&cook(), &recall()).err()
    });
    assert_eq!(refused, Some(Rejection::TooMany { what: Limit::Steps, max: MAX_STEPS }));
    assert!(world.item(0x404).steps.len() <= MAX_STEPS);
}
