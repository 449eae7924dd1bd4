//! The log over HTTP says what a socket would say: same rooms, same cursor, same frames.

use crate::web_support::client::{Client, PATIENCE};
use crate::web_support::{Running, Seated, on_sqlite, start};
use app::AppError;
use comanda::actor::Role;
use comanda::backend::Fault;
use comanda::ids::Epoch;
use comanda::party::NewLine;
use comanda::protocol::{Cursor, ResyncReason, ServerMessage};
use comanda::rooms::Room;
use comanda::{Command, PartyCommand};
use engine::clock::Clock as _;
use engine::ids::fresh;
use engine::storage::{Db, log};
use reqwest::StatusCode;
use std::time::Duration;
use testkit::databases;
use uuid::Uuid;

/// What an answer says before its last word, the server's time.
async fn ask(
    running: &Running,
    cookie: &str,
    hat: &str,
    cursor: Option<Cursor>,
    rooms: &[Room],
) -> Result<Vec<ServerMessage>, AppError> {
    let mut said = ask_whole(running, cookie, hat, cursor, rooms, false).await?;
    assert!(matches!(said.pop(), Some(ServerMessage::Pong { server_time: Some(_), .. })));
    Ok(said)
}

pub(super) async fn ask_whole(
    running: &Running,
    cookie: &str,
    hat: &str,
    cursor: Option<Cursor>,
    rooms: &[Room],
    at_once: bool,
) -> Result<Vec<ServerMessage>, AppError> {
    let response = reqwest::Client::new()
        .post(running.url("/api/follow"))
        .header("cookie", cookie)
        .json(&serde_json::json!({ "hat": hat, "cursor": cursor, "rooms": rooms, "at_once": at_once }))
        .timeout(PATIENCE + Duration::from_secs(10))
        .send()
        .await
        .expect("an answer");
    if response.status() == StatusCode::OK {
        let frames: Vec<String> = response.json().await.expect("frames");
        Ok(frames.iter().map(|frame| serde_json::from_str(frame).expect("our protocol")).collect())
    } else {
        Err(response.json().await.expect("a typed error"))
    }
}

async fn add_bread(running: &Running, seat: &Seated) -> i64 {
    let line = NewLine { id: fresh(), product: running.tiny.bread, options: vec![], quantity: 1, note: None, for_guest: None };
    running.submit(&seat.actor(), Command::Party(PartyCommand::AddLine { session: seat.session, line })).await.seq
}

fn seqs(said: &[ServerMessage]) -> Vec<i64> {
    said.iter().filter_map(|m| if let ServerMessage::Event(event) = m { Some(event.seq) } else { None }).collect()
}

async fn a_poll_says_what_a_socket_says(db: Db) {
    let running = start(db).await;
    let (mine, other) = (running.sit(0).await, running.sit(1).await);
    let (epoch, seq) = log::head(&running.db, running.tiny.store).await.expect("a head");
    let cursor = Some(Cursor { epoch, seq });
    for _ in 0..5 {
        add_bread(&running, &mine).await;
        add_bread(&running, &other).await;
    }
    let rooms = [Room::Store, Room::Table(mine.session), Room::Table(other.session)];
    let polled = ask(&running, &mine.cookie, "guest", cursor, &rooms).await.expect("an answer");
    let (_client, said) = Client::live(&running, &mine.cookie, cursor, &rooms).await;
    // Each has a connection, and a build, of its own.
    assert_eq!(polled[1..], said[1..]);
    assert!(matches!(polled[0], ServerMessage::Welcome { .. }));
    assert_eq!(seqs(&polled).len(), 5, "the other table's are nobody else's");
}

async fn a_poll_with_no_news_is_held_until_there_is_some(db: Db) {
    let running = start(db).await;
    let seat = running.sit(0).await;
    let (epoch, seq) = log::head(&running.db, running.tiny.store).await.expect("a head");
    let rooms = [Room::Table(seat.session)];
    let waiting = ask(&running, &seat.cookie, "guest", Some(Cursor { epoch, seq }), &rooms);
    let tap = async {
        // Once the question has arrived, and not before.
        while running.server.hub.connections() == 0 {
            tokio::task::yield_now().await;
        }
        add_bread(&running, &seat).await
    };
    let (said, tapped) = tokio::join!(waiting, tap);
    let said = said.expect("an answer");
    assert_eq!((seqs(&said), said.last()), (vec![tapped], Some(&ServerMessage::CaughtUp { seq: tapped })));
    assert_eq!(running.server.hub.connections(), 0, "nothing is left of it");
}

