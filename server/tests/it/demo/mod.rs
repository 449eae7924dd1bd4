//! The demo install, on both databases: what is seeded is what its file says, and a real day.
#![allow(clippy::expect_used, clippy::disallowed_methods)] // in a test a failed expectation is the answer, and ids may be random

mod file;
pub mod ground;

use comanda::At;
use comanda::party::{ItemStatus, Method, Session, SessionStatus};
use comanda::time::{HOUR, MINUTE};
use engine::storage::{Db, menu, sessions, staff, stores};
use ground::{NOON, Seed, fold, orders_by_day, seed_at};
use server::demo::{self, SeedError, SeedOptions, Seeded};
use std::collections::BTreeSet;

testkit::on_both_databases!(
    the_log_tells_the_same_story_as_the_tables,
    twelve_parties_have_eaten_paid_and_left,
    every_live_party_has_come_as_far_as_its_stage,
    order_numbers_have_no_gap_even_over_the_end_of_the_business_day,
    a_second_seeding_leaves_the_demo_alone,
    a_reset_begins_anew_under_the_same_addresses,
    a_seeding_that_was_cut_short_is_begun_anew,
    the_demo_stays_out_of_a_real_restaurants_database,
    everybody_on_the_staff_signs_in_with_the_pin_that_is_shown,
);

async fn the_log_tells_the_same_story_as_the_tables(db: Db) {
    let seed = seed_at(&db, NOON).await;
    assert!(!seed.events.is_empty());
    for (expected, logged) in (1..).zip(&seed.events) {
        assert_eq!(logged.seq, expected, "the log has a gap");
    }
    assert!(seed.events.is_sorted_by_key(|e| e.at), "time ran backwards");
    assert!(seed.events.iter().all(|e| e.at <= NOON), "something happens after now");
    let told = fold(&seed);
    assert_eq!(told.sessions.len(), seed.sessions.len());
    for session in &seed.sessions {
        assert_eq!(told.sessions.get(&session.id), Some(session));
    }
    assert_eq!(told.menu, seed.menu);
}

async fn twelve_parties_have_eaten_paid_and_left(db: Db) {
    let seed = seed_at(&db, NOON).await;
    let gone: Vec<&Session> = seed.sessions.iter().filter(|s| s.is_closed()).collect();
    assert_eq!(gone.len(), 12);
    for session in &gone {
        let (bill, totals) = (session.bill(), session.totals());
        assert_eq!(totals.remaining, 0, "table {}", session.place.label().unwrap_or_default());
        assert_eq!(totals.items + totals.service, totals.total);
        assert_eq!(totals.paid, session.legs.iter().map(|l| l.amount).sum::<i64>());
        assert_eq!(bill.shares.iter().map(|s| s.total).sum::<i64>(), totals.items);
        assert_eq!(session.write_off, None);
        assert!(session.items().all(|i| i.status == ItemStatus::Served));
        assert!(session.orders.iter().flat_map(|o| &o.tickets).all(|t| t.bumped_at.is_some() && t.seen.is_some()));
        assert_eq!(session.open_calls().count(), 0);
        let paid_at = session.legs.iter().map(|l| l.at).max();
        assert!(session.items().filter_map(|i| i.reached(ItemStatus::Served)).max() < paid_at, "they paid before they ate");
    }
    let methods: BTreeSet<&str> = gone.iter().flat_map(|s| &s.legs).map(|l| l.method.word()).collect();
    assert_eq!(methods, BTreeSet::from([Method::Cash.word(), Method::Terminal.word()]));
    let charged: Vec<&&Session> = gone.iter().filter(|s| s.totals().service > 0).collect();
    assert!(charged.iter().all(|s| s.covers >= 8) && !charged.is_empty(), "the service charge is for large parties");
}

