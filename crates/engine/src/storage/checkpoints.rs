//! Folds SQLite's write-ahead log into its file beside the lane, on a thread and a connection of its own. The lane does it itself
//! only should the log outgrow all bounds, and then most of it is done already.

use super::sqlite_writer;
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

/// For [`rusqlite::Connection::wal_hook`]: it takes the place of SQLite's own checkpoints. Never an error: the commit is durable by now, and
/// must not be reported as failed because the log could not be folded in this time.
#[allow(clippy::unnecessary_wraps)] // SQLite's signature
pub(super) fn committed(log: &Wal, pages: i32) -> rusqlite::Result<()> {
    PAGES.set(pages);
    if pages >= MOST
        && let Err(error) = log.checkpoint()
    {
        tracing::debug!(%error, pages, "the log stays long for now");
    }
    Ok(())
}

#[derive(Debug)]
pub(super) struct Checkpoints {
    path: PathBuf,
    /// How long the log was when somebody was last asked to fold it in.
    asked: Mutex<i32>,
    /// Held by the one who is at it; true once the database is closed.
    closed: Mutex<bool>,
}

impl Checkpoints {
    pub(super) fn of(path: PathBuf) -> Self {
        Self { path, asked: Mutex::default(), closed: Mutex::default() }
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
            // Without a thread to be had it stays for the next time.
            let _ = std::thread::Builder::new().name("checkpoint".into()).spawn(move || own.fold());
        }
    }

    /// Unless somebody is at it. On a connection for this once: one that is kept would hold on to a file that has been replaced.
    fn fold(&self) {
        let Ok(closed) = self.closed.try_lock() else { return };
        if *closed {
            return;
        }
        let done = sqlite_writer::open(&self.path, "PRAGMA busy_timeout = 0; PRAGMA synchronous = FULL")
            .and_then(|connection| Ok(connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?));
        if let Err(error) = done {
            // The lane writes the same file, and will meet whatever it was.
            tracing::debug!(%error, "the log was not folded in");
        }
    }

    /// Waits for what is under way; nothing begins any more.
    pub(super) fn close(&self) {
        *self.closed.lock().unwrap_or_else(PoisonError::into_inner) = true;
    }
}
