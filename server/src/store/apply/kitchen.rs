//! Items and tickets on their way through the kitchen.

use super::{Place, exactly_one};
use crate::store::error::DbError;
use crate::store::sql::to_json;
use comanda::By;
use comanda::ids::{ItemId, SessionId, TicketId};
use comanda::session::ItemStatus;
use sqlx::AnyConnection;

pub(super) async fn item(
    connection: &mut AnyConnection,
    place: Place,
    session: SessionId,
    item: ItemId,
    new: ItemStatus,
    by: &By,
    undone: bool,
) -> Result<(), DbError> {
    let (store, item) = (place.store.to_string(), item.to_string());
    let update = sqlx::query("UPDATE order_items SET status = $3 WHERE store_id = $1 AND id = $2")
        .bind(store.clone())
        .bind(item.clone())
        .bind(new.word());
    exactly_one(connection, update).await?;
    let step = if undone {
        sqlx::query(
            "DELETE FROM item_steps WHERE store_id = $1 AND item_id = $2
                 AND seq = (SELECT MAX(s.seq) FROM item_steps s WHERE s.store_id = $1 AND s.item_id = $2)",
        )
        .bind(store)
        .bind(item)
    } else {
        sqlx::query(
            "INSERT INTO item_steps (store_id, item_id, seq, session_id, to_status, at, made_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(store)
        .bind(item)
        .bind(place.seq)
        .bind(session.to_string())
        .bind(new.word())
        .bind(place.at.0)
        .bind(to_json(by)?)
    };
    exactly_one(connection, step).await
}

pub(super) async fn seen(connection: &mut AnyConnection, place: Place, ticket: TicketId, chef: &By) -> Result<(), DbError> {
    let update = sqlx::query("UPDATE tickets SET seen_at = $3, seen_by = $4 WHERE store_id = $1 AND id = $2")
        .bind(place.store.to_string())
        .bind(ticket.to_string())
        .bind(place.at.0)
        .bind(to_json(chef)?);
    exactly_one(connection, update).await
}

pub(super) async fn bumped(connection: &mut AnyConnection, place: Place, ticket: TicketId) -> Result<(), DbError> {
    let update = sqlx::query("UPDATE tickets SET bumped_at = $3 WHERE store_id = $1 AND id = $2")
        .bind(place.store.to_string())
        .bind(ticket.to_string())
        .bind(place.at.0);
    exactly_one(connection, update).await
}

pub(super) async fn recalled(
    connection: &mut AnyConnection,
    place: Place,
    ticket: TicketId,
    undone: bool,
) -> Result<(), DbError> {
    let update = if undone {
        sqlx::query("UPDATE tickets SET bumped_at = NULL WHERE store_id = $1 AND id = $2")
            .bind(place.store.to_string())
            .bind(ticket.to_string())
    } else {
        sqlx::query("UPDATE tickets SET bumped_at = NULL, recalled_at = $3 WHERE store_id = $1 AND id = $2")
            .bind(place.store.to_string())
            .bind(ticket.to_string())
            .bind(place.at.0)
    };
    exactly_one(connection, update).await
}
