//! The log: what happened, gap-free per store, in commit order.

use super::db::Db;
use super::error::DbError;
use super::executor::{Executor, query};
use super::sql::{id, insert_rows, int, json, to_json};
use super::stores;
use comanda::ids::{Epoch, SessionId, StoreId};
use comanda::rooms::rooms;
use comanda::time::HOUR;
use comanda::{At, Event, LoggedEvent};
use sqlx::any::AnyRow;

/// The log's identity and its last position. Errors: [`DbError::UnknownStore`].
pub async fn head(db: &Db, store: StoreId) -> Result<(Epoch, i64), DbError> {
    let row = sqlx::query("SELECT epoch, seq FROM stores WHERE id = $1")
        .bind(store.to_string())
        .fetch_optional(&db.read)
        .await?
        .ok_or(DbError::UnknownStore)?;
    Ok((id(&row, "epoch")?, int(&row, "seq")?))
}

/// Gives every store's log another name ([`Epoch`]), after a backup was put back: its places are other events' from here on, and
/// whoever has heard the old ones must start afresh. Says how many stores there are.
pub async fn begin_anew(db: &Db) -> Result<usize, DbError> {
    let stores = stores::all(db).await?;
    for restaurant in &stores {
        sqlx::query("UPDATE stores SET epoch = $1 WHERE id = $2")
            .bind(crate::ids::fresh::<Epoch>().to_string())
            .bind(restaurant.store.id.to_string())
            .execute(&db.write)
            .await?;
    }
    Ok(stores.len())
}

/// The first position that may still be replayed: a client whose next event is older must start afresh.
/// Errors: [`DbError::UnknownStore`].
pub async fn oldest_seq(db: &Db, store: StoreId) -> Result<i64, DbError> {
    let row = sqlx::query("SELECT log_floor FROM stores WHERE id = $1")
        .bind(store.to_string())
        .fetch_optional(&db.read)
        .await?
        .ok_or(DbError::UnknownStore)?;
    int(&row, "log_floor")
}

/// Events after `after_seq` in order, at most `limit`.
pub async fn read_after(db: &Db, store: StoreId, after_seq: i64, limit: i64) -> Result<Vec<LoggedEvent>, DbError> {
    let rows = sqlx::query(
        "SELECT seq, at, actor, command_key, payload FROM events WHERE store_id = $1 AND seq > $2 ORDER BY seq LIMIT $3",
    )
    .bind(store.to_string())
    .bind(after_seq)
    .bind(limit)
    .fetch_all(&db.read)
    .await?;
    rows.iter().map(logged).collect()
}

/// How much of the log is looked through at once for one party's events.
const STRETCH: i64 = 2_000;

/// One party's events after `after_seq` in order, at most `limit`: its evening, told. The log is looked through from where the party
/// came: an index by party would be a page for each, written with every order. Errors: [`DbError::UnknownStore`].
pub async fn read_party(
    db: &Db,
    store: StoreId,
    session: SessionId,
    after_seq: i64,
    limit: i64,
) -> Result<Vec<LoggedEvent>, DbError> {
    let opened = sqlx::query("SELECT opened_seq FROM sessions WHERE store_id = $1 AND id = $2")
        .bind(store.to_string())
        .bind(session.to_string())
        .fetch_optional(&db.read)
        .await?;
    let Some(opened) = opened else { return Ok(Vec::new()) };
    let (_, end) = head(db, store).await?;
    let mut from = after_seq.max(int(&opened, "opened_seq")? - 1);
    let mut events = Vec::new();
    while from < end {
        let missing = limit - i64::try_from(events.len()).unwrap_or(limit);
        if missing <= 0 {
            break;
        }
        let rows = sqlx::query(
            "SELECT seq, at, actor, command_key, payload FROM events
             WHERE store_id = $1 AND seq > $2 AND seq <= $3 AND session_id = $4 ORDER BY seq LIMIT $5",
        )
        .bind(store.to_string())
        .bind(from)
        .bind(from + STRETCH)
        .bind(session.to_string())
        .bind(missing)
        .fetch_all(&db.read)
        .await?;
        for row in &rows {
            events.push(logged(row)?);
        }
        from += STRETCH;
    }
    Ok(events)
}

/// What has happened to one party at the places after `from` up to `to` of a transaction's log, in order.
pub(crate) async fn of_party_between(
    executor: &mut Executor,
    store: StoreId,
    session: SessionId,
    from: i64,
    to: i64,
) -> Result<Vec<(At, Event)>, DbError> {
    let rows =
        query("SELECT at, payload FROM events WHERE store_id = $1 AND seq > $2 AND seq <= $3 AND session_id = $4 ORDER BY seq")
            .bind(store.0)
            .bind(from)
            .bind(to)
            .bind(session.0)
            .all(executor)
            .await?;
    rows.iter().map(|row| Ok((At(int(row, "at")?), json(row, "payload")?))).collect()
}

fn logged(row: &AnyRow) -> Result<LoggedEvent, DbError> {
    Ok(LoggedEvent {
        seq: int(row, "seq")?,
        at: At(int(row, "at")?),
        actor: json(row, "actor")?,
        command_key: id(row, "command_key")?,
        event: json(row, "payload")?,
    })
}

/// Moves the replay window on: events from before `cutoff` can't be replayed any more. They stay in the archive.
pub async fn retire(db: &Db, store: StoreId, cutoff: At) -> Result<(), DbError> {
    sqlx::query(
        "UPDATE stores SET log_floor = COALESCE(
             (SELECT e.seq FROM events e WHERE e.store_id = $1 AND e.seq >= stores.log_floor AND e.at >= $2
              ORDER BY e.seq LIMIT 1), stores.seq + 1)
         WHERE id = $1",
    )
    .bind(store.to_string())
    .bind(cutoff.0)
    .execute(&db.write)
    .await?;
    Ok(())
}

/// Moves every store's replay window on by its own setting, as of `now`.
pub async fn retire_all(db: &Db, now: At) -> Result<(), DbError> {
    for restaurant in stores::all(db).await? {
        retire(db, restaurant.store.id, now.plus(-restaurant.replay_hours.saturating_mul(HOUR))).await?;
    }
    Ok(())
}

/// Appends events inside the command's transaction.
pub(crate) async fn append(executor: &mut Executor, store: StoreId, events: &[LoggedEvent]) -> Result<(), DbError> {
    insert_rows(
        executor,
        "INSERT INTO events (store_id, seq, at, kind, session_id, rooms, actor, payload, command_key) VALUES",
        9,
        events,
        |row, logged| {
            Ok(row
                .bind(store.0)
                .bind(logged.seq)
                .bind(logged.at.0)
                .bind(logged.event.kind())
                .bind(logged.event.session().map(|s| s.0))
                .bind(to_json(&rooms(&logged.event))?)
                .bind(to_json(&logged.actor)?)
                .bind(to_json(&logged.event)?)
                .bind(logged.command_key.0))
        },
    )
    .await
}
