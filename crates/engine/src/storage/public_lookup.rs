//! What the front door and a scanned code need to know of a store, before anybody is anybody.

use super::db::Db;
use super::error::DbError;
use super::sql::{flag, id, text};
use comanda::ids::{StoreId, TableId};

/// A store as its front door shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facade {
    pub id: StoreId,
    pub name: String,
    pub tagline: String,
    /// What it speaks, as a language tag.
    pub locale: String,
    pub demo: bool,
}

/// A table as its code shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableCode {
    pub store: StoreId,
    pub table: TableId,
    pub label: String,
    pub token: String,
}

/// Every store of this install, the one whose front door this is first: the demo, else the first one.
pub async fn stores(db: &Db) -> Result<Vec<Facade>, DbError> {
    let rows =
        sqlx::query("SELECT id, name, tagline, locale, demo FROM stores ORDER BY demo DESC, id").fetch_all(&db.read).await?;
    rows.iter()
        .map(|row| {
            Ok(Facade {
                id: id(row, "id")?,
                name: text(row, "name")?,
                tagline: text(row, "tagline")?,
                locale: text(row, "locale")?,
                demo: flag(row, "demo")?,
            })
        })
        .collect()
}

/// Whether a store is a demo.
pub async fn is_demo(db: &Db, store: StoreId) -> Result<bool, DbError> {
    let row = sqlx::query("SELECT demo FROM stores WHERE id = $1")
        .bind(store.to_string())
        .fetch_optional(&db.read)
        .await?
        .ok_or(DbError::UnknownStore)?;
    flag(&row, "demo")
}

/// A table nobody sits at; any table if all are taken; `None` if there is none at all.
pub async fn free_table(db: &Db, store: StoreId) -> Result<Option<TableCode>, DbError> {
    let row = sqlx::query(
        "SELECT t.store_id, t.id, t.label, t.token FROM tables t
         LEFT JOIN sessions s ON s.store_id = t.store_id AND s.table_id = t.id AND s.status <> 'closed'
         WHERE t.store_id = $1
         ORDER BY CASE WHEN s.id IS NULL THEN 0 ELSE 1 END, t.position, t.id LIMIT 1",
    )
    .bind(store.to_string())
    .fetch_optional(&db.read)
    .await?;
    row.as_ref().map(table_code).transpose()
}

fn table_code(row: &sqlx::any::AnyRow) -> Result<TableCode, DbError> {
    Ok(TableCode { store: id(row, "store_id")?, table: id(row, "id")?, label: text(row, "label")?, token: text(row, "token")? })
}
