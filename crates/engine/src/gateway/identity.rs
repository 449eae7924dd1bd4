//! Who listens on a connection.

use crate::accounts::{Accounts, Kind, TokenHash};
use comanda::actor::Actor;
use comanda::backend::{Caller, Fault, Hat};
use comanda::ids::StoreId;
use http::HeaderMap;

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

    /// Who asks under this hat, by the cookies of the request. Without one: the staff's if this browser has a sign-in, else the guest's.
    /// Errors: [`Fault::Unauthenticated`] without a valid cookie for that hat.
    pub fn asking(caller: &Caller, hat: Option<Hat>, headers: &HeaderMap) -> Result<Self, Fault> {
        let hat = hat.unwrap_or(if caller.staff.is_some() { Hat::Staff } else { Hat::Guest });
        if hat == Hat::Guest && caller.table_closed {
            return Err(Fault::Unauthenticated);
        }
        let kind = match hat {
            Hat::Guest => Kind::Guest,
            Hat::Staff => Kind::Staff,
        };
        let token = Accounts::tokens(headers).into_iter().find(|(found, _)| *found == kind).ok_or(Fault::Unauthenticated)?.1;
        Self::of(caller, hat, token)
    }
}

/// Whether two actors may join the same rooms: a changed name does not matter, a changed role does.
pub(super) fn same_rights(now: &Actor, then: &Actor) -> bool {
    match (now, then) {
        (Actor::Staff(now), Actor::Staff(then)) => (now.staff, now.device, &now.roles) == (then.staff, then.device, &then.roles),
        (Actor::Guest(now), Actor::Guest(then)) => (now.session, now.guest) == (then.session, then.guest),
        _ => false,
    }
}
