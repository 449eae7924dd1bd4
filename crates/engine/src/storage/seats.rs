//! The seats a phone has held one after the other, each under a cookie of its own.

use super::db::Db;
use super::error::DbError;
use super::sql::{id, text, text_or_null};
use super::web_sessions::{NewWebSession, insert_in};
use crate::holder::Holder;
use comanda::At;
use comanda::ids::{GuestId, SessionId, StoreId};
use comanda::party::Standing;
use sqlx::Connection as _;

/// Tables a phone is followed back over.
const STEPS: usize = 8;
/// Cookies of one guest that are kept: an answer may get lost, and tabs may hold different ones.
const COOKIES: usize = 4;

/// Keeps a new cookie of a guest, and which one it took the place of. The guest's oldest ones go: however often a phone comes back,
/// it leaves no more than [`COOKIES`] behind, and the one that leads back to the tables before.
pub async fn insert(db: &Db, session: &NewWebSession, held: &str) -> Result<(), DbError> {
    db.in_time(async {
        let mut connection = db.write.acquire().await?;
        let mut transaction = connection.begin_with(db.begin_write()).await?;
        insert_in(&mut transaction, session).await?;
        let hash = &session.hash;
        sqlx::query("UPDATE web_sessions SET came_from = $2 WHERE token_hash = $1")
            .bind(hash.clone())
            .bind(held.to_owned())
            .execute(&mut *transaction)
            .await?;
        if let Holder::Guest { guest, session: party } = session.holder {
            let rows = sqlx::query(
                "SELECT token_hash FROM web_sessions
                 WHERE store_id = $1 AND guest_id = $2 AND session_id = $3 AND replaced_by IS NULL AND token_hash <> $4
                   AND token_hash NOT IN (SELECT came_from FROM web_sessions WHERE token_hash = $5 AND came_from IS NOT NULL)
                 ORDER BY created_at DESC, token_hash",
            )
            .bind(session.store.to_string())
            .bind(guest.to_string())
            .bind(party.to_string())
            .bind(hash.clone())
            .bind(held.to_owned())
            .fetch_all(&mut *transaction)
            .await?;
            let spent = rows.iter().skip(COOKIES - 1).map(|row| text(row, "token_hash")).collect::<Result<Vec<_>, _>>()?;
            for spent in &spent {
                sqlx::query("DELETE FROM web_sessions WHERE token_hash = $1")
                    .bind(spent.clone())
                    .execute(&mut *transaction)
                    .await?;
            }
        }
        Ok(transaction.commit().await?)
    })
    .await
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
