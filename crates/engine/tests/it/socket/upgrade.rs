//! The handshake itself (RFC 6455, 4.2): which requests become a socket, and what they are answered.

use testkit::client::PATIENCE;
use testkit::people::People;
use testkit::socket_server::on_sqlite;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// A handshake as browsers send it, with the RFC's own key.
const HANDSHAKE: &str = "GET /ws HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n\
     Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

/// The head of the answer to this head of a request.
async fn answer(people: &People, request: &str, cookie: &str) -> String {
    let mut stream = TcpStream::connect(people.address).await.expect("a connection");
    stream.write_all(format!("{request}Cookie: {cookie}\r\n\r\n").as_bytes()).await.expect("sent");
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(timeout(PATIENCE, stream.read_u8()).await.expect("in time").expect("an answer"));
    }
    String::from_utf8(head).expect("text")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn upgrade_of_a_handshake_switches_protocols() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let head = answer(&running, HANDSHAKE, &seat.cookie).await;
    let lines: Vec<_> = head.lines().filter(|line| !line.starts_with("date:")).collect();
    let expected = [
        "HTTP/1.1 101 Switching Protocols",
        "connection: upgrade",
        "upgrade: websocket",
        "sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
        "",
    ];
    assert_eq!(lines, expected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn upgrade_of_anything_else_is_refused() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    for (of_a_handshake, instead) in [
        ("GET ", "POST "),
        ("Connection: keep-alive, Upgrade", "Connection: keep-alive"),
        ("Upgrade: WebSocket", "Upgrade: h2c"),
        ("Version: 13", "Version: 8"),
        ("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", ""),
    ] {
        let request = HANDSHAKE.replacen(of_a_handshake, instead, 1);
        assert_ne!(request, HANDSHAKE);
        let head = answer(&running, &request, &seat.cookie).await;
        assert!(head.starts_with("HTTP/1.1 426 "), "{instead}: {head}");
    }
    let head = answer(&running, HANDSHAKE, "comanda_guest=nonsense").await;
    assert!(head.starts_with("HTTP/1.1 401 "), "{head}");
}
