//! The drawn floor: rooms, tables, and the tokens in their QR codes.

use super::db::Db;
use super::error::DbError;
use super::executor::{Columns, Executor, query};
use super::sql::{id, insert_rows, int, json, small, text, to_json};
use super::stores;
use comanda::ids::{SessionId, StoreId, TableId};
use comanda::shop::{Area, Shape, Table};

/// A table with its QR code's token: random, at least 128 bits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableWithToken {
    pub table: Table,
    pub token: String,
}

/// Adds rooms and tables, drawn in this order.
/// Errors: [`super::Constraint::Duplicate`] or [`super::Constraint::TableToken`] for what exists; then nothing is added.
pub async fn add(db: &Db, store: StoreId, areas: &[Area], tables: &[TableWithToken]) -> Result<(), DbError> {
    let mut executor = db.change().await?;
    stores::touch(&mut executor, store).await?;
    let areas: Vec<_> = (0_i64..).zip(areas).collect();
    insert_rows(
        &mut executor,
        "INSERT INTO areas (store_id, id, position, name, width, height, features) VALUES",
        7,
        &areas,
        |row, (position, area)| {
            Ok(row
                .bind(store.0)
                .bind(area.id.0)
                .bind(*position)
                .bind(&area.name)
                .bind(area.width)
                .bind(area.height)
                .bind(to_json(&area.features)?))
        },
    )
    .await?;
    let tables: Vec<_> = (0_i64..).zip(tables).collect();
    insert_rows(
        &mut executor,
        "INSERT INTO tables (store_id, id, area_id, position, label, seats, shape, x, y, w, h, token) VALUES",
        12,
        &tables,
        |row, (position, TableWithToken { table, token })| {
            Ok(row
                .bind(store.0)
                .bind(table.id.0)
                .bind(table.area.0)
                .bind(*position)
                .bind(&table.label)
                .bind(i64::from(table.seats))
                .bind(table.shape.word())
                .bind(table.x)
                .bind(table.y)
                .bind(table.w)
                .bind(table.h)
                .bind(token))
        },
    )
    .await?;
    executor.commit().await
}

/// The table a scanned token belongs to.
pub async fn by_token(db: &Db, token: &str) -> Result<Option<(StoreId, Table)>, DbError> {
    // PostgreSQL takes no NUL in a text: no table has such a token.
    if token.contains('\0') {
        return Ok(None);
    }
    let row = sqlx::query("SELECT * FROM tables WHERE token = $1").bind(token.to_owned()).fetch_optional(&db.read).await?;
    row.map(|row| Ok((id(&row, "store_id")?, table(&row)?))).transpose()
}

/// Every table of a store with its token, in drawing order: to print the QR codes.
pub async fn with_tokens(db: &Db, store: StoreId) -> Result<Vec<TableWithToken>, DbError> {
    let rows = sqlx::query("SELECT * FROM tables WHERE store_id = $1 ORDER BY position, id")
        .bind(store.to_string())
        .fetch_all(&db.read)
        .await?;
    rows.iter().map(|row| Ok(TableWithToken { table: table(row)?, token: text(row, "token")? })).collect()
}

/// The open session of a table, if one is.
pub async fn session_at(db: &Db, store: StoreId, table: TableId) -> Result<Option<SessionId>, DbError> {
    let mut executor = db.reader().await?;
    open_session(&mut executor, store, table).await
}

pub(crate) async fn open_session(executor: &mut Executor, store: StoreId, table: TableId) -> Result<Option<SessionId>, DbError> {
    let row = query("SELECT id FROM sessions WHERE store_id = $1 AND table_id = $2 AND status <> 'closed'")
        .bind(store.0)
        .bind(table.0)
        .first(executor)
        .await?;
    row.map(|row| id(&row, "id")).transpose()
}

pub(crate) async fn areas(executor: &mut Executor, store: StoreId) -> Result<Vec<Area>, DbError> {
    let rows = query("SELECT * FROM areas WHERE store_id = $1 ORDER BY position, id").bind(store.0).all(executor).await?;
    rows.iter()
        .map(|row| {
            Ok(Area {
                id: id(row, "id")?,
                name: text(row, "name")?,
                width: int(row, "width")?,
                height: int(row, "height")?,
                features: json(row, "features")?,
            })
        })
        .collect()
}

pub(crate) async fn tables(executor: &mut Executor, store: StoreId) -> Result<Vec<Table>, DbError> {
    let rows = query("SELECT * FROM tables WHERE store_id = $1 ORDER BY position, id").bind(store.0).all(executor).await?;
    rows.iter().map(table).collect()
}

fn table(row: &impl Columns) -> Result<Table, DbError> {
    Ok(Table {
        id: id(row, "id")?,
        area: id(row, "area_id")?,
        label: text(row, "label")?,
        seats: small(row, "seats")?,
        shape: Shape::parse(&text(row, "shape")?).ok_or(DbError::Damaged)?,
        x: int(row, "x")?,
        y: int(row, "y")?,
        w: int(row, "w")?,
        h: int(row, "h")?,
    })
}
