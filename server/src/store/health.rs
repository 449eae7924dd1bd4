//! Can the database be written right now? Lanes say what became of their last write. Only when nobody has written for a while,
//! or the last write failed, is the database itself asked, by a small write that leaves nothing behind: so that a fault is
//! noticed while nobody orders, and its end without anybody's help.

use super::db::DbKind;
use super::error::DbError;
use sqlx::{AnyConnection, Connection, Executor};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// How long a write that went well is believed.
const BELIEVED: Duration = Duration::from_secs(10);
/// While something is wrong, the database is asked this often at most, however many ask us.
const ASKED_EVERY: Duration = Duration::from_millis(250);
/// Whoever asks is answered within this time, even if the disk is not.
const PATIENCE: Duration = Duration::from_secs(3);
/// After a failure there must be room for this many bytes before the database counts as well again: a busy minute's worth, so
/// that a disk with a last free page does not flicker.
const ROOM: usize = 64 * 1024;

/// What is known of the database's willingness to be written.
pub struct Health {
    kind: DbKind,
    place: String,
    /// With its password: never shown.
    address: String,
    seen: Mutex<Seen>,
    /// Held by the one who asks the database.
    asking: tokio::sync::Mutex<()>,
}

#[derive(Debug, Clone)]
struct Seen {
    at: Instant,
    fault: Option<DbError>,
    /// When the last failure was met, or its end.
    trusted_from: Option<Instant>,
}

impl Health {
    /// Of a database that was written a moment ago. `address` must not create it.
    pub(super) fn new(kind: DbKind, place: String, address: String) -> Self {
        let seen = Mutex::new(Seen { at: Instant::now(), fault: None, trusted_from: None });
        Self { kind, place, address, seen, asking: tokio::sync::Mutex::default() }
    }

    /// Somebody has written, or tried to.
    pub(super) fn saw(&self, fault: Option<&DbError>) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let at = Instant::now();
        let trusted_from = if fault.is_some() || seen.fault.is_some() { Some(at) } else { seen.trusted_from };
        *seen = Seen { at, fault: fault.cloned(), trusted_from };
    }

    /// May a writing connection of this age be used? One from before a recovery may have been opened read-only.
    pub(super) fn trusts(&self, age: Duration) -> bool {
        self.last().trusted_from.is_none_or(|from| age < from.elapsed())
    }

    /// Errors: why it can't be written now.
    pub(super) async fn check(&self) -> Result<(), DbError> {
        if let Some(answer) = self.known() {
            return answer;
        }
        self.in_time(async {
            let _one = self.asking.lock().await;
            match self.known() {
                Some(answer) => answer,
                None => self.ask().await,
            }
        })
        .await
    }

    /// The reason behind a failure that somebody else has met: the database's own word, if it fails us too.
    pub(super) async fn explain(&self, met: DbError) -> DbError {
        let asked = self.in_time(async {
            let _one = self.asking.lock().await;
            self.ask().await
        });
        asked.await.err().unwrap_or(met)
    }

    async fn in_time(&self, asked: impl Future<Output = Result<(), DbError>>) -> Result<(), DbError> {
        timeout(PATIENCE, asked).await.unwrap_or_else(|_| {
            Err(self.last().fault.unwrap_or(match self.kind {
                DbKind::Sqlite => DbError::Disk,
                DbKind::Postgres => DbError::Unreachable,
            }))
        })
    }

    /// What needs no asking.
    fn known(&self) -> Option<Result<(), DbError>> {
        let Seen { at, fault, .. } = self.last();
        let age = at.elapsed();
        match fault {
            None => (age < BELIEVED).then_some(Ok(())),
            Some(fault) => (age < ASKED_EVERY).then_some(Err(fault)),
        }
    }

    fn last(&self) -> Seen {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn ask(&self) -> Result<(), DbError> {
        let room = if self.last().fault.is_some() { ROOM } else { 0 };
        let answer = self.write(room).await.map_err(|error| DbError::from_sqlx(&error, &self.place));
        self.saw(answer.as_ref().err());
        answer
    }

    /// Writes a row and takes it away again in one transaction that is committed like any other. On a connection of its own: a
    /// pool would try again until its patience ends, and then not say why.
    async fn write(&self, room: usize) -> sqlx::Result<()> {
        let mut connection = AnyConnection::connect(&self.address).await?;
        let begin = match self.kind {
            DbKind::Sqlite => {
                connection.execute("PRAGMA busy_timeout = 1000; PRAGMA synchronous = FULL").await?;
                "BEGIN IMMEDIATE"
            }
            DbKind::Postgres => {
                connection
                    .execute("SET application_name = 'comanda'; SET lock_timeout = '1s'; SET statement_timeout = '2s'")
                    .await?;
                "BEGIN"
            }
        };
        let mut transaction = connection.begin_with(begin).await?;
        // No store has this name, and nobody ever sees the row.
        sqlx::query("INSERT INTO commands (store_id, key, kind, body_hash, outcome, at) VALUES ('', $1, 'probe', '', $2, 0)")
            .bind(crate::ids::fresh::<comanda::ids::CommandKey>().to_string())
            .bind(" ".repeat(room))
            .execute(&mut *transaction)
            .await?;
        transaction.execute("DELETE FROM commands WHERE store_id = ''").await?;
        transaction.commit().await?;
        connection.close().await
    }
}

impl std::fmt::Debug for Health {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Health").field("place", &self.place).field("last", &self.last()).finish_non_exhaustive()
    }
}
