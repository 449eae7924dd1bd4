//! Sessions as the tables have them: any number of them in one query a table, never one a session.

mod rows;

use super::db::Db;
use super::error::DbError;
use super::sql::{id, in_list};
use comanda::ids::{ItemId, OrderId, SessionId, StoreId};
use comanda::session::{Item, Order, Session, Step, Ticket};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

/// One session of a store, with everything in it.
pub async fn load(db: &Db, store: StoreId, session: SessionId) -> Result<Option<Session>, DbError> {
    let mut snapshot = db.snapshot().await?;
    let found = one(&mut snapshot, store, session).await?;
    snapshot.rollback().await?;
    Ok(found)
}

/// Every session of a store that is not closed, oldest first.
pub async fn load_open(db: &Db, store: StoreId) -> Result<Vec<Session>, DbError> {
    let mut snapshot = db.snapshot().await?;
    let found = open(&mut snapshot, store).await?;
    snapshot.rollback().await?;
    Ok(found)
}

/// The session an order of this store belongs to.
pub async fn session_of_order(db: &Db, store: StoreId, order: OrderId) -> Result<Option<SessionId>, DbError> {
    let row = sqlx::query("SELECT session_id FROM orders WHERE store_id = $1 AND id = $2")
        .bind(store.to_string())
        .bind(order.to_string())
        .fetch_optional(&db.read)
        .await?;
    row.map(|row| id(&row, "session_id")).transpose()
}

/// Ids of every session of a store, closed ones included, oldest first.
pub async fn ids(db: &Db, store: StoreId) -> Result<Vec<SessionId>, DbError> {
    let rows = sqlx::query("SELECT id FROM sessions WHERE store_id = $1 ORDER BY opened_at, id")
        .bind(store.to_string())
        .fetch_all(&db.read)
        .await?;
    rows.iter().map(|row| id(row, "id")).collect()
}

pub(crate) async fn open(connection: &mut AnyConnection, store: StoreId) -> Result<Vec<Session>, DbError> {
    let found = sqlx::query("SELECT id FROM sessions WHERE store_id = $1 AND status <> 'closed'")
        .bind(store.to_string())
        .fetch_all(&mut *connection)
        .await?;
    let ids: Vec<SessionId> = found.iter().map(|row| id(row, "id")).collect::<Result<_, _>>()?;
    many(connection, store, &ids).await
}

pub(crate) async fn one(connection: &mut AnyConnection, store: StoreId, session: SessionId) -> Result<Option<Session>, DbError> {
    Ok(many(connection, store, &[session]).await?.pop())
}

/// Those of `ids` that exist, oldest first.
pub(crate) async fn many(connection: &mut AnyConnection, store: StoreId, ids: &[SessionId]) -> Result<Vec<Session>, DbError> {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let mut sessions = in_list(connection, "SELECT * FROM sessions WHERE store_id = $1 AND id IN", store, &ids)
        .await?
        .iter()
        .map(rows::session)
        .collect::<Result<Vec<_>, _>>()?;
    if sessions.is_empty() {
        return Ok(sessions);
    }
    let mut guests = by_session(
        in_list(connection, "SELECT * FROM guests WHERE store_id = $1 AND session_id IN", store, &ids).await?,
        rows::guest,
    )?;
    let mut cart = by_session(
        in_list(connection, "SELECT * FROM cart_lines WHERE store_id = $1 AND session_id IN", store, &ids).await?,
        rows::cart_line,
    )?;
    let mut calls = by_session(
        in_list(connection, "SELECT * FROM calls WHERE store_id = $1 AND session_id IN", store, &ids).await?,
        rows::call,
    )?;
    let mut legs = by_session(
        in_list(connection, "SELECT * FROM payment_legs WHERE store_id = $1 AND session_id IN", store, &ids).await?,
        rows::leg,
    )?;
    let mut orders = orders(connection, store, &ids).await?;
    for session in &mut sessions {
        session.guests = in_order(guests.remove(&session.id));
        session.cart = in_order(cart.remove(&session.id));
        session.calls = in_order(calls.remove(&session.id));
        session.legs = in_order(legs.remove(&session.id));
        session.orders = in_order(orders.remove(&session.id)).into_iter().map(Arc::new).collect();
    }
    sessions.sort_by_key(|s| (s.opened_at, s.id));
    Ok(sessions)
}

type Grouped<K, T> = HashMap<K, Vec<(i64, T)>>;

async fn orders(
    connection: &mut AnyConnection,
    store: StoreId,
    sessions: &[String],
) -> Result<Grouped<SessionId, Order>, DbError> {
    let mut orders = by_session(
        in_list(connection, "SELECT * FROM orders WHERE store_id = $1 AND session_id IN", store, sessions).await?,
        rows::order,
    )?;
    if orders.is_empty() {
        return Ok(orders);
    }
    let items = in_list(connection, "SELECT * FROM order_items WHERE store_id = $1 AND session_id IN", store, sessions).await?;
    let steps = in_list(connection, "SELECT * FROM item_steps WHERE store_id = $1 AND session_id IN", store, sessions).await?;
    let tickets = in_list(connection, "SELECT * FROM tickets WHERE store_id = $1 AND session_id IN", store, sessions).await?;
    let mut steps: Grouped<ItemId, Step> = grouped(steps, "item_id", "seq", rows::step)?;
    let mut items: Grouped<OrderId, Item> = grouped(items, "order_id", "position", rows::item)?;
    let mut tickets: Grouped<OrderId, Ticket> = grouped(tickets, "order_id", "position", rows::ticket)?;
    for (_, order) in orders.values_mut().flatten() {
        order.items = in_order(items.remove(&order.id));
        order.tickets = in_order(tickets.remove(&order.id));
        for item in &mut order.items {
            item.steps = in_order(steps.remove(&item.id));
        }
    }
    Ok(orders)
}

fn by_session<T>(rows: Vec<AnyRow>, read: impl Fn(&AnyRow) -> Result<T, DbError>) -> Result<Grouped<SessionId, T>, DbError> {
    grouped(rows, "session_id", "seq", read)
}

fn grouped<K: Eq + Hash + std::str::FromStr, T>(
    rows: Vec<AnyRow>,
    key: &str,
    place: &str,
    read: impl Fn(&AnyRow) -> Result<T, DbError>,
) -> Result<Grouped<K, T>, DbError> {
    let mut groups: Grouped<K, T> = HashMap::new();
    for row in &rows {
        groups.entry(id(row, key)?).or_default().push((super::sql::int(row, place)?, read(row)?));
    }
    Ok(groups)
}

fn in_order<T>(group: Option<Vec<(i64, T)>>) -> Vec<T> {
    let mut group = group.unwrap_or_default();
    group.sort_by_key(|(place, _)| *place);
    group.into_iter().map(|(_, one)| one).collect()
}
