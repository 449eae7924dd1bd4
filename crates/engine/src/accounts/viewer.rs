//! What somebody sees before they are anybody: the front door, the staff picker, and who one is oneself.

use super::{Accounts, qr};
use crate::address::is_this_machine;
use crate::storage::{public_lookup, staff};
use comanda::backend::{Caller, Fault};
use comanda::ids::StoreId;
use comanda::shop::Store;
use comanda::views::{DemoDoor, DemoPerson, FrontDoor, GuestSeat, StaffCard, StaffSeat, Viewer};

impl Accounts {
    /// Whether this install has a demo: asked for who belongs to no restaurant yet.
    pub async fn any_demo(&self) -> Result<bool, Fault> {
        Ok(public_lookup::stores(&self.db).await?.iter().any(|s| s.demo))
    }

    /// Who is looking, at their restaurant, which may be a demo's.
    pub fn viewer(&self, caller: &Caller, store: Option<Store>, demo: bool) -> Viewer {
        Viewer {
            store,
            guest: caller.guest.as_ref().map(|g| GuestSeat { session: g.session, guest: g.guest, waiting: g.waiting }),
            replaced_by: caller.replaced_by,
            staff: caller.staff.as_ref().map(|s| StaffSeat { id: s.staff, name: s.name.clone(), roles: s.roles.clone() }),
            device: caller.device.as_ref().map(|d| d.name.clone()),
            demo,
            now: self.clock.now(),
        }
    }

    /// The front door. With several stores it is the demo's, else the first one's. Errors: [`Fault::NotFound`] without any.
    pub async fn front_door(&self) -> Result<FrontDoor, Fault> {
        let stores = public_lookup::stores(&self.db).await?;
        let store = stores.into_iter().next().ok_or(Fault::NotFound)?;
        let demo = if store.demo { self.demo_door(&store).await? } else { None };
        Ok(FrontDoor { store_name: store.name, tagline: store.tagline, demo })
    }

    async fn demo_door(&self, store: &public_lookup::Facade) -> Result<Option<DemoDoor>, Fault> {
        let Some(table) = public_lookup::free_table(&self.db, store.id).await? else { return Ok(None) };
        let table_path = format!("/t/{}", table.token);
        let people = staff::list(&self.db, store.id).await?;
        Ok(Some(DemoDoor {
            table_qr_svg: qr::svg(&self.absolute(&table_path)),
            table_path,
            local: is_this_machine(&self.public_url),
            table_label: table.label,
            staff: people
                .into_iter()
                .filter_map(|person| {
                    Some(DemoPerson {
                        name: first_name(&person.name),
                        role: person.roles.first().map(|role| role.word().to_owned()).unwrap_or_default(),
                        pin: person.demo_pin?,
                    })
                })
                .collect(),
        }))
    }

    /// The staff picker of an enrolled device: first names only. Errors: [`Fault::Unauthenticated`].
    pub async fn staff(&self, caller: &Caller) -> Result<Vec<StaffCard>, Fault> {
        let (Some(store), Some(_)) = (caller.store, &caller.device) else { return Err(Fault::Unauthenticated) };
        self.cards(store).await
    }

    /// Everybody who may sign in, as the picker shows them.
    pub(super) async fn cards(&self, store: StoreId) -> Result<Vec<StaffCard>, Fault> {
        let now = self.clock.now();
        let people = staff::list(&self.db, store).await?;
        Ok(people
            .into_iter()
            .map(|person| StaffCard {
                id: person.id,
                name: first_name(&person.name),
                roles: person.roles,
                locked_until: Some(person.locked_until).filter(|until| *until > now),
            })
            .collect())
    }
}

pub(super) fn first_name(name: &str) -> String {
    name.split_whitespace().next().unwrap_or(name).to_owned()
}
