//! Staff members and the counting of their wrong PINs.

use super::db::Db;
use super::error::DbError;
use super::sql::{id, int, text, text_or_null};
use comanda::ids::{StaffId, StoreId};
use comanda::{At, Role};
use sqlx::any::AnyRow;

/// Tries before the first lock.
pub const FREE_TRIES: i64 = 5;
/// The first lock, milliseconds; each further wrong PIN doubles it.
pub const FIRST_LOCK: i64 = 30 * comanda::time::SECOND;
/// The longest lock, milliseconds.
pub const LONGEST_LOCK: i64 = 4 * comanda::time::HOUR;

/// A staff member as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffMember {
    pub id: StaffId,
    pub name: String,
    /// The main one first.
    pub roles: Vec<Role>,
    /// argon2id.
    pub pin_hash: String,
    /// Demo installs only.
    pub demo_pin: Option<String>,
    pub locked_until: At,
}

/// A PIN try that was let through, counted before it is verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Try {
    pub member: StaffMember,
    /// Tries since the last right PIN, this one included.
    pub tries: i64,
}

/// Adds a staff member; `position` orders the picker.
pub async fn insert(db: &Db, store: StoreId, position: i64, member: &StaffMember) -> Result<(), DbError> {
    let roles: Vec<_> = member.roles.iter().map(|role| role.word()).collect();
    sqlx::query(
        "INSERT INTO staff (store_id, id, position, name, roles, pin_hash, demo_pin) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(store.to_string())
    .bind(member.id.to_string())
    .bind(position)
    .bind(member.name.clone())
    .bind(roles.join(","))
    .bind(member.pin_hash.clone())
    .bind(member.demo_pin.clone())
    .execute(&db.write)
    .await?;
    Ok(())
}

/// Everybody who may sign in, in the picker's order.
pub async fn list(db: &Db, store: StoreId) -> Result<Vec<StaffMember>, DbError> {
    let rows = sqlx::query(
        "SELECT id, name, roles, pin_hash, demo_pin, locked_until FROM staff WHERE store_id = $1 AND active = 1
         ORDER BY position, name",
    )
    .bind(store.to_string())
    .fetch_all(&db.read)
    .await?;
    rows.iter().map(member).collect()
}

/// Counts a try before the PIN is looked at, and locks with the last free one: however many come at once,
/// no more get through. `None`: locked, or nobody of that id.
pub async fn take_try(db: &Db, store: StoreId, staff: StaffId, now: At) -> Result<Option<Try>, DbError> {
    let row = sqlx::query(
        "UPDATE staff SET
             failed_tries = failed_tries + 1,
             lock_ms = CASE WHEN failed_tries + 1 < $4 THEN 0
                            WHEN lock_ms = 0 THEN $5
                            WHEN lock_ms * 2 > $6 THEN $6
                            ELSE lock_ms * 2 END,
             locked_until = CASE WHEN failed_tries + 1 < $4 THEN 0
                                 WHEN lock_ms = 0 THEN $3 + $5
                                 WHEN lock_ms * 2 > $6 THEN $3 + $6
                                 ELSE $3 + lock_ms * 2 END
         WHERE store_id = $1 AND id = $2 AND active = 1 AND locked_until <= $3
         RETURNING id, name, roles, pin_hash, demo_pin, locked_until, failed_tries",
    )
    .bind(store.to_string())
    .bind(staff.to_string())
    .bind(now.0)
    .bind(FREE_TRIES)
    .bind(FIRST_LOCK)
    .bind(LONGEST_LOCK)
    .fetch_optional(&db.write)
    .await?;
    row.map(|row| Ok(Try { member: member(&row)?, tries: int(&row, "failed_tries")? })).transpose()
}

/// Gives somebody another PIN; their tries count anew. Whether they are there.
pub async fn set_pin(db: &Db, store: StoreId, staff: StaffId, pin_hash: &str) -> Result<bool, DbError> {
    let set = sqlx::query(
        "UPDATE staff SET pin_hash = $3, demo_pin = NULL, failed_tries = 0, lock_ms = 0, locked_until = 0
         WHERE store_id = $1 AND id = $2 AND active = 1",
    )
    .bind(store.to_string())
    .bind(staff.to_string())
    .bind(pin_hash.to_owned())
    .execute(&db.write)
    .await?;
    Ok(set.rows_affected() > 0)
}

/// Ends somebody's access: they are not in the picker any more. Whether they were.
pub async fn deactivate(db: &Db, store: StoreId, staff: StaffId) -> Result<bool, DbError> {
    let ended = sqlx::query("UPDATE staff SET active = 0, demo_pin = NULL WHERE store_id = $1 AND id = $2 AND active = 1")
        .bind(store.to_string())
        .bind(staff.to_string())
        .execute(&db.write)
        .await?;
    Ok(ended.rows_affected() > 0)
}

/// The right PIN: the count starts anew.
pub async fn clear_tries(db: &Db, store: StoreId, staff: StaffId) -> Result<(), DbError> {
    sqlx::query("UPDATE staff SET failed_tries = 0, lock_ms = 0, locked_until = 0 WHERE store_id = $1 AND id = $2")
        .bind(store.to_string())
        .bind(staff.to_string())
        .execute(&db.write)
        .await?;
    Ok(())
}

/// Until when sign-in is locked; `None` for nobody of that id.
pub async fn locked_until(db: &Db, store: StoreId, staff: StaffId) -> Result<Option<At>, DbError> {
    let row = sqlx::query("SELECT locked_until FROM staff WHERE store_id = $1 AND id = $2 AND active = 1")
        .bind(store.to_string())
        .bind(staff.to_string())
        .fetch_optional(&db.write)
        .await?;
    row.map(|row| int(&row, "locked_until").map(At)).transpose()
}

fn member(row: &AnyRow) -> Result<StaffMember, DbError> {
    Ok(StaffMember {
        id: id(row, "id")?,
        name: text(row, "name")?,
        roles: roles(&text(row, "roles")?),
        pin_hash: text(row, "pin_hash")?,
        demo_pin: text_or_null(row, "demo_pin")?,
        locked_until: At(int(row, "locked_until")?),
    })
}

/// The roles of a stored list; words nobody knows any more give no right.
pub(super) fn roles(words: &str) -> Vec<Role> {
    words.split(',').filter_map(|word| Role::parse(word.trim())).collect()
}
