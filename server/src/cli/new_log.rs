//! `comanda new-log`

use super::{CliError, database};
use crate::config::Settings;
use engine::storage::log;

pub async fn run(settings: &Settings) -> Result<(), CliError> {
    let db = database(settings).await?;
    let stores = log::begin_anew(&db).await?;
    let restaurants =
        if stores == 1 { "restaurant’s log has".to_owned() } else { format!("{stores} restaurants’ logs have") };
    println!("✓ The {restaurants} another name now: every screen asks afresh when it comes back.");
    db.close().await;
    Ok(())
}
