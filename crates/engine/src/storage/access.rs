//! The count of ended accesses: how one process tells the others that they must look again at who is connected.

use super::db::Db;
use super::error::DbError;
use super::executor::query;
use super::sql::int;
use comanda::At;
use comanda::ids::StoreId;

/// An access of this store has ended.
pub async fn ended(db: &Db, store: StoreId) -> Result<(), DbError> {
    sqlx::query("UPDATE stores SET access_epoch = access_epoch + 1 WHERE id = $1")
        .bind(store.to_string())
        .execute(&db.write)
        .await?;
    Ok(())
}

/// How many accesses have ended so far, of all stores.
pub async fn count(db: &Db) -> Result<i64, DbError> {
    let rows = sqlx::query("SELECT access_epoch FROM stores").fetch_all(&db.read).await?;
    rows.iter().map(|row| int(row, "access_epoch")).sum()
}

/// Whether PINs of the demo are left in a store.
pub async fn has_demo_pins(db: &Db, store: StoreId) -> Result<bool, DbError> {
    let row = sqlx::query("SELECT COUNT(*) AS pins FROM staff WHERE store_id = $1 AND demo_pin IS NOT NULL")
        .bind(store.to_string())
        .fetch_one(&db.read)
        .await?;
    Ok(int(&row, "pins")? > 0)
}

/// Makes a real restaurant of a demo, all at once: every cookie, screen, code and executor of the demo ends, and so does every PIN
/// everybody knew (nobody knows the one behind `void`).
pub async fn end_demo(db: &Db, store: StoreId, void: &str, now: At) -> Result<(), DbError> {
    let mut executor = db.change().await?;
    for delete in [
        "DELETE FROM web_sessions WHERE store_id = $1",
        "DELETE FROM handovers WHERE store_id = $1",
        "DELETE FROM enrolment_codes WHERE store_id = $1",
    ] {
        query(delete).bind(store.0).run(&mut executor).await?;
    }
    query("UPDATE devices SET revoked_at = $2 WHERE store_id = $1 AND revoked_at IS NULL")
        .bind(store.0)
        .bind(now.0)
        .run(&mut executor)
        .await?;
    query("UPDATE staff SET pin_hash = $2, demo_pin = NULL WHERE store_id = $1 AND demo_pin IS NOT NULL")
        .bind(store.0)
        .bind(void.to_owned())
        .run(&mut executor)
        .await?;
    query("UPDATE stores SET demo = 0, access_epoch = access_epoch + 1 WHERE id = $1").bind(store.0).run(&mut executor).await?;
    executor.commit().await
}
