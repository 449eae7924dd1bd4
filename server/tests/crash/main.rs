//! R1: no acknowledged command is ever lost. The real server is killed (SIGKILL) at random moments while several waiters order,
//! again and again on the same database; after each death the database is held against what had been acknowledged.
//!
//! `COMANDA_CRASH_ROUNDS` (default 20) says how often; `make soak` asks for 200. The seed is printed; `COMANDA_CRASH_SEED` repeats it.

// A test says what it expects by failing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods)]

use comanda::ids::{CommandKey, OrderId, ProductId, SessionId, TableId};
use comanda::menu::Menu;
use comanda::replica::{House, Stamped};
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use reqwest::Client;
use serde_json::{Value, json};
use server::ids::fresh;
use server::store::Db;
use std::collections::HashMap;
use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::process::{Child, Command};

/// Waiters who order at once, each at a table of their own.
const WAITERS: usize = 4;

/// What the server has said yes to: the command's key, the place of its last event, the order it made.
#[derive(Debug, Clone)]
struct Acknowledged {
    key: CommandKey,
    seq: i64,
    order: Option<OrderId>,
}

type Ledger = Arc<Mutex<Vec<Acknowledged>>>;

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_comanda"));
    command
        .args(arguments)
        .current_dir(folder)
        .env("COMANDA_DATABASE", "sqlite:crash.db")
        .env("COMANDA_CHANGE_LIMITS", "off")
        .env("COMANDA_LOG", "error")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .kill_on_drop(true);
    command
}

