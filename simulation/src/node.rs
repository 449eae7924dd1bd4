//! The server's host: the real hub, pipeline and queries behind a simulated listener. It begins anew with every start.

use crate::connection;
use crate::engine::Engine;
use crate::house::{House, now};
use crate::wire::{Opening, Question, Reading, SERVER, reading, write_line};
use comanda::backend::{Backend as _, Caller, Fault, Hat};
use comanda::ids::StoreId;
use comanda::protocol::ServerMessage;
use comanda::{Actor, Envelope, LoggedEvent, Outcome};
use engine::accounts::{Accounts, CookieJar, Lifetimes};
use engine::broker::Broker;
use engine::clock::Clock;
use engine::gateway::Hub;
use engine::gateway::log::{Bounds, Log};
use engine::gateway::poll;
use engine::pipeline::Pipeline;
use engine::service::{Comanda, Memory};
use engine::storage::Db;
use futures::future::join_all;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use sync::outbox::Entry;
use tokio::sync::{mpsc, oneshot};
use tokio::task::spawn_local;
use turmoil::net::tcp::OwnedWriteHalf;
use turmoil::net::{TcpListener, TcpStream};

/// Where the run of the server that is under way can be reached: by whoever shuts it down.
pub type Running = RefCell<Option<Arc<Hub>>>;

/// A command on its way to the database.
struct Job {
    actor: Actor,
    envelope: Envelope,
    reply: oneshot::Sender<Result<Outcome, Fault>>,
}

/// What will have become of a command.
pub type Answer = oneshot::Receiver<Result<Outcome, Fault>>;

/// One run of the server.
pub struct Node {
    pub house: Rc<House>,
    pub hub: Arc<Hub>,
    screens: Comanda,
    jobs: mpsc::UnboundedSender<Job>,
}

/// The log, read while the simulation stands still.
struct Still {
    engine: Arc<Engine>,
    db: Db,
}

#[async_trait::async_trait]
impl Log for Still {
    async fn bounds(&self, store: StoreId) -> Result<Bounds, Fault> {
        self.engine.run(self.db.bounds(store))
    }
    async fn read(&self, store: StoreId, after: i64, upto: i64) -> Result<Vec<LoggedEvent>, Fault> {
        self.engine.run(self.db.read(store, after, upto))
    }
}

/// Serves until the host dies.
pub async fn run(house: Rc<House>, running: Rc<Running>) -> turmoil::Result {
    let db = house.db();
    let hub = Hub::new(Arc::new(Still { engine: house.engine.clone(), db }));
    *running.borrow_mut() = Some(hub.clone());
    let screens = screens(&house, hub.clone());
    let (jobs, waiting) = mpsc::unbounded_channel();
    let node = Rc::new(Node { house, hub, screens, jobs });
    let listener = TcpListener::bind(("0.0.0.0", SERVER.1)).await?;
    spawn_local(lane(node.clone(), waiting));
    loop {
        let (stream, _) = listener.accept().await?;
        spawn_local(meet(node.clone(), stream));
    }
}

/// Server and phones are of one build here.
pub const BUILD: &str = "simulated";

/// Pipeline and queries, telling this hub.
#[must_use]
pub fn screens(house: &House, hub: Arc<Hub>) -> Comanda {
    let (db, clock): (Db, Arc<dyn Clock>) = (house.db(), house.clock.clone());
    let lifetimes = Lifetimes { device: 1_000_000, staff: 100_000, guest: 100_000 };
    let jar = CookieJar { secure: false };
    let auth = Arc::new(Accounts::new(db.clone(), clock.clone(), hub.clone(), jar, lifetimes, "http://localhost"));
    let pipeline = Pipeline::start(db.clone(), clock.clone(), hub as Arc<dyn Broker>);
    Comanda { db, pipeline, clock, auth, build: BUILD.into(), memory: Memory::default() }
}

/// A commit takes some milliseconds; what has come meanwhile is the next group.
async fn lane(node: Rc<Node>, mut waiting: mpsc::UnboundedReceiver<Job>) {
    while let Some(first) = waiting.recv().await {
        tokio::time::sleep(Duration::from_millis(node.house.dice.between(1, 30))).await;
        let mut jobs = vec![first];
        while let Ok(next) = waiting.try_recv() {
            jobs.push(next);
        }
        if jobs.len() > 1 {
            node.house.ledger.count(|counts| counts.groups_of_several += 1);
        }
        for job in &jobs {
            node.house.ledger.decided(job.envelope.key);
        }
        let store = node.house.tiny.store;
        let (replies, commands): (Vec<_>, Vec<_>) =
            jobs.into_iter().map(|job| (job.reply, node.screens.pipeline.submit(store, job.actor, job.envelope))).unzip();
        node.house.clock.set(now());
        for (reply, answer) in replies.into_iter().zip(node.house.engine.run(join_all(commands))) {
            // Its connection may be gone.
            let _ = reply.send(answer);
        }
    }
}