async fn every_live_party_has_come_as_far_as_its_stage(db: Db) {
    let seed = seed_at(&db, NOON).await;
    assert_eq!(sessions::load_open(&db, seed.store).await.expect("readable").len(), 7);

    let seated = seed.here("10");
    assert_eq!((seated.guests.len(), seated.covers, seated.orders.len(), seated.cart.len()), (1, 2, 0, 0));

    let ordering = seed.here("11");
    assert_eq!((ordering.orders.len(), ordering.cart.len()), (0, 4));

    let sent = seed.here("1");
    assert!(sent.items().all(|i| i.status == ItemStatus::Pending));
    assert!(sent.orders[0].tickets.iter().all(|t| t.seen.is_none()));
    assert_eq!(sent.orders[0].sent_at, NOON.plus(-2 * MINUTE));

    for label in ["6", "9"] {
        let preparing = seed.here(label);
        let (last, before) = preparing.orders.split_last().expect("orders");
        assert!(last.items.iter().all(|i| i.status == ItemStatus::Preparing), "table {label}");
        assert!(before.iter().flat_map(|o| &o.items).all(|i| i.status == ItemStatus::Served), "table {label}");
    }
    let late = &seed.here("9").orders[1];
    let station = seed.menu.station(late.tickets[0].station).expect("its station");
    assert!(NOON.since(late.sent_at) >= station.late_minutes * MINUTE, "the grill is late on table 9");
    assert_eq!(seed.here("6").open_calls().map(|c| c.kind.word()).collect::<Vec<_>>(), ["water"]);

    let ready = seed.here("12").orders.last().expect("an order");
    assert!(ready.items.iter().all(|i| i.status == ItemStatus::Ready));
    assert!(ready.tickets.iter().all(|t| t.bumped_at.is_none()), "the board still shows what waits on the pass");

    let bill = seed.here("4");
    assert_eq!(bill.status, SessionStatus::BillRequested);
    assert!(bill.items().all(|i| i.status == ItemStatus::Served));
    assert_eq!(bill.open_calls().map(|c| c.kind.word()).collect::<Vec<_>>(), ["bill"]);
    let totals = bill.totals();
    assert!(totals.total > 0 && totals.remaining == totals.total);

    let closed: Vec<&str> =
        seed.menu.products.iter().filter(|p| !p.availability.is_open(NOON)).map(|p| p.name.as_str()).collect();
    assert_eq!(closed, ["Polpo alla griglia"]);
    let left = |name: &str| seed.menu.products.iter().find(|p| p.name == name).and_then(|p| p.availability.portions);
    assert_eq!((left("Lasagne al forno"), left("Branzino al forno"), left("Cannoli siciliani")), (Some(6), Some(4), Some(5)));
}

async fn order_numbers_have_no_gap_even_over_the_end_of_the_business_day(db: Db) {
    // Half past six in Rome: the first of the parties came before four, on yesterday's business day.
    let early = At(NOON.0 - 5 * HOUR - 30 * MINUTE);
    let seed = seed_at(&db, early).await;
    let days = orders_by_day(&seed.sessions);
    assert_eq!(days.len(), 2);
    for (day, numbers) in days {
        let expected: Vec<usize> = (1..=numbers.len()).collect();
        assert_eq!(numbers, expected, "on {day}");
    }
}

async fn a_second_seeding_leaves_the_demo_alone(db: Db) {
    let first = seed_at(&db, NOON).await;
    let again = demo::seed(&db, SeedOptions { now: NOON.plus(HOUR), reset: false }).await;
    assert_eq!(again, Ok(Seeded::AlreadyThere { store: first.store }));
    assert_eq!(Seed::read(&db, first.store).await, first);
}

async fn a_reset_begins_anew_under_the_same_addresses(db: Db) {
    let first = seed_at(&db, NOON).await;
    let later = NOON.plus(3 * HOUR);
    let again = demo::seed(&db, SeedOptions { now: later, reset: true }).await;
    assert_eq!(again, Ok(Seeded::Created { store: first.store }));
    let second = Seed::read(&db, first.store).await;
    assert_eq!(second.tables, first.tables, "printed QR codes stay good");
    assert_eq!(second.menu, first.menu);
    assert_eq!(second.events.len(), first.events.len());
    assert_ne!(second.epoch, first.epoch, "screens must not take the new log for the old one");
    assert!(second.sessions.iter().all(|s| !first.sessions.iter().any(|old| old.id == s.id)));
    assert!(second.events.iter().all(|e| e.at <= later));
}

async fn a_seeding_that_was_cut_short_is_begun_anew(db: Db) {
    // The staff come last: a process that ends before leaves everything but them.
    let whole = seed_at(&db, NOON).await;
    ground::forget_staff(&db, whole.store).await;
    let again = demo::seed(&db, SeedOptions { now: NOON, reset: false }).await;
    assert_eq!(again, Ok(Seeded::Created { store: whole.store }));
    assert_eq!(Seed::read(&db, whole.store).await.events.len(), whole.events.len());
    assert_eq!(staff::list(&db, whole.store).await.expect("staff").len(), 9);
}

async fn the_demo_stays_out_of_a_real_restaurants_database(db: Db) {
    let tiny = testkit::tiny::seed(&db, comanda::shop::SeatingPolicy::OpenByScan).await;
    for reset in [false, true] {
        let refused = demo::seed(&db, SeedOptions { now: NOON, reset }).await;
        assert_eq!(refused, Err(SeedError::InUse { name: "Tiny".into() }));
    }
    assert_eq!(stores::all(&db).await.expect("stores").len(), 1);
    assert_eq!(menu::find(&db, tiny.store).await.expect("a menu"), tiny.menu);
}

async fn everybody_on_the_staff_signs_in_with_the_pin_that_is_shown(db: Db) {
    let seed = seed_at(&db, NOON).await;
    let people = staff::list(&db, seed.store).await.expect("staff");
    assert_eq!(people.len(), 9);
    let pins = engine::accounts::pin::Pins::default();
    for person in people {
        let shown = person.demo_pin.expect("a PIN to show");
        assert_eq!(pins.verify(shown, person.pin_hash.clone()).await, Ok(true), "{}", person.name);
        assert_eq!(pins.verify("0000".into(), person.pin_hash).await, Ok(false), "{}", person.name);
    }
}
