//! Calls for the waiter, and payments.

use super::{LogPosition, exactly_one};
use crate::storage::error::DbError;
use crate::storage::executor::{Executor, query};
use crate::storage::sql::{to_json, to_word};
use comanda::By;
use comanda::ids::{CallId, LegId, SessionId};
use comanda::party::{Call, LegStatus, PaymentLeg};

pub(super) async fn requested(
    executor: &mut Executor,
    place: LogPosition,
    session: SessionId,
    call: &Call,
) -> Result<(), DbError> {
    let insert =
        query("INSERT INTO calls (store_id, id, session_id, seq, kind, called_by, at) VALUES ($1, $2, $3, $4, $5, $6, $7)")
            .bind(place.store.0)
            .bind(call.id.0)
            .bind(session.0)
            .bind(place.seq)
            .bind(call.kind.word())
            .bind(to_json(&call.by)?)
            .bind(call.at.0);
    exactly_one(executor, insert).await
}

pub(super) async fn acknowledged(executor: &mut Executor, place: LogPosition, call: CallId, by: &By) -> Result<(), DbError> {
    let update = query("UPDATE calls SET acknowledged_at = $3, acknowledged_by = $4 WHERE store_id = $1 AND id = $2")
        .bind(place.store.0)
        .bind(call.0)
        .bind(place.at.0)
        .bind(to_json(by)?);
    exactly_one(executor, update).await
}

pub(super) async fn resolved(executor: &mut Executor, place: LogPosition, call: CallId, by: &By) -> Result<(), DbError> {
    let update = query(
        "UPDATE calls SET acknowledged_at = COALESCE(acknowledged_at, $3), acknowledged_by = COALESCE(acknowledged_by, $4),
             resolved_at = $3, resolved_by = $4
         WHERE store_id = $1 AND id = $2",
    )
    .bind(place.store.0)
    .bind(call.0)
    .bind(place.at.0)
    .bind(to_json(by)?);
    exactly_one(executor, update).await
}

/// From done to acknowledged; from acknowledged to unanswered.
pub(super) async fn reopened(executor: &mut Executor, place: LogPosition, call: CallId) -> Result<(), DbError> {
    let update = query(
        "UPDATE calls SET acknowledged_at = CASE WHEN resolved_at IS NULL THEN NULL ELSE acknowledged_at END,
             acknowledged_by = CASE WHEN resolved_at IS NULL THEN NULL ELSE acknowledged_by END,
             resolved_at = NULL, resolved_by = NULL
         WHERE store_id = $1 AND id = $2",
    )
    .bind(place.store.0)
    .bind(call.0);
    exactly_one(executor, update).await
}

pub(super) async fn voided(
    executor: &mut Executor,
    place: LogPosition,
    leg: LegId,
    by: &By,
    reason: Option<&str>,
) -> Result<(), DbError> {
    let reason = reason.map(str::to_owned);
    let update = query(
        "UPDATE payment_legs SET status = $3, voided_at = $4, voided_by = $5, void_reason = $6 WHERE store_id = $1 AND id = $2",
    )
    .bind(place.store.0)
    .bind(leg.0)
    .bind(to_word(LegStatus::Voided)?)
    .bind(place.at.0)
    .bind(to_json(by)?)
    .bind(&reason);
    exactly_one(executor, update).await
}

pub(super) async fn paid(
    executor: &mut Executor,
    place: LogPosition,
    session: SessionId,
    leg: &PaymentLeg,
) -> Result<(), DbError> {
    let insert = query(
        "INSERT INTO payment_legs (store_id, id, session_id, seq, method, status, amount, tip, tendered, at, business_day,
             taken_by, part_of, part_base, part_total)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
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
    .bind(i64::from(place.numbering.day.0))
    .bind(to_json(&leg.by)?)
    .bind(leg.part.map(|part| i64::from(part.of)))
    .bind(leg.part.map(|part| part.base))
    .bind(leg.part.map(|part| part.total));
    exactly_one(executor, insert).await
}
