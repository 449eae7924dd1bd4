//! The next server on a database catches everybody up.

use comanda::actor::Role;
use comanda::protocol::Cursor;
use comanda::rooms::Room;
use comanda::{Actor, Command, PartyCommand};
use engine::storage::{Db, log};
use testkit::client::{Client, events};
use testkit::databases;
use testkit::socket_server::{serve, start};

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
    let next = serve(db, tiny).await;
    let (_client, said) =
        Client::live(&next, &seat.cookie, Some(Cursor { epoch, seq: heard }), &[Room::Table(seat.session)]).await;
    let replayed: Vec<_> = events(&said).iter().map(|e| e.seq).collect();
    assert_eq!(replayed, (heard + 1..=missed).collect::<Vec<_>>());
    assert_eq!(next.sign_in(Role::Waiter).await.caller.store, Some(next.tiny.store), "and sign-ins go on");
}
