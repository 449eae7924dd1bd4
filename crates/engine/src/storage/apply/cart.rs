//! Line operations on the shared cart.

use super::{LogPosition, exactly_one};
use crate::storage::error::DbError;
use crate::storage::executor::{Executor, query};
use crate::storage::sql::{insert_rows, to_json};
use comanda::ids::SessionId;
use comanda::party::CartLine;
use comanda::party::CartOperation;

/// Lines laid in carts, in log order.
pub(super) async fn added(executor: &mut Executor, lines: &[(LogPosition, SessionId, &CartLine)]) -> Result<(), DbError> {
    insert_rows(
        executor,
        "INSERT INTO cart_lines (store_id, id, session_id, seq, product_id, name, options, quantity, note, added_by,
             for_guest_id, added_at) VALUES",
        12,
        lines,
        |row, (place, session, line)| {
            Ok(row
                .bind(place.store.0)
                .bind(line.id.0)
                .bind(session.0)
                .bind(place.seq)
                .bind(line.product.0)
                .bind(&line.name)
                .bind(to_json(&line.options)?)
                .bind(i64::from(line.quantity))
                .bind(&line.note)
                .bind(to_json(&line.by)?)
                .bind(line.for_guest.map(|g| g.0))
                .bind(line.added_at.0))
        },
    )
    .await
}

pub(super) async fn operation(
    executor: &mut Executor,
    place: LogPosition,
    session: SessionId,
    operation: &CartOperation,
) -> Result<(), DbError> {
    let store = place.store.0;
    let statement = match operation {
        CartOperation::Added { line } => return added(executor, &[(place, session, line)]).await,
        CartOperation::Changed { line_id, quantity, options, note } => query(
            "UPDATE cart_lines SET quantity = $4, options = $5, note = $6 WHERE store_id = $1 AND id = $2 AND session_id = $3",
        )
        .bind(store)
        .bind(line_id.0)
        .bind(session.0)
        .bind(i64::from(*quantity))
        .bind(to_json(options)?)
        .bind(note),
        CartOperation::Removed { line_id } => query("DELETE FROM cart_lines WHERE store_id = $1 AND id = $2 AND session_id = $3")
            .bind(store)
            .bind(line_id.0)
            .bind(session.0),
    };
    exactly_one(executor, statement).await
}
