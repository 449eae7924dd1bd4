//! Catching up: what a client missed since its cursor, or the word that it must ask anew.

use super::hub::{Hub, StoreHub};
use super::log::Bounds;
use super::outgoing::Outgoing;
use super::tail::Tail;
pub use super::tail::WINDOW;
use crate::metrics;
use comanda::backend::Fault;
use comanda::ids::{Epoch, StoreId};
use comanda::protocol::{Cursor, ResyncReason};
use std::sync::Arc;

/// The log's position a client starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    pub epoch: Epoch,
    pub seq: i64,
}

/// How a client is brought up to date.
#[derive(Debug)]
pub enum CatchUp {
    /// Everything it missed, of all rooms: the connection picks its own.
    Events(Vec<Arc<Outgoing>>),
    Resync(ResyncReason),
}

/// A little more than was asked for is read, so that clients a few events further back need no read of their own.
const READ_AHEAD: i64 = 256;

impl Hub {
    /// Where the log stands. Read from the database once, then known.
    pub async fn position(&self, store: StoreId) -> Result<Position, Fault> {
        let hub = self.store(store);
        if let Some(known) = hub.position() {
            return Ok(known);
        }
        let _one = hub.loading.lock().await;
        if let Some(known) = hub.position() {
            return Ok(known);
        }
        let bounds = self.log.bounds(store).await?;
        let mut inner = hub.lock();
        let tail = inner.tail.get_or_insert_with(|| Tail::new(bounds.epoch, bounds.head));
        Ok(Position { epoch: tail.epoch, seq: tail.head() })
    }

    /// What a client with this cursor missed up to `now`. The log is read once, however many ask at the same time.
    pub async fn catch_up(&self, store: StoreId, cursor: Option<Cursor>, now: Position) -> Result<CatchUp, Fault> {
        let caught_up = self.find_missed(store, cursor, now).await?;
        metrics::greeted(match &caught_up {
            CatchUp::Events(_) => "caught_up",
            CatchUp::Resync(reason) => word(*reason),
        });
        Ok(caught_up)
    }

    async fn find_missed(&self, store: StoreId, cursor: Option<Cursor>, now: Position) -> Result<CatchUp, Fault> {
        let Some(cursor) = cursor else { return Ok(CatchUp::Resync(ResyncReason::Fresh)) };
        if cursor.epoch != now.epoch {
            return Ok(CatchUp::Resync(ResyncReason::EpochChanged));
        }
        if cursor.seq < 0 || now.seq.saturating_sub(cursor.seq) > i64::try_from(WINDOW).unwrap_or(i64::MAX) {
            return Ok(CatchUp::Resync(ResyncReason::TooOld));
        }
        if cursor.seq > now.seq {
            // An acknowledgement may overtake its event by a moment; a log that was cut may not.
            let ahead = cursor.seq > self.log.bounds(store).await?.head;
            return Ok(if ahead { CatchUp::Resync(ResyncReason::Ahead) } else { CatchUp::Events(Vec::new()) });
        }
        let hub = self.store(store);
        if let Some(events) = hub.after(cursor.seq) {
            return Ok(CatchUp::Events(events));
        }
        let _one = hub.loading.lock().await;
        if let Some(events) = hub.after(cursor.seq) {
            return Ok(CatchUp::Events(events));
        }
        let bounds = self.log.bounds(store).await?;
        if bounds.epoch != cursor.epoch {
            return Ok(CatchUp::Resync(ResyncReason::EpochChanged));
        }
        if cursor.seq + 1 < bounds.oldest {
            return Ok(CatchUp::Resync(ResyncReason::TooOld));
        }
        self.load(&hub, store, cursor.seq, bounds).await?;
        Ok(hub.after(cursor.seq).map_or(CatchUp::Resync(ResyncReason::TooOld), CatchUp::Events))
    }

    async fn load(&self, hub: &StoreHub, store: StoreId, after: i64, bounds: Bounds) -> Result<(), Fault> {
        let upto = hub.lock().tail.as_ref().map_or(bounds.head, |tail| tail.first() - 1);
        let from = after.min(upto - READ_AHEAD).max(bounds.oldest - 1).max(0);
        metrics::log_read();
        let events = self.log.read(store, from, upto).await?;
        tracing::debug!(%store, from, upto, events = events.len(), "the log was read for those who have come back");
        let older: Vec<_> = events.iter().map(|logged| Arc::new(Outgoing::of(store, bounds.epoch, logged))).collect();
        let mut inner = hub.lock();
        inner.tail.get_or_insert_with(|| Tail::new(bounds.epoch, bounds.head)).prepend(older);
        Ok(())
    }
}

fn word(reason: ResyncReason) -> &'static str {
    match reason {
        ResyncReason::Fresh => "fresh",
        ResyncReason::TooOld => "too_old",
        ResyncReason::EpochChanged => "epoch_changed",
        ResyncReason::Ahead => "ahead",
        ResyncReason::JoinedRoom => "joined_room",
    }
}

impl StoreHub {
    fn position(&self) -> Option<Position> {
        self.lock().tail.as_ref().map(|tail| Position { epoch: tail.epoch, seq: tail.head() })
    }
    fn after(&self, seq: i64) -> Option<Vec<Arc<Outgoing>>> {
        self.lock().tail.as_ref().and_then(|tail| tail.after(seq))
    }
}
