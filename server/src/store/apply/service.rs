//! Calls for the waiter, and payments.

use super::{Place, exactly_one};
use crate::store::error::DbError;
use crate::store::link::{Link, query};
use crate::store::sql::{to_json, to_word};
use comanda::By;
use comanda::ids::{CallId, SessionId};
use comanda::session::{Call, PaymentLeg};

pub(super) async fn requested(link: &mut Link, place: Place, session: SessionId, call: &Call) -> Result<(), DbError> {
    let insert =
        query("INSERT INTO calls (store_id, id, session_id, seq, kind, called_by, at) VALUES ($1, $2, $3, $4, $5, $6, $7)")
            .bind(place.store.0)
            .bind(call.id.0)
            .bind(session.0)
            .bind(place.seq)
            .bind(call.kind.word())
            .bind(to_json(&call.by)?)
            .bind(call.at.0);
    exactly_one(link, insert).await
}

pub(super) async fn acknowledged(link: &mut Link, place: Place, call: CallId, by: &By) -> Result<(), DbError> {
    let update = query("UPDATE calls SET acknowledged_at = $3, acknowledged_by = $4 WHERE store_id = $1 AND id = $2")
        .bind(place.store.0)
        .bind(call.0)
        .bind(place.at.0)
        .bind(to_json(by)?);
    exactly_one(link, update).await
}

pub(super) async fn paid(link: &mut Link, place: Place, session: SessionId, leg: &PaymentLeg) -> Result<(), DbError> {
    let insert = query(
        "INSERT INTO payment_legs (store_id, id, session_id, seq, method, status, amount, tip, tendered, at, taken_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(place.store.0)
    .bind(leg.id.0)
    .bind(session.0)
    .bind(place.seq)
    .bind(leg.method.word())
    .bind(to_word(leg.status)?)
    .bind(leg.amount)
    .bind(leg.tip)
    .bind(leg.tendered)
    .bind(leg.at.0)
    .bind(to_json(&leg.by)?);
    exactly_one(link, insert).await
}
