//! Items and tickets on their way through the kitchen.

use super::{LogPosition, exactly_one};
use crate::storage::error::{Constraint, DbError};
use crate::storage::executor::{Executor, query};
use crate::storage::sql::{change_each, insert_rows, to_json};
use comanda::ids::{ItemId, SessionId, TicketId};
use comanda::party::{ItemStatus, Step};
use comanda::{By, KitchenEvent};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// A step an item has taken.
pub(super) struct NewStep<'a> {
    pub place: LogPosition,
    pub session: SessionId,
    pub item: ItemId,
    pub step: &'a Step,
}

/// What follows from the state and changes no row.
pub(super) fn changes_nothing(event: &KitchenEvent) -> bool {
    matches!(event, KitchenEvent::TicketPreparing { .. } | KitchenEvent::TicketReady { .. } | KitchenEvent::TableClosed { .. })
}

/// Applies an event that is written by itself.
pub(super) async fn one(executor: &mut Executor, place: LogPosition, event: &KitchenEvent) -> Result<(), DbError> {
    match event {
        KitchenEvent::TicketAcknowledged { ticket_id, chef, .. } => seen(executor, place, *ticket_id, chef).await,
        KitchenEvent::TicketCompleted { ticket_id, .. } => bumped(executor, place, *ticket_id).await,
        KitchenEvent::TicketRecalled { ticket_id, undone, .. } => recalled(executor, place, *ticket_id, *undone).await,
        KitchenEvent::TicketPreparing { .. } | KitchenEvent::TicketReady { .. } | KitchenEvent::TableClosed { .. } => Ok(()),
    }
}

/// Items that moved on, in log order; an item may move more than once.
pub(super) async fn moved(executor: &mut Executor, moves: &[NewStep<'_>]) -> Result<(), DbError> {
    let Some(NewStep { place, .. }) = moves.last() else { return Ok(()) };
    let last: HashMap<ItemId, ItemStatus> = moves.iter().map(|m| (m.item, m.step.to)).collect();
    let mut by_status: BTreeMap<&'static str, Vec<Uuid>> = BTreeMap::new();
    for (item, status) in last {
        by_status.entry(status.word()).or_default().push(item.0);
    }
    for (status, items) in by_status {
        let head = "UPDATE order_items SET status = $2 WHERE store_id = $1 AND id IN";
        if change_each(executor, head, place.store, Some(status), &items).await? != items.len() as u64 {
            return Err(DbError::Constraint(Constraint::Reference));
        }
    }
    steps(executor, moves).await
}

pub(super) async fn steps(executor: &mut Executor, steps: &[NewStep<'_>]) -> Result<(), DbError> {
    insert_rows(
        executor,
        "INSERT INTO item_steps (store_id, item_id, seq, session_id, to_status, at, made_by) VALUES",
        7,
        steps,
        |row, NewStep { place, session, item, step }| {
            Ok(row
                .bind(place.store.0)
                .bind(item.0)
                .bind(place.seq)
                .bind(session.0)
                .bind(step.to.word())
                .bind(step.at.0)
                .bind(to_json(&step.by)?))
        },
    )
    .await
}

/// The last step of an item is taken back.
pub(super) async fn undone(executor: &mut Executor, place: LogPosition, item: ItemId, new: ItemStatus) -> Result<(), DbError> {
    let (store, item) = (place.store.0, item.0);
    let update =
        query("UPDATE order_items SET status = $3 WHERE store_id = $1 AND id = $2").bind(store).bind(item).bind(new.word());
    exactly_one(executor, update).await?;
    let step = query(
        "DELETE FROM item_steps WHERE store_id = $1 AND item_id = $2
             AND seq = (SELECT MAX(s.seq) FROM item_steps s WHERE s.store_id = $1 AND s.item_id = $2)",
    )
    .bind(store)
    .bind(item);
    exactly_one(executor, step).await
}

async fn seen(executor: &mut Executor, place: LogPosition, ticket: TicketId, chef: &By) -> Result<(), DbError> {
    let update = query("UPDATE tickets SET seen_at = $3, seen_by = $4 WHERE store_id = $1 AND id = $2")
        .bind(place.store.0)
        .bind(ticket.0)
        .bind(place.at.0)
        .bind(to_json(chef)?);
    exactly_one(executor, update).await
}

async fn bumped(executor: &mut Executor, place: LogPosition, ticket: TicketId) -> Result<(), DbError> {
    let update = query("UPDATE tickets SET bumped_at = $3 WHERE store_id = $1 AND id = $2")
        .bind(place.store.0)
        .bind(ticket.0)
        .bind(place.at.0);
    exactly_one(executor, update).await
}

async fn recalled(executor: &mut Executor, place: LogPosition, ticket: TicketId, undone: bool) -> Result<(), DbError> {
    let update = if undone {
        query("UPDATE tickets SET bumped_at = NULL WHERE store_id = $1 AND id = $2").bind(place.store.0).bind(ticket.0)
    } else {
        query("UPDATE tickets SET bumped_at = NULL, recalled_at = $3 WHERE store_id = $1 AND id = $2")
            .bind(place.store.0)
            .bind(ticket.0)
            .bind(place.at.0)
    };
    exactly_one(executor, update).await
}
