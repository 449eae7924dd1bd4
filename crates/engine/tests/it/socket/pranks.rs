//! R23: what one phone can take of the server's sockets and memory.

use comanda::actor::Role;
use comanda::protocol::{CLOSE_CROWDED, MAX_DEVICE_SOCKETS, MAX_GUEST_SOCKETS, MAX_ROOMS, ServerMessage};
use comanda::rooms::Room;
use engine::ids::fresh;
use testkit::client::Client;
use testkit::people::SignedIn;
use testkit::raw::Raw;
use testkit::socket_server::{SocketServer, on_sqlite};

/// Of twenty sockets the newest stay; the others are told why.
async fn the_newest_stay(running: &SocketServer, cookie: &str, most: usize) {
    let mut open = Vec::new();
    for _ in 0..20 {
        open.push(Client::live(running, cookie, None, &[Room::Store]).await.0);
    }
    let newest = open.split_off(20 - most);
    for mut oldest in open {
        assert_eq!(oldest.until_closed().await.1, Some(CLOSE_CROWDED));
    }
    for mut client in newest {
        assert_eq!(client.so_far(1).await, []);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e2_a_guest_has_eight_sockets_and_a_screen_sixteen_and_the_oldest_go() {
    let (_scratch, running) = on_sqlite().await;
    let (prankster, neighbour) = (running.sit(0).await, running.sit(0).await);
    let (mut calm, _) = Client::live(&running, &neighbour.cookie, None, &[Room::Table(neighbour.session)]).await;
    the_newest_stay(&running, &prankster.cookie, MAX_GUEST_SOCKETS).await;
    let SignedIn { cookie, .. } = running.sign_in(Role::Waiter).await;
    the_newest_stay(&running, &cookie, MAX_DEVICE_SOCKETS).await;
    assert_eq!(calm.so_far(1).await, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e2_pings_and_empty_pieces_are_a_flood_like_any_other() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let ping = [0x89, 0x80, 0, 0, 0, 0].repeat(100);
    assert!(Raw::open(&running, &seat).await.flood(&ping, 10_000).await.contains("rate_limited"));
    let mut raw = Raw::open(&running, &seat).await;
    raw.piece(0x01, b"x").await;
    let empty = [0x00, 0x80, 0, 0, 0, 0].repeat(100);
    assert!(raw.flood(&empty, 10_000).await.contains("rate_limited"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e2_rooms_that_are_denied_count_too() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let rooms: Vec<_> = (0..1_350).map(|_| Room::Order(fresh())).collect();
    let (_client, said) = Client::live(&running, &seat.cookie, None, &rooms).await;
    let unseen = said.iter().filter(|m| matches!(m, ServerMessage::Denied { reason, .. } if reason == "too_many_rooms")).count();
    assert_eq!(unseen, 1_350 - MAX_ROOMS);
}
