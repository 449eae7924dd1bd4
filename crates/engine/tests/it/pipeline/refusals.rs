//! A refusal leaves its outcome and nothing else; a neighbour's refusal harms nobody.

use comanda::actor::Role;
use comanda::backend::Fault;
use comanda::party::Method;
use comanda::party::{NewLine, NewPayment};
use comanda::{Command, Money, PartyCommand, Rejection};
use engine::ids::fresh;
use engine::storage::{Db, sessions};
use futures::future::join_all;
use testkit::house::{House, Phone, envelope};

testkit::on_both_databases!(
    a_refused_command_leaves_no_trace_but_its_outcome,
    a_neighbours_refusal_harms_nobody_in_the_same_group,
    an_id_that_somebody_used_before_is_refused_and_harms_nobody,
    a_line_that_is_ordered_under_another_partys_id_takes_nothing_from_their_cart,
    the_ids_of_another_store_mean_nothing_here,
    text_no_database_keeps_is_refused_before_it_gets_there,
    a_store_that_does_not_exist_is_not_found,
);

fn bad_line(house: &House, phone: &Phone) -> Command {
    let line =
        NewLine { id: fresh(), product: house.tiny.bread, options: Vec::new(), quantity: 9_999, note: None, for_guest: None };
    Command::Party(PartyCommand::AddLine { session: phone.session, line })
}

async fn a_refused_command_leaves_no_trace_but_its_outcome(db: Db) {
    let house = House::open(db).await;
    let phone = house.sit(0).await;
    house.add(&phone, house.tiny.bread, &[], 1).await.expect("a line");
    let (before, seq) = (house.session(phone.session).await, house.seq().await);
    let told = house.broker.seqs(house.tiny.store).len();
    let waiter = house.staff(Role::Waiter);
    let pay = |minor| {
        let payment = NewPayment {
            id: fresh(),
            method: Method::Cash,
            amount: Money::new(minor, house.tiny.menu.currency),
            tip: 0,
            tendered: None,
            expected: None,
            part: None,
        };
        Command::Party(PartyCommand::RecordPayment { session: phone.session, payment })
    };
    for (actor, command, code) in [
        (phone.actor(), bad_line(&house, &phone), "invalid_quantity"),
        (waiter.clone(), pay(-5), "amount_not_positive"),
        (waiter.clone(), pay(5), "nothing_to_pay"),
        (waiter, Command::Party(PartyCommand::SetCovers { session: phone.session, covers: 0 }), "invalid_covers"),
        (
            phone.actor(),
            Command::Party(PartyCommand::CloseSession {
                session: phone.session,
                write_off: None,
                despite: comanda::party::OpenThings::ALL,
            }),
            "not_allowed",
        ),
        (phone.actor(), Command::Party(PartyCommand::RemoveLine { session: phone.session, line: fresh() }), "unknown_line"),
    ] {
        let sent = envelope(command);
        let fault = house.send(&actor, sent.clone()).await.expect_err("a refusal");
        assert_eq!(fault.code(), code);
        assert_eq!(house.send(&actor, sent).await, Err(fault), "the outcome is kept under its key");
    }
    assert_eq!(house.session(phone.session).await, before);
    assert_eq!(house.seq().await, seq);
    assert_eq!(house.broker.seqs(house.tiny.store).len(), told);
}

async fn a_neighbours_refusal_harms_nobody_in_the_same_group(db: Db) {
    let house = House::open(db).await;
    let phone = house.sit(0).await;
    // All in flight at once: the lane takes many of them in one transaction.
    let answers = join_all((0..60).map(|turn| {
        let line = NewLine {
            id: fresh(),
            product: house.tiny.bread,
            options: Vec::new(),
            quantity: u32::from(turn % 3 != 0),
            note: None,
            for_guest: None,
        };
        let sent = Command::Party(PartyCommand::AddLine { session: phone.session, line });
        let (house, phone) = (&house, &phone);
        async move { (turn, house.submit(&phone.actor(), sent).await) }
    }))
    .await;
    for (turn, answer) in answers {
        assert_eq!(answer.is_ok(), turn % 3 != 0, "{answer:?}");
    }
    assert_eq!(house.session(phone.session).await.cart.len(), 40);
    let seqs: Vec<i64> = house.log().await.iter().map(|e| e.seq).collect();
    assert_eq!(seqs, (1..=house.seq().await).collect::<Vec<_>>());
}

