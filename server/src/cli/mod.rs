//! The command line: `comanda serve | migrate | new-log | demo | doctor | enrol-code`.

mod demo;
mod doctor;
mod enrol_code;
mod migrate;
mod new_log;
mod reach;
mod serve;

use crate::config::{ConfigError, Flags, Settings, load};
use crate::serving::tls::TlsError;
use clap::{Parser, Subcommand};
use engine::accounts::{Accounts, CookieJar};
use engine::clock::SystemClock;
use engine::gateway::Hub;
use engine::storage::{Db, DbError};
use std::process::ExitCode;
use std::sync::Arc;

/// Comanda: a restaurant's floor in real time.
///
/// Settings come from comanda.toml, the environment (COMANDA_…) and flags; later ones win.
#[derive(Debug, Parser)]
#[command(name = "comanda", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    flags: Flags,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the restaurant: pages, websocket, everything
    Serve,
    /// Bring the database up to date
    Migrate,
    /// Say that a backup was put back, before serving it: what screens have heard since is not in it
    NewLog,
    /// Fill the database with the demo restaurant, Osteria Comanda
    Demo(demo::Options),
    /// Check settings, database, site, port and clock, and say how to fix what is wrong
    Doctor,
    /// Print a code that makes a browser an enrolled screen
    EnrolCode(enrol_code::Options),
}

/// Why a command could not do its work, as a sentence.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CliError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Database(#[from] DbError),
    #[error(transparent)]
    Tls(#[from] TlsError),
    #[error("{0}")]
    Other(String),
}

/// Stack of a worker thread, bytes. Reserved, not used: only touched pages count.
const RENDER_STACK: usize = 16 * 1024 * 1024;

/// How long threads may take to finish once all is done.
const FAREWELL: std::time::Duration = std::time::Duration::from_secs(2);

/// Runs the command line. The exit code says whether it worked.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    // Rendering a page waits for itself with fewer than four threads.
    let threads = std::thread::available_parallelism().map_or(4, |n| n.get().max(4));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(threads)
        // Rendering a page nests as deep as its view; the default of 2 MiB is too little for an unoptimised build.
        .thread_stack_size(RENDER_STACK)
        .enable_all()
        .build();
    let worked = match runtime {
        Ok(runtime) => {
            let worked = runtime.block_on(run(cli));
            // What hangs on a disk or a line by now does so for ever.
            runtime.shutdown_timeout(FAREWELL);
            worked
        }
        Err(error) => Err(CliError::Other(format!("Comanda can't start: {error}."))),
    };
    match worked {
        Ok(code) => code,
        Err(error) => {
            eprintln!("✗ {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Result<ExitCode, CliError> {
    if let Command::Doctor = cli.command {
        return Ok(doctor::run(load(&cli.flags)).await);
    }
    let settings = load(&cli.flags)?;
    crate::telemetry::start(&settings);
    match cli.command {
        Command::Serve => serve::run(settings).await?,
        Command::Migrate => migrate::run(&settings).await?,
        Command::NewLog => new_log::run(&settings).await?,
        Command::Demo(options) => demo::run(&settings, options).await?,
        Command::EnrolCode(options) => enrol_code::run(&settings, options).await?,
        Command::Doctor => {}
    }
    Ok(ExitCode::SUCCESS)
}

/// The database, open and up to date.
async fn database(settings: &Settings) -> Result<Db, DbError> {
    let db = Db::open_with(&settings.database, settings.database_connections).await?;
    db.migrate().await?;
    Ok(db)
}

/// Who is who, for commands that need no server. What they end, a running server notices by the count of ended accesses.
fn auth(db: &Db, settings: &Settings) -> Accounts {
    let hub = Hub::new(Arc::new(db.clone()));
    let jar = CookieJar { secure: settings.is_https() };
    Accounts::new(db.clone(), Arc::new(SystemClock), hub, jar, settings.lifetimes, settings.public_url.clone())
}
