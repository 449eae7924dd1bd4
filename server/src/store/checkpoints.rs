//! Folds SQLite's write-ahead log into its file beside the lane, on a thread and a connection of its own. The lane does it itself
//! only should the log outgrow all bounds, and then most of it is done already.

use super::own;
use rusqlite::Connection;
use rusqlite::hooks::Wal;
use std::cell::Cell;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// So many more pages of 4 KiB in the log: once more.
const EVERY: i32 = 3_000;
/// The log may not become longer than this.
const MOST: i32 = 16_000;

thread_local! {
    /// How long the log was after the last commit on this thread. SQLite's hook is a plain function and can leave it nowhere else.
    static PAGES: Cell<i32> = const { Cell::new(0) };
}

/// For [`Connection::wal_hook`]: it takes the place of SQLite's own checkpoints.
pub(super) fn committed(log: &Wal, pages: i32) -> rusqlite::Result<()> {
    PAGES.set(pages);
    if pages < MOST { Ok(()) } else { log.checkpoint() }
}

#[derive(Debug)]
pub(super) struct Checkpoints {
    path: PathBuf,
    /// How long the log was when somebody was last asked to fold it in.
    asked: Mutex<i32>,
    connection: Mutex<Option<Connection>>,
}

impl Checkpoints {
    pub(super) fn of(path: PathBuf) -> Self {
        Self { path, asked: Mutex::default(), connection: Mutex::default() }
    }

    /// After a commit on this thread.
    pub(super) fn look(self: &Arc<Self>) {
        let pages = PAGES.get();
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if pages < *asked {
            // All of it was in the file: it has begun anew.
            *asked = 0;
        }
        if pages >= asked.saturating_add(EVERY) {
            *asked = pages;
            let own = Arc::clone(self);
            tokio::task::spawn_blocking(move || own.fold());
        }
    }

    /// Unless somebody is at it. A failure is the lane's to meet: it writes the same file.
    fn fold(&self) {
        let Ok(mut connection) = self.connection.try_lock() else { return };
        if connection.is_none() {
            *connection = own::open(&self.path, "PRAGMA busy_timeout = 0; PRAGMA synchronous = FULL").ok();
        }
        let done = connection.as_ref().map(|one| one.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())));
        if let Some(Err(error)) = done {
            tracing::warn!(%error, "the write-ahead log was not folded in");
            *connection = None;
        }
    }

    /// Waits for what is under way, and lets the connection go.
    pub(super) fn close(&self) {
        *self.connection.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
