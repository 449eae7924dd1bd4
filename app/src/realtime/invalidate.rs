//! Which cached questions an event makes stale although nobody can fold it into their answers. Exhaustive: a new kind of event does
//! not compile until somebody has decided.

use crate::queries::QueryKey;
use comanda::Event;

/// The queries that have to be asked again. Answers that are followed ([`super::follow`]) are not among them.
pub fn stale(event: &Event) -> &'static [QueryKey] {
    match event {
        // The history of bumped tickets comes in pages.
        Event::TicketCompleted { .. } | Event::TicketRecalled { .. } => &[QueryKey::PastTickets],
        Event::SessionUpdated { .. }
        | Event::CartUpdated { .. }
        | Event::AssistanceRequested { .. }
        | Event::AssistanceAcknowledged { .. }
        | Event::OrderCreated { .. }
        | Event::OrderConfirmed { .. }
        | Event::OrderStatusChanged { .. }
        | Event::OrderReady { .. }
        | Event::OrderCancelled { .. }
        | Event::ItemStatusChanged { .. }
        | Event::TicketAcknowledged { .. }
        | Event::TicketPreparing { .. }
        | Event::TicketReady { .. }
        | Event::BillUpdated { .. }
        | Event::PaymentCompleted { .. }
        | Event::AvailabilityChanged { .. } => &[],
    }
}
