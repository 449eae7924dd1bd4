//! `comanda demo`

use super::{CliError, database};
use crate::clock::{Clock as _, SystemClock};
use crate::config::Settings;
use crate::demo::{SeedOptions, Seeded, seed};

#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Options {
    /// Throw away the demo that is there, with everything that happened in it, and begin anew
    #[arg(long)]
    reset: bool,
}

pub async fn run(settings: &Settings, options: Options) -> Result<(), CliError> {
    let db = database(settings).await?;
    let options = SeedOptions { now: SystemClock.now(), reset: options.reset };
    let seeded = seed(&db, options).await.map_err(|error| CliError::Other(error.to_string()))?;
    match seeded {
        Seeded::Created { .. } => println!("✓ Osteria Comanda is there, with its day so far. Start it: comanda serve"),
        Seeded::AlreadyThere { .. } => println!("✓ Osteria Comanda is there already; nothing was changed."),
    }
    db.close().await;
    Ok(())
}
