//! What a database can do to us, in words for people. Its own text goes to the log, never further.

use comanda::backend::Fault;
use sqlx::error::{DatabaseError, ErrorKind};
use sqlx::migrate::MigrateError;

/// A failure of the database, typed by what somebody has to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DbError {
    #[error("“{given}” is not a database address. Use sqlite://path/to/comanda.db or postgres://user:password@host/database.")]
    BadUrl { given: String },
    #[error("There is no database at {place}. Check the address, or create it first.")]
    Missing { place: String },
    #[error("{place} can't be reached. Check that it runs and that the address is right.")]
    Unreachable { place: String },
    #[error("{place} does not answer any more. Comanda goes on with another connection as soon as it gets one.")]
    Silent { place: String },
    #[error("No connection to the database became free in time: it is busy, away, or held by another program.")]
    Busy,
    #[error(
        "{place} has no connection left for Comanda. Raise its max_connections, or lower the setting “database_connections”."
    )]
    NoConnectionLeft { place: String },
    #[error(
        "A secure connection to {place} can't be made: its certificate is not trusted, is another host's, or it offers none. Check “sslmode” and “sslrootcert” in the address."
    )]
    Insecure { place: String },
    #[error("The database refuses the user or password in its address.")]
    AccessDenied,
    #[error(
        "{place} lets nobody in from here in this way: it has no such entry in its pg_hba.conf. Check host, user and database in the address; where it insists on TLS, use “sslmode=require”."
    )]
    NotAdmitted { place: String },
    #[error("Another program holds the database locked. Close it, or wait until it is done.")]
    Locked,
    #[error("The database can't be written to. Check the permissions of its file and folder.")]
    ReadOnly,
    #[error(
        "The database can't be written to: it is a standby, or read-only (default_transaction_read_only). Use the server that takes writes."
    )]
    TakesNoWrites,
    #[error(
        "The database's user may not do what Comanda does: make tables, read and change them. Make it the database's owner, or grant it CREATE on the schema and all rights on its tables."
    )]
    NotAllowed,
    #[error(
        "The database's encoding is {found}, which can't hold every name. Make one with UTF8: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0."
    )]
    Encoding { found: String },
    #[error("The disk under the database is full. Free some space; nothing was lost.")]
    Full,
    #[error("The disk under the database fails, or refuses to be written (a quota, perhaps). Look after it; nothing was lost.")]
    Disk,
    #[error("This is not a database that Comanda can read, or it is damaged. Restore a backup.")]
    Damaged,
    #[error(
        "The database was written by a newer version of Comanda (its schema is {found}, this program knows {known}). Update Comanda."
    )]
    Newer { found: i64, known: i64 },
    #[error(
        "The database's schema {version} is not the one this program was built with. Restore a backup, or use the matching version."
    )]
    SchemaChanged { version: i64 },
    #[error("The database is not up to date. Run `comanda migrate`.")]
    NotMigrated,
    #[error("This program was built with SQLite {found}; it needs 3.51.3 or newer, older ones can damage a database.")]
    SqliteTooOld { found: String },
    /// A rule of the schema said no.
    #[error("This contradicts what is already stored.")]
    Constraint(Constraint),
    #[error("There is no such restaurant here.")]
    UnknownStore,
    #[error("The restaurant's time zone “{zone}” is not known. Use a name of the IANA table, such as Europe/Rome.")]
    UnknownZone { zone: String },
    #[error("The database failed for a reason Comanda doesn't know; the log has it.")]
    Other,
}

/// Which rule of the schema was broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Constraint {
    /// The table has an open session already.
    OneOpenSession,
    /// A table token that exists.
    TableToken,
    /// An id (or number) that exists.
    Duplicate,
    /// Something named that is not there.
    Reference,
    /// A value out of its range.
    Check,
}

impl DbError {
    /// From sqlx, with the address's name for the sentences; the original goes to the log.
    pub(crate) fn from_sqlx(error: &sqlx::Error, place: &str) -> Self {
        classify(error, place).noted(error)
    }

    fn noted(self, error: &dyn std::error::Error) -> Self {
        if !matches!(self, Self::Constraint(_)) {
            tracing::warn!(%error, code = %self.code(), "database");
        }
        self
    }

    /// Did the tables say no to something, rather than fail? Then it is one command's trouble and not its neighbours'.
    pub(crate) fn is_one_commands_own(&self) -> bool {
        matches!(self, Self::Constraint(_) | Self::Other | Self::Damaged | Self::UnknownZone { .. })
    }

    /// The stable code for logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadUrl { .. } => "db_bad_url",
            Self::Missing { .. } => "db_missing",
            Self::Unreachable { .. } => "db_unreachable",
            Self::Silent { .. } => "db_silent",
            Self::Busy => "db_busy",
            Self::NoConnectionLeft { .. } => "db_no_connection_left",
            Self::Insecure { .. } => "db_insecure",
            Self::TakesNoWrites => "db_takes_no_writes",
            Self::NotAllowed => "db_not_allowed",
            Self::Encoding { .. } => "db_encoding",
            Self::AccessDenied => "db_access_denied",
            Self::NotAdmitted { .. } => "db_not_admitted",
            Self::Locked => "db_locked",
            Self::ReadOnly => "db_read_only",
            Self::Full => "db_full",
            Self::Disk => "db_disk",
            Self::Damaged => "db_damaged",
            Self::Newer { .. } => "db_newer",
            Self::SchemaChanged { .. } => "db_schema_changed",
            Self::NotMigrated => "db_not_migrated",
            Self::SqliteTooOld { .. } => "db_sqlite_too_old",
            Self::Constraint(_) => "db_constraint",
            Self::UnknownStore => "unknown_store",
            Self::UnknownZone { .. } => "unknown_zone",
            Self::Other => "db_other",
        }
    }

    pub(crate) fn from_migrate(error: &MigrateError, place: &str, known: i64) -> Self {
        match error {
            MigrateError::VersionMissing(found) if *found > known => Self::Newer { found: *found, known },
            MigrateError::VersionMissing(version) | MigrateError::VersionMismatch(version) | MigrateError::Dirty(version) => {
                Self::SchemaChanged { version: *version }
            }
            MigrateError::Execute(inner) | MigrateError::ExecuteMigration(inner, _) => Self::from_sqlx(inner, place),
            other => {
                tracing::warn!(error = %other, "migration");
                Self::Other
            }
        }
    }
}

