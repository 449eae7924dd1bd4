//! What the kitchen does with tickets.

use crate::ids::{ItemId, SessionId, TicketId};
use serde::Serialize;
use tagged::Tagged;

/// A command about a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tagged)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum KitchenCommand {
    /// “Seen”: the station has read the ticket.
    AcknowledgeTicket { session: SessionId, ticket: TicketId },
    /// Starts a ticket, or only some of its items.
    StartTicket { session: SessionId, ticket: TicketId, items: Option<Vec<ItemId>> },
    /// A ticket, or only some of its items, are ready.
    ReadyTicket { session: SessionId, ticket: TicketId, items: Option<Vec<ItemId>> },
    /// Off the board: whatever is not ready becomes ready.
    BumpTicket { session: SessionId, ticket: TicketId },
    /// Takes back a bump made a moment ago ([`crate::party::UNDO_WINDOW`]).
    UndoBump { session: SessionId, ticket: TicketId },
    /// Back on the board, back to preparing.
    RecallTicket { session: SessionId, ticket: TicketId },
}
