//! Connections whose statements end in time, whatever becomes of the line to the database server.
//!
//! A line can go silent: a host without power, an address that has moved, a forgotten NAT entry. Nothing comes back then, no error
//! either, and a server's own limits do not help. So every statement on PostgreSQL has a limit here. One that passes it fails, and its
//! connection is closed as soon as it comes back to its pool, where it is asked for a sign of life.

use super::health::Health;
use futures::stream::{self, BoxStream, StreamExt as _, TryStreamExt as _};
use sqlx::any::{AnyPoolOptions, AnyQueryResult, AnyRow, AnyStatement, AnyTypeInfo};
use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, AnyPool, Connection as _, Either, Error, Execute, Executor, SqlStr, Transaction};
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// How long a statement may take, and how long all of a group of commands. More than the server's own limits, which say what
/// the matter is.
pub(super) const LIMIT: Duration = Duration::from_secs(8);
/// How long a connection may take to give a sign of life.
const SIGN_OF_LIFE: Duration = Duration::from_secs(1);
/// How long connections may take to say goodbye.
const GOODBYE: Duration = Duration::from_secs(3);

/// A pool of connections; its statements may have a limit.
#[derive(Debug, Clone)]
pub struct Pool {
    inner: AnyPool,
    limit: Option<Duration>,
}

impl Pool {
    pub(super) fn new(inner: AnyPool, limit: Option<Duration>) -> Self {
        Self { inner, limit }
    }

    /// A connection; what is done with it has no limit of its own ([`super::Db::in_time`]).
    pub async fn acquire(&self) -> sqlx::Result<PoolConnection<Any>> {
        self.inner.acquire().await
    }

    pub(super) async fn begin_with(&self, how: &'static str) -> sqlx::Result<Transaction<'static, Any>> {
        limited(self.limit, self.inner.begin_with(how)).await
    }

    /// Closes it. A connection that does not say goodbye is left behind.
    pub async fn close(&self) {
        let _ = timeout(GOODBYE, self.inner.close()).await;
    }
}

/// Errors: [`Error::Io`] with [`io::ErrorKind::TimedOut`] when the limit has passed.
pub(super) async fn limited<T>(limit: Option<Duration>, done: impl Future<Output = sqlx::Result<T>>) -> sqlx::Result<T> {
    match limit {
        None => done.await,
        Some(limit) => timeout(limit, done).await.unwrap_or_else(|_| Err(silent())),
    }
}

fn silent() -> Error {
    Error::Io(io::Error::new(io::ErrorKind::TimedOut, "no answer in time"))
}

/// Has a connections' pool look after lines that have gone silent: on the way out and on the way back each gives a sign of life.
/// Where one does not, those as old as it are suspected too.
pub(super) fn watched(options: AnyPoolOptions, health: &Arc<Health>) -> AnyPoolOptions {
    let (before, after) = (Arc::clone(health), Arc::clone(health));
    options
        .test_before_acquire(false)
        .before_acquire(move |connection, meta| {
            let health = Arc::clone(&before);
            Box::pin(async move {
                if !health.trusts(meta.age) {
                    return Ok(false);
                }
                sign_of_life(connection, &health).await.map(|()| true)
            })
        })
        .after_release(move |connection, _| {
            let health = Arc::clone(&after);
            Box::pin(async move { sign_of_life(connection, &health).await.map(|()| true) })
        })
}

async fn sign_of_life(connection: &mut AnyConnection, health: &Health) -> sqlx::Result<()> {
    let answered = limited(Some(SIGN_OF_LIFE), connection.ping()).await;
    if matches!(&answered, Err(Error::Io(error)) if error.kind() == io::ErrorKind::TimedOut) {
        health.distrust();
    }
    answered
}

impl<'p> Executor<'p> for &'_ Pool {
    type Database = Any;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, sqlx::Result<Either<AnyQueryResult, AnyRow>>>
    where
        'p: 'e,
        E: 'q + Execute<'q, Any>,
    {
        let Pool { inner, limit } = self.clone();
        // All at once: a row that never comes must not hold up its reader for ever.
        let all = async move { limited(limit, inner.fetch_many(query).try_collect::<Vec<_>>()).await };
        Box::pin(stream::once(all).flat_map(|all| match all {
            Ok(all) => stream::iter(all.into_iter().map(Ok).collect::<Vec<_>>()),
            Err(error) => stream::iter(vec![Err(error)]),
        }))
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> futures::future::BoxFuture<'e, sqlx::Result<Option<AnyRow>>>
    where
        'p: 'e,
        E: 'q + Execute<'q, Any>,
    {
        let Pool { inner, limit } = self.clone();
        Box::pin(async move { limited(limit, inner.fetch_optional(query)).await })
    }

    fn prepare_with<'e>(
        self,
        sql: SqlStr,
        parameters: &'e [AnyTypeInfo],
    ) -> futures::future::BoxFuture<'e, sqlx::Result<AnyStatement>>
    where
        'p: 'e,
    {
        let Pool { inner, limit } = self.clone();
        Box::pin(async move { limited(limit, inner.prepare_with(sql, parameters)).await })
    }

    fn describe<'e>(self, sql: SqlStr) -> futures::future::BoxFuture<'e, sqlx::Result<sqlx::Describe<Any>>>
    where
        'p: 'e,
    {
        let Pool { inner, limit } = self.clone();
        Box::pin(async move { limited(limit, inner.describe(sql)).await })
    }
}
