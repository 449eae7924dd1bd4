//! `comanda enrol-code`

use super::{CliError, database};
use crate::config::Settings;
use crate::in_english;
use comanda::ids::StoreId;
use engine::accounts::CODE_VALID_FOR;
use engine::storage::{Db, public_lookup};

#[derive(Debug, clap::Args)]
pub struct Options {
    /// The restaurant's id; needed only where there are several
    #[arg(long)]
    store: Option<StoreId>,
}

pub async fn run(settings: &Settings, options: Options) -> Result<(), CliError> {
    let db = database(settings).await?;
    let stores = public_lookup::stores(&db).await?;
    let store = match (options.store, stores.as_slice()) {
        (Some(wanted), all) => all.iter().find(|s| s.id == wanted).ok_or_else(|| no_store(all))?,
        (None, [only]) => only,
        (None, all) => return Err(no_store(all)),
    };
    let code = fresh(&db, settings, store.id).await?;
    println!("{}", told(&store.name, &code, settings));
    db.close().await;
    Ok(())
}

/// A fresh code of a store.
pub async fn fresh(db: &Db, settings: &Settings, store: StoreId) -> Result<String, CliError> {
    let auth = super::auth(db, settings);
    auth.fresh_code(store, None).await.map_err(|fault| CliError::Other(in_english(&fault)))
}

/// What to do with a code.
pub fn told(store: &str, code: &str, settings: &Settings) -> String {
    let minutes = CODE_VALID_FOR / comanda::time::MINUTE;
    format!(
        "To enrol a screen for {store}, open {}/sign-in and type  {code}  (once, within {minutes} minutes).",
        settings.public_url
    )
}

fn no_store(all: &[public_lookup::Facade]) -> CliError {
    if all.is_empty() {
        return CliError::Other("There is no restaurant in this database yet. Run `comanda demo` for one to try.".into());
    }
    let names: Vec<String> = all.iter().map(|s| format!("  --store {}   {}", s.id, s.name)).collect();
    CliError::Other(format!("Which restaurant?\n{}", names.join("\n")))
}
