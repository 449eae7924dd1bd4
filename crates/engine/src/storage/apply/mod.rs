//! What each event changes in the tables: one arm per event, inside the command's transaction.
//! The twin of the rulebook's `evolve`; tests hold the two against each other.

mod cart;
mod kitchen;
mod orders;
mod service;
mod session;

use super::error::{Constraint, DbError};
use super::executor::{Executor, Statement, query};
use crate::ids;
use comanda::event::{CartOperation, Event};
use comanda::ids::{ItemId, SessionId, StoreId};
use comanda::session::{CartLine, Numbering, Order, Step};
use comanda::{At, menu::Availability};
use kitchen::NewStep;

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

/// Applies events in log order. What is only ever added to, or moves one way, is gathered over many events and written a table
/// at a time: a group of commands costs a few statements, not a few each.
/// Errors: [`DbError::Constraint`] for what contradicts the tables; the caller rolls back.
pub(crate) async fn all(executor: &mut Executor, events: &[(Place, &Event)]) -> Result<(), DbError> {
    let mut gathered = Gathered::default();
    for (place, event) in events {
        if !gathered.takes(*place, event) {
            gathered.write(executor).await?;
            one(executor, *place, event).await?;
        }
    }
    gathered.write(executor).await
}

/// Changes that wait to be written together.
#[derive(Default)]
struct Gathered<'a> {
    lines: Vec<(Place, SessionId, &'a CartLine)>,
    orders: Vec<(Place, SessionId, &'a Order)>,
    moves: Vec<(Place, SessionId, ItemId, Step)>,
}

impl<'a> Gathered<'a> {
    /// False for what has to be written by itself, after everything before it.
    fn takes(&mut self, place: Place, event: &'a Event) -> bool {
        match event {
            Event::CartUpdated { table, operation: CartOperation::Added { line }, .. } => {
                self.lines.push((place, table.session_id, line));
            }
            Event::OrderCreated { order_ref, order, .. } => self.orders.push((place, order_ref.session_id, order)),
            Event::ItemStatusChanged { order_ref, item_id, new, by, undone: false, .. } => {
                self.moves.push((place, order_ref.session_id, *item_id, Step { to: *new, at: place.at, by: by.clone() }));
            }
            // They follow from the state and change none.
            Event::OrderStatusChanged { .. }
            | Event::OrderReady { .. }
            | Event::OrderCancelled { .. }
            | Event::TicketPreparing { .. }
            | Event::TicketReady { .. }
            | Event::TableClosed { .. }
            | Event::BillUpdated { .. } => {}
            _ => return false,
        }
        true
    }

    /// Lines lie in a cart before an order takes them, and items are there before they move.
    async fn write(&mut self, executor: &mut Executor) -> Result<(), DbError> {
        let Self { lines, orders, moves } = std::mem::take(self);
        cart::added(executor, &lines).await?;
        if !orders.is_empty() {
            orders::created(executor, &orders).await?;
        }
        let moves: Vec<_> = moves
            .iter()
            .map(|(place, session, item, step)| NewStep { place: *place, session: *session, item: *item, step })
            .collect();
        kitchen::moved(executor, &moves).await
    }
}

/// Applies an event that is written by itself.
async fn one(executor: &mut Executor, place: Place, event: &Event) -> Result<(), DbError> {
    match event {
        Event::SessionUpdated { table, by, change } => session::change(executor, place, table, by, change).await,
        Event::CartUpdated { table, operation, .. } => cart::operation(executor, place, table.session_id, operation).await,
        Event::AssistanceRequested { table, call } => service::requested(executor, place, table.session_id, call).await,
        Event::AssistanceAcknowledged { call_id, by, .. } => service::acknowledged(executor, place, *call_id, by).await,
        Event::AssistanceResolved { call_id, by, .. } => service::resolved(executor, place, *call_id, by).await,
        Event::AssistanceReopened { call_id, .. } => service::reopened(executor, place, *call_id).await,
        Event::OrderConfirmed { order_ref, confirmed_at } => {
            orders::confirmed(executor, place, order_ref.order_id, *confirmed_at).await
        }
        Event::ItemStatusChanged { item_id, new, .. } => kitchen::undone(executor, place, *item_id, *new).await,
        Event::TicketAcknowledged { ticket_id, chef, .. } => kitchen::seen(executor, place, *ticket_id, chef).await,
        Event::TicketCompleted { ticket_id, .. } => kitchen::bumped(executor, place, *ticket_id).await,
        Event::TicketRecalled { ticket_id, undone, .. } => kitchen::recalled(executor, place, *ticket_id, *undone).await,
        Event::PaymentCompleted { table, leg, .. } => service::paid(executor, place, table.session_id, leg).await,
        Event::PaymentVoided { leg_id, by, reason, .. } => service::voided(executor, place, *leg_id, by, reason.as_deref()).await,
        // A secret of the database's own: the log says that it was drawn, not what it is.
        Event::TableTokenRotated { table_id, .. } => {
            let update = query("UPDATE tables SET token = $3 WHERE store_id = $1 AND id = $2")
                .bind(place.store.0)
                .bind(table_id.0)
                .bind(ids::table_token());
            exactly_one(executor, update).await
        }
        Event::AvailabilityChanged { product_id, availability, .. } => {
            let Availability { available, remaining, until, reason } = availability;
            let update = query(
                "UPDATE products SET available = $3, remaining = $4, available_from = $5, unavailable_reason = $6
                 WHERE store_id = $1 AND id = $2",
            )
            .bind(place.store.0)
            .bind(product_id.0)
            .bind(i64::from(*available))
            .bind(remaining.map(i64::from))
            .bind(until.map(|at| at.0))
            .bind(reason);
            exactly_one(executor, update).await
        }
        // Gathered.
        Event::OrderCreated { .. }
        | Event::OrderStatusChanged { .. }
        | Event::OrderReady { .. }
        | Event::OrderCancelled { .. }
        | Event::TicketPreparing { .. }
        | Event::TicketReady { .. }
        | Event::TableClosed { .. }
        | Event::BillUpdated { .. } => Ok(()),
    }
}

/// A change that must find its row: otherwise tables and log have parted.
async fn exactly_one(executor: &mut Executor, change: Statement<'_>) -> Result<(), DbError> {
    match change.run(executor).await? {
        1 => Ok(()),
        _ => Err(DbError::Constraint(Constraint::Reference)),
    }
}
