//! What became of each command, kept under its key.

use super::error::DbError;
use super::sql::{from_json, id, in_list, insert_rows, text, to_json};
use comanda::ids::{CommandKey, StoreId};
use comanda::{At, Outcome, Rejection};
use serde::{Deserialize, Serialize};
use sqlx::AnyConnection;
use std::collections::HashMap;

/// A command's answer as it is kept: given again to whoever sends the same key with the same body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Verdict {
    Accepted(Outcome),
    Rejected(Rejection),
}

#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub key: CommandKey,
    /// The command's name: `send_order`.
    pub kind: String,
    /// SHA-256 of command and sender, hexadecimal.
    pub body_hash: String,
    pub verdict: Verdict,
    pub at: At,
}

/// The hash and verdict of those of `keys` that are known.
pub(crate) async fn known(
    connection: &mut AnyConnection,
    store: StoreId,
    keys: &[CommandKey],
) -> Result<HashMap<CommandKey, (String, Verdict)>, DbError> {
    let mut found = HashMap::new();
    let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
    let rows =
        in_list(connection, "SELECT key, body_hash, outcome FROM commands WHERE store_id = $1 AND key IN", store, &keys).await?;
    for row in &rows {
        let verdict = from_json(&text(row, "outcome")?, "outcome")?;
        found.insert(id(row, "key")?, (text(row, "body_hash")?, verdict));
    }
    Ok(found)
}

pub(crate) async fn keep(connection: &mut AnyConnection, store: StoreId, kept: &[Kept]) -> Result<(), DbError> {
    let store = store.to_string();
    insert_rows(connection, "INSERT INTO commands (store_id, key, kind, body_hash, outcome, at) VALUES", 6, kept, |query, one| {
        Ok(query
            .bind(store.clone())
            .bind(one.key.to_string())
            .bind(one.kind.clone())
            .bind(one.body_hash.clone())
            .bind(to_json(&one.verdict)?)
            .bind(one.at.0))
    })
    .await
}
