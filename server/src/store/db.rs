//! The database behind Comanda: SQLite in a file, or PostgreSQL. One SQL text serves both.

use super::error::DbError;
use super::health::Health;
use super::link::Link;
use super::own::Own;
use sqlx::any::AnyPoolOptions;
use sqlx::migrate::Migrator;
use sqlx::{AnyConnection, AnyPool, Connection, Executor, Row};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

static MIGRATIONS: Migrator = sqlx::migrate!("../migrations");

/// How long a command waits for a connection or a lock before it is told to come again.
const PATIENCE: Duration = Duration::from_secs(5);
/// The first SQLite whose write-ahead log can't corrupt a database on reset.
const SQLITE_MIN: (u32, u32, u32) = (3, 51, 3);
const SQLITE_READERS: u32 = 6;
const POSTGRES_WRITERS: u32 = 8;
const POSTGRES_READERS: u32 = 12;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DbKind {
    Sqlite,
    Postgres,
}

/// The open database. Commands write through `write`, queries read through `read`.
#[derive(Debug, Clone)]
pub struct Db {
    /// On SQLite a single connection: it has one writer anyway, and waiting here is fairer than its lock.
    pub write: AnyPool,
    pub read: AnyPool,
    pub kind: DbKind,
    place: String,
    health: Arc<Health>,
    /// The lanes' own road into a SQLite file.
    own: Option<Own>,
}

impl Db {
    /// Opens `sqlite://path` (the file and its folder are created if missing, unless `?mode=rw`) or `postgres://…`,
    /// and makes sure that it can be written. Runs no migration.
    /// Errors: each reason of [`DbError`] why it can't be used.
    pub async fn open(url: &str) -> Result<Self, DbError> {
        sqlx::any::install_default_drivers();
        let kind = match url.split_once(':') {
            Some(("sqlite", _)) => DbKind::Sqlite,
            Some(("postgres" | "postgresql", _)) => DbKind::Postgres,
            _ => return Err(DbError::BadUrl { given: without_password(url) }),
        };
        let place = without_password(url);
        match kind {
            DbKind::Sqlite => Self::open_sqlite(url, place).await,
            DbKind::Postgres => Self::open_postgres(url, place).await,
        }
    }

    async fn open_sqlite(url: &str, place: String) -> Result<Self, DbError> {
        let (base, params) = url.split_once('?').unwrap_or((url, ""));
        if base.ends_with(":memory:") || params.contains("memory") {
            // Each connection would see a database of its own.
            return Err(DbError::BadUrl { given: place });
        }
        let path = base.trim_start_matches("sqlite:").trim_start_matches("//").to_owned();
        if path.is_empty() {
            return Err(DbError::BadUrl { given: place });
        }
        if params.contains("mode=ro") {
            return Err(DbError::ReadOnly);
        }
        let (write_url, read_url) = if params.is_empty() {
            create_folder(&path)?;
            (format!("{base}?mode=rwc"), format!("{base}?mode=rw"))
        } else {
            (url.to_owned(), url.to_owned())
        };
        probe_sqlite(&write_url, &place).await?;
        let health = Arc::new(Health::new(DbKind::Sqlite, place.clone(), read_url.clone()));
        let write = writers(1, &health)
            .acquire_timeout(PATIENCE)
            .idle_timeout(None)
            .max_lifetime(None)
            .after_connect(|connection, _| Box::pin(sqlite_writer(connection)))
            .connect(&write_url)
            .await
            .map_err(|e| DbError::from_sqlx(&e, &place))?;
        let read = AnyPoolOptions::new()
            .max_connections(SQLITE_READERS)
            .acquire_timeout(PATIENCE)
            .after_connect(|connection, _| Box::pin(sqlite_reader(connection)))
            .connect(&read_url)
            .await
            .map_err(|e| DbError::from_sqlx(&e, &place))?;
        let file = file_of(&read).await.map_err(|e| DbError::from_sqlx(&e, &place))?;
        // A file system of its own (`vfs=`) locks in a way of its own: then all goes one road.
        let own = (!params.contains("vfs=")).then(|| Own::new(file, WRITER));
        Ok(Self { write, read, kind: DbKind::Sqlite, place, health, own })
    }

