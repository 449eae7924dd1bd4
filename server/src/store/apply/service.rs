//! Calls for the waiter, and payments.

use super::{Place, exactly_one};
use crate::store::error::DbError;
use crate::store::sql::{to_json, to_word};
use comanda::By;
use comanda::ids::{CallId, SessionId};
use comanda::session::{Call, PaymentLeg};
use sqlx::AnyConnection;

pub(super) async fn requested(
    connection: &mut AnyConnection,
    place: Place,
    session: SessionId,
    call: &Call,
) -> Result<(), DbError> {
    let insert =
        sqlx::query("INSERT INTO calls (store_id, id, session_id, seq, kind, called_by, at) VALUES ($1, $2, $3, $4, $5, $6, $7)")
            .bind(place.store.to_string())
            .bind(call.id.to_string())
            .bind(session.to_string())
            .bind(place.seq)
            .bind(call.kind.word())
            .bind(to_json(&call.by)?)
            .bind(call.at.0);
    exactly_one(connection, insert).await
}

pub(super) async fn acknowledged(connection: &mut AnyConnection, place: Place, call: CallId, by: &By) -> Result<(), DbError> {
    let update = sqlx::query("UPDATE calls SET acknowledged_at = $3, acknowledged_by = $4 WHERE store_id = $1 AND id = $2")
        .bind(place.store.to_string())
        .bind(call.to_string())
        .bind(place.at.0)
        .bind(to_json(by)?);
    exactly_one(connection, update).await
}

pub(super) async fn paid(
    connection: &mut AnyConnection,
    place: Place,
    session: SessionId,
    leg: &PaymentLeg,
) -> Result<(), DbError> {
    let insert = sqlx::query(
        "INSERT INTO payment_legs (store_id, id, session_id, seq, method, status, amount, tip, tendered, at, taken_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(place.store.to_string())
    .bind(leg.id.to_string())
    .bind(session.to_string())
    .bind(place.seq)
    .bind(leg.method.word())
    .bind(to_word(leg.status)?)
    .bind(leg.amount)
    .bind(leg.tip)
    .bind(leg.tendered)
    .bind(leg.at.0)
    .bind(to_json(&leg.by)?);
    exactly_one(connection, insert).await
}
