//! What each event changes in the tables: one arm per event, inside the command's transaction.
//! The twin of the rulebook's `evolve`; tests hold the two against each other.

mod cart;
mod kitchen;
mod menu;
mod orders;
mod party;
mod service;
mod session;
mod shop;

use super::error::{Constraint, DbError};
use super::executor::{Executor, Statement};
use comanda::event::Event;
use comanda::ids::{ItemId, SessionId, StoreId};
use comanda::party::CartOperation;
use comanda::party::{CartLine, Numbering, Step};
use comanda::{At, PartyEvent};
use kitchen::NewStep;
use orders::Sent;

/// Where and when an event happens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LogPosition {
    pub store: StoreId,
    /// The event's position in the log; it orders the rows the event makes.
    pub seq: i64,
    pub at: At,
    /// The business day, and the number that a sent order gets.
    pub numbering: Numbering,
}

/// Applies events in log order. What is only ever added to, or moves one way, is gathered over many events and written a table
/// at a time: a group of commands costs a few statements, not a few each.
/// Errors: [`DbError::Constraint`] for what contradicts the tables; the caller rolls back.
pub(crate) async fn all(executor: &mut Executor, events: &[(LogPosition, &Event)]) -> Result<(), DbError> {
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
    lines: Vec<(LogPosition, SessionId, &'a CartLine)>,
    orders: Vec<Sent<'a>>,
    moves: Vec<(LogPosition, SessionId, ItemId, Step)>,
}

impl<'a> Gathered<'a> {
    /// False for what has to be written by itself, after everything before it.
    fn takes(&mut self, place: LogPosition, event: &'a Event) -> bool {
        match event {
            Event::Party(PartyEvent::CartUpdated { party, operation: CartOperation::Added { line }, .. }) => {
                self.lines.push((place, party.session_id, line));
            }
            Event::Party(PartyEvent::OrderCreated { order_ref, order, accounting, .. }) => {
                self.orders.push(Sent { place, session: order_ref.session_id, order, accounting });
            }
            Event::Party(PartyEvent::ItemStatusChanged { order_ref, item_id, new, by, undone: false, .. }) => {
                self.moves.push((place, order_ref.session_id, *item_id, Step { to: *new, at: place.at, by: by.clone() }));
            }
            Event::Party(event) => return party::changes_nothing(event),
            Event::Kitchen(event) => return kitchen::changes_nothing(event),
            Event::Shop(_) => return false,
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
async fn one(executor: &mut Executor, place: LogPosition, event: &Event) -> Result<(), DbError> {
    match event {
        Event::Party(event) => party::one(executor, place, event).await,
        Event::Kitchen(event) => kitchen::one(executor, place, event).await,
        Event::Shop(event) => shop::one(executor, place, event).await,
    }
}

/// A change that must find its row: otherwise tables and log have parted.
async fn exactly_one(executor: &mut Executor, change: Statement<'_>) -> Result<(), DbError> {
    match change.run(executor).await? {
        1 => Ok(()),
        _ => Err(DbError::Constraint(Constraint::Reference)),
    }
}
