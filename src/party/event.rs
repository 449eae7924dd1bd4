//! What happens to a party. The payload carries what a fold needs.

use super::{BillTotals, Call, CartLine, Guest, ItemStatus, Order, OrderStatus, PaymentLeg, Place, SessionStatus};
use crate::actor::By;
use crate::catalogue::About;
use crate::ids::{CallId, CategoryId, GuestId, ItemId, LegId, OptionId, OrderId, SessionId, StationId, TaxClassId};
use crate::money::Currency;
use crate::shop::ServiceCharge;
use crate::shop::menu::OrderType;
use crate::time::At;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tagged::Tagged;

/// The order an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRef {
    pub order_id: OrderId,
    pub order_number: String,
    pub session_id: SessionId,
    #[serde(flatten)]
    pub place: Place,
}

impl OrderRef {
    /// What an event with this reference is about.
    pub(crate) fn about(&self) -> About {
        About::Order(self.session_id, self.order_id)
    }
}

/// The party an event is about, and where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyRef {
    pub session_id: SessionId,
    #[serde(flatten)]
    pub place: Place,
}

impl PartyRef {
    /// What an event with this reference is about.
    pub(crate) fn about(&self) -> About {
        About::Party(self.session_id)
    }
}

/// What reports need to know of a sent line, as it was at that moment: it can't be looked up later. No screen hears it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineAccounting {
    pub item: ItemId,
    pub category: CategoryId,
    pub category_name: String,
    pub tax_class: TaxClassId,
    pub tax_class_name: String,
    /// What one unit costs the house, minor units; none where nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<i64>,
}

/// Something that happened to a party. `kind` and `data` on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tagged)]
#[serde(tag = "kind", content = "data")]
pub enum PartyEvent {
    #[serde(rename = "table:session_updated")]
    SessionUpdated {
        #[serde(flatten)]
        party: PartyRef,
        by: By,
        change: SessionChange,
    },
    #[serde(rename = "table:cart_updated")]
    CartUpdated {
        #[serde(flatten)]
        party: PartyRef,
        by: By,
        operation: CartOperation,
    },
    #[serde(rename = "table:assistance_requested")]
    AssistanceRequested {
        #[serde(flatten)]
        party: PartyRef,
        call: Call,
    },
    #[serde(rename = "table:assistance_acknowledged")]
    AssistanceAcknowledged {
        #[serde(flatten)]
        party: PartyRef,
        call_id: CallId,
        by: By,
    },
    #[serde(rename = "table:assistance_resolved")]
    AssistanceResolved {
        #[serde(flatten)]
        party: PartyRef,
        call_id: CallId,
        by: By,
    },
    /// One step back: from done to acknowledged, or from acknowledged to unanswered.
    #[serde(rename = "table:assistance_reopened")]
    AssistanceReopened {
        #[serde(flatten)]
        party: PartyRef,
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
        /// One for each line of the order, in its order.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        accounting: Vec<LineAccounting>,
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
        /// In the words of who cancelled its last line, if they gave any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        by: By,
    },
    #[serde(rename = "bill:updated")]
    BillUpdated {
        #[serde(flatten)]
        party: PartyRef,
        totals: BillTotals,
    },
    #[serde(rename = "payment:completed")]
    PaymentCompleted {
        #[serde(flatten)]
        party: PartyRef,
        leg: PaymentLeg,
        remaining: i64,
    },
    /// A payment was taken back; the bill is owed again.
    #[serde(rename = "payment:voided")]
    PaymentVoided {
        #[serde(flatten)]
        party: PartyRef,
        leg_id: LegId,
        amount: i64,
        /// What a manager gave as the reason; none if it was taken back at once by who booked it.
        reason: Option<String>,
        by: By,
        remaining: i64,
    },
}

/// What changed about a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tagged)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tagged)]
#[serde(tag = "operation", rename_all = "snake_case")]
pub enum CartOperation {
    Added { line: CartLine },
    Changed { line_id: ItemId, quantity: u32, options: Vec<OptionId>, note: Option<String> },
    Removed { line_id: ItemId },
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

impl PartyEvent {
    /// Stations whose displays it concerns.
    pub fn stations(&self) -> Vec<StationId> {
        match self {
            Self::OrderCreated { order, .. } => order.tickets.iter().map(|t| t.station).collect(),
            Self::ItemStatusChanged { station_id, .. } => vec![*station_id],
            _ => Vec::new(),
        }
    }
}
