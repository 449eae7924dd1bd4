//! The same tap twice is one tap.

use comanda::actor::{GuestActor, Role};
use comanda::backend::Fault;
use comanda::ids::CommandKey;
use comanda::party::CallKind;
use comanda::party::{NewLine, SendScope};
use comanda::{Actor, Command, PartyCommand, Rejection};
use engine::ids::fresh;
use engine::storage::Db;
use futures::future::join_all;
use testkit::house::{House, envelope};

testkit::on_both_databases!(
    a_hundred_duplicates_at_once_have_one_effect_and_one_answer,
    another_body_or_another_sender_under_a_known_key_is_refused,
    a_refusal_is_remembered_even_when_the_world_has_changed_since,
    a_scan_sent_again_by_the_guest_it_made_gets_the_same_seat,
    a_key_belongs_to_its_store,
);

async fn a_hundred_duplicates_at_once_have_one_effect_and_one_answer(db: Db) {
    let house = House::open(db).await;
    let phone = house.sit(0).await;
    house.add(&phone, house.tiny.bread, &[], 2).await.expect("a line");
    let before = house.seq().await;
    let send = envelope(Command::Party(PartyCommand::SendOrder {
        session: phone.session,
        order: fresh(),
        scope: SendScope::Mine,
        expected: Some(600),
    }));
    // Two nodes at once, as after a reconnect.
    let other = house.second_node();
    let actor = phone.actor();
    let answers = join_all((0..100).map(|turn| {
        let node = if turn % 2 == 0 { &house.pipeline } else { &other };
        node.submit(house.tiny.store, actor.clone(), send.clone())
    }))
    .await;
    let first = answers[0].clone().expect("accepted");
    assert!(answers.iter().all(|answer| answer.as_ref() == Ok(&first)), "every duplicate hears the same");
    assert_eq!(house.session(phone.session).await.orders.len(), 1);
    assert_eq!(house.seq().await, before + i64::from(first.events));
}

async fn another_body_or_another_sender_under_a_known_key_is_refused(db: Db) {
    let house = House::open(db).await;
    let (phone, other) = (house.sit(0).await, house.sit(0).await);
    let call = |kind| Command::Party(PartyCommand::CallWaiter { session: phone.session, call: fresh(), kind });
    let first = envelope(call(CallKind::Waiter));
    house.send(&phone.actor(), first.clone()).await.expect("called");
    let before = house.seq().await;
    let changed = comanda::Envelope { command: call(CallKind::Water), ..first.clone() };
    assert_eq!(house.send(&phone.actor(), changed).await, Err(Fault::KeyReused));
    assert_eq!(house.send(&other.actor(), first.clone()).await, Err(Fault::KeyReused));
    assert_eq!(house.seq().await, before);
    // What a client's clock and cursor say is not part of the body.
    let later = comanda::Envelope { at: first.at.plus(9_000), base_seq: 7, ..first };
    house.send(&phone.actor(), later).await.expect("the same tap");
}

async fn a_refusal_is_remembered_even_when_the_world_has_changed_since(db: Db) {
    let house = House::open(db).await;
    let phone = house.sit(0).await;
    let early = envelope(Command::Party(PartyCommand::SendOrder {
        session: phone.session,
        order: fresh(),
        scope: SendScope::Mine,
        expected: None,
    }));
    let no = Err(Fault::from(Rejection::NothingToSend));
    assert_eq!(house.send(&phone.actor(), early.clone()).await, no);
    house.add(&phone, house.tiny.bread, &[], 1).await.expect("a line");
    assert_eq!(house.send(&phone.actor(), early).await, no);
    assert!(house.session(phone.session).await.orders.is_empty());
}

async fn a_scan_sent_again_by_the_guest_it_made_gets_the_same_seat(db: Db) {
    let house = House::open(db).await;
    let host = house.sit(0).await;
    let (table, guest) = (house.tiny.table(0), fresh());
    // The phone proposes a session of its own; the table has one already.
    let scan = envelope(Command::Party(PartyCommand::Scan {
        table,
        session: fresh(),
        guest,
        code: None,
        covers: None,
        with_paid: None,
    }));
    let first = house.send(&Actor::Visitor { table }, scan.clone()).await.expect("a seat");
    assert_eq!(first.session, Some(host.session));
    let now_guest = Actor::Guest(GuestActor { session: host.session, guest, name: String::new(), waiting: false });
    assert_eq!(house.send(&now_guest, scan).await, Ok(first));
    assert_eq!(house.session(host.session).await.guests.len(), 2);
}

async fn a_key_belongs_to_its_store(db: Db) {
    let (here, there) = (House::open(db.clone()).await, House::open(db).await);
    let key: CommandKey = fresh();
    for house in [&here, &there] {
        let seat = Command::Party(PartyCommand::SeatParty { table: house.tiny.table(0), session: fresh(), covers: 2 });
        let sent = comanda::Envelope { key, ..envelope(seat) };
        house.send(&house.staff(Role::Waiter), sent).await.expect("seated");
    }
    // And a line's id may be used in two stores: ids are made by phones.
    let id = fresh();
    for house in [&here, &there] {
        let line = NewLine { id, product: house.tiny.bread, options: Vec::new(), quantity: 1, note: None, for_guest: None };
        let phone = house.sit(1).await;
        house
            .submit(&phone.actor(), Command::Party(PartyCommand::AddLine { session: phone.session, line }))
            .await
            .expect("a line");
    }
}
