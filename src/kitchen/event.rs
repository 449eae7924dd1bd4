//! What happens to tickets.

use crate::actor::By;
use crate::ids::{StationId, TicketId};
use crate::party::{OrderRef, PartyRef};
use serde::Serialize;
use tagged::Tagged;

/// Something that happened in the kitchen, or that only the kitchen needs to hear. `kind` and `data` on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tagged)]
#[serde(tag = "kind", content = "data")]
pub enum KitchenEvent {
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
        party: PartyRef,
        stations: Vec<StationId>,
        closed: bool,
    },
}

impl KitchenEvent {
    /// Stations whose displays it concerns.
    pub fn stations(&self) -> Vec<StationId> {
        match self {
            Self::TableClosed { stations, .. } => stations.clone(),
            Self::TicketAcknowledged { station_id, .. }
            | Self::TicketPreparing { station_id, .. }
            | Self::TicketReady { station_id, .. }
            | Self::TicketCompleted { station_id, .. }
            | Self::TicketRecalled { station_id, .. } => vec![*station_id],
        }
    }
}
