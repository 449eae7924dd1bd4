//! Catching up by cursor: exactly what was missed, or the word to ask anew.

use comanda::actor::Role;
use comanda::backend::Fault;
use comanda::ids::{Epoch, StoreId};
use comanda::party::CallKind;
use comanda::party::NewLine;
use comanda::protocol::{Cursor, ResyncReason, ServerMessage};
use comanda::rooms::Room;
use comanda::{Command, LoggedEvent, PartyCommand};
use engine::broker::{Broker as _, Committed};
use engine::gateway::Hub;
use engine::gateway::log::{Bounds, Log};
use engine::gateway::replay::CatchUp;
use engine::ids::fresh;
use engine::storage::{Db, log};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use testkit::client::{Client, events};
use testkit::databases;
use testkit::people::Seated;
use testkit::socket_server::{SocketServer, on_sqlite, start};

/// Adds a line to a guest's cart: one event for the table and the waiters.
async fn add_bread(running: &SocketServer, seat: &Seated) -> i64 {
    let line = NewLine { id: fresh(), product: running.tiny.bread, options: vec![], quantity: 1, note: None, for_guest: None };
    running.submit(&seat.actor(), Command::Party(PartyCommand::AddLine { session: seat.session, line })).await.seq
}

async fn position(running: &SocketServer) -> Cursor {
    let (epoch, seq) = log::head(&running.db, running.tiny.store).await.expect("a head");
    Cursor { epoch, seq }
}

async fn what_was_missed_comes_in_order_and_only_for_ones_own_rooms(db: Db) {
    let running = start(db).await;
    let (mine, other) = (running.sit(0).await, running.sit(1).await);
    let cursor = position(&running).await;
    let mut expected = Vec::new();
    for _ in 0..20 {
        expected.push(add_bread(&running, &mine).await);
        add_bread(&running, &other).await;
    }
    let (mut client, said) = Client::live(&running, &mine.cookie, Some(cursor), &[Room::Table(mine.session)]).await;
    let heard: Vec<_> = events(&said).iter().map(|e| e.seq).collect();
    assert_eq!(heard, expected);
    let head = position(&running).await.seq;
    assert_eq!(said.last(), Some(&ServerMessage::CaughtUp { seq: head }));
    let live = add_bread(&running, &mine).await;
    assert_eq!(client.event().await.seq, live, "and it goes on from there");
}

async fn between_replay_and_live_nothing_is_missed_or_doubled(db: Db) {
    let running = Arc::new(start(db).await);
    let seat = running.sit(0).await;
    let cursor = position(&running).await;
    let writing = tokio::spawn({
        let (running, seat) = (Arc::clone(&running), seat.clone());
        async move {
            for quantity in [1, 2].into_iter().cycle().take(60) {
                let covers = Command::Party(PartyCommand::SetCovers { session: seat.session, covers: quantity + 1 });
                running.submit(&comanda::Actor::System, covers).await;
            }
            let call = Command::Party(PartyCommand::CallWaiter { session: seat.session, call: fresh(), kind: CallKind::Waiter });
            running.submit(&seat.actor(), call).await.seq
        }
    });
    // Clients arrive while it is being written, each at another moment.
    let mut listeners = Vec::new();
    for _ in 0..8 {
        let (client, said) = Client::live(&running, &seat.cookie, Some(cursor), &[Room::Table(seat.session)]).await;
        listeners.push((client, events(&said).iter().map(|e| e.seq).collect::<Vec<_>>()));
    }
    let last = writing.await.expect("written");
    let all: Vec<i64> = (cursor.seq + 1..=last).collect();
    for (mut client, mut heard) in listeners {
        while heard.last() != Some(&last) {
            heard.push(client.event().await.seq);
        }
        assert_eq!(heard, all);
    }
}

