//! R23: what one phone can take of the server's time and commands, over sockets and requests.

use crate::web_support::client::{Client, PATIENCE};
use crate::web_support::{Running, on_sqlite, start_hasty};
use comanda::actor::Role;
use comanda::backend::Fault;
use comanda::party::NewLine;
use comanda::party::OpenThings;
use comanda::protocol::{ClientMessage, MAX_GUEST_SOCKETS, MESSAGE_WITHIN, ServerMessage};
use comanda::rooms::Room;
use comanda::{At, Command, Envelope, PartyCommand};
use engine::ids::fresh;
use reqwest::StatusCode;
use std::time::Duration;
use testkit::databases;
use testkit::raw::Raw;

/// Opens so many sockets of one browser, one after the other.
async fn sockets(running: &Running, cookie: &str, count: usize) -> Vec<Client> {
    let mut open = Vec::new();
    for _ in 0..count {
        open.push(Client::live(running, cookie, None, &[Room::Store]).await.0);
    }
    open
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e2_a_message_that_does_not_end_is_cut_off() {
    let scratch = databases::sqlite().await;
    let running = start_hasty(scratch.db.clone(), |deadlines| deadlines.message = Duration::from_millis(50)).await;
    let seat = running.sit(0).await;
    let finished = format!("may pause for {} s", MESSAGE_WITHIN / 1000);
    // A first piece with no second; a frame that stops in the middle; a head that stops.
    let mut piece = Raw::open(&running, &seat).await;
    piece.piece(0x01, &vec![b'x'; 40_000]).await;
    assert!(piece.rest().await.contains(&finished));
    let mut half = Raw::open(&running, &seat).await;
    tokio::io::AsyncWriteExt::write_all(&mut half.stream, &[0x81, 0xfe, 0x10, 0x00, 0, 0, 0, 0, b'x']).await.expect("sent");
    assert!(half.rest().await.contains(&finished));
    let mut head = Raw::open(&running, &seat).await;
    tokio::io::AsyncWriteExt::write_all(&mut head.stream, &[0x81]).await.expect("sent");
    assert!(head.rest().await.contains(&finished));
    // Whoever finishes is not cut off.
    let (mut calm, _) = Client::live(&running, &seat.cookie, None, &[]).await;
    for t in 0..5 {
        assert_eq!(calm.so_far(t).await, []);
    }
}

fn line(running: &Running, session: comanda::ids::SessionId) -> Envelope {
    let line = NewLine { id: fresh(), product: running.tiny.bread, options: vec![], quantity: 1, note: None, for_guest: None };
    Envelope { key: fresh(), command: Command::Party(PartyCommand::AddLine { session, line }), at: At(0), base_seq: 0 }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e2_a_guests_commands_are_counted_over_all_their_sockets_and_requests() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let mut open = sockets(&running, &seat.cookie, MAX_GUEST_SOCKETS).await;
    let mut refused = 0;
    for client in &mut open {
        for _ in 0..30 {
            client.say(&ClientMessage::Submit { envelope: line(&running, seat.session), owner: None }).await;
        }
    }
    for client in &mut open {
        let (mut answers, mut said) = (0, Vec::new());
        while answers < 30 {
            let message = tokio::time::timeout(PATIENCE, client.next()).await.expect("an answer");
            answers += usize::from(matches!(message, ServerMessage::Ack { .. } | ServerMessage::Refused { .. }));
            said.push(message);
        }
        let limited = |m: &&ServerMessage| matches!(m, ServerMessage::Refused { error: Fault::RateLimited { .. }, .. });
        refused += said.iter().filter(limited).count();
    }
    assert!(refused > 0, "each socket had a count of its own");
    // What a request uses up is gone for the sockets too.
    let browser = reqwest::Client::new();
    let mut shared = false;
    for _ in 0..50 {
        loop {
            let post = browser.post(running.url("/api/sign_out")).header("cookie", &seat.cookie);
            if post.send().await.expect("an answer").status() == StatusCode::TOO_MANY_REQUESTS {
                break;
            }
        }
        let tap = line(&running, seat.session);
        let (mut client, key) = (open.pop().expect("a socket"), tap.key);
        client.say(&ClientMessage::Submit { envelope: tap, owner: None }).await;
        let answer = loop {
            match client.next().await {
                ServerMessage::Ack { key: answered, .. } if answered == key => break false,
                ServerMessage::Refused { key: answered, .. } if answered == key => break true,
                _ => {}
            }
        };
        open.push(client);
        if answer {
            shared = true;
            break;
        }
    }
    assert!(shared, "requests and sockets are counted apart");
}

/// What a manager writes about a party is the house's own.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m1_why_a_bill_was_written_off_is_told_to_staff_and_to_no_guest() {
    const CANARY: &str = "walked out, do not let back in";
    let (_scratch, running) = on_sqlite().await;
    let (seat, manager) = (running.sit(0).await, running.sign_in(Role::Manager).await);
    let line = NewLine { id: fresh(), product: running.tiny.bread, options: vec![], quantity: 1, note: None, for_guest: None };
    let order =
        Command::Party(PartyCommand::PlaceOrder { session: seat.session, order: fresh(), lines: vec![line], expected: None });
    running.submit(&seat.actor(), order).await;
    let (mut phone, _) = Client::live(&running, &seat.cookie, None, &[Room::Table(seat.session)]).await;
    let (mut tablet, _) = Client::live(&running, &manager.cookie, None, &[Room::Waiters]).await;
    let close = Command::Party(PartyCommand::CloseSession {
        session: seat.session,
        write_off: Some(CANARY.into()),
        despite: OpenThings::ALL,
    });
    running.submit(&manager.actor, close).await;
    let heard = serde_json::to_string(&phone.until_closed().await.0).expect("text");
    assert!(heard.contains("closed") && !heard.contains(CANARY), "{heard}");
    let told = serde_json::to_string(&tablet.so_far(1).await).expect("text");
    assert!(told.contains(CANARY), "{told}");
    let ask = |hat: &'static str, cookie: &str| {
        let get = reqwest::Client::new().get(running.url(&format!("/api/session?hat={hat}&id={}", seat.session)));
        let get = get.header("cookie", cookie);
        async move { get.send().await.expect("an answer") }
    };
    let own = ask("guest", &seat.cookie).await.text().await.expect("text");
    assert!(own.contains("closed") && !own.contains(CANARY), "{own}");
    assert!(ask("staff", &manager.cookie).await.text().await.expect("text").contains(CANARY));
    // The kitchen's own question is the pass: guests and money are not its business.
    let cook = running.sign_in(Role::Kitchen).await;
    assert_eq!(ask("staff", &cook.cookie).await.status(), StatusCode::FORBIDDEN);
}
