//! Who listens on a connection.

use crate::accounts::TokenHash;
use comanda::actor::Actor;
use comanda::backend::{Caller, Fault, Hat};
use comanda::ids::StoreId;

/// Who is at the other end, established before the upgrade.
#[derive(Debug, Clone)]
pub struct Identity {
    pub store: StoreId,
    pub hat: Hat,
    /// The cookie it came with: looked up again before each command and every half an hour.
    pub token: TokenHash,
    pub actor: Actor,
}

impl Identity {
    /// Errors: [`Fault::Unauthenticated`] without a cookie for that hat.
    pub fn of(caller: &Caller, hat: Hat, token: TokenHash) -> Result<Self, Fault> {
        let store = caller.store.ok_or(Fault::Unauthenticated)?;
        Ok(Self { store, hat, token, actor: caller.actor(hat)? })
    }
}

/// A new name changes nothing; another role does, and then the rooms are joined anew.
pub(super) fn same_rights(now: &Actor, then: &Actor) -> bool {
    match (now, then) {
        (Actor::Staff { staff, roles, device, .. }, Actor::Staff { staff: who, roles: held, device: on, .. }) => {
            (staff, roles, device) == (who, held, on)
        }
        (Actor::Guest { session, guest, .. }, Actor::Guest { session: at, guest: who, .. }) => (session, guest) == (at, who),
        _ => false,
    }
}
