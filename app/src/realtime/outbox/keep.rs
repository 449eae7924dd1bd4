//! The device's own store: one record per command, under its key, in the browser's IndexedDB.

use comanda::ids::CommandKey;
use idb::{Database, DatabaseEvent as _, Error, Factory, ObjectStoreParams, Query, TransactionMode};
use sync::outbox::Entry;
use wasm_bindgen::JsValue;

const DATABASE: &str = "comanda";
const STORE: &str = "outbox";
const VERSION: u32 = 1;

async fn open() -> Result<Database, Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        // A store that can't be made shows at the first use.
        if let Ok(database) = event.database()
            && !database.store_names().iter().any(|name| name == STORE)
        {
            let _ = database.create_object_store(STORE, ObjectStoreParams::new());
        }
    });
    request.await
}

/// Keeps a command. Errors: the browser's, where it keeps nothing (a private window, a full disk).
pub async fn put(entry: &Entry) -> Result<(), Error> {
    let Ok(text) = serde_json::to_string(entry) else { return Ok(()) };
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    let key = JsValue::from_str(&entry.key().to_string());
    transaction.object_store(STORE)?.put(&JsValue::from_str(&text), Some(&key))?.await?;
    transaction.commit()?.await?;
    database.close();
    Ok(())
}

pub async fn delete(key: CommandKey) -> Result<(), Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    transaction.object_store(STORE)?.delete(Query::Key(JsValue::from_str(&key.to_string())))?.await?;
    transaction.commit()?.await?;
    database.close();
    Ok(())
}

/// Everything kept, in the order of the taps. What a newer or older build has written and this one can't read is left where it is.
pub async fn all() -> Result<Vec<Entry>, Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
    let kept = transaction.object_store(STORE)?.get_all(None, None)?.await?;
    transaction.await?;
    database.close();
    Ok(kept.iter().filter_map(JsValue::as_string).filter_map(|text| comanda::wire::read(&text).ok()).collect())
}
