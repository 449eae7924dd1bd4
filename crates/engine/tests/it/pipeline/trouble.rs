//! When the database can't: everybody is told, nothing is half done, and it goes on when it can again.

use comanda::backend::Fault;
use comanda::shop::SeatingPolicy;
use comanda::{Command, PartyCommand};
use engine::ids::fresh;
use engine::pipeline::Limits;
use engine::storage::log;
use futures::StreamExt;
use futures::future::join_all;
use futures::stream::FuturesUnordered;
use sqlx::Row;
use testkit::databases;
use testkit::house::{EVENING, House, envelope};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_the_whole_group_and_leaves_nothing_half_done() {
    let scratch = databases::sqlite().await;
    let house = House::open(scratch.db.clone()).await;
    let phone = house.sit(0).await;
    let (before, seq) = (house.session(phone.session).await, house.seq().await);
    // The lane's connection may not grow the file any more.
    let pages: i64 = sqlx::query("PRAGMA page_count").fetch_one(&scratch.db.write).await.expect("pages").get(0);
    scratch.db.tune_lane(&format!("PRAGMA max_page_count = {pages}")).await.expect("a limit");
    let note = "a long note that fills pages, ".repeat(6);
    let line = || comanda::party::NewLine {
        id: fresh(),
        product: house.tiny.bread,
        options: Vec::new(),
        quantity: 1,
        note: Some(note.clone()),
        for_guest: None,
    };
    let sent: Vec<_> =
        (0..90).map(|_| envelope(Command::Party(PartyCommand::AddLine { session: phone.session, line: line() }))).collect();
    let actor = phone.actor();
    let answers = join_all(sent.iter().map(|one| house.send(&actor, one.clone()))).await;
    let refused = answers.iter().filter(|answer| **answer == Err(Fault::Unavailable)).count();
    assert!(refused > 0, "the disk did not fill up");
    let accepted = answers.iter().filter(|answer| answer.is_ok()).count();
    assert_eq!(accepted + refused, answers.len(), "{answers:?}");
    // The refused connection is gone and with it the limit: there is room again.
    let now = house.session(phone.session).await;
    assert_eq!(now.cart.len(), before.cart.len() + accepted);
    assert_eq!(house.seq().await, seq + i64::try_from(accepted).expect("a count"));
    let again = join_all(sent.iter().map(|one| house.send(&actor, one.clone()))).await;
    assert!(again.iter().all(Result::is_ok), "the same taps are taken when there is room");
    assert_eq!(house.session(phone.session).await.cart.len(), before.cart.len() + answers.len());
    assert_eq!(house.broker.seqs(house.tiny.store), (1..=house.seq().await).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_queue_tells_people_to_come_again() {
    let scratch = databases::sqlite().await;
    let house = House::with(scratch.db.clone(), SeatingPolicy::OpenByScan, Limits { group: 1, queue: 1 }).await;
    let phone = house.sit(0).await;
    // Somebody else has the only writing connection: the lane takes one, one waits, the others are sent away at once.
    let held = scratch.db.write.acquire().await.expect("the connection");
    let mut answers: FuturesUnordered<_> = (0..4).map(|_| house.add(&phone, house.tiny.bread, &[], 1)).collect();
    for _ in 0..2 {
        assert!(matches!(answers.next().await, Some(Err(Fault::RateLimited { .. }))));
    }
    drop(held);
    let rest: Vec<_> = answers.collect().await;
    assert!(rest.iter().all(|answer| matches!(answer, Ok(_) | Err(Fault::RateLimited { .. }))), "{rest:?}");
    let accepted = rest.iter().filter(|answer| answer.is_ok()).count();
    assert!(accepted > 0);
    assert_eq!(house.session(phone.session).await.cart.len(), accepted);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closing_pipeline_finishes_what_waits_and_takes_no_more() {
    let scratch = databases::sqlite().await;
    let house = House::open(scratch.db.clone()).await;
    let phone = house.sit(0).await;
    house.pipeline.close().await;
    assert_eq!(house.add(&phone, house.tiny.bread, &[], 1).await, Err(Fault::Unavailable));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_else_writes_gets_a_turn_among_many_commands() {
    const SENT: usize = 90;
    let scratch = databases::sqlite().await;
    let house = House::with(scratch.db.clone(), SeatingPolicy::OpenByScan, Limits { group: 1, queue: SENT }).await;
    let phone = house.sit(0).await;
    let mut answers: FuturesUnordered<_> = (0..SENT).map(|_| house.add(&phone, house.tiny.bread, &[], 1)).collect();
    assert!(answers.next().await.is_some_and(|first| first.is_ok()));
    let mut answered = 1;
    let other = log::retire(&scratch.db, house.tiny.store, EVENING);
    tokio::pin!(other);
    loop {
        tokio::select! {
            biased;
            written = &mut other => break written.expect("a turn"),
            Some(answer) = answers.next() => {
                answer.expect("taken");
                answered += 1;
            }
        }
    }
    assert!(answered < SENT, "it had to wait for every command");
    while let Some(answer) = answers.next().await {
        answer.expect("taken");
    }
}
