//! Can the database be written right now? Lanes say what became of their last write. Only when nobody has written for a while,
//! or the last write failed, is the database itself asked, by a small write that leaves nothing behind: so that a fault is
//! noticed while nobody orders, and its end without anybody's help.

use super::db::DbKind;
use super::error::DbError;
use sqlx::{AnyConnection, Connection, Executor};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// How long a write that went well is believed.
const BELIEVED: Duration = Duration::from_secs(10);
/// While something is wrong, the database is asked this often at most, however many ask us.
const ASKED_EVERY: Duration = Duration::from_millis(250);
/// A lane that has been writing for longer than this is stuck: no command is taken meanwhile.
const STUCK: Duration = Duration::from_secs(2);
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
    /// When each group of commands began that is being written now.
    writing: Mutex<Vec<Instant>>,
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
        Self { kind, place, address, seen, writing: Mutex::default(), asking: tokio::sync::Mutex::default() }
    }

    /// Somebody has written, or tried to.
    pub(super) fn saw(&self, fault: Option<&DbError>) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let at = Instant::now();
        let trusted_from = if fault.is_some() || seen.fault.is_some() { Some(at) } else { seen.trusted_from };
        *seen = Seen { at, fault: fault.cloned(), trusted_from };
    }

    /// A connection has gone silent: those opened before now are worth no more than it, while the database may be well.
    pub(super) fn distrust(&self) {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).trusted_from = Some(Instant::now());
    }

    /// Somebody begins to write, until what is returned goes.
    pub(super) fn writing(self: &Arc<Self>) -> Writing {
        let began = Instant::now();
        self.writing.lock().unwrap_or_else(PoisonError::into_inner).push(began);
        Writing { health: Arc::clone(self), began }
    }

    /// Has somebody been writing for too long?
    fn is_stuck(&self) -> bool {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner).iter().any(|began| began.elapsed() > STUCK)
    }

    /// May a writing connection of this age be used? One from before a recovery may have been opened read-only.
    pub(super) fn trusts(&self, age: Duration) -> bool {
        self.last().trusted_from.is_none_or(|from| age < from.elapsed())
    }

    /// Errors: why it can't be written now.
    pub(super) async fn check(&self) -> Result<(), DbError> {
        let answer = match self.known() {
            Some(answer) => answer,
            None => {
                self.in_time(async {
                    let _one = self.asking.lock().await;
                    match self.known() {
                        Some(answer) => answer,
                        None => self.ask().await,
                    }
                })
                .await
            }
        };
        // Whatever a connection of our own says: commands wait behind one that does not come to an end.
        if answer.is_ok() && self.is_stuck() { Err(self.unanswered()) } else { answer }
    }

    /// A write right now. Errors: why there is none.
    pub(super) async fn try_write(&self) -> Result<(), DbError> {
        self.in_time(self.ask()).await
    }

    /// The sentence for a database that does not answer: the last it was heard to say, if it was.
    pub(super) fn unanswered(&self) -> DbError {
        self.last().fault.unwrap_or_else(|| match self.kind {
            DbKind::Sqlite => DbError::Disk,
            DbKind::Postgres => DbError::Silent { place: self.place.clone() },
        })
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
        timeout(PATIENCE, asked).await.unwrap_or_else(|_| Err(self.unanswered()))
    }

    /// What needs no asking.
    fn known(&self) -> Option<Result<(), DbError>> {
        let Seen { at, fault, .. } = self.last();
        let age = at.elapsed();
        match fault {
            None => (age < BELIEVED && !self.is_stuck()).then_some(Ok(())),
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

    /// Does what a command does, and takes it back: locks the restaurants' rows, appends to the log, writes an outcome; the
    /// transaction is committed like any other, so that the disk is asked too. On a connection of its own: a pool would try again
    /// until its patience ends, and then not say why.
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
        transaction.execute("SAVEPOINT probe").await?;
        transaction.execute("UPDATE stores SET seq = seq").await?;
        transaction
            .execute(
                "INSERT INTO events (store_id, seq, at, kind, rooms, actor, payload, command_key) \
                 VALUES ('', 0, 0, 'probe', '[]', '{}', '{}', '')",
            )
            .await?;
        transaction.execute("ROLLBACK TO SAVEPOINT probe").await?;
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

/// Somebody writes, as long as this is kept.
pub(crate) struct Writing {
    health: Arc<Health>,
    began: Instant,
}

impl Drop for Writing {
    fn drop(&mut self) {
        let mut writing = self.health.writing.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mine) = writing.iter().position(|began| *began == self.began) {
            writing.swap_remove(mine);
        }
    }
}

impl std::fmt::Debug for Health {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Health").field("place", &self.place).field("last", &self.last()).finish_non_exhaustive()
    }
}
