//! S3: what an idle guest costs. Resident KiB of the server per authenticated connection in three rooms.
//!
//! The server runs in a process of its own; its resident memory is read before and after the connections stand.
//! `cargo bench -p server --bench idle` prints one JSON line. `CONNECTIONS` (default 2,000) says how many.

// A test says what it expects by failing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, clippy::cast_precision_loss)]

use comanda::backend::SetCookie;
use comanda::ids::{GuestId, SessionId, TableId};
use comanda::protocol::{ClientMessage, PROTOCOL};
use comanda::rooms::Room;
use comanda::{Actor, At, Command, Envelope, PartyCommand};
use engine::clock::{Clock as _, SystemClock};
use engine::ids::fresh;
use engine::storage::{Db, floor};
use futures::{SinkExt as _, StreamExt as _};
use server::config::RawSettings;
use server::demo::{SeedOptions, seed};
use server::running::Server;
use std::net::TcpListener;
use std::process::{Child, Stdio};
use std::sync::Arc;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Message, protocol::WebSocketConfig};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

type Failure = Box<dyn std::error::Error + Send + Sync>;
type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// Connections that warm the server up before the first look.
const WARM: usize = 100;

struct Seat {
    cookie: String,
    session: SessionId,
    guest: GuestId,
}

/// The server, stopped however this ends.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let connections: usize = std::env::var("CONNECTIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000);
    let folder = tempfile::tempdir()?;
    let database = format!("sqlite://{}", folder.path().join("comanda.db").display());
    let seats = seats(&database, 50).await?;

    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let child = std::process::Command::new(env!("CARGO_BIN_EXE_comanda"))
        .arg("serve")
        .current_dir(folder.path())
        .env("COMANDA_LISTEN", format!("127.0.0.1:{port}"))
        .env("COMANDA_DATABASE", &database)
        // Fifty guests hold them all.
        .env("COMANDA_CHANGE_LIMITS", "off")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let server = Process(child);
    ready(port).await?;

    let mut open = Vec::with_capacity(connections + WARM);
    for n in 0..WARM {
        open.push(connect(port, &seats[n % seats.len()]).await?);
    }
    let before = resident_kib(server.0.id())?;
    for n in 0..connections {
        open.push(connect(port, &seats[n % seats.len()]).await?);
    }
    let after = resident_kib(server.0.id())?;
    let each = f64::from(u32::try_from(after.saturating_sub(before))?) / f64::from(u32::try_from(connections)?);
    let line = serde_json::json!({
        "bench": "S3 idle connection",
        "connections": connections,
        "rooms": 3,
        "before_kib": before,
        "after_kib": after,
        "kib_per_connection": (each * 100.0).round() / 100.0,
        "target_kib": 10,
        "profile": if cfg!(debug_assertions) { "debug" } else { "release" },
    });
    println!("{line}");
    drop(open);
    Ok(())
}

/// A demo with guests at its tables, as many seats as asked for.
async fn seats(database: &str, wanted: usize) -> Result<Vec<Seat>, Failure> {
    let db = Db::open(database).await?;
    db.migrate().await?;
    let store = seed(&db, SeedOptions { now: SystemClock.now(), reset: false }).await?.store();
    let settings = RawSettings { database: database.to_owned(), ..RawSettings::default() }.check()?;
    let server = Server::new(db.clone(), Arc::new(SystemClock), &settings);
    let tables: Vec<TableId> = floor::with_tokens(&db, store).await?.into_iter().map(|t| t.table.id).collect();
    let mut seats = Vec::with_capacity(wanted);
    for n in 0..wanted {
        let (table, guest) = (tables[n % tables.len()], fresh::<GuestId>());
        let command =
            Command::Party(PartyCommand::Scan { table, session: fresh(), guest, code: None, covers: None, with_paid: None });
        let envelope = Envelope { key: fresh(), command, at: At(0), base_seq: 0 };
        let outcome = server
            .state
            .comanda
            .pipeline
            .submit(store, Actor::Visitor { table }, envelope)
            .await
            .map_err(|fault| fault.code())?;
        let session = outcome.session.ok_or("no session")?;
        let SetCookie(cookie) = server.state.auth.seat_guest(store, session, guest).await.map_err(|fault| fault.code())?;
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        seats.push(Seat { cookie, session, guest });
    }
    server.state.comanda.pipeline.close().await;
    db.close().await;
    Ok(seats)
}

async fn ready(port: u16) -> Result<(), Failure> {
    let client = reqwest::Client::new();
    for _ in 0..600 {
        if client.get(format!("http://127.0.0.1:{port}/readyz")).send().await.is_ok_and(|r| r.status().is_success()) {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    Err("the server did not come up".into())
}

/// Connects, says hello in three rooms, and reads until it is settled.
async fn connect(port: u16, seat: &Seat) -> Result<Socket, Failure> {
    let mut request = format!("ws://127.0.0.1:{port}/ws?hat=guest").into_client_request()?;
    request.headers_mut().insert("cookie", seat.cookie.parse()?);
    let config = WebSocketConfig::default().read_buffer_size(4096);
    let (mut socket, _) = connect_async_with_config(request, Some(config), false).await?;
    let rooms = vec![Room::Store, Room::Table(seat.session), Room::Guest(seat.guest)];
    let hello = ClientMessage::Hello { protocol: PROTOCOL, build: "bench".into(), cursor: None, rooms, deflate: false };
    socket.send(Message::text(serde_json::to_string(&hello)?)).await?;
    let mut joined = 0;
    while let Some(message) = socket.next().await {
        let text = message?.into_text()?;
        joined += usize::from(text.contains("\"joined\""));
        if text.contains("\"resync\"") {
            assert_eq!(joined, 3, "in three rooms");
            return Ok(socket);
        }
    }
    Err("closed too early".into())
}

/// `VmRSS` of a process.
fn resident_kib(process: u32) -> Result<u64, Failure> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("no VmRSS")?;
    Ok(line.split_whitespace().nth(1).ok_or("no figure")?.parse()?)
}
