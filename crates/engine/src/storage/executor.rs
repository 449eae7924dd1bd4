//! One SQL text, two roads to a database. Most goes through sqlx; the lane of a SQLite database calls SQLite itself, since a
//! statement handed to another thread and back costs more than the statement.

use super::error::DbError;
use super::pool::{LIMIT, limited};
use super::sqlite_writer::{self, Turn};
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::pool::PoolConnection;
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, AssertSqlSafe, Row as _, Transaction};
use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// Where statements run.
pub(crate) enum Executor {
    /// A connection that reads, each statement by itself.
    Reader(PoolConnection<Any>),
    /// A transaction through sqlx. Dropped without a word it is taken back.
    Pool(Transaction<'static, Any>),
    /// A transaction on the lane's own connection, the same way.
    Own(Turn),
}

impl Executor {
    /// What was done in this transaction is durable, or an error and nothing of it happened.
    pub(crate) async fn commit(self) -> Result<(), DbError> {
        match self {
            Self::Reader(_) => Ok(()),
            Self::Pool(transaction) => Ok(limited(limit(transaction.backend_name()), transaction.commit()).await?),
            Self::Own(turn) => turn.commit(),
        }
    }

    /// Nothing of this transaction happened.
    pub(crate) async fn rollback(self) -> Result<(), DbError> {
        match self {
            Self::Reader(_) | Self::Own(_) => Ok(()),
            Self::Pool(transaction) => Ok(limited(limit(transaction.backend_name()), transaction.rollback()).await?),
        }
    }

    /// After a failure of the database itself. Nobody knows what state a connection of our own is in then: the next transaction
    /// gets a new one. The pool's are replaced by their age ([`super::health`]).
    pub(crate) fn abandon(self) {
        if let Self::Own(turn) = self {
            turn.abandon();
        }
    }

    /// How long a statement may take here.
    fn limit(&self) -> Option<Duration> {
        match self {
            Self::Reader(connection) => limit(connection.backend_name()),
            Self::Pool(transaction) => limit(transaction.backend_name()),
            Self::Own(_) => None,
        }
    }

    /// Errors: [`DbError::Other`] on the lane's own connection, which sqlx knows nothing of.
    fn through_sqlx(&mut self) -> Result<&mut AnyConnection, DbError> {
        match self {
            Self::Reader(connection) => Ok(connection),
            Self::Pool(transaction) => Ok(transaction),
            Self::Own(_) => Err(DbError::Other),
        }
    }

    /// Does SQLite answer? Statements with hundreds of values are written another way for it (`sql::insert_rows`).
    pub(super) fn is_sqlite(&self) -> bool {
        match self {
            Self::Reader(connection) => connection.backend_name() == "SQLite",
            Self::Pool(transaction) => transaction.backend_name() == "SQLite",
            Self::Own(_) => true,
        }
    }
}

/// Only a line to PostgreSQL can go silent.
fn limit(backend: &str) -> Option<Duration> {
    (backend == "PostgreSQL").then_some(LIMIT)
}

/// A value bound to a statement. PostgreSQL wants to know the type of nothing, too.
#[derive(Debug, Clone)]
pub(crate) enum Value<'a> {
    Int(Option<i64>),
    Text(Option<Cow<'a, str>>),
    /// As text.
    Id(Option<Uuid>),
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}
impl From<Option<i64>> for Value<'_> {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}
impl From<String> for Value<'_> {
    fn from(value: String) -> Self {
        Self::Text(Some(value.into()))
    }
}
impl<'a> From<&'a str> for Value<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(Some(value.into()))
    }
}
impl<'a> From<&'a String> for Value<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(Some(value.as_str().into()))
    }
}
impl<'a> From<&'a Option<String>> for Value<'a> {
    fn from(value: &'a Option<String>) -> Self {
        Self::Text(value.as_deref().map(Cow::Borrowed))
    }
}
impl From<Option<String>> for Value<'_> {
    fn from(value: Option<String>) -> Self {
        Self::Text(value.map(Cow::Owned))
    }
}
impl<'a> From<Option<&'a str>> for Value<'a> {
    fn from(value: Option<&'a str>) -> Self {
        Self::Text(value.map(Cow::Borrowed))
    }
}
impl From<Uuid> for Value<'_> {
    fn from(value: Uuid) -> Self {
        Self::Id(Some(value))
    }
}
impl From<Option<Uuid>> for Value<'_> {
    fn from(value: Option<Uuid>) -> Self {
        Self::Id(value)
    }
}

/// Values in the order of their placeholders.
#[derive(Debug, Clone, Default)]
pub(crate) struct Values<'a>(pub Vec<Value<'a>>);

