//! The life of a command: one lane per store takes what is waiting, decides, writes, commits, tells everybody, answers.

use crate::clock::Clock;
use crate::realtime::bus::Bus;
use crate::store::Db;
use comanda::backend::Fault;
use comanda::ids::StoreId;
use comanda::{Actor, Envelope, Outcome};
use std::sync::Arc;

/// The one door for changes. Cheap to clone.
#[derive(Clone)]
pub struct Pipeline {
    inner: Arc<Inner>,
}

struct Inner {
    _db: Db,
    _clock: Arc<dyn Clock>,
    _bus: Arc<dyn Bus>,
}

impl Pipeline {
    /// Starts with no lanes; each store gets one with its first command.
    pub fn start(db: Db, clock: Arc<dyn Clock>, bus: Arc<dyn Bus>) -> Self {
        Self { inner: Arc::new(Inner { _db: db, _clock: clock, _bus: bus }) }
    }

    /// Hands a command in and waits until it is durable or refused. The same key gets the same answer again.
    /// Errors: [`Fault::Rejected`], [`Fault::KeyReused`], [`Fault::RateLimited`] when the store's queue is full,
    /// [`Fault::Unavailable`] when the database can't take it; nothing has changed then.
    #[allow(clippy::unused_async)]
    pub async fn submit(&self, _store: StoreId, _actor: Actor, _envelope: Envelope) -> Result<Outcome, Fault> {
        let _ = &self.inner;
        Err(Fault::Unavailable)
    }
}
