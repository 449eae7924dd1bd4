//! Rows to domain values and back: ids are TEXT, flags 0/1, small structures JSON.

use super::error::DbError;
use super::executor::{Columns, Executor, Row, Statement, Value, Values, query};
use super::sqlite_writer;
use comanda::ids::StoreId;
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Write as _;
use std::str::FromStr;
use uuid::Uuid;

pub(crate) fn text(row: &impl Columns, column: &str) -> Result<String, DbError> {
    row.text_at(column)?.ok_or_else(|| damaged(column))
}
pub(crate) fn text_or_null(row: &impl Columns, column: &str) -> Result<Option<String>, DbError> {
    row.text_at(column)
}
pub(crate) fn int(row: &impl Columns, column: &str) -> Result<i64, DbError> {
    row.int_at(column)?.ok_or_else(|| damaged(column))
}
pub(crate) fn int_or_null(row: &impl Columns, column: &str) -> Result<Option<i64>, DbError> {
    row.int_at(column)
}
pub(crate) fn flag(row: &impl Columns, column: &str) -> Result<bool, DbError> {
    Ok(int(row, column)? != 0)
}

/// A count that fits its type. Errors: [`DbError::Damaged`].
pub(crate) fn small<T: TryFrom<i64>>(row: &impl Columns, column: &str) -> Result<T, DbError> {
    int(row, column)?.try_into().map_err(|_| damaged(column))
}

/// An id, or a word with a parser. Errors: [`DbError::Damaged`].
pub(crate) fn id<T: FromStr>(row: &impl Columns, column: &str) -> Result<T, DbError> {
    text(row, column)?.parse().map_err(|_| damaged(column))
}
pub(crate) fn id_or_null<T: FromStr>(row: &impl Columns, column: &str) -> Result<Option<T>, DbError> {
    text_or_null(row, column)?.map(|t| t.parse().map_err(|_| damaged(column))).transpose()
}

/// A stored structure. Errors: [`DbError::Damaged`].
pub(crate) fn json<T: DeserializeOwned>(row: &impl Columns, column: &str) -> Result<T, DbError> {
    from_json(&text(row, column)?, column)
}
pub(crate) fn json_or_null<T: DeserializeOwned>(row: &impl Columns, column: &str) -> Result<Option<T>, DbError> {
    text_or_null(row, column)?.map(|t| from_json(&t, column)).transpose()
}

/// A closed list's word as serde spells it: `dine_in`.
pub(crate) fn word<T: DeserializeOwned>(row: &impl Columns, column: &str) -> Result<T, DbError> {
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

/// A statement that gives columns their values. The names of tables and columns are ours, never a reader's; `end` names its rows by
/// `keys`, which are `$1`, `$2`, ….
pub(crate) fn set<'a, const N: usize>(
    head: &str,
    end: &str,
    keys: [Uuid; N],
    columns: Vec<(&'static str, Value<'a>)>,
) -> Statement<'a> {
    let mut sql = String::from(head);
    for (nth, (column, _)) in columns.iter().enumerate() {
        let comma = if nth == 0 { "" } else { "," };
        // Nothing can go wrong in writing to a text.
        let _ = write!(sql, "{comma} {column} = ${}", nth + N + 1);
    }
    let statement = query(format!("{sql} {end}"));
    let statement = keys.into_iter().fold(statement, Statement::bind);
    columns.into_iter().fold(statement, |statement, (_, value)| statement.bind(value))
}

/// How many rows one statement takes: few different texts, so that prepared statements are found again.
const CHUNKS: [usize; 13] = [64, 40, 24, 16, 12, 10, 8, 6, 5, 4, 3, 2, 1];

