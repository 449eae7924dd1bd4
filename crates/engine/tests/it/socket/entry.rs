//! Who gets in, and how a conversation begins.

use comanda::PartyCommand;
use comanda::actor::Role;
use comanda::protocol::{CLOSE_PROTOCOL, ClientMessage, ErrorCode, MAX_ROOMS, PROTOCOL, ServerMessage};
use comanda::rooms::Room;
use testkit::client::{Client, connect};
use testkit::socket_server::on_sqlite;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_cookie_nobody_gets_in() {
    let (_scratch, running) = on_sqlite().await;
    assert_eq!(connect(&running, "", &[]).await.err(), Some(401));
    assert_eq!(connect(&running, "?hat=staff", &[]).await.err(), Some(401));
    let unknown = format!("comanda_guest={}", "A".repeat(43));
    assert_eq!(connect(&running, "", &[("cookie", &unknown)]).await.err(), Some(401));
    assert_eq!(connect(&running, "", &[("cookie", "comanda_guest=nonsense")]).await.err(), Some(401));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_expired_seat_and_one_at_a_closed_table_get_no_socket() {
    let (_scratch, running) = on_sqlite().await;
    let (gone, late) = (running.sit(0).await, running.sit(1).await);
    let manager = running.sign_in(Role::Manager).await;
    running
        .submit(
            &manager.actor,
            comanda::Command::Party(PartyCommand::CloseSession {
                session: gone.session,
                write_off: None,
                despite: comanda::party::OpenThings::default(),
            }),
        )
        .await;
    assert_eq!(connect(&running, "", &[("cookie", &gone.cookie)]).await.err(), Some(401));
    assert!(connect(&running, "", &[("cookie", &late.cookie)]).await.is_ok());
    running.later(25 * comanda::time::HOUR);
    assert_eq!(connect(&running, "", &[("cookie", &late.cookie)]).await.err(), Some(401));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_hat_chooses_among_a_browsers_identities_and_is_none_itself() {
    let (_scratch, running) = on_sqlite().await;
    let (seat, waiter) = (running.sit(0).await, running.sign_in(Role::Waiter).await);
    let both = format!("{}; {}", seat.cookie, waiter.cookie);
    for (query, room, joins) in [
        ("?hat=guest", Room::Waiters, false),
        ("?hat=staff", Room::Waiters, true),
        ("?hat=guest", Room::Table(seat.session), true),
    ] {
        let mut client = connect(&running, query, &[("cookie", &both)]).await.expect("connected");
        client.hello(None, std::slice::from_ref(&room)).await;
        assert!(matches!(client.next().await, ServerMessage::Welcome { .. }));
        let answer = client.next().await;
        assert_eq!(matches!(answer, ServerMessage::Joined { .. }), joins, "{query} {room}: {answer:?}");
    }
    assert_eq!(connect(&running, "?hat=staff", &[("cookie", &seat.cookie)]).await.err(), Some(401));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_says_nothing_is_closed_after_a_while() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let (said, code) = Client::open(&running, &seat.cookie).await.until_closed().await;
    assert!(matches!(said[..], [ServerMessage::Error { code: ErrorCode::Unauthenticated, .. }]), "{said:?}");
    assert_eq!(code, Some(CLOSE_PROTOCOL));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_protocol_is_refused_by_name() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let mut client = Client::open(&running, &seat.cookie).await;
    client
        .say(&ClientMessage::Hello { protocol: PROTOCOL + 1, build: "b".into(), cursor: None, rooms: vec![], deflate: false })
        .await;
    let (said, code) = client.until_closed().await;
    assert!(matches!(said[..], [ServerMessage::Error { code: ErrorCode::UnknownProtocol, .. }]), "{said:?}");
    assert_eq!(code, Some(CLOSE_PROTOCOL));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_connection_has_a_limit_of_rooms() {
    let (_scratch, running) = on_sqlite().await;
    let manager = running.sign_in(Role::Manager).await;
    let rooms: Vec<_> = (0..=MAX_ROOMS).map(|_| Room::Table(engine::ids::fresh())).collect();
    let (_client, said) = Client::live(&running, &manager.cookie, None, &rooms).await;
    let joined = said.iter().filter(|m| matches!(m, ServerMessage::Joined { .. })).count();
    let denied = said.iter().filter(|m| matches!(m, ServerMessage::Denied { .. })).count();
    assert_eq!((joined, denied), (MAX_ROOMS, 1));
}
