//! An order leaves the cart for the kitchen.

use super::kitchen::NewStep;
use super::{LogPosition, exactly_one};
use crate::storage::error::DbError;
use crate::storage::executor::{Executor, query};
use crate::storage::sql::{change_each, insert_rows, to_json};
use comanda::At;
use comanda::ids::{OrderId, SessionId};
use comanda::party::{LineAccounting, Order};
use std::collections::BTreeMap;
use uuid::Uuid;

/// An order that was sent, with what reports ask of its lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sent<'a> {
    pub place: LogPosition,
    pub session: SessionId,
    pub order: &'a Order,
    pub accounting: &'a [LineAccounting],
}

/// Orders sent, in log order: their items and tickets begin, the cart lines they took end.
pub(super) async fn created(executor: &mut Executor, sent: &[Sent<'_>]) -> Result<(), DbError> {
    insert_rows(
        executor,
        "INSERT INTO orders (store_id, id, session_id, seq, business_day, day_number, number, short_number, sent_at, sent_by,
             estimated_ready_at, confirmed_at) VALUES",
        12,
        sent,
        |row, Sent { place, session, order, .. }| {
            Ok(row
                .bind(place.store.0)
                .bind(order.id.0)
                .bind(session.0)
                .bind(place.seq)
                .bind(i64::from(place.numbering.day.0))
                .bind(i64::from(place.numbering.next))
                .bind(&order.number)
                .bind(&order.short)
                .bind(order.sent_at.0)
                .bind(to_json(&order.sent_by)?)
                .bind(order.estimated_ready_at.0)
                .bind(order.confirmed_at.map(|at| at.0)))
        },
    )
    .await?;
    items(executor, sent).await?;
    tickets(executor, sent).await?;
    let Some(Sent { place, .. }) = sent.last() else { return Ok(()) };
    // The lines are items now, under the same ids. A line of another party's that was given the same id stays theirs.
    let taken: Vec<Uuid> = sent.iter().flat_map(|sent| &sent.order.items).map(|item| item.id.0).collect();
    let lines = "DELETE FROM cart_lines WHERE store_id = $1 AND session_id =
                 (SELECT i.session_id FROM order_items i WHERE i.store_id = cart_lines.store_id AND i.id = cart_lines.id) AND id IN";
    change_each(executor, lines, place.store, None, &taken).await?;
    // Numbers only grow: the last of a day is the day's last.
    let days: BTreeMap<_, _> = sent.iter().map(|sent| (sent.place.numbering.day.0, sent.place.numbering.next)).collect();
    for (day, last) in days {
        let counter = query(
            "INSERT INTO order_counters (store_id, business_day, last) VALUES ($1, $2, $3)
             ON CONFLICT (store_id, business_day) DO UPDATE SET last = excluded.last",
        )
        .bind(place.store.0)
        .bind(i64::from(day))
        .bind(i64::from(last));
        exactly_one(executor, counter).await?;
    }
    Ok(())
}

async fn items(executor: &mut Executor, sent: &[Sent<'_>]) -> Result<(), DbError> {
    let rows: Vec<_> = sent
        .iter()
        .flat_map(|sent| (0_i64..).zip(&sent.order.items).map(move |(position, item)| (sent, position, item)))
        .collect();
    insert_rows(
        executor,
        "INSERT INTO order_items (store_id, id, order_id, session_id, position, product_id, name, modifiers, allergens, quantity,
             unit_price, rate_bps, category_id, category_name, tax_class_id, tax_class_name, cost, note, added_by, guest_id,
             station_id, status) VALUES",
        22,
        &rows,
        |row, (sent, position, item)| {
            let known = sent.accounting.iter().find(|line| line.item == item.id).ok_or(DbError::Damaged)?;
            Ok(row
                .bind(sent.place.store.0)
                .bind(item.id.0)
                .bind(sent.order.id.0)
                .bind(sent.session.0)
                .bind(*position)
                .bind(item.product.0)
                .bind(&item.name)
                .bind(to_json(&item.modifiers)?)
                .bind(to_json(&item.allergens)?)
                .bind(i64::from(item.quantity))
                .bind(item.unit_price)
                .bind(item.rate.0)
                .bind(known.category.0)
                .bind(&known.category_name)
                .bind(known.tax_class.0)
                .bind(&known.tax_class_name)
                .bind(known.cost)
                .bind(&item.note)
                .bind(to_json(&item.by)?)
                .bind(item.guest.map(|g| g.0))
                .bind(item.station.0)
                .bind(item.status.word()))
        },
    )
    .await?;
    let steps: Vec<_> = rows
        .iter()
        .flat_map(|(sent, _, item)| {
            item.steps.iter().map(|step| NewStep { place: sent.place, session: sent.session, item: item.id, step })
        })
        .collect();
    super::kitchen::steps(executor, &steps).await
}

async fn tickets(executor: &mut Executor, sent: &[Sent<'_>]) -> Result<(), DbError> {
    let rows: Vec<_> = sent
        .iter()
        .flat_map(|sent| (0_i64..).zip(&sent.order.tickets).map(move |(position, ticket)| (sent, position, ticket)))
        .collect();
    insert_rows(
        executor,
        "INSERT INTO tickets (store_id, id, order_id, session_id, position, station_id, sent_at) VALUES",
        7,
        &rows,
        |row, (sent, position, ticket)| {
            Ok(row
                .bind(sent.place.store.0)
                .bind(ticket.id.0)
                .bind(sent.order.id.0)
                .bind(sent.session.0)
                .bind(*position)
                .bind(ticket.station.0)
                .bind(sent.order.sent_at.0))
        },
    )
    .await
}

pub(super) async fn confirmed(executor: &mut Executor, place: LogPosition, order: OrderId, at: At) -> Result<(), DbError> {
    let update =
        query("UPDATE orders SET confirmed_at = $3 WHERE store_id = $1 AND id = $2").bind(place.store.0).bind(order.0).bind(at.0);
    exactly_one(executor, update).await
}
