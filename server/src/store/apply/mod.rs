//! What each event changes in the tables: one arm per event, inside the command's transaction.
//! The twin of the rulebook's `evolve`; tests hold the two against each other.

mod cart;
mod kitchen;
mod orders;
mod service;
mod session;

use super::error::{Constraint, DbError};
use super::sql::AnyQuery;
use comanda::event::Event;
use comanda::ids::StoreId;
use comanda::session::Numbering;
use comanda::{At, menu::Availability};
use sqlx::AnyConnection;

/// Where and when an event happens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub store: StoreId,
    /// The event's position in the log; it orders the rows the event makes.
    pub seq: i64,
    pub at: At,
    /// The number a sent order gets.
    pub numbering: Numbering,
}

/// Applies one event. Errors: [`DbError::Constraint`] for what contradicts the tables; the caller rolls back.
pub(crate) async fn event(connection: &mut AnyConnection, place: Place, event: &Event) -> Result<(), DbError> {
    match event {
        Event::SessionUpdated { table, by, change } => session::change(connection, place, table, by, change).await,
        Event::CartUpdated { table, operation, .. } => cart::operation(connection, place, table.session_id, operation).await,
        Event::AssistanceRequested { table, call } => service::requested(connection, place, table.session_id, call).await,
        Event::AssistanceAcknowledged { call_id, by, .. } => service::acknowledged(connection, place, *call_id, by).await,
        Event::OrderCreated { order_ref, order, .. } => orders::created(connection, place, order_ref.session_id, order).await,
        Event::OrderConfirmed { order_ref, confirmed_at } => {
            orders::confirmed(connection, place, order_ref.order_id, *confirmed_at).await
        }
        Event::ItemStatusChanged { order_ref, item_id, new, by, undone, .. } => {
            kitchen::item(connection, place, order_ref.session_id, *item_id, *new, by, *undone).await
        }
        Event::TicketAcknowledged { ticket_id, chef, .. } => kitchen::seen(connection, place, *ticket_id, chef).await,
        Event::TicketCompleted { ticket_id, .. } => kitchen::bumped(connection, place, *ticket_id).await,
        Event::TicketRecalled { ticket_id, undone, .. } => kitchen::recalled(connection, place, *ticket_id, *undone).await,
        Event::PaymentCompleted { table, leg, .. } => service::paid(connection, place, table.session_id, leg).await,
        Event::AvailabilityChanged { product_id, availability, .. } => {
            let Availability { available, remaining, until, reason } = availability;
            let update = sqlx::query(
                "UPDATE products SET available = $3, remaining = $4, available_from = $5, unavailable_reason = $6
                 WHERE store_id = $1 AND id = $2",
            )
            .bind(place.store.to_string())
            .bind(product_id.to_string())
            .bind(i64::from(*available))
            .bind(remaining.map(i64::from))
            .bind(until.map(|at| at.0))
            .bind(reason.clone());
            exactly_one(connection, update).await
        }
        // They follow from the state and change none.
        Event::OrderStatusChanged { .. }
        | Event::OrderReady { .. }
        | Event::OrderCancelled { .. }
        | Event::TicketPreparing { .. }
        | Event::TicketReady { .. }
        | Event::BillUpdated { .. } => Ok(()),
    }
}

/// A change that must find its row: otherwise tables and log have parted.
async fn exactly_one(connection: &mut AnyConnection, change: AnyQuery) -> Result<(), DbError> {
    match change.execute(connection).await?.rows_affected() {
        1 => Ok(()),
        _ => Err(DbError::Constraint(Constraint::Reference)),
    }
}