    async fn open_postgres(url: &str, place: String) -> Result<Self, DbError> {
        probe_postgres(url).await.map_err(|e| DbError::from_sqlx(&e, &place))?;
        let health = Arc::new(Health::new(DbKind::Postgres, place.clone(), url.to_owned()));
        let pool = |options: AnyPoolOptions| {
            options.acquire_timeout(PATIENCE).after_connect(|connection, _| Box::pin(postgres_session(connection)))
        };
        let write = pool(writers(POSTGRES_WRITERS, &health)).connect(url).await.map_err(|e| DbError::from_sqlx(&e, &place))?;
        let read = pool(AnyPoolOptions::new().max_connections(POSTGRES_READERS));
        let read = read.connect(url).await.map_err(|e| DbError::from_sqlx(&e, &place))?;
        Ok(Self { write, read, kind: DbKind::Postgres, place, health, own: None })
    }

    /// Brings the schema up to date. Errors: [`DbError::Newer`] when a newer Comanda has been here, and the usual ones;
    /// a migration that fails leaves nothing behind.
    pub async fn migrate(&self) -> Result<(), DbError> {
        let mut connection = self.write.acquire().await.map_err(|e| self.error(&e))?;
        if self.kind == DbKind::Postgres {
            // A large table may take its time.
            connection.execute("SET statement_timeout = 0").await.map_err(|e| self.error(&e))?;
            connection.close_on_drop();
        }
        MIGRATIONS.run(&mut *connection).await.map_err(|e| DbError::from_migrate(&e, &self.place, newest()))
    }

    /// Is the schema the one this program knows? Errors: [`DbError::NotMigrated`], [`DbError::Newer`].
    pub async fn check_schema(&self) -> Result<(), DbError> {
        let row = sqlx::query("SELECT COALESCE(MAX(version), 0) AS version FROM _sqlx_migrations")
            .fetch_one(&self.read)
            .await
            .map_err(|e| self.error(&e))?;
        let found: i64 = row.try_get("version")?;
        match found.cmp(&newest()) {
            std::cmp::Ordering::Less => Err(DbError::NotMigrated),
            std::cmp::Ordering::Equal => Ok(()),
            std::cmp::Ordering::Greater => Err(DbError::Newer { found, known: newest() }),
        }
    }

    /// Is it any use: can it be written, does it answer, is its schema ours? For `/readyz`. Errors: what somebody has to do about it.
    pub async fn ready(&self) -> Result<(), DbError> {
        self.health.check().await?;
        match timeout(PATIENCE, self.check_schema()).await {
            // A pool whose patience has ended does not know why.
            Ok(Err(error @ (DbError::Locked | DbError::Unreachable))) => Err(self.health.explain(error).await),
            Ok(answer) => answer,
            Err(_) => Err(self.health.explain(DbError::Unreachable).await),
        }
    }

    /// A lane has written, or could not: `/readyz` goes by it.
    pub(crate) fn wrote(&self, fault: Option<&DbError>) {
        self.health.saw(fault);
    }

    /// Lets the connections finish and closes them; on SQLite the write-ahead log is folded into the file.
    pub async fn close(&self) {
        self.read.close().await;
        // Waits until a lane's turn is over; then there is none any more.
        self.write.close().await;
        if let Some(own) = &self.own {
            own.close().await;
        }
    }

    /// Where it is, without a password.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Opens a read transaction: all its queries see the same moment.
    pub(crate) async fn snapshot(&self) -> Result<Link, DbError> {
        let begin = match self.kind {
            DbKind::Sqlite => "BEGIN",
            DbKind::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        self.read.begin_with(begin).await.map(Link::Pool).map_err(|e| self.error(&e))
    }

    /// A connection that reads.
    pub(crate) async fn reader(&self) -> Result<Link, DbError> {
        self.read.acquire().await.map(Link::Reader).map_err(|e| self.error(&e))
    }

    /// Opens a write transaction.
    pub(crate) async fn change(&self) -> Result<Link, DbError> {
        self.write.begin_with(self.begin_write()).await.map(Link::Pool).map_err(|e| self.error(&e))
    }

    /// Opens a lane's write transaction: on SQLite it blocks this thread with each statement.
    pub(crate) async fn lane(&self) -> Result<Link, DbError> {
        let Some(own) = &self.own else { return self.change().await };
        let turn = self.write.acquire().await.map_err(|e| self.error(&e))?;
        own.begin(turn, &self.health, self.begin_write()).await.map(Link::Own)
    }

    /// Runs statements (a `PRAGMA`) on the connection that lanes write with; nothing on PostgreSQL. Errors: SQLite's.
    pub async fn tune_lane(&self, sql: &str) -> Result<(), DbError> {
        match &self.own {
            Some(own) => own.execute(sql).await,
            None => Ok(()),
        }
    }

    /// How a write transaction begins: SQLite takes its lock at once, PostgreSQL with the first row.
    pub(crate) fn begin_write(&self) -> &'static str {
        match self.kind {
            DbKind::Sqlite => "BEGIN IMMEDIATE",
            DbKind::Postgres => "BEGIN",
        }
    }

