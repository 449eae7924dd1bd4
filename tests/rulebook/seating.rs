//! Who sits at a table, and that phones change nothing of what anybody owes.

use crate::attacks::{BEN, SESSION, add, add_with, anna, pay, scan, seated, send};
use crate::world::menu::{PASTA, RARE, SPRITZ, STEAK};
use crate::world::*;
use comanda::store::ServiceCharge;
use comanda::{Command, Event, Rejection};

/// 10 % service from eight covers on.
fn charging(mut world: World) -> World {
    world.store.service = ServiceCharge { bps: 1_000, from_covers: 8, rate: None };
    world
}

/// Anna and Ben have ordered for 88.00.
fn eighty_eight() -> World {
    let mut world = charging(World::new());
    world.ok(&visitor(0x71), scan(0x71, SESSION, crate::attacks::ANNA));
    world.ok(&visitor(0x71), scan(0x71, 0x999, BEN));
    world.ok(&anna(), add_with(0x401, STEAK, 2, &[RARE]));
    world.ok(&anna(), add(0x402, PASTA, 2));
    world.ok(&anna(), add(0x403, SPRITZ, 2));
    world.ok(&anna(), send(0x300));
    assert_eq!(world.session(SESSION).totals().total, 8_800);
    world
}

fn first_scan(covers: Option<u32>) -> Command {
    let Command::Scan { table, session, guest, code, .. } = scan(0x71, SESSION, crate::attacks::ANNA) else { unreachable!() };
    Command::Scan { table, session, guest, code, covers }
}

#[test]
fn eight_scans_of_one_code_cost_nobody_anything() {
    let mut world = eighty_eight();
    for phone in 0..6 {
        let events = world.ok(&visitor(0x71), scan(0x71, 0x999, 0x210 + phone));
        assert!(events.iter().all(|e| !matches!(e, Event::BillUpdated { .. })), "{events:?}");
    }
    let session = world.session(SESSION);
    assert_eq!((session.guests.len(), session.covers, session.totals().total), (8, 1, 8_800));
}

#[test]
fn staff_have_the_last_word_on_covers() {
    let mut world = eighty_eight();
    world.ok(&waiter(), Command::SetCovers { session: id(SESSION), covers: 4 });
    for phone in 0..6 {
        world.ok(&visitor(0x71), scan(0x71, 0x999, 0x210 + phone));
    }
    let session = world.session(SESSION);
    assert_eq!((session.covers, session.totals().total), (4, 8_800));
}

#[test]
fn a_phone_leaves_a_paid_bill_paid() {
    let mut world = eighty_eight();
    for phone in 0..5 {
        world.ok(&visitor(0x71), scan(0x71, 0x999, 0x210 + phone));
    }
    world.ok(&waiter(), pay(0x601, 8_800));
    world.ok(&visitor(0x71), scan(0x71, 0x999, 0x220));
    let totals = world.session(SESSION).totals();
    assert_eq!((totals.total, totals.remaining), (8_800, 0));
    world.ok(&waiter(), Command::CloseSession { session: id(SESSION), write_off: None });
}

#[test]
fn the_first_guest_says_how_many_sit_down() {
    let mut world = charging(World::new());
    assert_eq!(world.no(&visitor(0x71), first_scan(Some(0))), Rejection::InvalidCovers { max: 99 });
    assert_eq!(world.no(&visitor(0x71), first_scan(Some(100))), Rejection::InvalidCovers { max: 99 });
    world.ok(&visitor(0x71), first_scan(Some(9)));
    assert_eq!(world.session(SESSION).covers, 9);
    let Command::Scan { table, session, code, .. } = scan(0x71, 0x999, BEN) else { unreachable!() };
    world.ok(&visitor(0x71), Command::Scan { table, session, guest: id(BEN), code, covers: Some(2) });
    assert_eq!(world.session(SESSION).covers, 9, "who joins is not asked");
    assert_eq!(seated().session(SESSION).covers, 1, "nobody said how many");
}
