//! The closed list of all that can happen. Canonical kinds of the catalogue; the payload carries what a fold needs.

use crate::actor::{Actor, By};
use crate::catalogue::About;
use crate::ids::{
    CallId, CommandKey, GuestId, ItemId, LegId, OptionId, OrderId, ProductId, SessionId, StationId, TableId, TicketId,
};
use crate::menu::{Availability, OrderType};
use crate::money::Currency;
use crate::session::{BillTotals, Call, CartLine, Guest, ItemStatus, Order, OrderStatus, PaymentLeg, SessionStatus};
use crate::store::ServiceCharge;
use crate::time::At;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Where an order stands: carried by every event about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRef {
    pub order_id: OrderId,
    pub order_number: String,
    pub session_id: SessionId,
    pub table_id: TableId,
    pub table_label: String,
}

impl OrderRef {
    /// What an event with this reference is about.
    pub(crate) fn about(&self) -> About {
        About::Order(self.session_id, self.order_id)
    }
}

/// Where a table session is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRef {
    pub session_id: SessionId,
    pub table_id: TableId,
    pub table_label: String,
}

/// Something that happened. `kind` and `data` on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data")]
pub enum Event {
    #[serde(rename = "table:session_updated")]
    SessionUpdated {
        #[serde(flatten)]
        table: TableRef,
        by: By,
        change: SessionChange,
    },
    #[serde(rename = "table:cart_updated")]
    CartUpdated {
        #[serde(flatten)]
        table: TableRef,
        by: By,
        operation: CartOperation,
    },
    #[serde(rename = "table:assistance_requested")]
    AssistanceRequested {
        #[serde(flatten)]
        table: TableRef,
        call: Call,
    },
    #[serde(rename = "table:assistance_acknowledged")]
    AssistanceAcknowledged {
        #[serde(flatten)]
        table: TableRef,
        call_id: CallId,
        by: By,
    },
    #[serde(rename = "table:assistance_resolved")]
    AssistanceResolved {
        #[serde(flatten)]
        table: TableRef,
        call_id: CallId,
        by: By,
    },
    /// One step back: from done to acknowledged, or from acknowledged to unanswered.
    #[serde(rename = "table:assistance_reopened")]
    AssistanceReopened {
        #[serde(flatten)]
        table: TableRef,
        call_id: CallId,
        by: By,
    },
    #[serde(rename = "order:created")]
    OrderCreated {
        #[serde(flatten)]
        order_ref: OrderRef,
        order: Arc<Order>,
        order_type: OrderType,
        /// The party's bill with this order; the kitchen is not told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        totals: Option<BillTotals>,
        created_by: By,
        /// A waiter ordered for these guests.
        ordered_for: Vec<GuestId>,
    },
    #[serde(rename = "order:confirmed")]
    OrderConfirmed {
        #[serde(flatten)]
        order_ref: OrderRef,
        confirmed_at: At,
    },
    #[serde(rename = "order:status_changed")]
    OrderStatusChanged {
        #[serde(flatten)]
        order_ref: OrderRef,
        previous: OrderStatus,
        new: OrderStatus,
        by: By,
        estimated_ready_at: At,
    },
    #[serde(rename = "order:item_status_changed")]
    ItemStatusChanged {
        #[serde(flatten)]
        order_ref: OrderRef,
        item_id: ItemId,
        station_id: StationId,
        previous: ItemStatus,
        new: ItemStatus,
        by: By,
        /// The last step is taken back instead of a new one made.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        undone: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    #[serde(rename = "order:ready")]
    OrderReady {
        #[serde(flatten)]
        order_ref: OrderRef,
        ready_at: At,
        prep_time_minutes: i64,
    },
    #[serde(rename = "order:cancelled")]
    OrderCancelled {
        #[serde(flatten)]
        order_ref: OrderRef,
        reason: String,
        by: By,
    },
    #[serde(rename = "kitchen:order_acknowledged")]
    TicketAcknowledged {
        #[serde(flatten)]
        order_ref: OrderRef,
        ticket_id: TicketId,
        station_id: StationId,
        chef: By,
    },
    #[serde(rename = "kitchen:order_preparing")]
    TicketPreparing {
        #[serde(flatten)]
        order_ref: OrderRef,
        ticket_id: TicketId,
        station_id: StationId,
        by: By,
    },
    #[serde(rename = "kitchen:order_ready")]
    TicketReady {
        #[serde(flatten)]
        order_ref: OrderRef,
        ticket_id: TicketId,
        station_id: StationId,
        by: By,
    },
    #[serde(rename = "kitchen:order_completed")]
    TicketCompleted {
        #[serde(flatten)]
        order_ref: OrderRef,
        ticket_id: TicketId,
        station_id: StationId,
        by: By,
        prep_time_minutes: i64,
    },
    #[serde(rename = "kitchen:ticket_recalled")]
    TicketRecalled {
        #[serde(flatten)]
        order_ref: OrderRef,
        ticket_id: TicketId,
        station_id: StationId,
        by: By,
        /// The bump was undone at once, rather than recalled later.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        undone: bool,
    },
    /// The party whose dishes the kitchen makes has left, or is back.
    #[serde(rename = "kitchen:table_closed")]
    TableClosed {
        #[serde(flatten)]
        table: TableRef,
        stations: Vec<StationId>,
        closed: bool,
    },
    #[serde(rename = "bill:updated")]
    BillUpdated {
        #[serde(flatten)]
        table: TableRef,
        totals: BillTotals,
    },
    #[serde(rename = "payment:completed")]
    PaymentCompleted {
        #[serde(flatten)]
        table: TableRef,
        leg: PaymentLeg,
        remaining: i64,
    },
    /// A payment was taken back; the bill is owed again.
    #[serde(rename = "payment:voided")]
    PaymentVoided {
        #[serde(flatten)]
        table: TableRef,
        leg_id: LegId,
        amount: i64,
        /// What a manager gave as the reason; none if it was taken back at once by who booked it.
        reason: Option<String>,
        by: By,
        remaining: i64,
    },
    /// The printed code of a table leads nowhere any more. Who sits there stays; the new token is in no event.
    #[serde(rename = "table:token_rotated")]
    TableTokenRotated { table_id: TableId, table_label: String, by: By },
    #[serde(rename = "product:availability_changed")]
    AvailabilityChanged { product_id: ProductId, name: String, availability: Availability, by: By },
}

/// What changed about a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum SessionChange {
    Opened {
        status: SessionStatus,
        covers: u32,
        order_type: OrderType,
        currency: Currency,
        service: ServiceCharge,
    },
    GuestJoined {
        guest: Guest,
    },
    GuestNamed {
        guest_id: GuestId,
        name: String,
    },
    /// A waiter has let a waiting phone in.
    GuestAdmitted {
        guest_id: GuestId,
    },
    /// A waiter has turned a phone away, or taken it off the table.
    GuestRemoved {
        guest_id: GuestId,
    },
    CoversChanged {
        covers: u32,
    },
    StatusChanged {
        previous: SessionStatus,
        status: SessionStatus,
    },
    Closed {
        write_off: Option<String>,
    },
    /// The closing is taken back; the bill begins a new version.
    Reopened,
}

