//! Where the hub reads what it did not see itself: the store's log.

use comanda::LoggedEvent;
use comanda::backend::Fault;
use comanda::ids::{Epoch, StoreId};

/// What a log holds at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    pub epoch: Epoch,
    /// First position that may still be replayed.
    pub oldest: i64,
    /// Last position; 0 for an empty log.
    pub head: i64,
}

/// Reads a store's log.
#[async_trait::async_trait]
pub trait Log: Send + Sync + 'static {
    async fn bounds(&self, store: StoreId) -> Result<Bounds, Fault>;
    /// Events with `after < seq <= upto`, in order.
    async fn read(&self, store: StoreId, after: i64, upto: i64) -> Result<Vec<LoggedEvent>, Fault>;
}
