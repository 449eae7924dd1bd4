//! The database behind Comanda: SQLite in a file, or PostgreSQL. One SQL text serves both.

use super::error::DbError;
use super::executor::Executor;
use super::health::{Health, Writing};
use super::pool::{self, Pool};
use super::postgres;
use super::sqlite_writer::Own;
use sqlx::any::AnyPoolOptions;
use sqlx::migrate::Migrator;
use sqlx::{AnyConnection, AnyPool, Connection, Executor as _, Row};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations");

/// How long a command waits for a connection or a lock before it is told to come again.
const PATIENCE: Duration = Duration::from_secs(5);
/// The first SQLite whose write-ahead log can't corrupt a database on reset.
const SQLITE_MIN: (u32, u32, u32) = (3, 51, 3);
const SQLITE_READERS: u32 = 6;
/// How many connections to PostgreSQL a node opens at most, where nothing else is set.
pub const CONNECTIONS: u32 = 20;
/// How long `/readyz` may take, whatever is the matter.
const READY_WITHIN: Duration = Duration::from_secs(3);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DbKind {
    Sqlite,
    Postgres,
}

/// The open database. Commands write through `write`, queries read through `read`.
#[derive(Debug, Clone)]
pub struct Db {
    /// On SQLite a single connection: it has one writer anyway, and waiting here is fairer than its lock.
    pub write: Pool,
    pub read: Pool,
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
        Self::open_with(url, CONNECTIONS).await
    }

    /// Like [`Db::open`], with at most so many connections to PostgreSQL. SQLite has as many as do it good.
    pub async fn open_with(url: &str, connections: u32) -> Result<Self, DbError> {
        sqlx::any::install_default_drivers();
        let kind = match url.split_once(':') {
            Some(("sqlite", _)) => DbKind::Sqlite,
            Some(("postgres" | "postgresql", _)) => DbKind::Postgres,
            _ => return Err(DbError::BadUrl { given: postgres::shown(url) }),
        };
        let place = postgres::shown(url);
        match kind {
            DbKind::Sqlite => Self::open_sqlite(url, place).await,
            DbKind::Postgres => Self::open_postgres(url, place, connections).await,
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
        let (write, read) = (Pool::new(write, None), Pool::new(read, None));
        Ok(Self { write, read, kind: DbKind::Sqlite, place, health, own })
    }

    async fn open_postgres(url: &str, place: String, connections: u32) -> Result<Self, DbError> {
        postgres::probe(url, &place).await?;
        let health = Arc::new(Health::new(DbKind::Postgres, place.clone(), url.to_owned()));
        let open = async |most: u32| {
            let options = AnyPoolOptions::new().max_connections(most.max(1)).acquire_timeout(PATIENCE);
            let options = options.after_connect(|connection, _| Box::pin(postgres::session(connection)));
            let pool = pool::watched(options, &health).connect(url).await.map_err(|e| DbError::from_sqlx(&e, &place))?;
            Ok::<_, DbError>(Pool::new(pool, Some(pool::LIMIT)))
        };
        // Most of what happens is read.
        let writers = (connections * 2 / 5).max(2);
        let (write, read) = (open(writers).await?, open(connections.saturating_sub(writers)).await?);
        Ok(Self { write, read, kind: DbKind::Postgres, place, health, own: None })
    }

    /// May the database be written, and its schema changed? For `doctor`: by rights, and by a write that leaves nothing behind.
    /// Errors: what somebody has to do about it.
    pub async fn check_rights(&self) -> Result<(), DbError> {
        if self.kind == DbKind::Sqlite {
            // Opening it has tried as much.
            return Ok(());
        }
        let place = &self.place;
        self.in_time(async {
            let mut connection = self.write.acquire().await.map_err(|e| self.error(&e))?;
            postgres::rights(&mut connection, place).await
        })
        .await
    }

    /// A write that leaves nothing behind. Errors: why a command could not be taken.
    pub async fn try_write(&self) -> Result<(), DbError> {
        self.health.try_write().await
    }

    /// Ends what is done with the database in time, where that can take for ever: a line to PostgreSQL may go silent.
    /// Errors: [`DbError::Silent`], after which nobody knows whether it was done.
    pub(crate) async fn in_time<T>(&self, done: impl Future<Output = Result<T, DbError>>) -> Result<T, DbError> {
        if self.kind == DbKind::Sqlite {
            return done.await;
        }
        timeout(pool::LIMIT, done).await.unwrap_or_else(|_| Err(DbError::Silent { place: self.place.clone() }))
    }

    /// Brings the schema up to date. Errors: [`DbError::Newer`] when a newer Comanda has been here, and the usual ones;
    /// a migration that fails leaves nothing behind.
    pub async fn migrate(&self) -> Result<(), DbError> {
        let mut connection = self.write.acquire().await.map_err(|e| self.error(&e))?;
        if self.kind == DbKind::Postgres {
            postgres::rights(&mut connection, &self.place).await?;
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

    /// Is it any use: could a command be taken, is its schema ours? For `/readyz`. Errors: what somebody has to do about it.
    pub async fn ready(&self) -> Result<(), DbError> {
        let asked = async {
            self.health.check().await?;
            match self.check_schema().await {
                // A pool whose patience has ended does not know why.
                Err(error @ (DbError::Busy | DbError::Locked | DbError::Unreachable { .. } | DbError::Silent { .. })) => {
                    Err(self.health.explain(error).await)
                }
                answer => answer,
            }
        };
        timeout(READY_WITHIN, asked).await.unwrap_or_else(|_| Err(self.health.unanswered()))
    }

    /// A lane begins to write; while it takes long, the database counts as silent.
    pub(crate) fn writing(&self) -> Writing {
        self.health.writing()
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
    pub(crate) async fn snapshot(&self) -> Result<Executor, DbError> {
        let begin = match self.kind {
            DbKind::Sqlite => "BEGIN",
            DbKind::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        self.read.begin_with(begin).await.map(Executor::Pool).map_err(|e| self.error(&e))
    }

    /// A connection that reads.
    pub(crate) async fn reader(&self) -> Result<Executor, DbError> {
        self.read.acquire().await.map(Executor::Reader).map_err(|e| self.error(&e))
    }

    /// Opens a write transaction.
    pub(crate) async fn change(&self) -> Result<Executor, DbError> {
        self.write.begin_with(self.begin_write()).await.map(Executor::Pool).map_err(|e| self.error(&e))
    }

    /// Opens a lane's write transaction: on SQLite it blocks this thread with each statement.
    pub(crate) async fn lane(&self) -> Result<Executor, DbError> {
        let Some(own) = &self.own else { return self.change().await };
        let turn = self.write.acquire().await.map_err(|e| self.error(&e))?;
        own.begin(turn, &self.health, self.begin_write()).await.map(Executor::Own)
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