impl<'a> Values<'a> {
    #[must_use]
    pub(crate) fn bind(mut self, value: impl Into<Value<'a>>) -> Self {
        self.0.push(value.into());
        self
    }
}

/// A statement with its values. Only ever text of ours; whatever comes from outside is bound.
#[derive(Debug)]
pub(crate) struct Statement<'a> {
    sql: Cow<'static, str>,
    values: Values<'a>,
}

/// A statement with placeholders `$1`, `$2`, …
pub(crate) fn query<'a>(sql: impl Into<Cow<'static, str>>) -> Statement<'a> {
    Statement { sql: sql.into(), values: Values::default() }
}

impl<'a> Statement<'a> {
    #[must_use]
    pub(crate) fn bind(mut self, value: impl Into<Value<'a>>) -> Self {
        self.values.0.push(value.into());
        self
    }

    #[must_use]
    pub(super) fn with(mut self, values: Values<'a>) -> Self {
        self.values = values;
        self
    }

    /// The rows it finds.
    pub(crate) async fn all(self, executor: &mut Executor) -> Result<Vec<Row>, DbError> {
        if let Executor::Own(turn) = executor {
            return sqlite_writer::rows(turn.connection()?, &self.sql, &self.values);
        }
        let rows = limited(executor.limit(), self.for_sqlx().fetch_all(executor.through_sqlx()?)).await?;
        Ok(rows.into_iter().map(Row::Pool).collect())
    }

    /// The one row it finds, if it does.
    pub(crate) async fn first(self, executor: &mut Executor) -> Result<Option<Row>, DbError> {
        if let Executor::Own(turn) = executor {
            return Ok(sqlite_writer::rows(turn.connection()?, &self.sql, &self.values)?.into_iter().next());
        }
        Ok(limited(executor.limit(), self.for_sqlx().fetch_optional(executor.through_sqlx()?)).await?.map(Row::Pool))
    }

    /// Changes rows; says how many.
    pub(crate) async fn run(self, executor: &mut Executor) -> Result<u64, DbError> {
        if let Executor::Own(turn) = executor {
            return sqlite_writer::change(turn.connection()?, &self.sql, &self.values);
        }
        Ok(limited(executor.limit(), self.for_sqlx().execute(executor.through_sqlx()?)).await?.rows_affected())
    }

    fn for_sqlx(self) -> Query<'static, Any, AnyArguments> {
        let mut query = match self.sql {
            Cow::Borrowed(text) => sqlx::query(text),
            // Only the number of placeholders varies; every value is bound.
            Cow::Owned(text) => sqlx::query(AssertSqlSafe(text)),
        };
        for value in self.values.0 {
            query = match value {
                Value::Int(value) => query.bind(value),
                Value::Text(value) => query.bind(value.map(Cow::into_owned)),
                Value::Id(value) => query.bind(value.map(|id| id.to_string())),
            };
        }
        query
    }
}

/// A row, from either road.
pub(crate) enum Row {
    Pool(AnyRow),
    Own { columns: Arc<[String]>, cells: Vec<Cell> },
}

/// What SQLite holds for us.
#[derive(Debug, Clone)]
pub(crate) enum Cell {
    Nothing,
    Int(i64),
    Text(String),
}

/// Reads a row's columns by name.
pub(crate) trait Columns {
    fn text_at(&self, column: &str) -> Result<Option<String>, DbError>;
    fn int_at(&self, column: &str) -> Result<Option<i64>, DbError>;
}

impl Columns for AnyRow {
    fn text_at(&self, column: &str) -> Result<Option<String>, DbError> {
        Ok(self.try_get(column)?)
    }
    fn int_at(&self, column: &str) -> Result<Option<i64>, DbError> {
        Ok(self.try_get(column)?)
    }
}

impl Columns for Row {
    fn text_at(&self, column: &str) -> Result<Option<String>, DbError> {
        match self {
            Self::Pool(row) => row.text_at(column),
            Self::Own { .. } => match self.cell(column)? {
                Cell::Nothing => Ok(None),
                Cell::Text(text) => Ok(Some(text.clone())),
                Cell::Int(_) => Err(DbError::Damaged),
            },
        }
    }
    fn int_at(&self, column: &str) -> Result<Option<i64>, DbError> {
        match self {
            Self::Pool(row) => row.int_at(column),
            Self::Own { .. } => match self.cell(column)? {
                Cell::Nothing => Ok(None),
                Cell::Int(number) => Ok(Some(*number)),
                Cell::Text(_) => Err(DbError::Damaged),
            },
        }
    }
}

impl Row {
    fn cell(&self, column: &str) -> Result<&Cell, DbError> {
        let Self::Own { columns, cells } = self else { return Err(DbError::Other) };
        columns.iter().position(|name| name == column).and_then(|place| cells.get(place)).ok_or(DbError::Other)
    }
}
