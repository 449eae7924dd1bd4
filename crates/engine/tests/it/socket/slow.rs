//! R9 in small: a client that does not read is let go, and nobody waits for it.

use comanda::actor::By;
use comanda::ids::{Epoch, StoreId};
use comanda::protocol::{CLOSE_TOO_SLOW, ServerMessage};
use comanda::rooms::Room;
use comanda::shop::menu::Availability;
use comanda::{Actor, At, Event, LoggedEvent, ShopEvent};
use engine::broker::{Broker as _, Committed};
use engine::ids::fresh;
use engine::storage::log;
use testkit::client::{Client, PATIENCE};
use testkit::socket_server::on_sqlite;
use tokio::time::timeout;

fn big_event(store: StoreId, epoch: Epoch, seq: i64) -> Committed {
    let event = Event::Shop(ShopEvent::AvailabilityChanged {
        product_id: fresh(),
        name: "x".repeat(60_000),
        availability: Availability::default(),
        by: By::system(),
    });
    let logged = LoggedEvent { seq, at: At(0), actor: Actor::System, command_key: fresh(), event };
    Committed { store, epoch, events: vec![logged].into() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_cannot_keep_up_is_closed_and_the_others_hear_everything() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let (mut slow, _) = Client::live(&running, &seat.cookie, None, &[Room::Store]).await;
    let (mut quick, _) = Client::live(&running, &seat.cookie, None, &[Room::Store]).await;
    let (store, hub) = (running.tiny.store, running.hub.clone());
    let (epoch, head) = log::head(&running.db, store).await.expect("a head");
    let connections = hub.connections();
    // Until the slow one is let go; what it has not read fills its queue once the network's buffers are full.
    let mut seq = head;
    while hub.connections() == connections {
        seq += 1;
        assert!(seq < head + 5_000, "a client that reads nothing is still there after {seq} events");
        hub.publish(big_event(store, epoch, seq));
        assert_eq!(timeout(PATIENCE, quick.event()).await.expect("the quick one does not wait").seq, seq);
    }
    assert_eq!(hub.connections(), connections - 1);
    let (said, code) = slow.until_closed().await;
    assert_eq!(code, Some(CLOSE_TOO_SLOW));
    // What it did get is in order and without a gap: its cursor is good.
    let heard: Vec<_> = said.iter().filter_map(|m| if let ServerMessage::Event(e) = m { Some(e.seq) } else { None }).collect();
    assert_eq!(heard, (head + 1..=head + i64::try_from(heard.len()).expect("few")).collect::<Vec<_>>());
    assert!(heard.len() < usize::try_from(seq - head).expect("positive"));
}
