//! The drawn floor: what each table looks like, and who sits there.

use crate::ids::SessionId;
use crate::party::{CallKind, ItemStatus, Order, Session, SessionStatus};
use crate::shop::{Area, Table};
use crate::time::At;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a table looks like on the floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FloorState {
    Free,
    /// A party waits to be let in.
    Approval,
    Seated,
    /// Lines in the cart, not sent.
    Ordering,
    /// Food is on its way.
    Waiting,
    /// Something stands at the pass for them.
    Ready,
    BillAsked,
    Paying,
}

impl FloorState {
    /// What a party's table looks like.
    pub fn of(session: &Session) -> Self {
        match session.status {
            SessionStatus::Closed => Self::Free,
            SessionStatus::PendingApproval => Self::Approval,
            _ if session.items().any(|i| i.status == ItemStatus::Ready) => Self::Ready,
            SessionStatus::BillRequested => Self::BillAsked,
            SessionStatus::Paying => Self::Paying,
            SessionStatus::Open if session.items().any(|i| i.status.is_cooking()) => Self::Waiting,
            SessionStatus::Open if !session.cart.is_empty() => Self::Ordering,
            SessionStatus::Open => Self::Seated,
        }
    }
    /// When a party's table came to look like this.
    pub fn since(session: &Session) -> At {
        let steps = || session.items().flat_map(|item| &item.steps).map(|step| step.at);
        let since = match Self::of(session) {
            Self::Free => session.closed_at,
            Self::Approval => None,
            Self::Ready => {
                session.items().filter(|i| i.status == ItemStatus::Ready).filter_map(|i| i.reached(ItemStatus::Ready)).min()
            }
            // The last time it was asked for: ordering more opens the table again.
            Self::BillAsked => session.calls.iter().filter(|call| call.kind == CallKind::Bill).map(|call| call.at).max(),
            // Whatever was ordered since a payment was not being paid then.
            Self::Paying => {
                let ordered = session.orders.iter().map(|order| order.sent_at).max().unwrap_or_default();
                let paid = session.legs.iter().filter(|leg| leg.is_completed()).map(|leg| leg.at);
                paid.filter(|at| *at >= ordered).min()
            }
            Self::Waiting => {
                let waits = |order: &&Arc<Order>| order.items.iter().any(|i| i.status.is_cooking());
                session.orders.iter().filter(waits).map(|order| order.sent_at).min()
            }
            Self::Ordering => session.cart.iter().map(|line| line.added_at).min(),
            // Nothing waits since the last dish was served or taken off.
            Self::Seated => steps().max(),
        };
        since.unwrap_or(session.opened_at)
    }
    /// The stylesheet's name for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Approval => "approval",
            Self::Seated => "seated",
            Self::Ordering => "ordering",
            Self::Waiting => "waiting",
            Self::Ready => "ready",
            Self::BillAsked => "bill",
            Self::Paying => "paying",
        }
    }
}

/// A table on the floor with what its party is up to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FloorTable {
    pub table: Table,
    pub party: Option<Party>,
    /// The rotating code a waiter tells guests, where the store's policy asks for one.
    pub code: Option<String>,
}

/// Who sits at a table, in figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    pub session: SessionId,
    pub state: FloorState,
    pub covers: u32,
    pub phones: u32,
    pub seated_at: At,
    /// When their table came to its state.
    pub state_since: At,
    /// Minor units.
    pub total: i64,
    pub remaining: i64,
    pub ready_items: u32,
    pub open_calls: Vec<CallKind>,
}

impl Party {
    /// The figures of a session.
    pub fn of(session: &Session) -> Self {
        let totals = session.totals();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            session: session.id,
            state: FloorState::of(session),
            covers: session.covers,
            phones: count(session.seated().count()),
            seated_at: session.opened_at,
            state_since: FloorState::since(session),
            total: totals.total,
            remaining: totals.remaining,
            ready_items: count(session.items().filter(|i| i.status == ItemStatus::Ready).count()),
            open_calls: session.open_calls().map(|c| c.kind).collect(),
        }
    }
}

/// The drawn floor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Floor {
    pub areas: Vec<Area>,
    pub tables: Vec<FloorTable>,
}
