//! `comanda demo`

use super::{CliError, database};
use crate::config::Settings;
use crate::demo::{SeedOptions, Seeded, seed};

#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Options {
    /// Only the restaurant, without the morning's history
    #[arg(long)]
    no_history: bool,
}

pub async fn run(settings: &Settings, options: Options) -> Result<(), CliError> {
    let db = database(settings).await?;
    let seeded = seed(&db, SeedOptions { history: !options.no_history }).await.map_err(|e| CliError::Other(e.to_string()))?;
    match seeded {
        Seeded::Fresh { name, orders } => println!("✓ “{name}” is there, with {orders} orders of this morning."),
        Seeded::AlreadyThere { name } => println!("✓ “{name}” is there already; nothing was changed."),
    }
    db.close().await;
    Ok(())
}