impl From<crate::pipeline::business_day::UnknownZone> for DbError {
    fn from(unknown: crate::pipeline::business_day::UnknownZone) -> Self {
        tracing::error!(zone = unknown.0, "unknown time zone");
        Self::UnknownZone { zone: unknown.0 }
    }
}

/// What the place is called where nobody knows it.
const ITS_ADDRESS: &str = "The database server";

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        Self::from_sqlx(&error, ITS_ADDRESS)
    }
}

/// On a lane's own SQLite connection.
impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        let typed = match &error {
            rusqlite::Error::SqliteFailure(inner, message) => {
                of_sqlite(inner.extended_code, message.as_deref().unwrap_or_default(), ITS_ADDRESS)
            }
            _ => Self::Other,
        };
        typed.noted(&error)
    }
}

impl From<DbError> for Fault {
    fn from(error: DbError) -> Self {
        match error {
            DbError::UnknownStore => Self::NotFound,
            DbError::Damaged | DbError::Constraint(_) | DbError::UnknownZone { .. } | DbError::Other => Self::Internal,
            _ => Self::Unavailable,
        }
    }
}

fn classify(error: &sqlx::Error, place: &str) -> DbError {
    let place = || place.to_owned();
    match error {
        sqlx::Error::Database(inner) => classify_database(&**inner, &place()),
        sqlx::Error::Io(error) if error.kind() == std::io::ErrorKind::TimedOut => DbError::Silent { place: place() },
        // A certificate that is not trusted ends the handshake, as data that is wrong.
        sqlx::Error::Io(error) if error.kind() == std::io::ErrorKind::InvalidData => DbError::Insecure { place: place() },
        sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed | sqlx::Error::PoolClosed => DbError::Unreachable { place: place() },
        sqlx::Error::Tls(_) => DbError::Insecure { place: place() },
        // Every connection was taken for as long as we are willing to wait, or none could be opened.
        sqlx::Error::PoolTimedOut => DbError::Busy,
        sqlx::Error::Configuration(_) => DbError::BadUrl { given: place() },
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => DbError::Damaged,
        _ => DbError::Other,
    }
}

fn classify_database(error: &dyn DatabaseError, place: &str) -> DbError {
    match error.kind() {
        ErrorKind::UniqueViolation => {
            return DbError::Constraint(unique_of(error.constraint().unwrap_or_else(|| error.message())));
        }
        ErrorKind::ForeignKeyViolation => return DbError::Constraint(Constraint::Reference),
        ErrorKind::CheckViolation | ErrorKind::NotNullViolation | ErrorKind::ExclusionViolation => {
            return DbError::Constraint(Constraint::Check);
        }
        _ => {}
    }
    let code = error.code().unwrap_or_default();
    match code.as_ref() {
        // PostgreSQL: five characters.
        "3D000" => DbError::Missing { place: place.to_owned() },
        // The file's name stands in the message in every language.
        "28000" if error.message().contains("pg_hba.conf") => DbError::NotAdmitted { place: place.to_owned() },
        "28P01" | "28000" => DbError::AccessDenied,
        "42501" => DbError::NotAllowed,
        "55P03" | "40P01" => DbError::Locked,
        "57014" => DbError::Busy,
        "25006" => DbError::TakesNoWrites,
        "53100" => DbError::Full,
        "58030" => DbError::Disk,
        "53300" => DbError::NoConnectionLeft { place: place.to_owned() },
        "57P01" | "57P02" | "57P03" | "25P03" => DbError::Unreachable { place: place.to_owned() },
        "42P01" => DbError::NotMigrated,
        "XX001" | "XX002" => DbError::Damaged,
        // SQLite: a number whose low byte is the class.
        number => match number.parse().ok().filter(|_| number.len() < 5) {
            Some(code) => of_sqlite(code, error.message(), place),
            None => DbError::Other,
        },
    }
}

/// SQLite's result codes: <https://sqlite.org/rescode.html>.
fn of_sqlite(extended: i32, message: &str, place: &str) -> DbError {
    match (extended & 0xff, extended) {
        (19, 2067 | 1555 | 2579) => DbError::Constraint(unique_of(message)),
        (19, 787) => DbError::Constraint(Constraint::Reference),
        (19, _) => DbError::Constraint(Constraint::Check),
        (5 | 6, _) => DbError::Locked,
        (8, _) => DbError::ReadOnly,
        (10, _) => DbError::Disk,
        (11 | 26, _) => DbError::Damaged,
        (13, _) => DbError::Full,
        (14, _) => DbError::Missing { place: place.to_owned() },
        (1, _) if message.starts_with("no such table") => DbError::NotMigrated,
        _ => DbError::Other,
    }
}

/// PostgreSQL names the index; SQLite lists its columns.
fn unique_of(text: &str) -> Constraint {
    if text.contains("sessions_one_open") || text.contains("sessions.table_id") {
        Constraint::OneOpenSession
    } else if text.contains("tables_token") || text.contains("tables.token") {
        Constraint::TableToken
    } else {
        Constraint::Duplicate
    }
}
