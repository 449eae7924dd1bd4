//! `comanda demo`

use super::{CliError, database, enrol_code};
use crate::config::Settings;
use crate::demo::{SeedOptions, Seeded, seed};
use crate::in_english;
use engine::clock::{Clock as _, SystemClock};
use engine::storage::{Db, public_lookup};

#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Options {
    /// Throw away the demo that is there, with everything that happened in it, and begin anew
    #[arg(long)]
    reset: bool,
    /// Make a real restaurant of the demo: its doors, screens, sign-ins and the PINs everybody knows end
    #[arg(long, conflicts_with = "reset")]
    end: bool,
}

pub async fn run(settings: &Settings, options: Options) -> Result<(), CliError> {
    let db = database(settings).await?;
    if options.end {
        let store = public_lookup::stores(&db).await?.into_iter().find(|store| store.demo);
        let store = store.ok_or_else(|| CliError::Other("There is no demo in this database.".into()))?;
        println!("{}", end(&db, settings, &store).await?);
        db.close().await;
        return Ok(());
    }
    let options = SeedOptions { now: SystemClock.now(), reset: options.reset };
    let seeded = seed(&db, options).await.map_err(|error| CliError::Other(error.to_string()))?;
    match seeded {
        Seeded::Created { .. } => println!("✓ Osteria Comanda is there, with its day so far. Start it: comanda serve"),
        Seeded::AlreadyThere { .. } => println!("✓ Osteria Comanda is there already; nothing was changed."),
    }
    db.close().await;
    Ok(())
}

/// Ends a demo, and says how its owner gets in from now on.
pub async fn end(db: &Db, settings: &Settings, store: &public_lookup::Facade) -> Result<String, CliError> {
    let auth = super::auth(db, settings);
    let pin = auth.end_demo(store.id).await.map_err(|fault| CliError::Other(in_english(&fault)))?;
    let code = enrol_code::fresh(db, settings, store.id).await?;
    let owner = match pin {
        Some(pin) => format!("The owner’s PIN is now  {pin}  (keep it); the others get theirs from the owner."),
        None => "It has no owner.".to_owned(),
    };
    Ok(format!(
        "✓ {} is no demo any more: its sign-ins, screens and PINs have ended.\n  {owner}\n  {}",
        store.name,
        enrol_code::told(&store.name, &code, settings)
    ))
}
