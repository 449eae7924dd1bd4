//! An order (one send to the kitchen) and its tickets (one for each station that has work in it).

use super::{Item, ItemStatus};
use crate::actor::By;
use crate::ids::{OrderId, StationId, TicketId};
use crate::money::sum;
use crate::time::{At, BusinessDay};
use serde::{Deserialize, Serialize};

/// Where an order stands, derived from its items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderStatus {
    Pending,
    Confirmed,
    Preparing,
    Ready,
    Completed,
    Cancelled,
}

impl OrderStatus {
    /// The least advanced live item decides; all cancelled is cancelled; all served is completed.
    pub fn of<'a>(items: impl IntoIterator<Item = &'a Item>) -> Self {
        match items.into_iter().map(|i| i.status).filter(|s| s.is_live()).min() {
            None => Self::Cancelled,
            Some(ItemStatus::Held | ItemStatus::Pending) => Self::Pending,
            Some(ItemStatus::Acknowledged) => Self::Confirmed,
            Some(ItemStatus::Preparing) => Self::Preparing,
            Some(ItemStatus::Ready) => Self::Ready,
            Some(ItemStatus::Served | ItemStatus::Cancelled) => Self::Completed,
        }
    }
}

/// The next order number of the store's business day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Numbering {
    pub day: BusinessDay,
    pub next: u32,
}

impl Numbering {
    /// `ORD-20250106-001`
    pub fn long(self) -> String {
        format!("ORD-{}-{:03}", self.day.0, self.next)
    }
    /// `001`
    pub fn short(self) -> String {
        format!("{:03}", self.next)
    }
}

/// One send to the kitchen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    pub id: OrderId,
    /// `ORD-20250106-001`, gap-free per store and business day.
    pub number: String,
    /// What people call out: `001`.
    pub short: String,
    pub sent_at: At,
    pub sent_by: By,
    pub estimated_ready_at: At,
    pub confirmed_at: Option<At>,
    pub items: Vec<Item>,
    pub tickets: Vec<Ticket>,
}

/// What one station must make of one order; its items are the order's items of that station.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    pub id: TicketId,
    pub station: StationId,
    /// “Seen by Sofia 19:02”.
    pub seen: Option<Seen>,
    pub bumped_at: Option<At>,
    pub recalled_at: Option<At>,
}

/// Who looked at a ticket, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub at: At,
    pub by: By,
}

impl Order {
    /// Only foreseen: the server has not given it a number ([`crate::replica::foresee`]).
    pub fn is_foreseen(&self) -> bool {
        self.number == Numbering::default().long()
    }
    /// Where the order stands now.
    pub fn status(&self) -> OrderStatus {
        OrderStatus::of(&self.items)
    }
    /// Its ticket of this id.
    pub fn ticket(&self, id: TicketId) -> Option<&Ticket> {
        self.tickets.iter().find(|t| t.id == id)
    }
    /// The items a station has to make, cancelled ones included (they are struck through).
    pub fn items_at(&self, station: StationId) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |i| i.station == station)
    }
    /// Minor units, cancelled items excluded.
    pub fn total(&self) -> i64 {
        sum(self.items.iter().map(Item::total))
    }
    /// When the last of its items became ready.
    pub fn ready_at(&self) -> Option<At> {
        self.items.iter().filter_map(|i| i.reached(ItemStatus::Ready)).max()
    }
}
