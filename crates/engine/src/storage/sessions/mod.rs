//! Sessions as the tables have them: any number of them in one query a table, never one a session.

mod rows;

use super::db::Db;
use super::error::DbError;
use super::executor::{Executor, Row, query};
use super::sql::{id, in_list, text};
use comanda::At;
use comanda::ids::{ItemId, OrderId, SessionId, StoreId};
use comanda::party::{Item, Order, Session, Step, Ticket};
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;
use uuid::Uuid;

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

/// Whether a party's stay goes on; not so for one that is not there.
pub async fn is_open(db: &Db, store: StoreId, session: SessionId) -> Result<bool, DbError> {
    let row = sqlx::query("SELECT status FROM sessions WHERE store_id = $1 AND id = $2")
        .bind(store.to_string())
        .bind(session.to_string())
        .fetch_optional(&db.read)
        .await?;
    Ok(row.map(|row| text(&row, "status")).transpose()?.is_some_and(|status| status != "closed"))
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

pub(crate) async fn open(executor: &mut Executor, store: StoreId) -> Result<Vec<Session>, DbError> {
    let found = query("SELECT id FROM sessions WHERE store_id = $1 AND status <> 'closed'").bind(store.0).all(executor).await?;
    let ids: Vec<SessionId> = found.iter().map(|row| id(row, "id")).collect::<Result<_, _>>()?;
    many(executor, store, &ids).await
}

/// Closed after `since` with a dish that nobody has served. Through the index of closed sessions, then their orders.
const UNSERVED: &str = "SELECT s.id FROM sessions s
     WHERE s.store_id = $1 AND s.closed_at > $2 AND EXISTS (SELECT 1 FROM orders o CROSS JOIN order_items i
         WHERE o.store_id = s.store_id AND o.session_id = s.id
             AND i.store_id = o.store_id AND i.order_id = o.id AND i.status NOT IN ('served', 'cancelled'))";

/// Sessions that are over and that waiters still need: closed after `unserved_since` with a dish to serve, or closed after
/// `left_since`, the last `most` of them.
pub(crate) async fn lingering(
    executor: &mut Executor,
    store: StoreId,
    unserved_since: At,
    left_since: At,
    most: i64,
) -> Result<Vec<Session>, DbError> {
    let mut ids: Vec<SessionId> = query(UNSERVED)
        .bind(store.0)
        .bind(unserved_since.0)
        .all(executor)
        .await?
        .iter()
        .map(|row| id(row, "id"))
        .collect::<Result<_, _>>()?;
    let left = query("SELECT id FROM sessions WHERE store_id = $1 AND closed_at > $2 ORDER BY closed_at DESC LIMIT $3")
        .bind(store.0)
        .bind(left_since.0)
        .bind(most)
        .all(executor)
        .await?;
    for row in &left {
        let id = id(row, "id")?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    many(executor, store, &ids).await
}

pub(crate) async fn one(executor: &mut Executor, store: StoreId, session: SessionId) -> Result<Option<Session>, DbError> {
    Ok(many(executor, store, &[session]).await?.pop())
}

/// Those of `ids` that exist, oldest first.
pub(crate) async fn many(executor: &mut Executor, store: StoreId, ids: &[SessionId]) -> Result<Vec<Session>, DbError> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let mut sessions = in_list(executor, "SELECT * FROM sessions WHERE store_id = $1 AND id IN", store, &ids)
        .await?
        .iter()
        .map(rows::session)
        .collect::<Result<Vec<_>, _>>()?;
    if sessions.is_empty() {
        return Ok(sessions);
    }
    let mut guests = by_session(
        in_list(executor, "SELECT * FROM guests WHERE store_id = $1 AND session_id IN", store, &ids).await?,
        rows::guest,
    )?;
    let mut cart = by_session(
        in_list(executor, "SELECT * FROM cart_lines WHERE store_id = $1 AND session_id IN", store, &ids).await?,
        rows::cart_line,
    )?;
    let mut calls = by_session(
        in_list(executor, "SELECT * FROM calls WHERE store_id = $1 AND session_id IN", store, &ids).await?,
        rows::call,
    )?;
    let mut legs = by_session(
        in_list(executor, "SELECT * FROM payment_legs WHERE store_id = $1 AND session_id IN", store, &ids).await?,
        rows::leg,
    )?;
    let mut orders = orders(executor, store, &ids).await?;
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

/// Through their orders: an index of their own by session would be written all over with every order. `CROSS JOIN`, since SQLite
/// keeps the order of such a join (<https://sqlite.org/optoverview.html#crossjoin>); left to itself it may begin with every item of
/// the restaurant.
const ITEMS: &str = "SELECT i.* FROM orders o CROSS JOIN order_items i
     WHERE i.store_id = o.store_id AND i.order_id = o.id AND o.store_id = $1 AND o.session_id IN";
const STEPS: &str = "SELECT s.* FROM orders o CROSS JOIN order_items i CROSS JOIN item_steps s
     WHERE i.store_id = o.store_id AND i.order_id = o.id AND s.store_id = i.store_id AND s.item_id = i.id
         AND o.store_id = $1 AND o.session_id IN";
const TICKETS: &str = "SELECT t.* FROM orders o CROSS JOIN tickets t
     WHERE t.store_id = o.store_id AND t.order_id = o.id AND o.store_id = $1 AND o.session_id IN";

type Grouped<K, T> = HashMap<K, Vec<(i64, T)>>;

async fn orders(executor: &mut Executor, store: StoreId, sessions: &[Uuid]) -> Result<Grouped<SessionId, Order>, DbError> {
    let mut orders = by_session(
        in_list(executor, "SELECT * FROM orders WHERE store_id = $1 AND session_id IN", store, sessions).await?,
        rows::order,
    )?;
    if orders.is_empty() {
        return Ok(orders);
    }
    let items = in_list(executor, ITEMS, store, sessions).await?;
    let steps = in_list(executor, STEPS, store, sessions).await?;
    let tickets = in_list(executor, TICKETS, store, sessions).await?;
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

fn by_session<T>(rows: Vec<Row>, read: impl Fn(&Row) -> Result<T, DbError>) -> Result<Grouped<SessionId, T>, DbError> {
    grouped(rows, "session_id", "seq", read)
}

fn grouped<K: Eq + Hash + std::str::FromStr, T>(
    rows: Vec<Row>,
    key: &str,
    place: &str,
    read: impl Fn(&Row) -> Result<T, DbError>,
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