/// Inserts many rows with as few hand-overs as possible: through sqlx many rows a statement, on a connection of our own one
/// prepared statement for all. `head` is `INSERT INTO … (columns) VALUES`; `bind` adds one row's values in the columns' order.
pub(crate) async fn insert_rows<'a, T>(
    executor: &mut Executor,
    head: &'static str,
    columns: usize,
    rows: &'a [T],
    bind: impl Fn(Values<'a>, &'a T) -> Result<Values<'a>, DbError>,
) -> Result<(), DbError> {
    if rows.is_empty() {
        return Ok(());
    }
    if let Executor::Own(turn) = executor {
        return sqlite_writer::each(turn.connection()?, &format!("{head} ({})", nameless(columns)), rows, bind).map(|_| ());
    }
    // SQLite looks a named placeholder up among all others: with hundreds of them that is most of the work.
    let sqlite = executor.is_sqlite();
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
        let mut values = Values::default();
        for row in chunk {
            values = bind(values, row)?;
        }
        query(sql).with(values).run(executor).await?;
    }
    Ok(())
}

/// Changes the rows of all `ids`, a list at a time; says how many there were. `head` ends in `… IN`, with the store as `$1` and
/// `value`, if there is one, as `$2`.
pub(crate) async fn change_each(
    executor: &mut Executor,
    head: &'static str,
    store: StoreId,
    value: Option<&'static str>,
    ids: &[Uuid],
) -> Result<u64, DbError> {
    let from = if value.is_some() { 3 } else { 2 };
    if let Executor::Own(turn) = executor {
        let sql = format!("{head} ({})", placeholders(from, 1));
        return sqlite_writer::each(turn.connection()?, &sql, ids, |values, id| Ok(common(values, store, value).bind(*id)));
    }
    let mut changed = 0;
    for chunk in ids.chunks(128) {
        let size = LISTS.into_iter().find(|size| *size >= chunk.len()).unwrap_or(128);
        let values = common(Values::default(), store, value);
        let statement = query(format!("{head} ({})", placeholders(from, size))).with(filled(values, chunk, size));
        changed += statement.run(executor).await?;
    }
    Ok(changed)
}

fn common<'a>(values: Values<'a>, store: StoreId, value: Option<&'static str>) -> Values<'a> {
    let values = values.bind(store.0);
    if let Some(value) = value { values.bind(value) } else { values }
}

/// How many values one `IN (…)` list takes; the last is repeated to fill a list up, so that few texts serve all lengths.
const LISTS: [usize; 5] = [1, 4, 16, 64, 128];

fn filled<'a>(mut values: Values<'a>, chunk: &[Uuid], size: usize) -> Values<'a> {
    values.0.extend((0..size).map(|place| Value::from(chunk[place.min(chunk.len() - 1)])));
    values
}

/// Rows of `head` (which ends in `… store_id = $1 AND column IN`) for all `values`, a list at a time.
///
/// PostgreSQL may answer such a list by reading all of a restaurant and sorting out afterwards, as long as it has no statistics, and
/// keep that plan. There each value is a look-up of its own, all in one statement: that leaves nothing to be chosen.
pub(crate) async fn in_list(
    executor: &mut Executor,
    head: &'static str,
    store: StoreId,
    ids: &[Uuid],
) -> Result<Vec<Row>, DbError> {
    let apart = !executor.is_sqlite();
    let most = if apart { APART } else { 128 };
    let mut rows = Vec::new();
    for chunk in ids.chunks(most) {
        let size = LISTS.into_iter().find(|size| *size >= chunk.len()).unwrap_or(most);
        let mut values = Values::default().bind(store.0);
        let statement = if apart {
            // Nothing equals nothing: what fills the list up finds no row twice.
            values.0.extend((0..size).map(|place| Value::Id(chunk.get(place).copied())));
            query(each_apart(head, size)).with(values)
        } else {
            query(format!("{head} ({})", placeholders(2, size))).with(filled(values, chunk, size))
        };
        rows.extend(statement.all(executor).await?);
    }
    Ok(rows)
}

/// Most look-ups in one statement: each is planned by itself.
const APART: usize = 16;

/// `… column = $2 UNION ALL … column = $3 …`
fn each_apart(head: &str, size: usize) -> String {
    let head = head.trim_end().trim_end_matches(" IN");
    let looks: Vec<String> = (2..2 + size).map(|place| format!("{head} = ${place}")).collect();
    looks.join(" UNION ALL ")
}
