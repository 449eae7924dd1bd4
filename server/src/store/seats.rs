//! The seats a phone has held one after the other, each under a cookie of its own.

use super::db::Db;
use super::error::DbError;
use super::sql::{id, text, text_or_null};
use comanda::At;
use comanda::ids::{GuestId, SessionId, StoreId};
use comanda::session::Standing;

/// Tables a phone is followed back over.
const STEPS: usize = 8;

/// Remembers which cookie a new one took the place of.
pub async fn came_from(db: &Db, hash: &str, held: &str) -> Result<(), DbError> {
    sqlx::query("UPDATE web_sessions SET came_from = $2 WHERE token_hash = $1")
        .bind(hash.to_owned())
        .bind(held.to_owned())
        .execute(&db.write)
        .await?;
    Ok(())
}

/// The guest that a phone was at a session, going back over the cookies it held. One who continues on another phone, or whom a
/// waiter has taken off the table, is not theirs any more.
pub async fn former(db: &Db, store: StoreId, session: SessionId, held: &str, now: At) -> Result<Option<GuestId>, DbError> {
    let mut hash = held.to_owned();
    for _ in 0..STEPS {
        let row = sqlx::query(
            "SELECT w.guest_id, w.session_id, w.came_from, w.replaced_by, g.standing FROM web_sessions w
             JOIN guests g ON g.store_id = w.store_id AND g.id = w.guest_id
             WHERE w.token_hash = $1 AND w.store_id = $2 AND w.kind = 'guest' AND w.expires_at > $3",
        )
        .bind(hash)
        .bind(store.to_string())
        .bind(now.0)
        .fetch_optional(&db.read)
        .await?;
        let Some(row) = row else { return Ok(None) };
        if id::<SessionId>(&row, "session_id")? == session {
            let gone = text_or_null(&row, "replaced_by")?.is_some() || text(&row, "standing")? == Standing::Removed.word();
            return if gone { Ok(None) } else { id(&row, "guest_id").map(Some) };
        }
        match text_or_null(&row, "came_from")? {
            Some(before) => hash = before,
            None => return Ok(None),
        }
    }
    Ok(None)
}
