//! The floor our speed is held against: a row committed durably (SQLite, WAL, `synchronous=FULL`), then the same bytes to every
//! websocket by raw tungstenite. No sign-in, no rulebook, no rooms: nothing can do the same job for less.
//!
//! `floor PORT DATABASE` answers `POST /order` on `PORT` and takes websockets on `PORT + 1`. `end2end/perf/fanout.mjs` drives it.

// A bench's tool fails loudly.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use axum::extract::State;
use axum::routing::{get, post};
use futures::{SinkExt as _, StreamExt as _};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Executor as _, SqlitePool};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::broadcast;
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};

#[derive(Clone)]
struct Floor {
    db: SqlitePool,
    said: broadcast::Sender<Utf8Bytes>,
}

#[tokio::main]
async fn main() {
    let mut words = std::env::args().skip(1);
    let (Some(port), Some(file)) = (words.next().and_then(|port| port.parse::<u16>().ok()), words.next()) else {
        eprintln!("usage: floor PORT DATABASE");
        return;
    };
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let db = SqlitePoolOptions::new().max_connections(1).connect_with(options).await.expect("a database");
    db.execute("CREATE TABLE log (seq INTEGER PRIMARY KEY, body TEXT NOT NULL)").await.expect("a table");
    let floor = Floor { db, said: broadcast::channel(1024).0 };

    let sockets = TcpListener::bind(("127.0.0.1", port + 1)).await.expect("a port");
    tokio::spawn(accept(sockets, floor.said.clone()));
    let app = axum::Router::new().route("/", get(|| async { "open" })).route("/order", post(order)).with_state(floor);
    let listener = TcpListener::bind(("127.0.0.1", port)).await.expect("a port");
    axum::serve(listener, app).await.expect("a server");
}

async fn order(State(floor): State<Floor>, body: String) -> &'static str {
    sqlx::query("INSERT INTO log (body) VALUES (?)").bind(&body).execute(&floor.db).await.expect("a commit");
    // Nobody may be listening.
    let _ = floor.said.send(body.into());
    "done"
}

async fn accept(listener: TcpListener, said: broadcast::Sender<Utf8Bytes>) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(serve(stream, said.subscribe()));
    }
}

async fn serve(stream: TcpStream, mut said: broadcast::Receiver<Utf8Bytes>) {
    let _ = stream.set_nodelay(true);
    let Ok(socket) = tokio_tungstenite::accept_async(stream).await else { return };
    let (mut out, mut heard) = socket.split();
    loop {
        tokio::select! {
            text = said.recv() => {
                let Ok(text) = text else { return };
                if out.send(Message::Text(text)).await.is_err() { return }
            }
            frame = heard.next() => {
                if !matches!(frame, Some(Ok(_))) { return }
            }
        }
    }
}