testkit::on_both_databases!(a_poll_says_what_a_socket_says, a_poll_with_no_news_is_held_until_there_is_some);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_poll_that_is_wanted_at_once_is_not_held_and_tells_the_time() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let (epoch, seq) = log::head(&running.db, running.tiny.store).await.expect("a head");
    let rooms = [Room::Table(seat.session)];
    // Longer than this it would be held.
    let answer = ask_whole(&running, &seat.cookie, "guest", Some(Cursor { epoch, seq }), &rooms, true);
    let said = tokio::time::timeout(Duration::from_secs(15), answer).await.expect("at once").expect("an answer");
    let now = running.clock.now();
    let [.., ServerMessage::CaughtUp { seq: upto }, ServerMessage::Pong { t, server_time }] = &said[..] else {
        panic!("{said:?}")
    };
    assert_eq!((*upto, *t, *server_time), (seq, now.0, Some(now)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cursor_that_can_not_be_followed_is_told_so_at_once() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let rooms = [Room::Table(seat.session)];
    for (cursor, expected) in
        [(None, ResyncReason::Fresh), (Some(Cursor { epoch: Epoch(Uuid::nil()), seq: 1 }), ResyncReason::EpochChanged)]
    {
        let said = ask(&running, &seat.cookie, "guest", cursor, &rooms).await.expect("an answer");
        assert!(matches!(said.last(), Some(ServerMessage::Resync { reason, .. }) if *reason == expected), "{said:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_polls_where_they_may_not_listen() {
    let (_scratch, running) = on_sqlite().await;
    let (seat, waiter) = (running.sit(0).await, running.sign_in(Role::Waiter).await);
    let fault = |answer: Result<Vec<ServerMessage>, AppError>| answer.expect_err("no").fault().cloned();
    assert_eq!(fault(ask(&running, "", "guest", None, &[Room::Store]).await), Some(Fault::Unauthenticated));
    assert_eq!(fault(ask(&running, &seat.cookie, "staff", None, &[Room::Waiters]).await), Some(Fault::Unauthenticated));
    let said = ask(&running, &seat.cookie, "guest", None, &[Room::Kitchen, Room::Store]).await.expect("an answer");
    assert!(matches!(&said[1], ServerMessage::Denied { room: Room::Kitchen, .. }), "{said:?}");
    assert!(matches!(&said[2], ServerMessage::Joined { room: Room::Store }), "{said:?}");
    let said = ask(&running, &waiter.cookie, "staff", None, &[Room::Waiters]).await.expect("an answer");
    assert!(matches!(&said[1], ServerMessage::Joined { room: Room::Waiters }), "{said:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_out_ends_a_poll_that_waits() {
    let (_scratch, running) = on_sqlite().await;
    let waiter = running.sign_in(Role::Waiter).await;
    let (epoch, seq) = log::head(&running.db, running.tiny.store).await.expect("a head");
    let waiting = ask(&running, &waiter.cookie, "staff", Some(Cursor { epoch, seq }), &[Room::Waiters]);
    let leave = async {
        while running.server.hub.connections() == 0 {
            tokio::task::yield_now().await;
        }
        running.server.state.auth.sign_out(&waiter.caller).await.expect("signed out");
    };
    let (answer, ()) = tokio::join!(waiting, leave);
    assert_eq!(answer.expect_err("no").fault(), Some(&Fault::Unauthenticated));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn polls_leave_room_for_taps_and_have_a_limit_of_their_own() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let rooms = [Room::Table(seat.session)];
    let mut answered = 0;
    let limited = loop {
        // Without a cursor none is held back.
        match ask(&running, &seat.cookie, "guest", None, &rooms).await {
            Ok(_) => answered += 1,
            Err(error) => break error,
        }
        assert!(answered < 2_000, "a limit");
    };
    assert!(matches!(limited.fault(), Some(Fault::RateLimited { .. })), "{limited:?}");
    assert!(answered >= 100, "{answered}");
    let tap =
        reqwest::Client::new().post(running.url("/api/handover")).header("cookie", &seat.cookie).json(&serde_json::json!({}));
    assert_eq!(tap.send().await.expect("an answer").status(), StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_stops_lets_a_poll_go_with_a_word() {
    let scratch = databases::sqlite().await;
    let running = start(scratch.db.clone()).await;
    let seat = running.sit(0).await;
    let (epoch, seq) = log::head(&running.db, running.tiny.store).await.expect("a head");
    let rooms = [Room::Table(seat.session)];
    let waiting = ask(&running, &seat.cookie, "guest", Some(Cursor { epoch, seq }), &rooms);
    let stop = async {
        while running.server.hub.connections() == 0 {
            tokio::task::yield_now().await;
        }
        running.server.hub.go_away();
    };
    let (said, ()) = tokio::join!(waiting, stop);
    assert!(said.expect("an answer").iter().any(|m| matches!(m, ServerMessage::GoingAway { .. })));
}
