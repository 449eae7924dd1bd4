//! What an event of a party changes in the tables.

use super::{LogPosition, cart, kitchen, orders, service, session};
use crate::storage::error::DbError;
use crate::storage::executor::Executor;
use comanda::PartyEvent;

/// What follows from the state and changes no row.
pub(super) fn changes_nothing(event: &PartyEvent) -> bool {
    matches!(
        event,
        PartyEvent::OrderStatusChanged { .. }
            | PartyEvent::OrderReady { .. }
            | PartyEvent::OrderCancelled { .. }
            | PartyEvent::BillUpdated { .. }
    )
}

/// Applies an event that is written by itself.
pub(super) async fn one(executor: &mut Executor, place: LogPosition, event: &PartyEvent) -> Result<(), DbError> {
    match event {
        PartyEvent::SessionUpdated { party, by, change } => session::change(executor, place, party, by, change).await,
        PartyEvent::CartUpdated { party, operation, .. } => cart::operation(executor, place, party.session_id, operation).await,
        PartyEvent::AssistanceRequested { party, call } => service::requested(executor, place, party.session_id, call).await,
        PartyEvent::AssistanceAcknowledged { call_id, by, .. } => service::acknowledged(executor, place, *call_id, by).await,
        PartyEvent::AssistanceResolved { call_id, by, .. } => service::resolved(executor, place, *call_id, by).await,
        PartyEvent::AssistanceReopened { call_id, .. } => service::reopened(executor, place, *call_id).await,
        PartyEvent::OrderConfirmed { order_ref, confirmed_at } => {
            orders::confirmed(executor, place, order_ref.order_id, *confirmed_at).await
        }
        PartyEvent::ItemStatusChanged { item_id, new, .. } => kitchen::undone(executor, place, *item_id, *new).await,
        PartyEvent::PaymentCompleted { party, leg, .. } => service::paid(executor, place, party.session_id, leg).await,
        PartyEvent::PaymentVoided { leg_id, by, reason, .. } => {
            service::voided(executor, place, *leg_id, by, reason.as_deref()).await
        }
        // Gathered, or no change.
        PartyEvent::OrderCreated { .. }
        | PartyEvent::OrderStatusChanged { .. }
        | PartyEvent::OrderReady { .. }
        | PartyEvent::OrderCancelled { .. }
        | PartyEvent::BillUpdated { .. } => Ok(()),
    }
}
