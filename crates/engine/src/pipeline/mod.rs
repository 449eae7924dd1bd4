//! The life of a command: one lane per store takes what is waiting, decides, writes, commits, tells everybody, answers.

pub mod business_day;
mod cache;
mod fingerprint;
mod group;
mod lane;
pub mod table_code;

use crate::broker::Broker;
use crate::clock::Clock;
use crate::storage::{Db, DbKind, commands};
use comanda::backend::{Fault, Invalid};
use comanda::ids::{CommandKey, StoreId};
use comanda::shop::SeatingPolicy;
use comanda::{Actor, Envelope, Outcome};
use lane::Lane;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

pub use table_code::table_code;

/// How much a lane takes on.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Most commands in one transaction.
    pub group: usize,
    /// Commands that may wait in a store's lane; more are told to come again.
    pub queue: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { group: 64, queue: 1024 }
    }
}

/// After how long whoever found the queue full may come again, milliseconds.
const COME_AGAIN: u64 = 500;

/// The one door for changes. Cheap to clone.
#[derive(Clone)]
pub struct Pipeline {
    inner: Arc<Inner>,
}

struct Inner {
    db: Db,
    clock: Arc<dyn Clock>,
    broker: Arc<dyn Broker>,
    limits: Limits,
    lanes: Mutex<Lanes>,
}

#[derive(Default)]
struct Lanes {
    closed: bool,
    by_store: HashMap<StoreId, (mpsc::Sender<Job>, JoinHandle<()>)>,
}

/// A command in a lane.
struct Job {
    actor: Actor,
    envelope: Envelope,
    /// Instead of the store's own policy.
    seating: Option<SeatingPolicy>,
    /// The command's name, for logs.
    command: &'static str,
    fingerprint: String,
    reply: oneshot::Sender<Result<Outcome, Fault>>,
}

/// A refusal in the log. A visitor's is only a debugger's business: there may be as many as anybody likes.
fn note_refusal(store: StoreId, visitor: bool, key: CommandKey, command: &str, fault: &Fault) {
    if visitor {
        tracing::debug!(store = %store, key = %key, command, code = %fault.code(), "refused");
    } else {
        tracing::info!(store = %store, key = %key, command, code = %fault.code(), "refused");
    }
}

/// A lane on SQLite blocks with every statement and gets a thread, where there are threads to have.
fn start(lane: Lane, waiting: mpsc::Receiver<Job>) -> JoinHandle<()> {
    let runtime = Handle::current();
    if lane.db.kind == DbKind::Sqlite && runtime.runtime_flavor() == RuntimeFlavor::MultiThread {
        tokio::task::spawn_blocking(move || runtime.block_on(lane.run(waiting)))
    } else {
        runtime.spawn(lane.run(waiting))
    }
}

impl Pipeline {
    /// Starts with no lanes; each store gets one with its first command.
    pub fn start(db: Db, clock: Arc<dyn Clock>, broker: Arc<dyn Broker>) -> Self {
        Self::with_limits(db, clock, broker, Limits::default())
    }

    pub fn with_limits(db: Db, clock: Arc<dyn Clock>, broker: Arc<dyn Broker>, limits: Limits) -> Self {
        Self { inner: Arc::new(Inner { db, clock, broker, limits, lanes: Mutex::default() }) }
    }

    /// Hands a command in and waits until it is durable or refused. The same key gets the same answer again.
    /// Errors: [`Fault::Rejected`], [`Fault::KeyReused`], [`Fault::Invalid`] for text with a NUL in it and for a tap of last week,
    /// [`Fault::NotFound`] for a store that does not exist, [`Fault::RateLimited`] when the store's queue is full,
    /// [`Fault::Unavailable`] when the database can't take it; nothing has changed then.
    pub async fn submit(&self, store: StoreId, actor: Actor, envelope: Envelope) -> Result<Outcome, Fault> {
        self.submit_under(store, actor, envelope, None).await
    }

    /// Like [`Pipeline::submit`] for a visitor whom the store's policy of seating would not do for.
    pub async fn submit_under(
        &self,
        store: StoreId,
        actor: Actor,
        envelope: Envelope,
        seating: Option<SeatingPolicy>,
    ) -> Result<Outcome, Fault> {
        let command = envelope.command.kind().wire();
        let (key, visitor) = (envelope.key, matches!(actor, Actor::Visitor { .. }));
        let refused = |fault: Fault| {
            note_refusal(store, visitor, key, command, &fault);
            fault
        };
        let Some(fingerprint) = fingerprint::of(&envelope.command, &actor) else {
            return Err(refused(Invalid::NulCharacters.into()));
        };
        if commands::is_past(key, self.inner.clock.now()) {
            return Err(refused(Invalid::TappedTooLongAgo.into()));
        }
        let (reply, answer) = oneshot::channel();
        self.hand_over(store, Job { actor, envelope, seating, command, fingerprint, reply }).map_err(&refused)?;
        // A lane that died without a word has rolled back.
        answer.await.unwrap_or_else(|_| Err(refused(Fault::Internal)))
    }

    /// Takes no more commands, finishes those that wait.
    pub async fn close(&self) {
        let lanes: Vec<_> = {
            let mut lanes = self.inner.lanes.lock().unwrap_or_else(PoisonError::into_inner);
            lanes.closed = true;
            lanes.by_store.drain().map(|(_, lane)| lane).collect()
        };
        for (queue, task) in lanes {
            drop(queue);
            let _ = task.await;
        }
    }

    fn hand_over(&self, store: StoreId, job: Job) -> Result<(), Fault> {
        let mut lanes = self.inner.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        if lanes.closed {
            return Err(Fault::Unavailable);
        }
        let known = lanes.by_store.get(&store).filter(|(queue, _)| !queue.is_closed()).map(|(queue, _)| queue.clone());
        let queue = known.unwrap_or_else(|| {
            let (queue, waiting) = mpsc::channel(self.inner.limits.queue.max(1));
            let Inner { db, clock, broker, limits, .. } = &*self.inner;
            let lane = Lane::new(db.clone(), Arc::clone(clock), Arc::clone(broker), store, limits.group);
            lanes.by_store.insert(store, (queue.clone(), start(lane, waiting)));
            queue
        });
        queue.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => Fault::RateLimited { retry_after_ms: COME_AGAIN },
            TrySendError::Closed(_) => Fault::Unavailable,
        })
    }
}
