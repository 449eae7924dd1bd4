//! What an event of the kitchen changes: the tickets of a party's orders.

use super::KitchenEvent;
use crate::ids::TicketId;
use crate::party::{Seen, Session, SessionStatus, Ticket};
use crate::time::At;
use std::sync::Arc;

impl Session {
    pub(crate) fn evolve_tickets(&mut self, at: At, event: &KitchenEvent) {
        match event {
            KitchenEvent::TicketAcknowledged { ticket_id, chef, .. } => {
                self.with_ticket(*ticket_id, |t| t.seen = Some(Seen { at, by: chef.clone() }));
            }
            KitchenEvent::TicketCompleted { ticket_id, .. } => self.with_ticket(*ticket_id, |t| t.bumped_at = Some(at)),
            KitchenEvent::TicketRecalled { ticket_id, undone, .. } => self.with_ticket(*ticket_id, |t| {
                t.bumped_at = None;
                if !undone {
                    t.recalled_at = Some(at);
                }
            }),
            // The kitchen hears this alone of a party's leaving.
            KitchenEvent::TableClosed { closed, .. } => {
                self.status = if *closed { SessionStatus::Closed } else { SessionStatus::Open };
            }
            // What these say follows from the state: they are for screens and integrations.
            KitchenEvent::TicketPreparing { .. } | KitchenEvent::TicketReady { .. } => {}
        }
    }

    fn with_ticket(&mut self, id: TicketId, change: impl FnOnce(&mut Ticket)) {
        if let Some(order) = self.orders.iter_mut().find(|o| o.ticket(id).is_some())
            && let Some(ticket) = Arc::make_mut(order).tickets.iter_mut().find(|t| t.id == id)
        {
            change(ticket);
        }
    }
}
