//! What managers do about people and screens, and the end of a demo.

use super::{Accounts, pin};
use crate::gateway::member::Revoked;
use crate::storage::staff::StaffMember;
use crate::storage::{access, devices, staff, web_sessions};
use comanda::Role;
use comanda::access::may_manage;
use comanda::actor::StaffActor;
use comanda::backend::{Caller, Fault, Invalid};
use comanda::ids::{StaffId, StoreId};
use comanda::views::{Manage, ScreenCard, Team};
use rand::Rng as _;

impl Accounts {
    /// People and screens. Errors: [`Fault::Unauthenticated`], [`Fault::Forbidden`] for all but managers and owners.
    pub async fn team(&self, caller: &Caller) -> Result<Team, Fault> {
        let (store, _) = manager(caller)?;
        let screens = devices::list(&self.db, store, self.clock.now()).await?;
        Ok(Team {
            people: self.cards(store).await?,
            screens: screens
                .into_iter()
                .map(|screen| ScreenCard {
                    id: screen.id,
                    name: screen.name,
                    enrolled_at: screen.enrolled_at,
                    signed_in: screen.signed_in.map(|name| super::viewer::first_name(&name)),
                })
                .collect(),
        })
    }

    /// Carries out what a manager asks. Errors: [`Fault::Forbidden`] where it is not theirs to decide, [`Fault::NotFound`] for
    /// somebody or something that is not there (any more), [`Fault::Invalid`] for a PIN that is none and for oneself.
    pub async fn manage(&self, caller: &Caller, act: Manage) -> Result<(), Fault> {
        let (store, manager) = manager(caller)?;
        let by = manager.staff;
        match act {
            Manage::Unlock { staff } => {
                self.managed(store, manager, staff).await?;
                staff::clear_tries(&self.db, store, staff).await?;
                tracing::info!(%by, %staff, "unlocked");
                Ok(())
            }
            Manage::ResetPin { staff, pin } => {
                pin::check(&pin)?;
                self.managed(store, manager, staff).await?;
                self.reset_pin(store, staff, pin).await?;
                tracing::info!(%by, %staff, "PIN reset");
                Ok(())
            }
            Manage::EndAccess { staff } => {
                if staff == by {
                    return Err(Invalid::OwnAccess.into());
                }
                self.managed(store, manager, staff).await?;
                self.end_access(store, staff).await?;
                tracing::info!(%by, %staff, "access ended");
                Ok(())
            }
            Manage::RevokeScreen { device } => {
                let revoked = self.revoke_device(store, device).await?;
                tracing::info!(%by, %device, "screen revoked");
                if revoked { Ok(()) } else { Err(Fault::NotFound) }
            }
        }
    }

    /// Gives somebody another PIN; whoever is signed in with the old one is out, sockets included.
    pub async fn reset_pin(&self, store: StoreId, staff: StaffId, pin: String) -> Result<(), Fault> {
        let hash = tokio::task::spawn_blocking(move || pin::hash(&pin)).await.map_err(|_| Fault::Internal)??;
        if !staff::set_pin(&self.db, store, staff, &hash).await? {
            return Err(Fault::NotFound);
        }
        self.sign_out_everywhere(store, staff).await
    }

    /// Ends somebody's access, sockets included.
    pub async fn end_access(&self, store: StoreId, staff: StaffId) -> Result<(), Fault> {
        if !staff::deactivate(&self.db, store, staff).await? {
            return Err(Fault::NotFound);
        }
        self.sign_out_everywhere(store, staff).await
    }

    /// Makes a real restaurant of a demo: what anybody could get in with ends. Gives the owner's new PIN, if there is an owner.
    pub async fn end_demo(&self, store: StoreId) -> Result<Option<String>, Fault> {
        let people = staff::list(&self.db, store).await?;
        let void = fresh_pin(8);
        let hash = tokio::task::spawn_blocking(move || pin::hash(&void)).await.map_err(|_| Fault::Internal)??;
        access::end_demo(&self.db, store, &hash, self.clock.now()).await?;
        let Some(owner) = people.iter().find(|person| person.roles.contains(&Role::Owner)) else { return Ok(None) };
        let pin = fresh_pin(6);
        self.reset_pin(store, owner.id, pin.clone()).await?;
        Ok(Some(pin))
    }

    async fn sign_out_everywhere(&self, store: StoreId, staff: StaffId) -> Result<(), Fault> {
        web_sessions::delete_of_person(&self.db, store, staff).await?;
        access::ended(&self.db, store).await?;
        self.hub.revoke(Revoked::Staff(staff));
        Ok(())
    }

    /// Errors: [`Fault::NotFound`], [`Fault::Forbidden`] where this manager may not.
    async fn managed(&self, store: StoreId, manager: &StaffActor, staff: StaffId) -> Result<StaffMember, Fault> {
        let person = staff::list(&self.db, store).await?.into_iter().find(|person| person.id == staff).ok_or(Fault::NotFound)?;
        if may_manage(&manager.roles, &person.roles) { Ok(person) } else { Err(Fault::Forbidden) }
    }
}

/// Who manages. Errors: [`Fault::Unauthenticated`], [`Fault::Forbidden`].
fn manager(caller: &Caller) -> Result<(StoreId, &StaffActor), Fault> {
    let (Some(store), Some(staff)) = (caller.store, &caller.staff) else { return Err(Fault::Unauthenticated) };
    if may_manage(&staff.roles, &[]) { Ok((store, staff)) } else { Err(Fault::Forbidden) }
}

fn fresh_pin(digits: usize) -> String {
    let mut rng = rand::rng();
    (0..digits).map(|_| char::from(b'0' + rng.random_range(0..10_u8))).collect()
}
