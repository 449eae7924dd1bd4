//! Which tickets are on a board, which have left it, and how long they took.

use super::db::Db;
use super::error::DbError;
use super::executor::{Executor, Row, query};
use super::sql::{id, int};
use comanda::At;
use comanda::ids::{SessionId, StationId, StoreId, TicketId};
use comanda::replica::Done;

/// A bumped ticket's place in the history: the last one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bumped {
    pub ticket: TicketId,
    pub session: SessionId,
    pub at: At,
}

/// Sessions that have a ticket on a board.
pub(crate) async fn sessions_on_board(executor: &mut Executor, store: StoreId) -> Result<Vec<SessionId>, DbError> {
    let rows = query("SELECT DISTINCT session_id FROM tickets WHERE store_id = $1 AND bumped_at IS NULL")
        .bind(store.0)
        .all(executor)
        .await?;
    rows.iter().map(|row| id(row, "session_id")).collect()
}

/// Bumped tickets before `before` (or from the last on), last first.
pub(crate) async fn bumped(
    executor: &mut Executor,
    store: StoreId,
    station: Option<StationId>,
    before: Option<(At, TicketId)>,
    limit: i64,
) -> Result<Vec<Bumped>, DbError> {
    // Later than any: the first page needs no query of its own.
    let (at, ticket) = before.map_or((i64::MAX, String::new()), |(at, ticket)| (at.0, ticket.to_string()));
    let rows = match station {
        Some(station) => {
            query(
                "SELECT id, session_id, bumped_at FROM tickets
                 WHERE store_id = $1 AND station_id = $2 AND bumped_at IS NOT NULL AND (bumped_at, id) < ($3, $4)
                 ORDER BY bumped_at DESC, id DESC LIMIT $5",
            )
            .bind(store.0)
            .bind(station.0)
            .bind(at)
            .bind(ticket)
            .bind(limit)
            .all(executor)
            .await?
        }
        None => {
            query(
                "SELECT id, session_id, bumped_at FROM tickets
                 WHERE store_id = $1 AND bumped_at IS NOT NULL AND (bumped_at, id) < ($2, $3)
                 ORDER BY bumped_at DESC, id DESC LIMIT $4",
            )
            .bind(store.0)
            .bind(at)
            .bind(ticket)
            .bind(limit)
            .all(executor)
            .await?
        }
    };
    rows.iter().map(place).collect()
}

/// Tickets bumped since `since`.
pub(crate) async fn done(executor: &mut Executor, store: StoreId, since: At) -> Result<Vec<Done>, DbError> {
    let rows = query("SELECT id, station_id, bumped_at - sent_at AS took FROM tickets WHERE store_id = $1 AND bumped_at >= $2")
        .bind(store.0)
        .bind(since.0)
        .all(executor)
        .await?;
    rows.iter().map(|row| Ok(Done { ticket: id(row, "id")?, station: id(row, "station_id")?, took: int(row, "took")? })).collect()
}

/// The session a ticket belongs to.
pub async fn session_of(db: &Db, store: StoreId, ticket: TicketId) -> Result<Option<SessionId>, DbError> {
    let row = sqlx::query("SELECT session_id FROM tickets WHERE store_id = $1 AND id = $2")
        .bind(store.to_string())
        .bind(ticket.to_string())
        .fetch_optional(&db.read)
        .await?;
    row.map(|row| id(&row, "session_id")).transpose()
}

fn place(row: &Row) -> Result<Bumped, DbError> {
    Ok(Bumped { ticket: id(row, "id")?, session: id(row, "session_id")?, at: At(int(row, "bumped_at")?) })
}
