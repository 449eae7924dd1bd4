//! Outcomes are kept for as long as a tap may be on its way; later it is refused, so that it never happens twice.

use comanda::actor::Role;
use comanda::backend::{Fault, Invalid};
use comanda::ids::CommandKey;
use comanda::time::HOUR;
use comanda::{At, Command, Envelope, PartyCommand};
use engine::clock::Clock;
use engine::ids::fresh;
use engine::storage::{Db, commands};
use sqlx::{AssertSqlSafe, Row};
use testkit::house::{EVENING, House, envelope};
use uuid::Uuid;

testkit::on_both_databases!(
    a_tap_of_last_week_is_refused_and_changes_nothing,
    a_tap_asked_for_again_within_the_week_has_its_first_answer,
    outcomes_that_cannot_be_asked_for_are_forgotten_a_few_hundred_at_a_time,
    a_tap_that_came_late_is_remembered_for_its_week,
);

const DAY: i64 = 24 * HOUR;

/// A key as a device makes it at this moment.
fn key_of(at: At) -> CommandKey {
    let own = fresh::<CommandKey>().0.as_u128() & ((1 << 80) - 1);
    Uuid::from_u128(u128::from(at.0.unsigned_abs()) << 80 | own).into()
}

fn seat(house: &House, key: CommandKey) -> Envelope {
    let command = Command::Party(PartyCommand::SeatParty { table: house.tiny.table(0), session: fresh(), covers: 2 });
    Envelope { key, ..envelope(command) }
}

async fn kept(house: &House) -> i64 {
    let count = sqlx::query("SELECT COUNT(*) AS n FROM commands WHERE store_id = $1").bind(house.tiny.store.to_string());
    count.fetch_one(&house.db.read).await.expect("a count").get("n")
}

async fn a_tap_of_last_week_is_refused_and_changes_nothing(db: Db) {
    let house = House::open(db).await;
    let waiter = house.staff(Role::Waiter);
    let late = seat(&house, key_of(EVENING.plus(-7 * DAY - 1)));
    assert_eq!(house.send(&waiter, late).await, Err(Fault::Invalid { what: Invalid::TappedTooLongAgo }));
    assert_eq!((house.seq().await, kept(&house).await), (0, 0));
    let just = seat(&house, key_of(EVENING.plus(-7 * DAY)));
    house.send(&waiter, just).await.expect("a tap that was a week on its way");
}

async fn a_tap_asked_for_again_within_the_week_has_its_first_answer(db: Db) {
    let house = House::open(db).await;
    let waiter = house.staff(Role::Waiter);
    let tap = seat(&house, key_of(EVENING));
    let first = house.send(&waiter, tap.clone()).await.expect("seated");
    let (before, now) = (house.seq().await, EVENING.plus(7 * DAY));
    house.clock.set(now);
    assert!(!commands::forget_past(&house.db, house.tiny.store, now).await.expect("forgotten"));
    assert_eq!(house.send(&waiter, tap.clone()).await, Ok(first));
    house.clock.set(now.plus(1));
    assert!(matches!(house.send(&waiter, tap).await, Err(Fault::Invalid { .. })), "not a second party");
    assert_eq!(house.seq().await, before);
}

async fn outcomes_that_cannot_be_asked_for_are_forgotten_a_few_hundred_at_a_time(db: Db) {
    let (house, other) = (House::open(db.clone()).await, House::open(db).await);
    let waiter = house.staff(Role::Waiter);
    for minute in 0..2 {
        let told = house.send(&waiter, seat(&house, key_of(EVENING.plus(minute)))).await;
        assert_eq!(told.is_ok(), minute == 0, "the second finds the table taken, and that is kept too");
    }
    let store = house.tiny.store;
    let rows: Vec<String> =
        (0..600).map(|n| format!("('{store}', '{}', 'k', 'h', '{{}}', {})", key_of(EVENING.plus(-n)), EVENING.0)).collect();
    let sql = format!("INSERT INTO commands (store_id, key, kind, body_hash, outcome, at) VALUES {}", rows.join(", "));
    sqlx::query(AssertSqlSafe(sql)).execute(&house.db.write).await.expect("many outcomes");
    let theirs = house.staff(Role::Waiter);
    other.send(&theirs, seat(&other, key_of(EVENING))).await.expect("seated");
    house.clock.set(EVENING.plus(9 * DAY));
    let now = house.clock.now();
    assert!(commands::forget_past(&house.db, store, now).await.expect("some"), "there are more");
    assert_eq!(kept(&house).await, 102);
    assert!(!commands::forget_past(&house.db, store, now).await.expect("the rest"));
    assert_eq!((kept(&house).await, kept(&other).await), (0, 1), "another store's are its own matter");
}

async fn a_tap_that_came_late_is_remembered_for_its_week(db: Db) {
    let house = House::open(db).await;
    let waiter = house.staff(Role::Waiter);
    house.clock.set(EVENING.plus(6 * DAY));
    let tap = seat(&house, key_of(EVENING));
    house.send(&waiter, tap).await.expect("six days on its way");
    let store = house.tiny.store;
    assert!(!commands::forget_past(&house.db, store, EVENING.plus(13 * DAY)).await.expect("nothing"));
    assert_eq!(kept(&house).await, 1);
    assert!(!commands::forget_past(&house.db, store, EVENING.plus(15 * DAY)).await.expect("forgotten"));
    assert_eq!(kept(&house).await, 0);
}
