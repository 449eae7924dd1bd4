//! The real server as a process of its own on a demo restaurant, and waiters who ask it over HTTP.
#![allow(dead_code)] // every test binary uses its own part

pub mod ledger;

use app::AppError;
use comanda::backend::Fault;
use comanda::ids::{CommandKey, ItemId, OrderId, ProductId, SessionId, TableId};
use comanda::replica::Stamped;
use comanda::shop::menu::Menu;
use engine::ids::fresh;
use rand::Rng as _;
use reqwest::Client;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::process::{Child, Command};

/// A number from the environment: how long or how large a run is to be.
pub fn number(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// `comanda` with these arguments, its database in `folder`.
pub fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_comanda"));
    command.args(arguments);
    prepared(command, folder)
}

/// The settings all these servers have in common.
pub fn prepared(mut command: Command, folder: &Path) -> Command {
    command
        .current_dir(folder)
        .env("COMANDA_DATABASE", "sqlite:comanda.db")
        .env("COMANDA_CHANGE_LIMITS", "off")
        .env("COMANDA_LOG", "off")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .kill_on_drop(true);
    command
}

/// Seeds the demo restaurant in `folder`.
pub async fn seed(folder: &Path) {
    for step in ["migrate", "demo"] {
        assert!(program(folder, &[step]).status().await.expect("it runs").success());
    }
}

/// A port below those that connections are given: a client that knocks at one of those while nobody listens may meet itself.
pub fn free_port() -> u16 {
    loop {
        let port = rand::rng().random_range(15_000..30_000);
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

pub fn browser() -> reqwest::ClientBuilder {
    Client::builder().timeout(Duration::from_secs(15)).redirect(reqwest::redirect::Policy::none())
}

/// A server that answers.
pub struct Process {
    pub child: Child,
    pub base: String,
    pub port: u16,
}

impl Process {
    /// `comanda serve` in a folder that is seeded.
    pub async fn start(folder: &Path, port: u16) -> Self {
        Self::of(program(folder, &["serve"]), port).await
    }

    /// A command that serves; waits until it is ready.
    pub async fn of(mut command: Command, port: u16) -> Self {
        let base = format!("http://127.0.0.1:{port}");
        let child = command.env("COMANDA_LISTEN", format!("127.0.0.1:{port}")).spawn().expect("it runs");
        let process = Self { child, base, port };
        process.until_ready(Duration::from_secs(30)).await;
        process
    }

    pub fn id(&self) -> u32 {
        self.child.id().expect("it runs")
    }

    /// Its status and its sentence.
    pub async fn readiness(&self) -> Option<(u16, String)> {
        let answer = browser().build().ok()?.get(format!("{}/readyz", self.base)).send().await.ok()?;
        Some((answer.status().as_u16(), answer.text().await.ok()?))
    }

    pub async fn until_ready(&self, patience: Duration) {
        self.until_readiness(patience, |status, _| status == 200).await;
    }

    /// Asks again and again: nobody tells us what another process thinks of itself.
    pub async fn until_readiness(&self, patience: Duration, wanted: impl Fn(u16, &str) -> bool) -> String {
        let mut last = None;
        let asked = async {
            loop {
                last = self.readiness().await;
                if let Some((status, sentence)) = &last
                    && wanted(*status, sentence)
                {
                    return sentence.clone();
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(patience, asked).await.unwrap_or_else(|_| panic!("/readyz still says {last:?}"))
    }

    /// SIGKILL, and its end.
    pub async fn kill(&mut self) {
        self.child.start_kill().expect("killed");
        self.child.wait().await.expect("dead");
    }
}

/// A waiter's browser.
#[derive(Clone)]
pub struct Waiter {
    pub client: Client,
    pub base: String,
    /// Both cookies, as a browser sends them.
    pub cookie: String,
}

/// Why there is no outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unanswered {
    /// The server said no.
    Refused { status: u16, fault: Option<Fault> },
    /// No answer came.
    Lost,
}

impl Waiter {
    pub async fn sign_in(base: &str) -> Self {
        let client = browser().build().expect("a client");
        let entered = client.post(format!("{base}/demo/enter/waiter")).header("origin", base).send().await.expect("entered");
        assert_eq!(entered.status(), 303);
        let cookies = entered.headers().get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
        let cookie = cookies.filter_map(|cookie| cookie.split(';').next()).collect::<Vec<_>>().join("; ");
        Self { client, base: base.to_owned(), cookie }
    }

    pub async fn ask<T: serde::de::DeserializeOwned>(&self, what: &str) -> T {
        let url = format!("{}/api/{what}", self.base);
        let answer = self.client.get(url).header("cookie", &self.cookie).send().await.expect("an answer");
        answer.json::<Stamped<T>>().await.expect("an answer that is understood").value
    }

    /// Sends a command under a key. Safe to repeat.
    pub async fn submit(&self, key: CommandKey, command: &Value) -> Result<comanda::Outcome, Unanswered> {
        let body = json!({ "hat": "staff", "envelope": { "key": key, "command": command } });
        let post =
            self.client.post(format!("{}/api/submit", self.base)).header("origin", &self.base).header("cookie", &self.cookie);
        let answer = post.json(&body).send().await.map_err(|_| Unanswered::Lost)?;
        let status = answer.status();
        if status.is_success() {
            return answer.json().await.map_err(|_| Unanswered::Lost);
        }
        let said: Option<AppError> = answer.json().await.ok();
        Err(Unanswered::Refused { status: status.as_u16(), fault: said.and_then(|error| error.fault().cloned()) })
    }
}

/// A party sits down.
pub fn seat_party(table: TableId) -> (SessionId, Value) {
    let session: SessionId = fresh();
    (session, json!({ "command": "seat_party", "table": table, "session": session, "covers": 2 }))
}

/// An order of one dish.
pub fn place_order(session: SessionId, dish: ProductId) -> (OrderId, Value) {
    let order: OrderId = fresh();
    let line = json!({ "id": fresh::<ItemId>(), "product": dish, "options": [], "quantity": 1 });
    (order, json!({ "command": "place_order", "session": session, "order": order, "lines": [line], "expected": null }))
}

/// A dish that asks nothing.
pub fn plain(menu: &Menu) -> ProductId {
    let plain = |product: &&std::sync::Arc<comanda::shop::menu::Product>| {
        product.groups.is_empty() && product.availability.portions.is_none()
    };
    menu.products.iter().find(plain).expect("a plain dish").id
}
