//! A party comes, changes, leaves.

use super::{Place, exactly_one};
use crate::storage::error::DbError;
use crate::storage::executor::{Executor, Statement, query};
use crate::storage::sql::{to_json, to_word};
use comanda::By;
use comanda::event::{SessionChange, TableRef};
use comanda::session::{SessionStatus, Standing};
use uuid::Uuid;

pub(super) async fn change(
    executor: &mut Executor,
    place: Place,
    table: &TableRef,
    by: &By,
    change: &SessionChange,
) -> Result<(), DbError> {
    let store = place.store.0;
    let session = table.session_id.0;
    let statement = match change {
        SessionChange::Opened { status, covers, order_type, currency, service } => query(
            "INSERT INTO sessions (store_id, id, table_id, table_label, status, covers, order_type, currency, service_bps,
                 service_from_covers, service_rate_bps, opened_at, opened_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        )
        .bind(store)
        .bind(session)
        .bind(table.table_id.0)
        .bind(&table.table_label)
        .bind(status.word())
        .bind(i64::from(*covers))
        .bind(to_word(order_type)?)
        .bind(currency.code().to_owned())
        .bind(service.bps)
        .bind(i64::from(service.from_covers))
        .bind(service.rate.map(|r| r.0))
        .bind(place.at.0)
        .bind(to_json(by)?),
        SessionChange::GuestJoined { guest } => query(
            "INSERT INTO guests (store_id, id, session_id, seq, name, colour, joined_at, standing)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(store)
        .bind(guest.id.0)
        .bind(session)
        .bind(place.seq)
        .bind(&guest.name)
        .bind(i64::from(guest.colour))
        .bind(guest.joined_at.0)
        .bind(guest.standing.word()),
        SessionChange::GuestNamed { guest_id, name } => {
            query("UPDATE guests SET name = $4 WHERE store_id = $1 AND id = $2 AND session_id = $3")
                .bind(store)
                .bind(guest_id.0)
                .bind(session)
                .bind(name)
        }
        SessionChange::GuestAdmitted { guest_id } => standing(place, table, guest_id.0, Standing::Seated),
        SessionChange::GuestRemoved { guest_id } => standing(place, table, guest_id.0, Standing::Removed),
        SessionChange::CoversChanged { covers } => query("UPDATE sessions SET covers = $3 WHERE store_id = $1 AND id = $2")
            .bind(store)
            .bind(session)
            .bind(i64::from(*covers)),
        SessionChange::StatusChanged { status, .. } => {
            query("UPDATE sessions SET status = $3 WHERE store_id = $1 AND id = $2").bind(store).bind(session).bind(status.word())
        }
        SessionChange::Closed { write_off } => {
            query("UPDATE sessions SET status = $3, closed_at = $4, write_off = $5 WHERE store_id = $1 AND id = $2")
                .bind(store)
                .bind(session)
                .bind(SessionStatus::Closed.word())
                .bind(place.at.0)
                .bind(write_off)
        }
        SessionChange::Reopened => query(
            "UPDATE sessions SET status = $3, closed_at = NULL, write_off = NULL, reopened = reopened + 1
             WHERE store_id = $1 AND id = $2",
        )
        .bind(store)
        .bind(session)
        .bind(SessionStatus::Open.word()),
    };
    exactly_one(executor, statement).await
}

fn standing(place: Place, table: &TableRef, guest: Uuid, standing: Standing) -> Statement<'static> {
    query("UPDATE guests SET standing = $4 WHERE store_id = $1 AND id = $2 AND session_id = $3")
        .bind(place.store.0)
        .bind(guest)
        .bind(table.session_id.0)
        .bind(standing.word())
}