async fn meet(node: Rc<Node>, stream: TcpStream) {
    let (read, mut write) = stream.into_split();
    let mut lines: Reading = reading(read);
    let Ok(Some(line)) = lines.next_line().await else { return };
    match serde_json::from_str(&line) {
        Ok(Opening::Socket(actor)) => connection::serve(node, actor, lines, write).await,
        Ok(Opening::Submit(actor, entry)) => submit(&node, actor, *entry, &mut write).await,
        Ok(Opening::Ask(actor, question)) => {
            let answer = node.ask(&actor, question);
            let _ = write_line(&mut write, &answer).await;
        }
        Ok(Opening::Follow(actor, cursor, rooms, at_once)) => {
            let store = node.house.tiny.store;
            let question = poll::Question { store, actor, cursor, rooms, at_once, build: BUILD.into() };
            // A database that is away for a moment is no answer.
            if let Ok(frames) = poll::poll(&node.hub, &node.screens.db, node.house.clock.as_ref(), question).await {
                let frames: Vec<String> = frames.into_iter().map(|frame| node.drawn_from_the_seed(frame)).collect();
                let _ = write_line(&mut write, &serde_json::to_string(&frames).expect("text")).await;
            }
        }
        Err(error) => node.house.ledger.complain(format!("the server was told {line}: {error}")),
    }
}

async fn submit(node: &Node, actor: Actor, entry: Entry, write: &mut OwnedWriteHalf) {
    let answer = node.submit(actor, entry.envelope).await.unwrap_or(Err(Fault::Internal));
    let text = serde_json::to_string(&answer).expect("an answer");
    let _ = write_line(write, &text).await;
}

impl Node {
    /// The hub spreads clients at random; here the moment to come back at is drawn from the seed.
    fn drawn_from_the_seed(&self, frame: String) -> String {
        match serde_json::from_str(&frame) {
            Ok(ServerMessage::GoingAway { .. }) => {
                let retry_after_ms = self.house.dice.between(500, 3_000);
                serde_json::to_string(&ServerMessage::GoingAway { retry_after_ms }).expect("a message is text")
            }
            _ => frame,
        }
    }

    pub fn submit(&self, actor: Actor, envelope: Envelope) -> Answer {
        let (reply, answer) = oneshot::channel();
        let _ = self.jobs.send(Job { actor, envelope, reply });
        answer
    }

    /// A stamped answer as it is by now.
    fn ask(&self, actor: &Actor, question: Question) -> String {
        self.house.clock.set(now());
        self.house.ledger.count(|counts| counts.asked += 1);
        ask(&self.house, &self.screens, actor, question)
    }
}

/// What these screens answer this actor, as text.
pub fn ask(house: &House, screens: &Comanda, actor: &Actor, question: Question) -> String {
    let (caller, hat) = caller(house, actor);
    let answer = house.engine.run(async {
        match question {
            Question::Menu => screens.menu(&caller).await.map(|answer| serde_json::to_string(&answer)),
            Question::Session(id) => screens.session(&caller, hat, id).await.map(|answer| serde_json::to_string(&answer)),
            Question::House => screens.house(&caller).await.map(|answer| serde_json::to_string(&answer)),
            Question::Pass => screens.pass(&caller).await.map(|answer| serde_json::to_string(&answer)),
        }
    });
    answer.expect("an answer").expect("text")
}

/// What the cookies would say.
fn caller(house: &House, actor: &Actor) -> (Caller, Hat) {
    let nobody = Caller { store: Some(house.tiny.store), ..Caller::default() };
    match actor.clone() {
        Actor::Guest(guest) => (Caller { guest: Some(guest), ..nobody }, Hat::Guest),
        Actor::Staff(staff) => (Caller { staff: Some(staff), ..nobody }, Hat::Staff),
        Actor::Visitor { .. } | Actor::System => (nobody, Hat::Guest),
    }
}
