//! A lane's own SQLite connection, called on the lane's thread. Everybody else writes through the pool's single connection, and
//! whoever has that one has the turn: the lane takes it for as long as it writes, so that turns stay fair.

use super::checkpoints::{self, Checkpoints};
use super::error::DbError;
use super::executor::{Cell, Row, Value, Values};
use super::health::Health;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql, params_from_iter};
use sqlx::Any;
use sqlx::pool::PoolConnection;
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio::time::Instant;

/// More different statements than a lane has.
const STATEMENTS: usize = 128;

/// Opened with the first group, and again after each failure.
#[derive(Debug, Clone)]
pub(super) struct Own {
    path: PathBuf,
    prepare: &'static str,
    kept: Arc<Mutex<Option<Kept>>>,
    checkpoints: Arc<Checkpoints>,
}

#[derive(Debug)]
struct Kept {
    connection: Connection,
    opened: Instant,
}

/// Never makes a file: one that has gone away must be missed.
pub(super) fn open(path: &Path, prepare: &str) -> Result<Connection, DbError> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.execute_batch(prepare)?;
    Ok(connection)
}

impl Kept {
    pub(super) fn open(path: &Path, prepare: &str) -> Result<Self, DbError> {
        let connection = open(path, prepare)?;
        connection.wal_hook(Some(checkpoints::committed));
        Ok(Self { connection, opened: Instant::now() })
    }
}

impl Own {
    /// Of the database in this file; `prepare` is run on each new connection.
    pub(super) fn new(path: PathBuf, prepare: &'static str) -> Self {
        let checkpoints = Arc::new(Checkpoints::of(path.clone()));
        Self { path, prepare, kept: Arc::default(), checkpoints }
    }

    /// Begins a transaction. `turn` is the pool's writing connection.
    pub(super) async fn begin(&self, turn: PoolConnection<Any>, health: &Health, begin: &str) -> Result<Turn, DbError> {
        let mut kept = Arc::clone(&self.kept).lock_owned().await;
        if kept.as_ref().is_some_and(|kept| !health.trusts(kept.opened.elapsed())) {
            *kept = None;
        }
        if kept.is_none() {
            *kept = Some(Kept::open(&self.path, self.prepare)?);
        }
        let mut turn = Turn { kept, checkpoints: Arc::clone(&self.checkpoints), _held: turn };
        turn.run(begin)?;
        Ok(turn)
    }

    /// Lets the connection go; the next group opens one anew.
    pub(super) async fn close(&self) {
        *self.kept.lock().await = None;
        self.checkpoints.close();
    }

    /// Runs statements on the connection that commands are written with.
    pub(super) async fn execute(&self, sql: &str) -> Result<(), DbError> {
        let mut kept = self.kept.lock().await;
        if kept.is_none() {
            *kept = Some(Kept::open(&self.path, self.prepare)?);
        }
        kept.as_ref().map_or(Ok(()), |kept| Ok(kept.connection.execute_batch(sql)?))
    }
}

/// A transaction that writes. What is not committed when it goes has not happened.
pub(crate) struct Turn {
    kept: OwnedMutexGuard<Option<Kept>>,
    checkpoints: Arc<Checkpoints>,
    _held: PoolConnection<Any>,
}

impl Turn {
    pub(super) fn connection(&mut self) -> Result<&mut Connection, DbError> {
        self.kept.as_mut().map(|kept| &mut kept.connection).ok_or(DbError::Other)
    }

    /// Errors: why nothing of it happened.
    pub(super) fn commit(mut self) -> Result<(), DbError> {
        let committed = self.run("COMMIT");
        match &committed {
            Ok(()) => self.checkpoints.look(),
            Err(_) => self.abandon(),
        }
        committed
    }

    /// Nobody knows what state it is in: the next one opens a new one.
    pub(super) fn abandon(mut self) {
        *self.kept = None;
    }

    fn run(&mut self, sql: &str) -> Result<(), DbError> {
        Ok(self.connection()?.prepare_cached(sql)?.execute([]).map(|_| ())?)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let open = self.kept.as_ref().is_some_and(|kept| !kept.connection.is_autocommit());
        if open && self.run("ROLLBACK").is_err() {
            *self.kept = None;
        }
    }
}

/// For whoever listens to what is asked.
fn heard(sql: &str) {
    tracing::trace!(target: "comanda::sql", statement = sql);
}

pub(super) fn rows(connection: &mut Connection, sql: &str, values: &Values<'_>) -> Result<Vec<Row>, DbError> {
    heard(sql);
    let mut statement = connection.prepare_cached(&numbered(sql))?;
    let mut found = statement.query(params_from_iter(&values.0))?;
    let (mut columns, mut rows) = (Arc::<[String]>::default(), Vec::new());
    while let Some(row) = found.next()? {
        if rows.is_empty() {
            // Only now: the first step prepares anew what was prepared before a migration.
            columns = row.as_ref().column_names().into_iter().map(ToOwned::to_owned).collect();
        }
        let cells = (0..columns.len()).map(|place| cell(row.get_ref(place)?)).collect::<Result<_, _>>()?;
        rows.push(Row::Own { columns: Arc::clone(&columns), cells });
    }
    Ok(rows)
}

pub(super) fn change(connection: &mut Connection, sql: &str, values: &Values<'_>) -> Result<u64, DbError> {
    heard(sql);
    Ok(connection.prepare_cached(&numbered(sql))?.execute(params_from_iter(&values.0))? as u64)
}

/// Runs one statement for each row of values that `next` gives, preparing it once.
pub(super) fn each<'a, T>(
    connection: &mut Connection,
    sql: &str,
    rows: &'a [T],
    bind: impl Fn(Values<'a>, &'a T) -> Result<Values<'a>, DbError>,
) -> Result<u64, DbError> {
    heard(sql);
    let mut statement = connection.prepare_cached(&numbered(sql))?;
    let (mut values, mut changed) = (Values::default(), 0);
    for row in rows {
        values = bind(values, row)?;
        changed += statement.execute(params_from_iter(&values.0))? as u64;
        values.0.clear();
    }
    Ok(changed)
}

/// SQLite takes `$2` for a name, and counts names as they come; `?2` is the second value wherever it stands.
fn numbered(sql: &str) -> Cow<'_, str> {
    if sql.contains('$') { Cow::Owned(sql.replace('$', "?")) } else { Cow::Borrowed(sql) }
}

/// Errors: [`DbError::Damaged`] for what we never write.
fn cell(value: ValueRef<'_>) -> Result<Cell, DbError> {
    match value {
        ValueRef::Null => Ok(Cell::Nothing),
        ValueRef::Integer(number) => Ok(Cell::Int(number)),
        ValueRef::Text(text) => String::from_utf8(text.to_vec()).map(Cell::Text).map_err(|_| DbError::Damaged),
        ValueRef::Real(_) | ValueRef::Blob(_) => Err(DbError::Damaged),
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Int(None) | Self::Text(None) | Self::Id(None) => ToSqlOutput::Borrowed(ValueRef::Null),
            Self::Int(Some(number)) => ToSqlOutput::Borrowed(ValueRef::Integer(*number)),
            Self::Text(Some(text)) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Id(Some(id)) => id.to_string().into(),
        })
    }
}
