//! Line operations on the shared cart.

use super::{Place, exactly_one};
use crate::store::error::DbError;
use crate::store::sql::{insert_rows, to_json};
use comanda::event::CartOperation;
use comanda::ids::SessionId;
use comanda::session::CartLine;
use sqlx::AnyConnection;

/// Lines laid in carts, in log order.
pub(super) async fn added(connection: &mut AnyConnection, lines: &[(Place, SessionId, &CartLine)]) -> Result<(), DbError> {
    insert_rows(
        connection,
        "INSERT INTO cart_lines (store_id, id, session_id, seq, product_id, options, quantity, note, added_by, for_guest_id,
             added_at) VALUES",
        11,
        lines,
        |query, (place, session, line)| {
            Ok(query
                .bind(place.store.to_string())
                .bind(line.id.to_string())
                .bind(session.to_string())
                .bind(place.seq)
                .bind(line.product.to_string())
                .bind(to_json(&line.options)?)
                .bind(i64::from(line.quantity))
                .bind(line.note.clone())
                .bind(to_json(&line.by)?)
                .bind(line.for_guest.map(|g| g.to_string()))
                .bind(line.added_at.0))
        },
    )
    .await
}

pub(super) async fn operation(
    connection: &mut AnyConnection,
    place: Place,
    session: SessionId,
    operation: &CartOperation,
) -> Result<(), DbError> {
    let store = place.store.to_string();
    let statement = match operation {
        CartOperation::Added { line } => return added(connection, &[(place, session, line)]).await,
        CartOperation::Changed { line_id, quantity, options, note } => sqlx::query(
            "UPDATE cart_lines SET quantity = $4, options = $5, note = $6 WHERE store_id = $1 AND id = $2 AND session_id = $3",
        )
        .bind(store)
        .bind(line_id.to_string())
        .bind(session.to_string())
        .bind(i64::from(*quantity))
        .bind(to_json(options)?)
        .bind(note.clone()),
        CartOperation::Removed { line_id } => {
            sqlx::query("DELETE FROM cart_lines WHERE store_id = $1 AND id = $2 AND session_id = $3")
                .bind(store)
                .bind(line_id.to_string())
                .bind(session.to_string())
        }
    };
    exactly_one(connection, statement).await
}
