//! The three ways to a seat, and a table's one party at a time.

use comanda::actor::Role;
use comanda::backend::{Backend, Fault};
use comanda::party::SessionStatus;
use comanda::shop::SeatingPolicy;
use comanda::{Actor, Command, PartyCommand, Rejection};
use engine::ids::fresh;
use engine::pipeline::{Limits, table_code};
use engine::storage::{Db, floor};
use futures::future::join_all;
use testkit::house::{EVENING, House};

testkit::on_both_databases!(
    everybody_who_scans_at_once_sits_at_the_same_table,
    a_table_code_opens_the_table_while_it_is_shown_and_one_window_more,
    a_party_waits_until_a_waiter_lets_it_in,
    a_closed_tables_old_guests_are_out_and_the_next_party_starts_afresh,
);

async fn everybody_who_scans_at_once_sits_at_the_same_table(db: Db) {
    let house = House::open(db.clone()).await;
    let phones = join_all((0..8).map(|_| house.sit(0))).await;
    assert!(phones.iter().all(|phone| phone.session == phones[0].session));
    let session = house.session(phones[0].session).await;
    assert_eq!((session.guests.len(), session.covers), (8, 1), "phones are not covers");
    let seat = Command::Party(PartyCommand::SeatParty { table: house.tiny.table(0), session: fresh(), covers: 2 });
    assert_eq!(house.submit(&house.staff(Role::Waiter), seat).await, Err(Rejection::TableOccupied.into()));
    let found = floor::by_token(&db, &house.tiny.tables[0].token).await.expect("readable");
    assert_eq!(found.map(|(store, table)| (store, table.id)), Some((house.tiny.store, house.tiny.table(0))));
    assert_eq!(floor::by_token(&db, "no-such-token").await, Ok(None));
}

async fn a_table_code_opens_the_table_while_it_is_shown_and_one_window_more(db: Db) {
    let house = House::with(db, SeatingPolicy::TableCode, Limits::default()).await;
    let table = house.tiny.table(0);
    let scan = |code| {
        Command::Party(PartyCommand::Scan { table, session: fresh(), guest: fresh(), code, covers: None, with_paid: None })
    };
    let visitor = Actor::Visitor { table };
    let shown = async || {
        let floor =
            house.screens().house(&house.staff_caller(Role::Waiter)).await.map(|house| house.value.floor()).expect("a floor");
        floor.tables.into_iter().find(|t| t.table.id == table).and_then(|t| t.code).expect("a code")
    };
    assert_eq!(house.submit(&visitor, scan(None)).await, Err(Rejection::TableCodeNeeded.into()));
    let code = shown().await;
    let wrong = if code == "0000" { "0001" } else { "0000" };
    assert_eq!(house.submit(&visitor, scan(Some(wrong.into()))).await, Err(Rejection::WrongTableCode.into()));
    house.submit(&visitor, scan(Some(code.clone()))).await.expect("a seat");
    house.clock.set(EVENING.plus(table_code::WINDOW));
    house.submit(&visitor, scan(Some(code.clone()))).await.expect("the waiter told it a moment ago");
    house.clock.set(EVENING.plus(2 * table_code::WINDOW));
    assert_eq!(house.submit(&visitor, scan(Some(code))).await, Err(Rejection::WrongTableCode.into()));
    house.submit(&visitor, scan(Some(shown().await))).await.expect("the new code");
}

async fn a_party_waits_until_a_waiter_lets_it_in(db: Db) {
    let house = House::with(db, SeatingPolicy::StaffApproves, Limits::default()).await;
    let phone = house.sit(0).await;
    assert_eq!(house.add(&phone, house.tiny.bread, &[], 1).await, Err(Fault::from(Rejection::AwaitingApproval)));
    let waiter = house.staff_caller(Role::Waiter);
    assert_eq!(house.screens().house(&waiter).await.map(|house| house.value.queues()).expect("queues").approvals.len(), 1);
    house
        .submit(&house.staff(Role::Waiter), Command::Party(PartyCommand::Approve { session: phone.session, guest: None }))
        .await
        .expect("let in");
    house.add(&phone, house.tiny.bread, &[], 1).await.expect("a line");
    assert!(house.screens().house(&waiter).await.map(|house| house.value.queues()).expect("queues").approvals.is_empty());
}

async fn a_closed_tables_old_guests_are_out_and_the_next_party_starts_afresh(db: Db) {
    let house = House::open(db).await;
    let old = house.sit(0).await;
    house
        .submit(
            &house.staff(Role::Waiter),
            Command::Party(PartyCommand::CloseSession {
                session: old.session,
                write_off: None,
                despite: comanda::party::OpenThings::ALL,
            }),
        )
        .await
        .expect("closed");
    assert_eq!(house.session(old.session).await.status, SessionStatus::Closed);
    assert_eq!(house.add(&old, house.tiny.bread, &[], 1).await, Err(Fault::from(Rejection::TableClosed)));
    let new = house.sit(0).await;
    assert_ne!(new.session, old.session);
    assert_eq!(house.session(new.session).await.guests.len(), 1);
}