    pub(crate) fn error(&self, error: &sqlx::Error) -> DbError {
        DbError::from_sqlx(error, &self.place)
    }
}

/// Connections that write; those from before a failure are replaced.
fn writers(most: u32, health: &Arc<Health>) -> AnyPoolOptions {
    let health = Arc::clone(health);
    AnyPoolOptions::new().max_connections(most).before_acquire(move |_, meta| {
        let fine = health.trusts(meta.age);
        Box::pin(async move { Ok(fine) })
    })
}

fn newest() -> i64 {
    MIGRATIONS.iter().map(|m| m.version).max().unwrap_or(0)
}

/// Folding the write-ahead log into the file costs by the page, and a busy evening writes the same pages again and again: not as
/// often as SQLite would. The lanes have it done beside themselves ([`super::checkpoints`]). What is in the log is as durable as what
/// is in the file.
const WRITER: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
     PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = 4000";

async fn sqlite_writer(connection: &mut AnyConnection) -> sqlx::Result<()> {
    connection.execute(WRITER).await.map(|_| ())
}

/// The file itself, whatever its address looks like.
async fn file_of(read: &AnyPool) -> sqlx::Result<PathBuf> {
    let row = sqlx::query("SELECT file FROM pragma_database_list WHERE name = 'main'").fetch_one(read).await?;
    row.try_get::<String, _>("file").map(PathBuf::from)
}

async fn sqlite_reader(connection: &mut AnyConnection) -> sqlx::Result<()> {
    connection
        .execute("PRAGMA busy_timeout = 5000; PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000")
        .await
        .map(|_| ())
}

async fn postgres_session(connection: &mut AnyConnection) -> sqlx::Result<()> {
    connection
        .execute(
            "SET application_name = 'comanda'; SET lock_timeout = '5s'; SET statement_timeout = '15s'; \
             SET idle_in_transaction_session_timeout = '15s'",
        )
        .await
        .map(|_| ())
}

/// A lock, a read-only file or a damaged one had better be known before the first guest orders. On a connection of its own:
/// a pool would try again until its patience ends, and then not say why.
async fn probe_sqlite(url: &str, place: &str) -> Result<(), DbError> {
    let mut connection = AnyConnection::connect(url).await.map_err(|e| DbError::from_sqlx(&e, place))?;
    let tried = try_sqlite(&mut connection).await.map_err(|e| DbError::from_sqlx(&e, place));
    let _ = connection.close().await;
    let found = tried?;
    let mut parts = found.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let version = (parts.next().unwrap_or(0), parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if version < SQLITE_MIN { Err(DbError::SqliteTooOld { found }) } else { Ok(()) }
}

/// Prepares a connection and takes the write lock for a moment; says SQLite's version.
async fn try_sqlite(connection: &mut AnyConnection) -> sqlx::Result<String> {
    sqlite_writer(connection).await?;
    connection.begin_with("BEGIN IMMEDIATE").await?.rollback().await?;
    sqlx::query("SELECT sqlite_version() AS version").fetch_one(connection).await?.try_get("version")
}

async fn probe_postgres(url: &str) -> sqlx::Result<()> {
    let mut connection = AnyConnection::connect(url).await?;
    connection.ping().await?;
    connection.close().await
}

fn create_folder(path: &str) -> Result<(), DbError> {
    let Some(folder) = Path::new(path).parent().filter(|p| !p.as_os_str().is_empty()) else { return Ok(()) };
    std::fs::create_dir_all(folder).map_err(|error| {
        tracing::warn!(%error, folder = %folder.display(), "can't create the database's folder");
        match error.kind() {
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => DbError::ReadOnly,
            std::io::ErrorKind::StorageFull => DbError::Full,
            _ => DbError::Missing { place: folder.display().to_string() },
        }
    })
}

/// The address as logs and sentences may show it.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.chars().take(200).collect() };
    let (authority, tail) = rest.split_once('/').unwrap_or((rest, ""));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let tail = tail.split_once('?').map_or(tail, |(path, _)| path);
    format!("{scheme}://{host}/{tail}").chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_never_shows() {
        assert_eq!(without_password("postgres://me:secret@db:5432/comanda?sslmode=require"), "postgres://db:5432/comanda");
        assert_eq!(without_password("sqlite://data/comanda.db"), "sqlite://data/comanda.db");
    }
}
