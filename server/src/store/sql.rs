//! Rows to domain values and back: ids are TEXT, flags 0/1, small structures JSON.

use super::error::DbError;
use comanda::ids::StoreId;
use serde::{Serialize, de::DeserializeOwned};
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, AssertSqlSafe, Row};
use std::fmt::Write as _;
use std::str::FromStr;

pub(crate) type AnyQuery = Query<'static, Any, AnyArguments>;

pub(crate) fn text(row: &AnyRow, column: &str) -> Result<String, DbError> {
    Ok(row.try_get(column)?)
}
pub(crate) fn text_or_null(row: &AnyRow, column: &str) -> Result<Option<String>, DbError> {
    Ok(row.try_get(column)?)
}
pub(crate) fn int(row: &AnyRow, column: &str) -> Result<i64, DbError> {
    Ok(row.try_get(column)?)
}
pub(crate) fn int_or_null(row: &AnyRow, column: &str) -> Result<Option<i64>, DbError> {
    Ok(row.try_get(column)?)
}
pub(crate) fn flag(row: &AnyRow, column: &str) -> Result<bool, DbError> {
    Ok(int(row, column)? != 0)
}

/// A count that fits its type. Errors: [`DbError::Damaged`].
pub(crate) fn small<T: TryFrom<i64>>(row: &AnyRow, column: &str) -> Result<T, DbError> {
    int(row, column)?.try_into().map_err(|_| damaged(column))
}

/// An id, or a word with a parser. Errors: [`DbError::Damaged`].
pub(crate) fn id<T: FromStr>(row: &AnyRow, column: &str) -> Result<T, DbError> {
    text(row, column)?.parse().map_err(|_| damaged(column))
}
pub(crate) fn id_or_null<T: FromStr>(row: &AnyRow, column: &str) -> Result<Option<T>, DbError> {
    text_or_null(row, column)?.map(|t| t.parse().map_err(|_| damaged(column))).transpose()
}

/// A stored structure. Errors: [`DbError::Damaged`].
pub(crate) fn json<T: DeserializeOwned>(row: &AnyRow, column: &str) -> Result<T, DbError> {
    from_json(&text(row, column)?, column)
}
pub(crate) fn json_or_null<T: DeserializeOwned>(row: &AnyRow, column: &str) -> Result<Option<T>, DbError> {
    text_or_null(row, column)?.map(|t| from_json(&t, column)).transpose()
}

/// A closed list's word as serde spells it: `dine_in`.
pub(crate) fn word<T: DeserializeOwned>(row: &AnyRow, column: &str) -> Result<T, DbError> {
    serde_json::from_value(serde_json::Value::String(text(row, column)?)).map_err(|_| damaged(column))
}

pub(crate) fn from_json<T: DeserializeOwned>(text: &str, what: &str) -> Result<T, DbError> {
    serde_json::from_str(text).map_err(|error| {
        tracing::error!(%error, what, "stored JSON can't be read");
        DbError::Damaged
    })
}

/// Errors: [`DbError::Other`], for a value that has no JSON form (none of ours).
pub(crate) fn to_json<T: Serialize + ?Sized>(value: &T) -> Result<String, DbError> {
    serde_json::to_string(value).map_err(|_| DbError::Other)
}

/// The word serde spells a variant with.
pub(crate) fn to_word<T: Serialize>(value: T) -> Result<String, DbError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        _ => Err(DbError::Other),
    }
}

fn damaged(column: &str) -> DbError {
    tracing::error!(column, "a stored value can't be read");
    DbError::Damaged
}

/// `$from, …` for a list of `count` values.
pub(crate) fn placeholders(from: usize, count: usize) -> String {
    let mut list = String::new();
    for index in from..from + count {
        let _ = write!(list, "{}${index}", if index == from { "" } else { ", " });
    }
    list
}

/// `?, …` for a list of `count` values.
fn nameless(count: usize) -> String {
    let mut list = "?, ".repeat(count);
    list.truncate(list.len().saturating_sub(2));
    list
}

/// How many rows one statement takes: few different texts, so that prepared statements are found again.
const CHUNKS: [usize; 13] = [64, 40, 24, 16, 12, 10, 8, 6, 5, 4, 3, 2, 1];

/// Inserts many rows with as few statements as possible: one round trip instead of one a row.
/// `head` is `INSERT INTO … (columns) VALUES`; `bind` adds one row's values in the columns' order.
pub(crate) async fn insert_rows<T>(
    connection: &mut AnyConnection,
    head: &'static str,
    columns: usize,
    rows: &[T],
    bind: impl Fn(AnyQuery, &T) -> Result<AnyQuery, DbError>,
) -> Result<(), DbError> {
    // SQLite looks a named placeholder up among all others: with hundreds of them that is most of the work.
    let sqlite = connection.backend_name() == "SQLite";
    let mut left = rows;
    while !left.is_empty() {
        let take = CHUNKS.into_iter().find(|size| *size <= left.len()).unwrap_or(1);
        let (chunk, rest) = left.split_at(take);
        left = rest;
        let mut sql = String::from(head);
        for row in 0..take {
            let list = if sqlite { nameless(columns) } else { placeholders(row * columns + 1, columns) };
            let _ = write!(sql, "{} ({list})", if row == 0 { "" } else { "," });
        }
        // Only the number of placeholders varies; every value is bound.
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for row in chunk {
            query = bind(query, row)?;
        }
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// Changes the rows of all `ids`, a list at a time; says how many there were. `head` ends in `… IN`, with the store as `$1` and
/// `value`, if there is one, as `$2`.
pub(crate) async fn change_each(
    connection: &mut AnyConnection,
    head: &'static str,
    store: StoreId,
    value: Option<&'static str>,
    ids: &[String],
) -> Result<u64, DbError> {
    let mut changed = 0;
    for chunk in ids.chunks(128) {
        let size = LISTS.into_iter().find(|size| *size >= chunk.len()).unwrap_or(128);
        let from = if value.is_some() { 3 } else { 2 };
        // Only the number of placeholders varies; every value is bound.
        let mut query = sqlx::query(AssertSqlSafe(format!("{head} ({})", placeholders(from, size)))).bind(store.to_string());
        if let Some(value) = value {
            query = query.bind(value);
        }
        for index in 0..size {
            query = query.bind(chunk[index.min(chunk.len() - 1)].clone());
        }
        changed += query.execute(&mut *connection).await?.rows_affected();
    }
    Ok(changed)
}

/// How many values one `IN (…)` list takes; the last is repeated to fill a list up, so that few texts serve all lengths.
const LISTS: [usize; 5] = [1, 4, 16, 64, 128];

/// Rows of `head` (which ends in `… store_id = $1 AND column IN`) for all `values`, a list at a time.
pub(crate) async fn in_list(
    connection: &mut AnyConnection,
    head: &'static str,
    store: StoreId,
    values: &[String],
) -> Result<Vec<AnyRow>, DbError> {
    let mut rows = Vec::new();
    for chunk in values.chunks(128) {
        let size = LISTS.into_iter().find(|size| *size >= chunk.len()).unwrap_or(128);
        // Only the number of placeholders varies; every value is bound.
        let mut query = sqlx::query(AssertSqlSafe(format!("{head} ({})", placeholders(2, size)))).bind(store.to_string());
        for index in 0..size {
            query = query.bind(chunk[index.min(chunk.len() - 1)].clone());
        }
        rows.extend(query.fetch_all(&mut *connection).await?);
    }
    Ok(rows)
}
