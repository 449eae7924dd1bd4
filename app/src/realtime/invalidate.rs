//! Which cached questions an event makes stale. Exhaustive: a new kind of event does not compile until it is mapped.

use crate::queries::QueryKey;
use comanda::Event;
use comanda::event::SessionChange;

/// The queries whose answers this event may have changed.
pub fn stale(event: &Event) -> Vec<QueryKey> {
    let session = event.session().map(QueryKey::Session);
    let with = |keys: &[QueryKey]| session.into_iter().chain(keys.iter().copied()).collect();
    match event {
        Event::SessionUpdated { change, .. } => match change {
            SessionChange::GuestNamed { .. } => with(&[QueryKey::Queues]),
            SessionChange::Opened { .. }
            | SessionChange::GuestJoined { .. }
            | SessionChange::StatusChanged { .. }
            | SessionChange::Closed { .. } => with(&[QueryKey::Floor, QueryKey::Queues]),
            SessionChange::CoversChanged { .. } => with(&[QueryKey::Floor]),
        },
        Event::CartUpdated { .. } => with(&[QueryKey::Floor]),
        Event::AssistanceRequested { .. } | Event::AssistanceAcknowledged { .. } => with(&[QueryKey::Floor, QueryKey::Queues]),
        Event::OrderCreated { .. } => with(&[QueryKey::Floor, QueryKey::Boards]),
        Event::ItemStatusChanged { .. } => with(&[QueryKey::Floor, QueryKey::Queues, QueryKey::Boards]),
        Event::TicketAcknowledged { .. } | Event::TicketCompleted { .. } | Event::TicketRecalled { .. } => {
            with(&[QueryKey::Boards])
        }
        Event::OrderConfirmed { .. } => with(&[]),
        // These follow from the item and ticket events of the same command, which have their own arms.
        Event::OrderStatusChanged { .. }
        | Event::OrderReady { .. }
        | Event::OrderCancelled { .. }
        | Event::TicketPreparing { .. }
        | Event::TicketReady { .. } => Vec::new(),
        Event::BillUpdated { .. } | Event::PaymentCompleted { .. } => with(&[QueryKey::Floor]),
        Event::AvailabilityChanged { .. } => vec![QueryKey::Menu],
    }
}
