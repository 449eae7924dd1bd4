//! An order leaves the cart for the kitchen.

use super::{Place, exactly_one};
use crate::store::error::DbError;
use crate::store::sql::{insert_rows, to_json};
use comanda::At;
use comanda::ids::{OrderId, SessionId};
use comanda::session::{Item, Order};
use sqlx::AnyConnection;

pub(super) async fn created(
    connection: &mut AnyConnection,
    place: Place,
    session: SessionId,
    order: &Order,
) -> Result<(), DbError> {
    let (store, session) = (place.store.to_string(), session.to_string());
    let head = sqlx::query(
        "INSERT INTO orders (store_id, id, session_id, seq, business_day, day_number, number, short_number, sent_at, sent_by,
             estimated_ready_at, confirmed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(store.clone())
    .bind(order.id.to_string())
    .bind(session.clone())
    .bind(place.seq)
    .bind(i64::from(place.numbering.day.0))
    .bind(i64::from(place.numbering.next))
    .bind(order.number.clone())
    .bind(order.short.clone())
    .bind(order.sent_at.0)
    .bind(to_json(&order.sent_by)?)
    .bind(order.estimated_ready_at.0)
    .bind(order.confirmed_at.map(|at| at.0));
    exactly_one(connection, head).await?;
    items(connection, place, &session, order).await?;
    let tickets: Vec<_> = (0_i64..).zip(&order.tickets).collect();
    insert_rows(
        connection,
        "INSERT INTO tickets (store_id, id, order_id, session_id, position, station_id, sent_at) VALUES",
        7,
        &tickets,
        |query, (position, ticket)| {
            Ok(query
                .bind(store.clone())
                .bind(ticket.id.to_string())
                .bind(order.id.to_string())
                .bind(session.clone())
                .bind(*position)
                .bind(ticket.station.to_string())
                .bind(order.sent_at.0))
        },
    )
    .await?;
    // The lines are items now; the sub-select finds them by the order.
    sqlx::query(
        "DELETE FROM cart_lines WHERE store_id = $1 AND session_id = $2
             AND id IN (SELECT i.id FROM order_items i WHERE i.store_id = $1 AND i.order_id = $3)",
    )
    .bind(store.clone())
    .bind(session.clone())
    .bind(order.id.to_string())
    .execute(&mut *connection)
    .await?;
    let counter = sqlx::query(
        "INSERT INTO order_counters (store_id, business_day, last) VALUES ($1, $2, $3)
         ON CONFLICT (store_id, business_day) DO UPDATE SET last = excluded.last",
    )
    .bind(store)
    .bind(i64::from(place.numbering.day.0))
    .bind(i64::from(place.numbering.next));
    exactly_one(connection, counter).await
}

async fn items(connection: &mut AnyConnection, place: Place, session: &str, order: &Order) -> Result<(), DbError> {
    let store = place.store.to_string();
    let rows: Vec<(i64, &Item)> = (0_i64..).zip(&order.items).collect();
    insert_rows(
        connection,
        "INSERT INTO order_items (store_id, id, order_id, session_id, position, product_id, name, modifiers, allergens, quantity,
             unit_price, rate_bps, note, added_by, guest_id, station_id, status) VALUES",
        17,
        &rows,
        |query, (position, item)| {
            Ok(query
                .bind(store.clone())
                .bind(item.id.to_string())
                .bind(order.id.to_string())
                .bind(session.to_owned())
                .bind(*position)
                .bind(item.product.to_string())
                .bind(item.name.clone())
                .bind(to_json(&item.modifiers)?)
                .bind(to_json(&item.allergens)?)
                .bind(i64::from(item.quantity))
                .bind(item.unit_price)
                .bind(item.rate.0)
                .bind(item.note.clone())
                .bind(to_json(&item.by)?)
                .bind(item.guest.map(|g| g.to_string()))
                .bind(item.station.to_string())
                .bind(item.status.word()))
        },
    )
    .await?;
    let steps: Vec<_> = order.items.iter().flat_map(|item| item.steps.iter().map(move |step| (item.id, step))).collect();
    insert_rows(
        connection,
        "INSERT INTO item_steps (store_id, item_id, seq, session_id, to_status, at, made_by) VALUES",
        7,
        &steps,
        |query, (item, step)| {
            Ok(query
                .bind(store.clone())
                .bind(item.to_string())
                .bind(place.seq)
                .bind(session.to_owned())
                .bind(step.to.word())
                .bind(step.at.0)
                .bind(to_json(&step.by)?))
        },
    )
    .await
}

pub(super) async fn confirmed(connection: &mut AnyConnection, place: Place, order: OrderId, at: At) -> Result<(), DbError> {
    let update = sqlx::query("UPDATE orders SET confirmed_at = $3 WHERE store_id = $1 AND id = $2")
        .bind(place.store.to_string())
        .bind(order.to_string())
        .bind(at.0);
    exactly_one(connection, update).await
}
