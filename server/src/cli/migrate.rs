//! `comanda migrate`

use super::{CliError, database};
use crate::config::Settings;

pub async fn run(settings: &Settings) -> Result<(), CliError> {
    let db = database(settings).await?;
    println!("✓ The database {} is up to date.", db.place());
    db.close().await;
    Ok(())
}
