//! One log per store: gap-free, in commit order, told in that order.

use comanda::party::CallKind;
use comanda::party::SendScope;
use comanda::{Command, PartyCommand};
use engine::ids::fresh;
use engine::storage::{Db, log, stores};
use futures::future::join_all;
use std::collections::BTreeSet;
use std::sync::Arc;
use testkit::house::House;

testkit::on_both_databases!(
    sixty_four_writers_at_once_leave_no_gap_and_commit_order_is_log_order,
    two_nodes_share_a_log_and_see_each_others_work,
    order_numbers_are_gap_free_and_start_again_each_business_day,
    what_has_left_the_replay_window_stays_in_the_archive,
    settings_changed_outside_the_log_are_seen_by_the_next_command,
);

async fn sixty_four_writers_at_once_leave_no_gap_and_commit_order_is_log_order(db: Db) {
    const WRITERS: usize = 64;
    let house = Arc::new(House::open(db).await);
    let phones = join_all((0..WRITERS).map(|turn| house.sit(turn % 2))).await;
    let acks = join_all(phones.into_iter().map(|phone| {
        let house = Arc::clone(&house);
        tokio::spawn(async move {
            let mut mine = Vec::new();
            for _ in 0..3 {
                house.add(&phone, house.tiny.bread, &[], 1).await.expect("a line");
                let send = Command::Party(PartyCommand::SendOrder {
                    session: phone.session,
                    order: fresh(),
                    scope: SendScope::Mine,
                    expected: Some(300),
                });
                mine.push(house.submit(&phone.actor(), send).await.expect("an order").seq);
            }
            mine
        })
    }))
    .await;
    let log = house.log().await;
    let head = house.seq().await;
    assert_eq!(log.iter().map(|e| e.seq).collect::<Vec<_>>(), (1..=head).collect::<Vec<_>>(), "gap-free");
    assert_eq!(house.broker.seqs(house.tiny.store), (1..=head).collect::<Vec<_>>(), "told once each, in order");
    for acked in acks {
        let acked = acked.expect("a writer");
        assert!(acked.is_sorted(), "whoever waited for an answer comes later in the log");
        assert!(acked.iter().all(|seq| (1..=head).contains(seq)));
    }
    let (folded, _) = house.folded().await;
    for (id, session) in folded {
        assert_eq!(house.session(id).await, session);
    }
}

async fn two_nodes_share_a_log_and_see_each_others_work(db: Db) {
    let house = House::open(db).await;
    let other = house.second_node();
    let phone = house.sit(0).await;
    for turn in 0..10 {
        let node = if turn % 2 == 0 { &other } else { &house.pipeline };
        let line = comanda::party::NewLine {
            id: fresh(),
            product: house.tiny.bread,
            options: Vec::new(),
            quantity: 1,
            note: None,
            for_guest: None,
        };
        let sent = testkit::house::envelope(Command::Party(PartyCommand::AddLine { session: phone.session, line }));
        node.submit(house.tiny.store, phone.actor(), sent).await.expect("a line");
    }
    assert_eq!(house.session(phone.session).await.cart.len(), 10);
    let order = house.order(&phone).await.expect("an order");
    let session = house.session(phone.session).await;
    assert_eq!(session.orders[0].id, order);
    assert_eq!(session.orders[0].items.len(), 10, "the node that sent knew what the other had added");
    let told: BTreeSet<i64> = house.broker.seqs(house.tiny.store).into_iter().collect();
    assert_eq!(told, (1..=house.seq().await).collect(), "nothing stayed untold");
}

async fn order_numbers_are_gap_free_and_start_again_each_business_day(db: Db) {
    let house = House::open(db).await;
    let phone = house.sit(0).await;
    let mut numbers = Vec::new();
    let mut send = async |house: &House| {
        house.add(&phone, house.tiny.bread, &[], 1).await.expect("a line");
        house.order(&phone).await.expect("an order");
        numbers.push(house.session(phone.session).await.orders.last().expect("an order").number.clone());
    };
    send(&house).await;
    // A refused order takes no number.
    assert!(house.order(&phone).await.is_err());
    send(&house).await;
    // 03:59 in Rome is still the evening before; 04:00 is not.
    house.clock.set("2025-01-07T02:59:00Z".parse::<jiff::Timestamp>().map(|t| comanda::At(t.as_millisecond())).expect("a time"));
    send(&house).await;
    house.clock.set("2025-01-07T03:00:00Z".parse::<jiff::Timestamp>().map(|t| comanda::At(t.as_millisecond())).expect("a time"));
    send(&house).await;
    assert_eq!(numbers, ["ORD-20250106-001", "ORD-20250106-002", "ORD-20250106-003", "ORD-20250107-001"]);
}

async fn what_has_left_the_replay_window_stays_in_the_archive(db: Db) {
    let house = House::open(db.clone()).await;
    let phone = house.sit(0).await;
    let old = house.seq().await;
    house.clock.set(testkit::house::EVENING.plus(60_000));
    house
        .submit(
            &phone.actor(),
            Command::Party(PartyCommand::CallWaiter { session: phone.session, call: fresh(), kind: CallKind::Water }),
        )
        .await
        .expect("called");
    assert_eq!(log::oldest_seq(&db, house.tiny.store).await, Ok(1));
    log::retire(&db, house.tiny.store, testkit::house::EVENING.plus(1)).await.expect("retired");
    assert_eq!(log::oldest_seq(&db, house.tiny.store).await, Ok(old + 1));
    // By the store's own setting, a day.
    log::retire_all(&db, testkit::house::EVENING.plus(24 * 3_600_000)).await.expect("retired");
    assert_eq!(log::oldest_seq(&db, house.tiny.store).await, Ok(old + 1), "nothing has come of age since");
    log::retire_all(&db, testkit::house::EVENING.plus(25 * 3_600_000)).await.expect("retired");
    assert_eq!(log::oldest_seq(&db, house.tiny.store).await, Ok(house.seq().await + 1), "nothing left to replay");
    assert_eq!(house.log().await.len(), usize::try_from(house.seq().await).expect("a count"));
}

async fn settings_changed_outside_the_log_are_seen_by_the_next_command(db: Db) {
    let house = House::open(db.clone()).await;
    house.sit(0).await;
    let mut changed = house.tiny.restaurant.clone();
    changed.store.seating = comanda::shop::SeatingPolicy::StaffApproves;
    stores::update(&db, &changed).await.expect("changed");
    let phone = house.sit(1).await;
    assert_eq!(house.session(phone.session).await.status, comanda::party::SessionStatus::PendingApproval);
}
