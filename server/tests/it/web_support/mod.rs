//! A whole server on a port of its own, and its people.
#![allow(dead_code)] // every test binary uses its own part

pub use testkit::client;
pub use testkit::people::Seated;

use comanda::shop::SeatingPolicy;
use engine::clock::{Clock, ManualClock};
use engine::storage::Db;
use server::config::{RawSettings, Settings};
use server::running::Server;
use server::serving::Deadlines;
use server::serving::tls::Tls;
use std::ops::Deref;
use std::sync::Arc;
use testkit::databases::Scratch;
use testkit::house::EVENING;
use testkit::people::People;
use testkit::tiny::{self, Tiny};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// A running server with a tiny restaurant.
pub struct Running {
    pub server: Server,
    people: People,
    stop: CancellationToken,
    task: Option<JoinHandle<std::io::Result<()>>>,
}

pub async fn start(db: Db) -> Running {
    start_with(db, SeatingPolicy::OpenByScan, |_| {}).await
}

/// Like [`start`], with settings changed.
pub async fn start_with(db: Db, seating: SeatingPolicy, change: impl FnOnce(&mut RawSettings)) -> Running {
    let tiny = tiny::seed(&db, seating).await;
    serve(db, tiny, change).await
}

/// Serves a restaurant that is there.
pub async fn serve(db: Db, tiny: Tiny, change: impl FnOnce(&mut RawSettings)) -> Running {
    serve_tuned(db, tiny, change, |_| {}, |_| {}).await
}

/// Like [`start`], with less patience than a server has.
pub async fn start_hasty(db: Db, tune: impl FnOnce(&mut Deadlines)) -> Running {
    let tiny = tiny::seed(&db, SeatingPolicy::OpenByScan).await;
    serve_tuned(db, tiny, |_| {}, |settings| tune(&mut settings.deadlines), |_| {}).await
}

/// Serves a restaurant with what nobody but a test sets.
pub async fn serve_tuned(
    db: Db,
    tiny: Tiny,
    change: impl FnOnce(&mut RawSettings),
    tune: impl FnOnce(&mut Settings),
    last: impl FnOnce(&mut Server),
) -> Running {
    let clock = Arc::new(ManualClock::at(EVENING));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let mut raw = RawSettings { listen: address.to_string(), ..RawSettings::default() };
    change(&mut raw);
    let mut settings: Settings = raw.check().expect("good settings");
    tune(&mut settings);
    let mut server = Server::new(db.clone(), Arc::clone(&clock) as Arc<dyn Clock>, &settings);
    server.tls = settings.tls.clone().map(|files| Arc::new(Tls::open(files).expect("a certificate")));
    last(&mut server);
    let stop = CancellationToken::new();
    let task = tokio::spawn(server.clone().serve(listener, stop.clone()));
    let (accounts, pipeline) = (server.state.auth.clone(), server.state.comanda.pipeline.clone());
    let people = People { address, db, clock, accounts, pipeline, tiny };
    Running { server, people, stop, task: Some(task) }
}

impl Deref for Running {
    type Target = People;
    fn deref(&self) -> &People {
        &self.people
    }
}

impl Running {
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Stops it the way an operator does and waits until it has.
    pub async fn stop(mut self) {
        self.stop.cancel();
        if let Some(task) = self.task.take() {
            task.await.expect("no panic").expect("served to the end");
        }
    }
}

/// A database and a server on it; the database lives as long as the scratch.
pub async fn on_sqlite() -> (Scratch, Running) {
    let scratch = testkit::databases::sqlite().await;
    let running = start(scratch.db.clone()).await;
    (scratch, running)
}
