//! Large messages come deflated to whoever reads that, and as they are to everybody else: the same words either way.

use crate::web_support::client::{Client, PATIENCE};
use crate::web_support::{Running, Seated, start};
use comanda::party::NewLine;
use comanda::protocol::{ClientMessage, Cursor, DEFLATED_FROM, PROTOCOL, ServerMessage};
use comanda::rooms::Room;
use comanda::{Command, Event, PartyCommand, PartyEvent};
use engine::ids::fresh;
use engine::storage::{Db, log};
use futures::StreamExt as _;
use sync::inflate::read_deflated;
use tokio_tungstenite::tungstenite::Message;

/// What came, and how many bytes it took.
pub(super) struct Heard {
    pub message: ServerMessage,
    pub deflated: bool,
    bytes: usize,
}

async fn next(client: &mut Client) -> Heard {
    loop {
        let received = tokio::time::timeout(PATIENCE, client.socket.next()).await.expect("something in time");
        match received.expect("an open line").expect("a frame") {
            Message::Text(text) => {
                return Heard { message: serde_json::from_str(&text).expect("our protocol"), deflated: false, bytes: text.len() };
            }
            Message::Binary(bytes) => {
                return Heard { message: read_deflated(&bytes).expect("our protocol"), deflated: true, bytes: bytes.len() };
            }
            _ => {}
        }
    }
}

/// Says hello and reads up to the word that the past is settled.
pub(super) async fn greet(running: &Running, seat: &Seated, cursor: Option<Cursor>, deflate: bool) -> (Client, Vec<Heard>) {
    let mut client = Client::open(running, &seat.cookie).await;
    let rooms = vec![Room::Table(seat.session)];
    client.say(&ClientMessage::Hello { protocol: PROTOCOL, build: "test".into(), cursor, rooms, deflate }).await;
    let mut said = Vec::new();
    loop {
        let heard = next(&mut client).await;
        let settled = matches!(heard.message, ServerMessage::CaughtUp { .. } | ServerMessage::Resync { .. });
        said.push(heard);
        if settled {
            return (client, said);
        }
    }
}

/// The events up to the one that tells of an order.
async fn up_to_the_order(client: &mut Client) -> Vec<Heard> {
    let mut events = Vec::new();
    loop {
        let heard = next(client).await;
        let order =
            matches!(&heard.message, ServerMessage::Event(e) if matches!(e.event, Event::Party(PartyEvent::OrderCreated { .. })));
        events.push(heard);
        if order {
            return events;
        }
    }
}

async fn large_messages_are_deflated_for_those_who_read_that_and_for_nobody_else(db: Db) {
    let running = start(db).await;
    let seat = running.sit(0).await;
    let (epoch, seq) = log::head(&running.db, running.tiny.store).await.expect("a head");
    let (mut small, _) = greet(&running, &seat, None, true).await;
    let (mut plain, _) = greet(&running, &seat, None, false).await;
    let line = || NewLine { id: fresh(), product: running.tiny.bread, options: vec![], quantity: 1, note: None, for_guest: None };
    let lines = vec![line(), line(), line()];
    running
        .submit(
            &seat.actor(),
            Command::Party(PartyCommand::PlaceOrder { session: seat.session, order: fresh(), lines, expected: None }),
        )
        .await;

    let (deflated, text) = (up_to_the_order(&mut small).await, up_to_the_order(&mut plain).await);
    let words = |all: &[Heard]| all.iter().map(|heard| heard.message.clone()).collect::<Vec<_>>();
    assert_eq!(words(&deflated), words(&text), "the same events, in the same order");
    assert!(text.iter().all(|heard| !heard.deflated), "who did not ask gets text");
    for (packed, plain) in deflated.iter().zip(&text) {
        assert_eq!(packed.deflated, plain.bytes >= DEFLATED_FROM, "the large ones: {} bytes", plain.bytes);
    }
    let (packed, plain) = (deflated.last().expect("the order").bytes, text.last().expect("the order").bytes);
    assert!(packed * 2 < plain, "an order takes less than half: {packed} of {plain} bytes");

    let (_, missed) = greet(&running, &seat, Some(Cursor { epoch, seq }), true).await;
    let told = missed.iter().filter(|heard| matches!(heard.message, ServerMessage::Event(_)));
    assert!(told.filter(|heard| heard.deflated).count() > 0, "what was missed comes deflated too");
}
testkit::on_both_databases!(large_messages_are_deflated_for_those_who_read_that_and_for_nobody_else);

#[test]
fn what_is_no_deflated_message_is_not_read() {
    for bytes in
        [&b""[..], b"\0", b"{\"type\":\"pong\",\"t\":1}", &[0xff; 64], &miniz_oxide::deflate::compress_to_vec(b"no message", 6)]
    {
        assert!(read_deflated(bytes).is_none());
    }
    // A few bytes that would become more than anybody says.
    let bomb = miniz_oxide::deflate::compress_to_vec(&vec![b' '; 64 << 20], 9);
    assert!(read_deflated(&bomb).is_none());
    let pong = serde_json::to_vec(&ServerMessage::Pong { t: 1, server_time: None }).unwrap();
    assert_eq!(
        read_deflated(&miniz_oxide::deflate::compress_to_vec(&pong, 6)),
        Some(ServerMessage::Pong { t: 1, server_time: None })
    );
}
