//! What a kitchen screen says about a ticket: its card, its urgency, the all-day counts, today's statistics.

use crate::actor::By;
use crate::ids::{OrderId, SessionId, StationId, TicketId};
use crate::party::{Item, ItemStatus, Order, Place, Seen, Session, Ticket};
use crate::shop::Station;
use crate::time::{At, MINUTE};
use serde::{Deserialize, Serialize};

/// How long nobody may look at a ticket before it raises an alarm, milliseconds.
pub const UNSEEN_ALARM: i64 = MINUTE;

/// A ticket as a board shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketCard {
    pub id: TicketId,
    pub order: OrderId,
    pub session: SessionId,
    pub place: Place,
    /// `ORD-20250106-001`
    pub number: String,
    /// `001`
    pub short: String,
    pub station: StationId,
    pub sent_at: At,
    pub sent_by: By,
    pub seen: Option<Seen>,
    pub recalled_at: Option<At>,
    pub bumped_at: Option<At>,
    /// The party has left: what is ready waits for a waiter, not for the next party.
    #[serde(default)]
    pub table_closed: bool,
    /// Sent to a table that already had an order: the kitchen reads “ADD-ON”.
    pub add_on: bool,
    pub items: Vec<Item>,
    /// What the other stations make of the same order, in the order's sequence.
    #[serde(default)]
    pub others: Vec<OtherStation>,
}

/// Another station's part of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherStation {
    pub station: StationId,
    /// The least advanced live item; `Cancelled` when nothing is left to make.
    pub status: ItemStatus,
    /// Its ticket is off the board.
    pub bumped: bool,
}

impl TicketCard {
    /// The card of one ticket of a session.
    pub fn of(session: &Session, order: &Order, ticket: &Ticket) -> Self {
        Self {
            id: ticket.id,
            order: order.id,
            session: session.id,
            place: session.place.clone(),
            number: order.number.clone(),
            short: order.short.clone(),
            station: ticket.station,
            sent_at: order.sent_at,
            sent_by: order.sent_by.clone(),
            seen: ticket.seen.clone(),
            recalled_at: ticket.recalled_at,
            bumped_at: ticket.bumped_at,
            table_closed: session.is_closed(),
            add_on: session.orders.first().is_some_and(|first| first.id != order.id),
            items: order.items_at(ticket.station).cloned().collect(),
            others: order
                .tickets
                .iter()
                .filter(|other| other.id != ticket.id)
                .map(|other| OtherStation {
                    station: other.station,
                    status: least_advanced(order.items_at(other.station)),
                    bumped: other.bumped_at.is_some(),
                })
                .collect(),
        }
    }

    /// Is there more to this order than this ticket?
    pub fn is_shared(&self) -> bool {
        !self.others.is_empty()
    }

    /// The cards of a session's tickets that are still on a board, oldest first.
    pub fn on_board(session: &Session) -> impl Iterator<Item = Self> + '_ {
        session.orders.iter().flat_map(move |order| {
            order.tickets.iter().filter(|t| t.bumped_at.is_none()).map(move |ticket| Self::of(session, order, ticket))
        })
    }

    /// The least advanced live item; `Cancelled` when nothing is left to make.
    pub fn status(&self) -> ItemStatus {
        least_advanced(self.items.iter())
    }

    /// How late the ticket is by its station's thresholds; what is no longer cooking is on time.
    pub fn urgency(&self, station: &Station, now: At) -> Urgency {
        let minutes = now.since(self.sent_at) / MINUTE;
        if !self.items.iter().any(|item| item.status.is_live() && item.status.is_cooking()) || minutes < station.warn_minutes {
            Urgency::OnTime
        } else if minutes < station.late_minutes {
            Urgency::Due
        } else {
            Urgency::Late
        }
    }

    /// Since when all of it waits to be carried to the table; `None` while something is being made, or nothing waits.
    pub fn at_the_pass_since(&self) -> Option<At> {
        let live = || self.items.iter().filter(|item| item.status.is_live());
        if live().any(|item| item.status.is_cooking()) {
            return None;
        }
        live().filter(|item| item.status == ItemStatus::Ready).filter_map(|item| item.reached(ItemStatus::Ready)).max()
    }

    /// Nobody has looked at it for too long.
    pub fn is_overlooked(&self, now: At) -> bool {
        self.seen.is_none() && self.status() == ItemStatus::Pending && now.since(self.sent_at) >= UNSEEN_ALARM
    }
}

fn least_advanced<'a>(items: impl Iterator<Item = &'a Item>) -> ItemStatus {
    items.map(|i| i.status).filter(|s| s.is_live()).min().unwrap_or(ItemStatus::Cancelled)
}

/// The tickets of each order together, in the order in which the first of them comes: what the expo board shows, where somebody asks
/// whether a table is complete.
pub fn by_order(tickets: &[TicketCard]) -> Vec<Vec<&TicketCard>> {
    let mut orders: Vec<Vec<&TicketCard>> = Vec::new();
    for ticket in tickets {
        match orders.iter_mut().find(|order| order.first().is_some_and(|first| first.order == ticket.order)) {
            Some(order) => order.push(ticket),
            None => orders.push(vec![ticket]),
        }
    }
    orders
}

/// How a ticket's timer is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    OnTime,
    Due,
    Late,
}

/// How many of each dish the open tickets still want, most first.
pub fn all_day(tickets: &[TicketCard]) -> Vec<(String, u32)> {
    let mut counts: Vec<(String, u32)> = Vec::new();
    for item in tickets.iter().flat_map(|t| &t.items).filter(|i| i.status.is_live() && i.status.is_cooking()) {
        match counts.iter_mut().find(|(name, _)| *name == item.name) {
            Some((_, count)) => *count = count.saturating_add(item.quantity),
            None => counts.push((item.name.clone(), item.quantity)),
        }
    }
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}

/// Today's figures of a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct KitchenStats {
    pub pending: u32,
    pub preparing: u32,
    pub ready: u32,
    /// Tickets completed this business day.
    pub completed: u32,
    /// Milliseconds from sent to bumped, today; `None` before the first.
    pub average_prep: Option<i64>,
    pub p90_prep: Option<i64>,
}

impl KitchenStats {
    /// Figures from the open tickets and the preparation times (ms) of today's completed ones.
    pub fn of(open: &[TicketCard], prep_times: &[i64]) -> Self {
        let count = |wanted: fn(ItemStatus) -> bool| {
            u32::try_from(open.iter().filter(|t| wanted(t.status())).count()).unwrap_or(u32::MAX)
        };
        let mut sorted = prep_times.to_vec();
        sorted.sort_unstable();
        let length = i64::try_from(sorted.len()).unwrap_or(i64::MAX);
        Self {
            pending: count(|s| s < ItemStatus::Preparing),
            preparing: count(|s| s == ItemStatus::Preparing),
            ready: count(|s| s == ItemStatus::Ready),
            completed: u32::try_from(sorted.len()).unwrap_or(u32::MAX),
            average_prep: (length > 0).then(|| sorted.iter().fold(0_i64, |sum, t| sum.saturating_add(*t)) / length.max(1)),
            // Nearest rank.
            p90_prep: sorted.get((sorted.len() * 9).div_ceil(10).saturating_sub(1)).copied(),
        }
    }
}
