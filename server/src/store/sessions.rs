//! Sessions as the tables have them.

use super::db::Db;
use super::error::DbError;
use comanda::ids::{OrderId, SessionId, StoreId};
use comanda::session::Session;

/// One session of a store, with everything in it.
pub async fn load(_db: &Db, _store: StoreId, _id: SessionId) -> Result<Option<Session>, DbError> {
    Ok(None)
}

/// Every session of a store that is not closed.
pub async fn load_open(_db: &Db, _store: StoreId) -> Result<Vec<Session>, DbError> {
    Ok(Vec::new())
}

/// The session an order of this store belongs to.
pub async fn session_of_order(_db: &Db, _store: StoreId, _order: OrderId) -> Result<Option<SessionId>, DbError> {
    Ok(None)
}
