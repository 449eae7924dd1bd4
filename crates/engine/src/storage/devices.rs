//! Enrolled devices, the codes that enrol them, and how often PINs were tried on each.

use super::db::Db;
use super::error::DbError;
use super::sql::{id, int, text, text_or_null};
use comanda::At;
use comanda::ids::{DeviceId, StaffId, StoreId};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

/// PIN tries on one device, by whomever, within [`WINDOW`].
pub const TRIES_PER_WINDOW: i64 = 20;
/// Milliseconds.
pub const WINDOW: i64 = 15 * comanda::time::MINUTE;

/// Keeps a code's hash.
pub async fn insert_code(
    db: &Db,
    store: StoreId,
    code_hash: &str,
    made_by: Option<StaffId>,
    now: At,
    expires: At,
) -> Result<(), DbError> {
    sqlx::query("INSERT INTO enrolment_codes (code_hash, store_id, made_at, expires_at, made_by) VALUES ($1, $2, $3, $4, $5)")
        .bind(code_hash.to_owned())
        .bind(store.to_string())
        .bind(now.0)
        .bind(expires.0)
        .bind(made_by.map(|id| id.to_string()))
        .execute(&db.write)
        .await?;
    Ok(())
}

/// Uses a code up. `None`: unknown, used or too old.
pub(super) async fn redeem(connection: &mut AnyConnection, code_hash: &str, now: At) -> Result<Option<StoreId>, DbError> {
    let row = sqlx::query(
        "UPDATE enrolment_codes SET used_at = $2 WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $2
         RETURNING store_id",
    )
    .bind(code_hash.to_owned())
    .bind(now.0)
    .fetch_optional(&mut *connection)
    .await?;
    row.map(|row| id(&row, "store_id")).transpose()
}

pub(super) async fn insert(
    connection: &mut AnyConnection,
    store: StoreId,
    device: DeviceId,
    name: &str,
    now: At,
) -> Result<(), DbError> {
    sqlx::query("INSERT INTO devices (store_id, id, name, enrolled_at) VALUES ($1, $2, $3, $4)")
        .bind(store.to_string())
        .bind(device.to_string())
        .bind(name.to_owned())
        .bind(now.0)
        .execute(&mut *connection)
        .await?;
    Ok(())
}

/// Takes a device out of service: its own and its people's sign-ins end. Whether there was one.
pub async fn revoke(db: &Db, store: StoreId, device: DeviceId, now: At) -> Result<bool, DbError> {
    let revoked = sqlx::query("UPDATE devices SET revoked_at = $3 WHERE store_id = $1 AND id = $2 AND revoked_at IS NULL")
        .bind(store.to_string())
        .bind(device.to_string())
        .bind(now.0)
        .execute(&db.write)
        .await?;
    Ok(revoked.rows_affected() > 0)
}

/// A screen in service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screen {
    pub id: DeviceId,
    pub name: String,
    pub enrolled_at: At,
    /// Name of who is signed in on it.
    pub signed_in: Option<String>,
}

/// Screens in service, the newest first.
pub async fn list(db: &Db, store: StoreId, now: At) -> Result<Vec<Screen>, DbError> {
    let rows = sqlx::query(
        "SELECT d.id, d.name, d.enrolled_at, s.name AS staff_name FROM devices d
         LEFT JOIN web_sessions w ON w.store_id = d.store_id AND w.device_id = d.id AND w.kind = 'staff' AND w.expires_at > $2
         LEFT JOIN staff s ON s.store_id = d.store_id AND s.id = w.staff_id AND s.active = 1
         WHERE d.store_id = $1 AND d.revoked_at IS NULL ORDER BY d.enrolled_at DESC, d.id",
    )
    .bind(store.to_string())
    .bind(now.0)
    .fetch_all(&db.read)
    .await?;
    rows.iter().map(screen).collect()
}

fn screen(row: &AnyRow) -> Result<Screen, DbError> {
    Ok(Screen {
        id: id(row, "id")?,
        name: text(row, "name")?,
        enrolled_at: At(int(row, "enrolled_at")?),
        signed_in: text_or_null(row, "staff_name")?,
    })
}

/// Whether an enrolment code may be used now. Looking uses nothing up.
pub async fn is_code(db: &Db, code_hash: &str, now: At) -> Result<bool, DbError> {
    let row = sqlx::query("SELECT code_hash FROM enrolment_codes WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $2")
        .bind(code_hash.to_owned())
        .bind(now.0)
        .fetch_optional(&db.read)
        .await?;
    Ok(row.is_some())
}

/// Devices in service.
pub async fn count(db: &Db, store: StoreId) -> Result<i64, DbError> {
    let row = sqlx::query("SELECT COUNT(*) AS devices FROM devices WHERE store_id = $1 AND revoked_at IS NULL")
        .bind(store.to_string())
        .fetch_one(&db.read)
        .await?;
    int(&row, "devices")
}

/// Counts a PIN try on a device before it is looked at. `false`: too many, or no such device in service.
pub async fn take_try(db: &Db, store: StoreId, device: DeviceId, now: At) -> Result<bool, DbError> {
    let taken = sqlx::query(
        "UPDATE devices SET
             window_tries = CASE WHEN window_start + $4 <= $3 THEN 1 ELSE window_tries + 1 END,
             window_start = CASE WHEN window_start + $4 <= $3 THEN $3 ELSE window_start END
         WHERE store_id = $1 AND id = $2 AND revoked_at IS NULL AND (window_start + $4 <= $3 OR window_tries < $5)",
    )
    .bind(store.to_string())
    .bind(device.to_string())
    .bind(now.0)
    .bind(WINDOW)
    .bind(TRIES_PER_WINDOW)
    .execute(&db.write)
    .await?;
    Ok(taken.rows_affected() > 0)
}

/// The PIN was right: that try does not count.
pub async fn give_back_try(db: &Db, store: StoreId, device: DeviceId) -> Result<(), DbError> {
    sqlx::query("UPDATE devices SET window_tries = window_tries - 1 WHERE store_id = $1 AND id = $2 AND window_tries > 0")
        .bind(store.to_string())
        .bind(device.to_string())
        .execute(&db.write)
        .await?;
    Ok(())
}
