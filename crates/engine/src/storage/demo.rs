//! The demo install's rows: made, told from a real restaurant's, and thrown away.

use super::db::Db;
use super::error::DbError;
use super::executor::query;
use super::sql::{flag, insert_rows, int, text};
use super::staff::StaffMember;
use super::stores::{self, Restaurant};
use comanda::ids::StoreId;

/// How far a demo's seeding has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Absent,
    /// Cut short: it has no staff, which comes last.
    Unfinished,
    Complete,
}

/// Everything of a store, in an order in which nothing is missed by what is still there.
const WIPE: [&str; 28] = [
    "DELETE FROM handovers WHERE store_id = $1",
    "DELETE FROM web_sessions WHERE store_id = $1",
    "DELETE FROM enrolment_codes WHERE store_id = $1",
    "DELETE FROM devices WHERE store_id = $1",
    "DELETE FROM staff WHERE store_id = $1",
    "DELETE FROM order_counters WHERE store_id = $1",
    "DELETE FROM commands WHERE store_id = $1",
    "DELETE FROM events WHERE store_id = $1",
    "DELETE FROM payment_legs WHERE store_id = $1",
    "DELETE FROM calls WHERE store_id = $1",
    "DELETE FROM tickets WHERE store_id = $1",
    "DELETE FROM item_steps WHERE store_id = $1",
    "DELETE FROM order_items WHERE store_id = $1",
    "DELETE FROM orders WHERE store_id = $1",
    "DELETE FROM cart_lines WHERE store_id = $1",
    "DELETE FROM guests WHERE store_id = $1",
    "DELETE FROM sessions WHERE store_id = $1",
    "DELETE FROM contacts WHERE store_id = $1",
    "DELETE FROM product_groups WHERE store_id = $1",
    "DELETE FROM products WHERE store_id = $1",
    "DELETE FROM tax_classes WHERE store_id = $1",
    "DELETE FROM modifier_options WHERE store_id = $1",
    "DELETE FROM modifier_groups WHERE store_id = $1",
    "DELETE FROM categories WHERE store_id = $1",
    "DELETE FROM stations WHERE store_id = $1",
    "DELETE FROM tables WHERE store_id = $1",
    "DELETE FROM areas WHERE store_id = $1",
    "DELETE FROM stores WHERE id = $1",
];

/// The name of a restaurant here that is no demo, if there is one.
pub async fn name_of_real_store(db: &Db) -> Result<Option<String>, DbError> {
    let row = sqlx::query("SELECT name FROM stores WHERE demo = 0 ORDER BY id LIMIT 1").fetch_optional(&db.write).await?;
    row.map(|row| text(&row, "name")).transpose()
}

/// How far the seeding of a demo has come.
pub async fn state(db: &Db, store: StoreId) -> Result<State, DbError> {
    let row = sqlx::query(
        "SELECT (SELECT COUNT(*) FROM stores WHERE id = $1) AS stores, (SELECT COUNT(*) FROM staff WHERE store_id = $1) AS staff",
    )
    .bind(store.to_string())
    .fetch_one(&db.write)
    .await?;
    Ok(match (int(&row, "stores")?, int(&row, "staff")?) {
        (0, _) => State::Absent,
        (_, 0) => State::Unfinished,
        _ => State::Complete,
    })
}

/// Adds a restaurant that is a demo, with an empty log. Errors: [`super::Constraint::Duplicate`] for an id that exists.
pub async fn create(db: &Db, new: &Restaurant) -> Result<(), DbError> {
    let mut executor = db.change().await?;
    stores::insert(&mut executor, new).await?;
    query("UPDATE stores SET demo = 1 WHERE id = $1").bind(new.store.id.0).run(&mut executor).await?;
    executor.commit().await
}

/// Adds the staff in the order of the picker, all or nobody.
pub async fn add_staff(db: &Db, store: StoreId, members: &[StaffMember]) -> Result<(), DbError> {
    let mut executor = db.change().await?;
    let numbered: Vec<_> = (0_i64..).zip(members).collect();
    insert_rows(
        &mut executor,
        "INSERT INTO staff (store_id, id, position, name, roles, pin_hash, demo_pin) VALUES",
        7,
        &numbered,
        |row, (position, member)| {
            let roles: Vec<_> = member.roles.iter().map(|role| role.word()).collect();
            Ok(row
                .bind(store.0)
                .bind(member.id.0)
                .bind(*position)
                .bind(&member.name)
                .bind(roles.join(","))
                .bind(&member.pin_hash)
                .bind(&member.demo_pin))
        },
    )
    .await?;
    executor.commit().await
}

/// Throws a demo away with everything that happened in it, in one transaction.
/// Errors: [`DbError::UnknownStore`] for a store that is none or no demo; nothing is lost then.
pub async fn wipe(db: &Db, store: StoreId) -> Result<(), DbError> {
    let mut executor = db.change().await?;
    stores::lock(&mut executor, store).await?;
    let row = query("SELECT demo FROM stores WHERE id = $1").bind(store.0).first(&mut executor).await?;
    if !row.map_or(Ok(false), |row| flag(&row, "demo"))? {
        return Err(DbError::UnknownStore);
    }
    for delete in WIPE {
        query(delete).bind(store.0).run(&mut executor).await?;
    }
    executor.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_wipe_forgets_no_table() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite://{}", folder.path().join("comanda.db").display())).await.unwrap();
        db.migrate().await.unwrap();
        let rows = sqlx::query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'");
        let rows = rows.fetch_all(&db.read).await.unwrap();
        assert!(!rows.is_empty());
        for row in rows {
            let name = text(&row, "name").unwrap();
            let wiped = WIPE.iter().any(|delete| delete.starts_with(&format!("DELETE FROM {name} ")));
            assert!(wiped, "what becomes of the rows of {name}?");
        }
    }
}
