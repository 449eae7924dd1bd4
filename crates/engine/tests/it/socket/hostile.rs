//! R11: hostile frames get a typed error or a close, never a crash, and harm nobody else.

use comanda::protocol::{CLOSE_PROTOCOL, CLOSE_RATE_LIMITED, CLOSE_TOO_LARGE, ErrorCode, MAX_FRAME, ServerMessage};
use comanda::rooms::Room;
use testkit::client::Client;
use testkit::people::Seated;
use testkit::raw::Raw;
use testkit::socket_server::{SocketServer, on_sqlite};
use tokio::io::AsyncWriteExt as _;
use tokio_tungstenite::tungstenite::Message;

async fn live(running: &SocketServer, seat: &Seated) -> Client {
    Client::live(running, &seat.cookie, None, &[Room::Table(seat.session)]).await.0
}

/// The server still serves: somebody else can talk to it.
async fn all_is_well(running: &SocketServer, seat: &Seated) {
    assert_eq!(live(running, seat).await.so_far(99).await, []);
}

fn codes(said: &[ServerMessage]) -> Vec<ErrorCode> {
    said.iter().filter_map(|m| if let ServerMessage::Error { code, .. } = m { Some(*code) } else { None }).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_frame_of_70_kib_is_answered_and_closed() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    for message in [Message::text("x".repeat(70 * 1024)), Message::binary(vec![0; 70 * 1024])] {
        let mut client = live(&running, &seat).await;
        client.send(message).await;
        let (said, code) = client.until_closed().await;
        assert_eq!((codes(&said), code), (vec![ErrorCode::TooLarge], Some(CLOSE_TOO_LARGE)));
    }
    // The largest that is allowed is only nonsense.
    let mut client = live(&running, &seat).await;
    client.send(Message::text("x".repeat(MAX_FRAME))).await;
    assert_eq!(codes(&client.so_far(1).await), [ErrorCode::InvalidData]);
    all_is_well(&running, &seat).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_frame_that_claims_gigabytes_is_closed_before_it_is_read() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let mut raw = Raw::open(&running, &seat).await;
    // A text frame, masked, of 2^40 bytes: the head alone.
    let mut head = vec![0x81, 0x80 | 127];
    head.extend_from_slice(&(1_u64 << 40).to_be_bytes());
    head.extend_from_slice(&[0; 4]);
    raw.stream.write_all(&head).await.expect("sent");
    assert!(raw.rest().await.contains("too_large"));
    all_is_well(&running, &seat).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn broken_json_and_unknown_types_are_typed_errors_until_there_are_ten() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let mut client = live(&running, &seat).await;
    let odd = [
        "",
        "{",
        "[1,2",
        "\"hello\"",
        r#"{"type":"dance"}"#,
        r#"{"type":"join","room":"cellar"}"#,
        r#"{"type":"submit","envelope":{"key":"no"}}"#,
        r#"{"type":"ping","t":"soon"}"#,
        r#"{"type":"hello","protocol":1,"build":"","cursor":null,"rooms":[]}"#,
    ];
    for text in odd {
        client.send(Message::text(text)).await;
        let answer = client.next().await;
        assert!(matches!(answer, ServerMessage::Error { code: ErrorCode::InvalidData, .. }), "{text}: {answer:?}");
    }
    client.send(Message::binary(b"\x00\xff".to_vec())).await;
    let (said, code) = client.until_closed().await;
    assert_eq!((codes(&said), code), (vec![ErrorCode::InvalidData], Some(CLOSE_PROTOCOL)));
    all_is_well(&running, &seat).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn deep_nesting_is_only_nonsense() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let mut client = live(&running, &seat).await;
    client.send(Message::text("[".repeat(60_000))).await;
    client.send(Message::text(format!(r#"{{"type":"ping","t":{}1{}}}"#, "[".repeat(20_000), "]".repeat(20_000)))).await;
    assert_eq!(codes(&client.so_far(1).await), [ErrorCode::InvalidData, ErrorCode::InvalidData]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn text_that_is_not_utf_8_is_closed() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let mut raw = Raw::open(&running, &seat).await;
    raw.frame(0x1, &[0xff, 0xfe, 0xfd]).await;
    assert!(raw.rest().await.contains("invalid_data"));
    all_is_well(&running, &seat).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn broken_frames_are_closed() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    // A ping in pieces, too long for one.
    let ping = [&[0x09, 0xfe, 0, 200, 0, 0, 0, 0][..], &[7; 200]].concat();
    let broken: [&[u8]; 4] = [
        &[0x81, 0x02, b'h', b'i'], // not masked
        &[0xf1, 0x80, 0, 0, 0, 0], // reserved bits
        &[0x83, 0x80, 0, 0, 0, 0], // an opcode that does not exist
        &ping,
    ];
    for bytes in broken {
        let mut raw = Raw::open(&running, &seat).await;
        raw.stream.write_all(bytes).await.expect("sent");
        raw.rest().await;
    }
    all_is_well(&running, &seat).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_is_slowed_then_closed_and_nobody_else_notices() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let mut neighbour = live(&running, &seat).await;
    let mut client = live(&running, &seat).await;
    let flood = async {
        for _ in 0..2_000 {
            if futures::SinkExt::send(&mut client.socket, Message::text(r#"{"type":"ping","t":1}"#)).await.is_err() {
                break;
            }
        }
        client.until_closed().await
    };
    let ((said, code), calm) = tokio::join!(flood, neighbour.so_far(7));
    assert!(codes(&said).contains(&ErrorCode::RateLimited), "{:?}", codes(&said));
    assert!(code.is_none_or(|code| code == CLOSE_RATE_LIMITED), "{code:?}");
    assert_eq!(calm, []);
}