async fn an_id_that_somebody_used_before_is_refused_and_harms_nobody(db: Db) {
    let house = House::open(db).await;
    let (here, there) = (house.sit(0).await, house.sit(1).await);
    let id = fresh();
    let line = |session| {
        Command::Party(PartyCommand::AddLine {
            session,
            line: NewLine { id, product: house.tiny.bread, options: Vec::new(), quantity: 1, note: None, for_guest: None },
        })
    };
    house.submit(&here.actor(), line(here.session)).await.expect("a line");
    // The rulebook sees one session; the schema sees them all. The neighbours are in the same group.
    let actor = there.actor();
    let (clash, neighbour) = tokio::join!(house.submit(&actor, line(there.session)), house.add(&there, house.tiny.bread, &[], 3));
    assert_eq!(clash, Err(Rejection::AlreadyExists.into()));
    neighbour.expect("a line");
    assert_eq!(house.session(there.session).await.cart.len(), 1);
    // A session's id used again, at another table.
    let waiter = house.staff(Role::Waiter);
    let close = Command::Party(PartyCommand::CloseSession {
        session: there.session,
        write_off: None,
        despite: comanda::party::OpenThings::ALL,
    });
    house
        .submit(&there.actor(), Command::Party(PartyCommand::RemoveLine { session: there.session, line: fresh() }))
        .await
        .expect_err("no line");
    house.submit(&waiter, close).await.expect("closed");
    let again = Command::Party(PartyCommand::SeatParty { table: house.tiny.table(1), session: here.session, covers: 2 });
    assert_eq!(house.submit(&waiter, again).await, Err(Rejection::AlreadyExists.into()));
    let seat = Command::Party(PartyCommand::SeatParty { table: house.tiny.table(1), session: fresh(), covers: 2 });
    house.submit(&waiter, seat).await.expect("the table is still free");
}

async fn a_line_that_is_ordered_under_another_partys_id_takes_nothing_from_their_cart(db: Db) {
    let house = House::open(db).await;
    let (ada, mallory) = (house.sit(0).await, house.sit(1).await);
    let line = house.add(&ada, house.tiny.bread, &[], 1).await.expect("a line");
    let before = house.session(ada.session).await;
    let stolen = NewLine { id: line, product: house.tiny.bread, options: Vec::new(), quantity: 1, note: None, for_guest: None };
    let command = Command::Party(PartyCommand::PlaceOrder {
        session: mallory.session,
        order: fresh(),
        lines: vec![stolen],
        expected: None,
    });
    house.submit(&house.staff(Role::Waiter), command).await.expect("nobody else has ordered under it");
    assert_eq!(house.session(ada.session).await, before);
    let (folded, _) = house.folded().await;
    assert_eq!(folded[&ada.session], before, "and the log tells the same");
}

async fn the_ids_of_another_store_mean_nothing_here(db: Db) {
    let (here, there) = (House::open(db.clone()).await, House::open(db.clone()).await);
    let (mine, theirs) = (here.sit(0).await, there.sit(0).await);
    let waiter = here.staff(Role::Waiter);
    let line = |product| NewLine { id: fresh(), product, options: Vec::new(), quantity: 1, note: None, for_guest: None };
    for (command, no) in [
        (
            Command::Party(PartyCommand::AddLine { session: theirs.session, line: line(here.tiny.bread) }),
            Rejection::UnknownSession,
        ),
        (
            Command::Party(PartyCommand::AddLine { session: mine.session, line: line(there.tiny.bread) }),
            Rejection::unknown_product(),
        ),
        (
            Command::Party(PartyCommand::SeatParty { table: there.tiny.table(1), session: fresh(), covers: 2 }),
            Rejection::UnknownTable,
        ),
        (
            Command::Party(PartyCommand::CloseSession {
                session: theirs.session,
                write_off: None,
                despite: comanda::party::OpenThings::ALL,
            }),
            Rejection::UnknownSession,
        ),
    ] {
        assert_eq!(here.submit(&waiter, command).await, Err(no.into()));
    }
    assert_eq!(sessions::load(&db, here.tiny.store, theirs.session).await, Ok(None));
    assert!(there.session(theirs.session).await.cart.is_empty());
}

async fn text_no_database_keeps_is_refused_before_it_gets_there(db: Db) {
    let house = House::open(db).await;
    let phone = house.sit(0).await;
    let name = Command::Party(PartyCommand::NameGuest { session: phone.session, guest: phone.guest, name: "A\0da".into() });
    assert!(matches!(house.submit(&phone.actor(), name).await, Err(Fault::Invalid { .. })));
    house.add(&phone, house.tiny.bread, &[], 1).await.expect("life goes on");
}

async fn a_store_that_does_not_exist_is_not_found(db: Db) {
    let house = House::open(db).await;
    let sent = envelope(Command::Party(PartyCommand::SeatParty { table: house.tiny.table(0), session: fresh(), covers: 2 }));
    for _ in 0..2 {
        let answer = house.pipeline.submit(fresh(), house.staff(Role::Waiter), sent.clone()).await;
        assert_eq!(answer, Err(Fault::NotFound));
    }
}
