//! A whole server on a port of its own, and people with their cookies.
#![allow(dead_code)] // every test binary uses its own part

pub mod client;

use comanda::actor::{GuestActor, Role};
use comanda::backend::{Caller, CallerDevice, SetCookie};
use comanda::ids::{GuestId, SessionId, StaffId};
use comanda::shop::SeatingPolicy;
use comanda::{Actor, At, Command, Envelope, Outcome, PartyCommand};
use engine::accounts::pin;
use engine::clock::{Clock, ManualClock};
use engine::ids::fresh;
use engine::storage::Db;
use engine::storage::staff::{self, StaffMember};
use server::config::{RawSettings, Settings};
use server::running::Server;
use server::serving::Deadlines;
use server::serving::tls::Tls;
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use testkit::databases::Scratch;
use testkit::house::EVENING;
use testkit::tiny::{self, Tiny};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// Everybody's PIN.
pub const PIN: &str = "4711";

/// A running server with a tiny restaurant.
pub struct Running {
    pub address: SocketAddr,
    pub server: Server,
    pub db: Db,
    pub clock: Arc<ManualClock>,
    pub tiny: Tiny,
    stop: CancellationToken,
    task: Option<JoinHandle<std::io::Result<()>>>,
}

/// A guest's seat with its cookie.
#[derive(Debug, Clone)]
pub struct Seated {
    pub cookie: String,
    pub session: SessionId,
    pub guest: GuestId,
}

impl Seated {
    pub fn actor(&self) -> Actor {
        Actor::Guest(GuestActor { session: self.session, guest: self.guest, name: String::new(), waiting: false })
    }
}

/// A staff member signed in on a device of their own.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Both cookies, as a browser sends them.
    pub cookie: String,
    pub caller: Caller,
    pub staff: StaffId,
    pub actor: Actor,
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
    Running { address, server, db, clock, tiny, stop, task: Some(task) }
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

    pub fn later(&self, milliseconds: i64) {
        self.clock.set(At(self.clock.now().0 + milliseconds));
    }

    pub async fn submit(&self, actor: &Actor, command: Command) -> Outcome {
        let envelope = Envelope { key: fresh(), command, at: At(0), base_seq: 0 };
        let pipeline = &self.server.state.comanda.pipeline;
        pipeline.submit(self.tiny.store, actor.clone(), envelope).await.expect("accepted")
    }

    /// A phone sits down at a table.
    pub async fn sit(&self, table: usize) -> Seated {
        let (table, guest) = (self.tiny.table(table), fresh());
        let scan =
            Command::Party(PartyCommand::Scan { table, session: fresh(), guest, code: None, covers: None, with_paid: None });
        let session = self.submit(&Actor::Visitor { table }, scan).await.session.expect("a session");
        let cookie = self.server.state.auth.seat_guest(self.tiny.store, session, guest).await.expect("a seat");
        Seated { cookie: pair(&cookie), session, guest }
    }

    /// A screen with somebody of this role signed in.
    pub async fn sign_in(&self, role: Role) -> SignedIn {
        let auth = &self.server.state.auth;
        let staff = self.hire(role).await;
        let code = auth.fresh_code(self.tiny.store, None).await.expect("a code");
        let device = pair(&auth.enrol(&code, "Screen").await.expect("enrolled"));
        let caller = self.known(&device).await;
        let cookie = format!("{device}; {}", pair(&auth.sign_in(&caller, staff, PIN).await.expect("signed in")));
        let caller = self.known(&cookie).await;
        let actor = caller.actor(comanda::backend::Hat::Staff).expect("staff");
        SignedIn { cookie, caller, staff, actor }
    }

    /// Adds somebody who can sign in with [`PIN`].
    pub async fn hire(&self, role: Role) -> StaffId {
        static HASH: OnceLock<String> = OnceLock::new();
        let member = StaffMember {
            id: fresh(),
            name: format!("{role:?} Rossi"),
            roles: vec![role],
            pin_hash: HASH.get_or_init(|| pin::hash(PIN).expect("a PIN")).clone(),
            demo_pin: None,
            locked_until: At(0),
        };
        staff::insert(&self.db, self.tiny.store, 0, &member).await.expect("hired");
        member.id
    }

    /// An enrolled device without anybody signed in: its cookie and its caller.
    pub async fn device(&self) -> (String, Caller) {
        let auth = &self.server.state.auth;
        let code = auth.fresh_code(self.tiny.store, None).await.expect("a code");
        let cookie = pair(&auth.enrol(&code, "Screen").await.expect("enrolled"));
        let caller = self.known(&cookie).await;
        assert!(matches!(caller.device, Some(CallerDevice { .. })));
        (cookie, caller)
    }

    /// Who stands behind these cookies.
    pub async fn known(&self, cookie: &str) -> Caller {
        let mut headers = axum::http::HeaderMap::new();
        headers.insert("cookie", cookie.parse().expect("a header"));
        let hashes: Vec<_> = engine::accounts::Accounts::tokens(&headers).into_iter().map(|(_, hash)| hash).collect();
        self.server.state.auth.know(&hashes).await.expect("an answer")
    }
}

/// `name=value` of a `Set-Cookie`.
pub fn pair(cookie: &SetCookie) -> String {
    cookie.0.split(';').next().unwrap_or_default().to_owned()
}

/// A database and a server on it; the database lives as long as the scratch.
pub async fn on_sqlite() -> (Scratch, Running) {
    let scratch = testkit::databases::sqlite().await;
    let running = start(scratch.db.clone()).await;
    (scratch, running)
}
