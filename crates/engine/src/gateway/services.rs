//! What a connection needs of the rest of the server.

use super::hub::Hub;
use crate::accounts::Accounts;
use crate::clock::Clock;
use crate::limits::Limits;
use comanda::access;
use comanda::actor::Actor;
use comanda::backend::{Backend, Fault};
use comanda::ids::{OrderId, SessionId, StoreId};
use comanda::rooms::Room;
use std::sync::Arc;

/// What a connection needs of the rest of the server.
pub struct Services {
    pub hub: Arc<Hub>,
    pub backend: Arc<dyn Backend>,
    pub auth: Arc<Accounts>,
    pub orders: Arc<dyn Orders>,
    pub limits: Arc<Limits>,
    /// Pages count time by it.
    pub clock: Arc<dyn Clock>,
    /// Identifies this build to the pages.
    pub build: String,
}

/// Which session an order belongs to: its room is for that session's guests.
#[async_trait::async_trait]
pub trait Orders: Send + Sync + 'static {
    async fn session_of_order(&self, store: StoreId, order: OrderId) -> Result<Option<SessionId>, Fault>;
}

/// May somebody listen in a room? A guest's order room is for those of its session.
pub(super) async fn may_join(orders: &dyn Orders, store: StoreId, actor: &Actor, room: &Room) -> Result<bool, Fault> {
    let session = match room {
        Room::Order(order) if matches!(actor, Actor::Guest(_)) => orders.session_of_order(store, *order).await?,
        _ => None,
    };
    Ok(access::may_join(actor, room, session))
}
