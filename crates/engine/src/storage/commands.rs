//! What became of each command, kept under its key for as long as a tap may be on its way.

use super::db::Db;
use super::error::DbError;
use super::executor::Executor;
use super::sql::{from_json, id, in_list, insert_rows, text, to_json};
use comanda::ids::{CommandKey, StoreId};
use comanda::time::HOUR;
use comanda::{At, Outcome, Rejection};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

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
    pub kind: &'static str,
    /// SHA-256 of command and sender, hexadecimal.
    pub body_hash: String,
    pub verdict: Verdict,
    pub at: At,
}

/// The hash and verdict of those of `keys` that are known.
pub(crate) async fn known(
    executor: &mut Executor,
    store: StoreId,
    keys: &[CommandKey],
) -> Result<HashMap<CommandKey, (String, Verdict)>, DbError> {
    let mut found = HashMap::new();
    let keys: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
    let rows =
        in_list(executor, "SELECT key, body_hash, outcome FROM commands WHERE store_id = $1 AND key IN", store, &keys).await?;
    for row in &rows {
        let verdict = from_json(&text(row, "outcome")?, "outcome")?;
        found.insert(id(row, "key")?, (text(row, "body_hash")?, verdict));
    }
    Ok(found)
}

pub(crate) async fn keep(executor: &mut Executor, store: StoreId, kept: &[Kept]) -> Result<(), DbError> {
    insert_rows(executor, "INSERT INTO commands (store_id, key, kind, body_hash, outcome, at) VALUES", 6, kept, |row, one| {
        Ok(row.bind(store.0).bind(one.key.0).bind(one.kind).bind(&one.body_hash).bind(to_json(&one.verdict)?).bind(one.at.0))
    })
    .await
}

/// How old a tap may be when it arrives, milliseconds. Until then its outcome is kept; later it is refused unheard, since nobody
/// could say any more whether it has been taken before.
const WEEK: i64 = 7 * 24 * HOUR;
/// Outcomes are kept so much longer, for devices whose clocks are ahead.
const GRACE: i64 = 24 * HOUR;
/// Most outcomes forgotten at once: the writer is held for milliseconds, not for a year of evenings.
const AT_ONCE: i64 = 500;

/// Is the key from before the week whose outcomes are kept? A key says when it was made (UUID version 7); one that does not is never old.
pub(crate) fn is_past(key: CommandKey, now: At) -> bool {
    key.0.get_version_num() == 7 && key.0.as_u128() < first_of(now.plus(-WEEK)).as_u128()
}

/// Forgets outcomes that can't be asked for any more, the oldest first and at most a few hundred; says whether there are more.
pub async fn forget_past(db: &Db, store: StoreId, now: At) -> Result<bool, DbError> {
    let before = now.plus(-WEEK - GRACE);
    // Keys are in the order of time, so that their own index finds them. What came late with an old key stays its week.
    let forgotten = sqlx::query(
        "DELETE FROM commands WHERE store_id = $1 AND key IN
             (SELECT c.key FROM commands c WHERE c.store_id = $1 AND c.key < $2 AND c.at < $3 ORDER BY c.key LIMIT $4)",
    )
    .bind(store.to_string())
    .bind(first_of(before).to_string())
    .bind(before.0)
    .bind(AT_ONCE)
    .execute(&db.write)
    .await?;
    Ok(forgotten.rows_affected() >= AT_ONCE.unsigned_abs())
}

/// The least key of a moment.
fn first_of(at: At) -> Uuid {
    Uuid::from_u128(u128::from(at.0.max(0).unsigned_abs()) << 80)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_past_when_the_week_is_over_and_not_before() {
        let made = At(1_736_190_000_000);
        let key = |version: u128| CommandKey(Uuid::from_u128(first_of(made).as_u128() | version << 76 | 0x8abc << 48));
        assert!(!is_past(key(7), made) && !is_past(key(7), made.plus(WEEK)), "in time");
        assert!(is_past(key(7), made.plus(WEEK + 1)));
        assert!(!is_past(key(7), made.plus(-WEEK)), "a device whose clock is ahead");
        assert!(!is_past(key(4), made.plus(9 * WEEK)), "a key that says nothing about time");
    }
}
