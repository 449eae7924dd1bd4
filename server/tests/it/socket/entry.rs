//! Which requests to `/ws` become a socket, and what the server says of itself there.

use crate::web_support::client::{Client, connect};
use crate::web_support::on_sqlite;
use comanda::protocol::{HEARTBEAT, ResyncReason, ServerMessage};
use comanda::rooms::Room;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_of_another_site_gets_no_socket() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let from = |origin: &'static str| {
        let (running, cookie) = (&running, seat.cookie.clone());
        async move { connect(running, "", &[("cookie", &cookie), ("origin", origin)]).await.err() }
    };
    assert_eq!(from("https://evil.example").await, Some(403));
    assert_eq!(from("null").await, Some(403));
    let own = format!("http://{}", running.address);
    assert!(connect(&running, "", &[("cookie", &seat.cookie), ("origin", &own)]).await.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_websocket_is_told_so() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let plain = reqwest::Client::new().get(running.url("/ws")).header("cookie", &seat.cookie).send().await.expect("an answer");
    assert_eq!(plain.status(), 426);
    assert_eq!(connect(&running, "?hat=king", &[("cookie", &seat.cookie)]).await.err(), None, "an unknown hat is none");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fresh_client_is_welcomed_and_told_to_ask_for_everything() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let (_client, said) = Client::live(&running, &seat.cookie, None, &[Room::Table(seat.session), Room::Kitchen]).await;
    let ServerMessage::Welcome { seq, build, heartbeat_ms, epoch, .. } = &said[0] else { panic!("{said:?}") };
    assert!(*seq > 0);
    assert_eq!((build.as_str(), *heartbeat_ms), (running.server.state.site.build(), HEARTBEAT));
    assert_eq!(said[1], ServerMessage::Joined { room: Room::Table(seat.session) });
    assert!(matches!(&said[2], ServerMessage::Denied { room: Room::Kitchen, .. }));
    assert_eq!(said[3], ServerMessage::Resync { reason: ResyncReason::Fresh, epoch: *epoch, seq: *seq });
}
