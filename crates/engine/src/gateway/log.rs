//! Where the hub reads what it did not see itself: the store's log.

use crate::storage::{Db, log};
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

/// The log of the database.
#[async_trait::async_trait]
impl Log for Db {
    async fn bounds(&self, store: StoreId) -> Result<Bounds, Fault> {
        // The floor first: it only moves up, so that the head can't be below it.
        let oldest = log::oldest_seq(self, store).await?;
        let (epoch, head) = log::head(self, store).await?;
        Ok(Bounds { epoch, oldest, head })
    }
    async fn read(&self, store: StoreId, after: i64, upto: i64) -> Result<Vec<LoggedEvent>, Fault> {
        Ok(log::read_after(self, store, after, (upto - after).max(0)).await?)
    }
}