/// One line operation on the shared cart. There is no “replace the cart”: concurrent edits merge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "operation", rename_all = "snake_case")]
pub enum CartOperation {
    Added { line: CartLine },
    Changed { line_id: ItemId, quantity: u32, options: Vec<OptionId>, note: Option<String> },
    Removed { line_id: ItemId },
}

/// An event as the log keeps it and the socket sends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedEvent {
    /// Gap-free per store.
    pub seq: i64,
    pub at: At,
    pub actor: Actor,
    /// The command that caused it.
    pub command_key: CommandKey,
    pub event: Event,
}

impl SessionChange {
    /// The phone whose place at the table it gives or takes.
    pub fn moves(&self) -> Option<GuestId> {
        match self {
            Self::GuestAdmitted { guest_id } | Self::GuestRemoved { guest_id } => Some(*guest_id),
            _ => None,
        }
    }
}

impl Event {
    /// The phone whose place at a table it gives or takes.
    pub fn moves(&self) -> Option<GuestId> {
        match self {
            Self::SessionUpdated { change, .. } => change.moves(),
            _ => None,
        }
    }

    /// Stations whose displays it concerns.
    pub fn stations(&self) -> Vec<StationId> {
        match self {
            Self::TableClosed { stations, .. } => stations.clone(),
            Self::OrderCreated { order, .. } => order.tickets.iter().map(|t| t.station).collect(),
            Self::ItemStatusChanged { station_id, .. }
            | Self::TicketAcknowledged { station_id, .. }
            | Self::TicketPreparing { station_id, .. }
            | Self::TicketReady { station_id, .. }
            | Self::TicketCompleted { station_id, .. }
            | Self::TicketRecalled { station_id, .. } => vec![*station_id],
            _ => Vec::new(),
        }
    }
}
