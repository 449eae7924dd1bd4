//! R23: what strangers can take of the server's connections, memory and disk.

use super::browser;
use crate::common::{databases, tiny};
use crate::web_support::{Running, on_sqlite, serve_tuned, start_hasty};
use comanda::store::SeatingPolicy;
use reqwest::StatusCode;
use server::serving::Capacity;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(20);

async fn says(running: &Running, text: &str) -> TcpStream {
    let mut stream = TcpStream::connect(running.address).await.expect("a connection");
    stream.write_all(text.as_bytes()).await.expect("sent");
    stream
}

/// What the server says until it closes, which it must.
async fn until_closed(mut stream: TcpStream) -> String {
    let mut all = Vec::new();
    let closed = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut all)).await;
    let _ = closed.expect("closed in time");
    String::from_utf8_lossy(&all).into_owned()
}

async fn alive(running: &Running) -> StatusCode {
    browser().get(running.url("/healthz")).timeout(PATIENCE).send().await.expect("an answer").status()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e2_a_head_or_a_body_that_does_not_come_is_not_waited_for() {
    let scratch = databases::sqlite().await;
    let running = start_hasty(scratch.db.clone(), |deadlines| {
        deadlines.head = Duration::from_millis(100);
        deadlines.body = Duration::from_millis(100);
    })
    .await;
    assert_eq!(until_closed(says(&running, "").await).await, "");
    until_closed(says(&running, "GET / HTTP/1.1\r\nHost: x\r\nX-a: ").await).await;
    let half = "POST /api/enrol HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"cod";
    let answer = until_closed(says(&running, half).await).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e2_three_hundred_half_heads_keep_nobody_out() {
    let scratch = databases::sqlite().await;
    let tiny = tiny::seed(&scratch.db, SeatingPolicy::OpenByScan).await;
    let few = Capacity { connections: 64, per_address: 64 };
    let tune = |settings: &mut server::config::Settings| settings.deadlines.head = Duration::from_millis(200);
    let running = serve_tuned(scratch.db.clone(), tiny, |_| {}, tune, |server| server.capacity = few).await;
    let mut held = Vec::new();
    for _ in 0..300 {
        held.push(says(&running, "GET / HTTP/1.1\r\nHost: x\r\nX-a: ").await);
    }
    assert_eq!(alive(&running).await, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e2_one_address_has_so_many_connections_and_more_are_closed() {
    let scratch = databases::sqlite().await;
    let tiny = tiny::seed(&scratch.db, SeatingPolicy::OpenByScan).await;
    let few = Capacity { connections: 64, per_address: 3 };
    let running = serve_tuned(scratch.db.clone(), tiny, |_| {}, |_| {}, |server| server.capacity = few).await;
    let mut held = Vec::new();
    for _ in 0..3 {
        held.push(says(&running, "GET / HTTP/1.1\r\n").await);
    }
    let mut fourth = TcpStream::connect(running.address).await.expect("a connection");
    let read = tokio::time::timeout(PATIENCE, fourth.read(&mut [0; 1])).await.expect("an end in time");
    assert!(matches!(read, Ok(0) | Err(_)), "{read:?}");
    // A place is free again as soon as its connection is gone: asked until it is.
    held.pop();
    let again = async {
        while browser().get(running.url("/healthz")).send().await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, again).await.expect("a place");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e1_questions_have_a_generous_limit() {
    let (_scratch, running) = on_sqlite().await;
    let (hasty, calm) = (running.sit(0).await, running.sit(1).await);
    let client = browser();
    let ask = |cookie: &str| client.get(running.url("/api/menu")).header("cookie", cookie).send();
    let mut limited = false;
    for _ in 0..5_000 {
        if ask(&hasty.cookie).await.expect("an answer").status() == StatusCode::TOO_MANY_REQUESTS {
            limited = true;
            break;
        }
    }
    assert!(limited);
    for _ in 0..100 {
        assert_eq!(ask(&calm.cookie).await.expect("an answer").status(), StatusCode::OK);
    }
}
