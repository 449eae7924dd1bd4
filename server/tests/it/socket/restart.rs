//! A server that goes away says when to come back; the next one catches everybody up.

use crate::web_support::client::{Client, events};
use crate::web_support::{serve, start};
use comanda::actor::Role;
use comanda::protocol::{CLOSE_RESTART, Cursor, ServerMessage};
use comanda::rooms::Room;
use comanda::{Actor, Command, PartyCommand};
use engine::storage::{Db, log};
use std::collections::BTreeSet;
use testkit::databases;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_is_told_when_to_come_back_each_at_another_moment() {
    let scratch = databases::sqlite().await;
    let running = start(scratch.db.clone()).await;
    let seats = [running.sit(0).await, running.sit(1).await];
    let mut clients = Vec::new();
    for seat in seats.iter().cycle().take(12) {
        clients.push(Client::live(&running, &seat.cookie, None, &[Room::Table(seat.session)]).await.0);
    }
    let reading = clients.into_iter().map(|mut client| tokio::spawn(async move { client.until_closed().await }));
    let (told, ()) = tokio::join!(futures::future::try_join_all(reading), running.stop());
    let mut moments = BTreeSet::new();
    for (said, code) in told.expect("no panic") {
        let [ServerMessage::GoingAway { retry_after_ms }] = said[..] else { panic!("{said:?}") };
        assert_eq!(code, Some(CLOSE_RESTART));
        moments.insert(retry_after_ms);
    }
    assert!(moments.len() > 6, "spread over time: {moments:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_process_replays_what_was_missed() {
    let scratch = databases::sqlite().await;
    let running = start(scratch.db.clone()).await;
    let (seat, tiny) = (running.sit(0).await, running.tiny.clone());
    let (mut client, _) = Client::live(&running, &seat.cookie, None, &[Room::Table(seat.session)]).await;
    running.submit(&Actor::System, Command::Party(PartyCommand::SetCovers { session: seat.session, covers: 2 })).await;
    let heard = client.event().await.seq;
    let (epoch, _) = log::head(&scratch.db, tiny.store).await.expect("a head");
    // One more that the client does not hear: it is gone already.
    drop(client);
    let missed =
        running.submit(&Actor::System, Command::Party(PartyCommand::SetCovers { session: seat.session, covers: 3 })).await.seq;
    running.stop().await;

    let db = Db::open(&scratch.url).await.expect("the same database");
    let next = serve(db, tiny, |_| {}).await;
    let (_client, said) =
        Client::live(&next, &seat.cookie, Some(Cursor { epoch, seq: heard }), &[Room::Table(seat.session)]).await;
    let replayed: Vec<_> = events(&said).iter().map(|e| e.seq).collect();
    assert_eq!(replayed, (heard + 1..=missed).collect::<Vec<_>>());
    assert_eq!(next.sign_in(Role::Waiter).await.caller.store, Some(next.tiny.store), "and sign-ins go on");
}
