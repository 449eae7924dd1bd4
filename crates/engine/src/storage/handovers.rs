//! A guest's place on its way from one device to another.

use super::db::Db;
use super::error::DbError;
use super::sql::id;
use super::web_sessions::{NewWebSession, insert_in};
use crate::holder::Holder;
use comanda::At;
use comanda::device::DeviceKind;
use comanda::ids::{GuestId, SessionId, StoreId};
use sqlx::{AnyConnection, Connection as _};

/// A guest's place at a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeatRef {
    pub store: StoreId,
    pub guest: GuestId,
    pub session: SessionId,
}

/// Keeps a link's hash.
pub async fn insert(db: &Db, hash: &str, place: SeatRef, now: At, expires: At) -> Result<(), DbError> {
    sqlx::query(
        "INSERT INTO handovers (token_hash, store_id, guest_id, session_id, made_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(hash.to_owned())
    .bind(place.store.to_string())
    .bind(place.guest.to_string())
    .bind(place.session.to_string())
    .bind(now.0)
    .bind(expires.0)
    .execute(&db.write)
    .await?;
    Ok(())
}

/// Uses a link up: its guest sits at the new token alone from now on. `None`: it is unknown, used or too old.
pub async fn redeem(db: &Db, hash: &str, token: &str, by: DeviceKind, now: At, expires: At) -> Result<Option<SeatRef>, DbError> {
    db.in_time(async {
        let mut connection = db.write.acquire().await?;
        let mut transaction = connection.begin_with(db.begin_write()).await?;
        let used = sqlx::query(
            "UPDATE handovers SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2
             RETURNING store_id, guest_id, session_id",
        )
        .bind(hash.to_owned())
        .bind(now.0)
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(row) = used else { return Ok(None) };
        let place = SeatRef { store: id(&row, "store_id")?, guest: id(&row, "guest_id")?, session: id(&row, "session_id")? };
        replace(&mut transaction, place.store, place.guest, token, by).await?;
        let holder = Holder::Guest { guest: place.guest, session: place.session };
        insert_in(&mut transaction, &NewWebSession { hash: token.to_owned(), store: place.store, holder, now, expires }).await?;
        transaction.commit().await?;
        Ok(Some(place))
    })
    .await
}

/// The guest of this token, who continued elsewhere, is back at it. `None`: it is no guest's.
pub async fn take_back(db: &Db, token: &str, by: DeviceKind, now: At) -> Result<Option<SeatRef>, DbError> {
    db.in_time(async {
        let mut connection = db.write.acquire().await?;
        let mut transaction = connection.begin_with(db.begin_write()).await?;
        let back = sqlx::query(
            "UPDATE web_sessions SET replaced_by = NULL WHERE token_hash = $1 AND kind = 'guest' AND expires_at > $2
             RETURNING store_id, guest_id, session_id",
        )
        .bind(token.to_owned())
        .bind(now.0)
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(row) = back else { return Ok(None) };
        let place = SeatRef { store: id(&row, "store_id")?, guest: id(&row, "guest_id")?, session: id(&row, "session_id")? };
        replace(&mut transaction, place.store, place.guest, token, by).await?;
        transaction.commit().await?;
        Ok(Some(place))
    })
    .await
}

/// Forgets links that have run out.
pub async fn delete_expired(db: &Db, now: At) -> Result<u64, DbError> {
    let deleted = sqlx::query("DELETE FROM handovers WHERE expires_at <= $1").bind(now.0).execute(&db.write).await?;
    Ok(deleted.rows_affected())
}

/// Every other token of the guest is replaced from now on.
async fn replace(
    connection: &mut AnyConnection,
    store: StoreId,
    guest: GuestId,
    but: &str,
    by: DeviceKind,
) -> Result<(), DbError> {
    sqlx::query(
        "UPDATE web_sessions SET replaced_by = $4
         WHERE store_id = $1 AND guest_id = $2 AND token_hash <> $3 AND replaced_by IS NULL",
    )
    .bind(store.to_string())
    .bind(guest.to_string())
    .bind(but.to_owned())
    .bind(by.word())
    .execute(connection)
    .await?;
    Ok(())
}