/// A port below those that connections are given: a client that knocks at one of those while nobody listens may meet itself.
fn free_port(luck: &mut StdRng) -> u16 {
    loop {
        let port = luck.random_range(15_000..30_000);
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

fn browser() -> reqwest::ClientBuilder {
    Client::builder().timeout(Duration::from_secs(10))
}

/// A server that answers, and where.
async fn start(folder: &Path, port: u16) -> (Child, String) {
    let base = format!("http://127.0.0.1:{port}");
    let child = program(folder, &["serve", "--listen", &format!("127.0.0.1:{port}")]).spawn().expect("it runs");
    let client = browser().build().unwrap();
    for _ in 0..2_000 {
        if client.get(format!("{base}/readyz")).send().await.is_ok_and(|answer| answer.status().is_success()) {
            return (child, base);
        }
        // Nobody tells us when another process listens: it is asked again.
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the server does not come up again");
}

/// A waiter's browser.
#[derive(Clone)]
struct Waiter {
    client: Client,
    base: String,
    ledger: Ledger,
}

impl Waiter {
    async fn sign_in(base: &str, ledger: Ledger) -> Self {
        let client = browser().cookie_store(true).redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let entered = client.post(format!("{base}/demo/enter/waiter")).header("origin", base).send().await.expect("entered");
        assert_eq!(entered.status(), 303);
        Self { client, base: base.to_owned(), ledger }
    }

    async fn ask<T: serde::de::DeserializeOwned>(&self, what: &str) -> T {
        let answer = self.client.get(format!("{}/api/{what}", self.base)).send().await.expect("an answer");
        answer.json::<Stamped<T>>().await.expect("an answer that is understood").value
    }

    /// Submits and, once acknowledged, writes it down. False when the server is gone or has refused.
    async fn submit(&self, command: Value, order: Option<OrderId>) -> bool {
        let key: CommandKey = fresh();
        let body = json!({ "hat": "staff", "envelope": { "key": key, "command": command } });
        let sent = self.client.post(format!("{}/api/submit", self.base)).header("origin", &self.base).json(&body).send().await;
        let Ok(answer) = sent else { return false };
        if !answer.status().is_success() {
            return false;
        }
        let Ok(outcome) = answer.json::<comanda::Outcome>().await else { return false };
        self.ledger.lock().unwrap().push(Acknowledged { key, seq: outcome.seq, order });
        true
    }

    /// Orders at one table until the server dies: a party is seated, orders some rounds, leaves, and the next comes.
    async fn work(self, table: TableId, dish: ProductId, open: Option<SessionId>) {
        let mut open = open;
        loop {
            if let Some(session) = open.take()
                && !self.submit(json!({ "command": "close_session", "session": session, "write_off": "left" }), None).await
            {
                return;
            }
            let session: SessionId = fresh();
            let seat = json!({ "command": "seat_party", "table": table, "session": session, "covers": 2 });
            if !self.submit(seat, None).await {
                return;
            }
            for _ in 0..8 {
                let order: OrderId = fresh();
                let line = json!({ "id": fresh::<comanda::ids::ItemId>(), "product": dish, "options": [], "quantity": 1 });
                let place =
                    json!({ "command": "place_order", "session": session, "order": order, "lines": [line], "expected": null });
                if !self.submit(place, Some(order)).await {
                    return;
                }
            }
            open = Some(session);
        }
    }
}

/// A dish that asks nothing.
fn plain(menu: &Menu) -> ProductId {
    let plain = |product: &&comanda::menu::Product| product.groups.is_empty() && product.availability.remaining.is_none();
    menu.products.iter().find(plain).expect("a plain dish").id
}

/// Everything that was acknowledged is there, once, and the log has no gap.
async fn reconcile(folder: &Path, ledger: &Ledger, round: usize) {
    let db = Db::open(&format!("sqlite:{}", folder.join("crash.db").display())).await.expect("a database");
    let one = async |sql: &'static str| -> i64 { sqlx::query_scalar(sql).fetch_one(&db.read).await.expect("a count") };
    let intact: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&db.read).await.expect("a check");
    assert_eq!(intact, "ok", "round {round}");
    let (events, last, head) =
        (one("SELECT COUNT(*) FROM events").await, one("SELECT MAX(seq) FROM events").await, one("SELECT seq FROM stores").await);
    assert_eq!((events, last), (head, head), "round {round}: the log has a gap, or forgot its head");
    let outcomes: Vec<(String, String)> =
        sqlx::query_as("SELECT key, outcome FROM commands").fetch_all(&db.read).await.expect("outcomes");
    let outcomes: HashMap<String, String> = outcomes.into_iter().collect();
    let orders: Vec<(String,)> = sqlx::query_as("SELECT id FROM orders").fetch_all(&db.read).await.expect("orders");
    let orders: HashMap<String, usize> = orders.into_iter().fold(HashMap::new(), |mut counts, (id,)| {
        *counts.entry(id).or_default() += 1;
        counts
    });
    for said in ledger.lock().unwrap().iter() {
        let kept =
            outcomes.get(&said.key.to_string()).unwrap_or_else(|| panic!("round {round}: {said:?} was acknowledged and is lost"));
        let seq = serde_json::from_str::<Value>(kept).unwrap()["accepted"]["seq"].as_i64();
        assert_eq!(seq, Some(said.seq), "round {round}: {said:?} is kept as {kept}");
        if let Some(order) = said.order {
            assert_eq!(orders.get(&order.to_string()), Some(&1), "round {round}: {said:?}");
        }
    }
    db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_was_acknowledged_is_there_after_every_death() {
    let number = |name: &str, default: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default);
    let rounds = usize::try_from(number("COMANDA_CRASH_ROUNDS", 20)).unwrap();
    let seed = number("COMANDA_CRASH_SEED", rand::random());
    println!("COMANDA_CRASH_SEED={seed}");
    let mut luck = StdRng::seed_from_u64(seed);
    let folder = tempfile::tempdir().expect("a folder");
    for step in ["migrate", "demo"] {
        assert!(program(folder.path(), &[step]).status().await.expect("it runs").success());
    }
    let ledger = Ledger::default();
    for round in 1..=rounds {
        let (mut child, base) = start(folder.path(), free_port(&mut luck)).await;
        let waiter = Waiter::sign_in(&base, Arc::clone(&ledger)).await;
        let (house, menu): (House, Menu) = (waiter.ask("house").await, waiter.ask("menu").await);
        let dish = plain(&menu);
        let open = |table: TableId| house.sessions.iter().find(|s| s.table == table && !s.is_closed()).map(|s| s.id);
        let working: Vec<_> = house
            .tables
            .iter()
            .take(WAITERS)
            .map(|table| tokio::spawn(waiter.clone().work(table.table.id, dish, open(table.table.id))))
            .collect();
        // Not a wait for anything: the moment of death, drawn by lot, is what is tested.
        tokio::time::sleep(Duration::from_millis(luck.random_range(30..400))).await;
        child.start_kill().expect("killed");
        child.wait().await.expect("dead");
        for one in working {
            one.await.expect("a waiter");
        }
        reconcile(folder.path(), &ledger, round).await;
        println!("death {round}: {} acknowledged so far", ledger.lock().unwrap().len());
    }
    let acknowledged = ledger.lock().unwrap().len();
    println!("{rounds} deaths, {acknowledged} acknowledged commands, none lost");
    assert!(acknowledged > rounds * 4, "hardly anything was acknowledged: {acknowledged}");
}
