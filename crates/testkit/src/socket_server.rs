//! A server of sockets: `/ws` on a port of its own, by the engine's own parts. It has no page, no API and no front door.

use super::databases::{self, Scratch};
use super::house::EVENING;
use super::people::People;
use super::tiny::{self, Tiny};
use comanda::backend::{Backend, Hat};
use comanda::protocol::MESSAGE_WITHIN;
use comanda::shop::SeatingPolicy;
use engine::accounts::{Accounts, CookieJar, Lifetimes};
use engine::clock::{Clock, ManualClock};
use engine::gateway::upgrade::{Refusal, Upgrade};
use engine::gateway::{Hub, Services};
use engine::limits::Limits;
use engine::pipeline::Pipeline;
use engine::service::{Comanda, Memory};
use engine::storage::Db;
use http::{Request, Response, StatusCode};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_util::task::TaskTracker;

/// Seconds.
const A_DAY: i64 = 86_400;

/// What a socket is served by.
#[derive(Clone)]
struct Gateway {
    services: Arc<Services>,
    sockets: TaskTracker,
}

/// A running server of sockets, with a tiny restaurant.
pub struct SocketServer {
    people: People,
    pub hub: Arc<Hub>,
    sockets: TaskTracker,
    accepting: JoinHandle<()>,
}

impl Deref for SocketServer {
    type Target = People;
    fn deref(&self) -> &People {
        &self.people
    }
}

pub async fn start(db: Db) -> SocketServer {
    start_with(db, SeatingPolicy::OpenByScan).await
}

/// Like [`start`], where phones sit down in another way.
pub async fn start_with(db: Db, seating: SeatingPolicy) -> SocketServer {
    let tiny = tiny::seed(&db, seating).await;
    serve(db, tiny).await
}

/// A database and a server on it; the database lives as long as the scratch.
pub async fn on_sqlite() -> (Scratch, SocketServer) {
    let scratch = databases::sqlite().await;
    let running = start(scratch.db.clone()).await;
    (scratch, running)
}

/// Serves a restaurant that is there.
pub async fn serve(db: Db, tiny: Tiny) -> SocketServer {
    let manual = Arc::new(ManualClock::at(EVENING));
    let clock: Arc<dyn Clock> = manual.clone();
    let (hub, limits) = (Hub::new(Arc::new(db.clone())), Arc::new(Limits::new(true)));
    let lifetimes = Lifetimes { device: 365 * A_DAY, staff: A_DAY / 2, guest: A_DAY };
    let jar = CookieJar { secure: false };
    let accounts = Arc::new(Accounts::new(db.clone(), clock.clone(), hub.clone(), jar, lifetimes, "http://localhost"));
    let pipeline = Pipeline::start(db.clone(), clock.clone(), hub.clone());
    let build = Arc::from("test");
    let comanda = Comanda {
        db: db.clone(),
        pipeline: pipeline.clone(),
        clock: clock.clone(),
        auth: accounts.clone(),
        build,
        memory: Memory::default(),
    };
    let services = Services {
        hub: hub.clone(),
        backend: Arc::new(comanda) as Arc<dyn Backend>,
        auth: accounts.clone(),
        orders: Arc::new(db.clone()),
        limits,
        clock,
        build: "test".into(),
    };
    let gateway = Gateway { services: Arc::new(services), sockets: TaskTracker::new() };
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let sockets = gateway.sockets.clone();
    let accepting = tokio::spawn(accept(listener, gateway));
    let people = People { address, db, clock: manual, accounts, pipeline, tiny };
    SocketServer { people, hub, sockets, accepting }
}

impl SocketServer {
    /// Tells every client to come back, waits until all have heard it, and closes the database.
    pub async fn stop(self) {
        self.accepting.abort();
        self.hub.go_away();
        self.sockets.close();
        self.sockets.wait().await;
        self.people.pipeline.close().await;
        self.people.db.close().await;
    }
}

async fn accept(listener: TcpListener, gateway: Gateway) {
    loop {
        let (stream, _) = listener.accept().await.expect("a connection");
        tokio::spawn(connection(stream, gateway.clone()));
    }
}

/// Serves one connection until it ends or a socket takes it over. Clients that break off are part of the tests.
async fn connection(stream: TcpStream, gateway: Gateway) {
    stream.set_nodelay(true).expect("TCP_NODELAY");
    let service = service_fn(move |request| {
        let gateway = gateway.clone();
        async move { Ok::<_, Infallible>(answer(request, gateway).await) }
    });
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).with_upgrades().await;
}

/// What `server` answers too, without its error pages.
async fn answer(mut request: Request<Incoming>, gateway: Gateway) -> Response<String> {
    if request.uri().path() != "/ws" {
        return refused(StatusCode::NOT_FOUND);
    }
    let connection = request.extensions_mut().remove::<OnUpgrade>();
    let hashes: Vec<_> = Accounts::tokens(request.headers()).into_iter().map(|(_, hash)| hash).collect();
    let caller = match gateway.services.auth.know(&hashes).await {
        Ok(caller) => caller,
        Err(fault) => return refused(status(fault.status())),
    };
    let hat = match request.uri().query() {
        Some("hat=guest") => Some(Hat::Guest),
        Some("hat=staff") => Some(Hat::Staff),
        _ => None,
    };
    let upgrade = Upgrade { method: request.method(), headers: request.headers(), connection, caller: &caller, hat };
    match upgrade.accept(gateway.services, &gateway.sockets, Duration::from_millis(MESSAGE_WITHIN)) {
        Ok(answer) => answer.map(|()| String::new()),
        Err(Refusal::Fault(fault)) => refused(status(fault.status())),
        Err(Refusal::NoWebsocket) => refused(StatusCode::UPGRADE_REQUIRED),
    }
}

fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code).expect("a status")
}

fn refused(status: StatusCode) -> Response<String> {
    let mut answer = Response::new(String::new());
    *answer.status_mut() = status;
    answer
}