testkit::on_both_databases!(
    what_was_missed_comes_in_order_and_only_for_ones_own_rooms,
    between_replay_and_live_nothing_is_missed_or_doubled
);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cursor_that_cannot_be_followed_is_told_why() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let old = position(&running).await;
    add_bread(&running, &seat).await;
    let now = position(&running).await;
    let reason = |cursor: Option<Cursor>| {
        let (running, seat) = (&running, &seat);
        async move {
            let (_client, said) = Client::live(running, &seat.cookie, cursor, &[Room::Table(seat.session)]).await;
            match said.last() {
                Some(ServerMessage::Resync { reason, seq, .. }) => (Some(*reason), *seq),
                Some(ServerMessage::CaughtUp { seq }) => (None, *seq),
                other => panic!("{other:?}"),
            }
        }
    };
    let at = |seq| Some(Cursor { epoch: now.epoch, seq });
    assert_eq!(reason(None).await, (Some(ResyncReason::Fresh), now.seq));
    assert_eq!(reason(Some(Cursor { epoch: Epoch(uuid::Uuid::nil()), seq: 1 })).await.0, Some(ResyncReason::EpochChanged));
    assert_eq!(reason(at(now.seq + 5)).await.0, Some(ResyncReason::Ahead));
    assert_eq!(reason(at(-1)).await.0, Some(ResyncReason::TooOld));
    assert_eq!(reason(at(now.seq)).await, (None, now.seq));
    assert_eq!(reason(at(old.seq)).await.0, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_has_left_the_window_is_not_replayed() {
    let scratch = databases::sqlite().await;
    let first = start(scratch.db.clone()).await;
    let seat = first.sit(0).await;
    let old = position(&first).await;
    add_bread(&first, &seat).await;
    first.later(25 * comanda::time::HOUR);
    let cutoff = engine::clock::Clock::now(&*first.clock);
    log::retire(&scratch.db, first.tiny.store, cutoff).await.expect("retired");
    // Another process: it has seen nothing itself.
    let hub = Hub::new(Arc::new(scratch.db.clone()));
    let now = hub.position(first.tiny.store).await.expect("a position");
    let told = hub.catch_up(first.tiny.store, Some(old), now).await.expect("an answer");
    assert!(matches!(told, CatchUp::Resync(ResyncReason::TooOld)), "{told:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_room_joined_late_asks_anew_and_then_hears() {
    let (_scratch, running) = on_sqlite().await;
    let (seat, waiter) = (running.sit(0).await, running.sign_in(Role::Waiter).await);
    let (mut client, _) = Client::live(&running, &waiter.cookie, None, &[]).await;
    add_bread(&running, &seat).await;
    assert_eq!(client.so_far(1).await, [], "in no room there is nothing to hear");
    client.say(&comanda::protocol::ClientMessage::Join { room: Room::Waiters }).await;
    assert_eq!(client.next().await, ServerMessage::Joined { room: Room::Waiters });
    assert!(matches!(client.next().await, ServerMessage::Resync { reason: ResyncReason::JoinedRoom, .. }));
    let seq = add_bread(&running, &seat).await;
    assert_eq!(client.event().await.seq, seq);
    client.say(&comanda::protocol::ClientMessage::Leave { room: Room::Waiters }).await;
    assert_eq!(client.so_far(2).await, []);
    add_bread(&running, &seat).await;
    assert_eq!(client.so_far(3).await, []);
}

/// Counts how often the log is read.
struct Counting {
    db: Db,
    bounds: AtomicU32,
    reads: AtomicU32,
}

#[async_trait::async_trait]
impl Log for Counting {
    async fn bounds(&self, store: StoreId) -> Result<Bounds, Fault> {
        self.bounds.fetch_add(1, Ordering::SeqCst);
        self.db.bounds(store).await
    }
    async fn read(&self, store: StoreId, after: i64, upto: i64) -> Result<Vec<LoggedEvent>, Fault> {
        self.reads.fetch_add(1, Ordering::SeqCst);
        self.db.read(store, after, upto).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn however_many_come_back_at_once_the_log_is_read_once() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let start = position(&running).await;
    for _ in 0..40 {
        add_bread(&running, &seat).await;
    }
    let head = position(&running).await.seq;
    let log = Arc::new(Counting { db: running.db.clone(), bounds: AtomicU32::new(0), reads: AtomicU32::new(0) });
    let (hub, store) = (Hub::new(Arc::clone(&log) as Arc<dyn Log>), running.tiny.store);
    let clients = (0..500).map(|n| {
        let hub = Arc::clone(&hub);
        tokio::spawn(async move {
            let now = hub.position(store).await.expect("a position");
            let cursor = Cursor { epoch: start.epoch, seq: start.seq + n % 40 };
            match hub.catch_up(store, Some(cursor), now).await.expect("caught up") {
                CatchUp::Events(events) => (cursor.seq, events.iter().map(|e| e.seq).collect::<Vec<_>>()),
                CatchUp::Resync(reason) => panic!("{reason:?}"),
            }
        })
    });
    for (after, heard) in futures::future::try_join_all(clients).await.expect("no panic") {
        assert_eq!(heard, (after + 1..=head).collect::<Vec<_>>());
    }
    assert_eq!(log.reads.load(Ordering::SeqCst), 1);
    assert!(log.bounds.load(Ordering::SeqCst) <= 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restored_backup_starts_another_log() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    add_bread(&running, &seat).await;
    let events: Arc<[LoggedEvent]> = log::read_after(&running.db, running.tiny.store, 0, 1).await.expect("a log").into();
    let before = position(&running).await;
    running.hub.publish(Committed { store: running.tiny.store, epoch: fresh(), events });
    let (_client, said) = Client::live(&running, &seat.cookie, Some(before), &[Room::Table(seat.session)]).await;
    assert!(matches!(said.last(), Some(ServerMessage::Resync { reason: ResyncReason::EpochChanged, .. })), "{said:?}");
}
