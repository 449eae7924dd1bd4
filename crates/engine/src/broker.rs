//! The port between the pipeline and whoever tells the screens. In this process now; between nodes later.

use comanda::LoggedEvent;
use comanda::ids::{Epoch, StoreId};
use std::sync::Arc;

/// What one commit added to a store's log, in order.
#[derive(Debug, Clone)]
pub struct Committed {
    pub store: StoreId,
    pub epoch: Epoch,
    pub events: Arc<[LoggedEvent]>,
}

/// Takes what has been committed. Called after the commit, in seq order per store; must not block.
pub trait Broker: Send + Sync + 'static {
    fn publish(&self, committed: Committed);
}

/// Nobody listens: demo history, some tests.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silence;

impl Broker for Silence {
    fn publish(&self, _: Committed) {}
}
