//! What is on its way, and who sent it: what guesses are made of.

use super::coordinator::Coordinator;
use super::outbox::queue::Owner;
use comanda::backend::Hat;
use comanda::menu::Menu;
use comanda::store::Store;
use comanda::views::Viewer;
use comanda::{Actor, Envelope};
use leptos::prelude::*;
use std::sync::Arc;

/// A command whose events have not come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    pub envelope: Arc<Envelope>,
    /// The log's place of its last event, once the server has said yes.
    pub acked: Option<i64>,
}

/// Who taps here, and by which menu: what [`comanda::replica::foresee`] needs besides the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnGround {
    pub actor: Actor,
    pub store: Store,
    pub menu: Arc<Menu>,
}

impl OwnGround {
    /// What this viewer stands on under a hat; `None` if they do not wear it.
    pub fn of(viewer: &Viewer, hat: Hat, menu: Arc<Menu>) -> Option<Self> {
        let actor = match hat {
            Hat::Guest => {
                let seat = viewer.guest.as_ref()?;
                Actor::Guest { session: seat.session, guest: seat.guest, name: String::new() }
            }
            Hat::Staff => {
                let seat = viewer.staff.as_ref()?;
                // Which device it is decides nothing.
                let device = uuid::Uuid::nil().into();
                Actor::Staff { staff: seat.id, name: seat.name.clone(), roles: seat.roles.clone(), device }
            }
        };
        Some(Self { actor, store: viewer.store.clone()?, menu })
    }
}

/// Says on what ground this page's taps are foreseen, and in whose name they may be sent. `None` while it is not known.
pub fn use_ground(
    hat: Hat,
    viewer: impl Fn() -> Option<Viewer> + Copy + Send + Sync + 'static,
    menu: impl Fn() -> Option<Arc<Menu>> + Send + Sync + 'static,
) {
    let Some(coordinator) = use_context::<Coordinator>() else { return };
    Effect::new(move |_| {
        if let Some(viewer) = viewer() {
            coordinator.owners(owners(&viewer));
        }
    });
    Effect::new(move |_| {
        let ground = viewer().zip(menu()).and_then(|(viewer, menu)| OwnGround::of(&viewer, hat, menu));
        if coordinator.ground.with_untracked(|held| *held != ground) {
            coordinator.ground.set(ground);
        }
    });
}

/// Everybody this browser may send for.
fn owners(viewer: &Viewer) -> Vec<Owner> {
    let guest = viewer.guest.as_ref().map(|seat| Owner::Guest(seat.guest));
    let staff = viewer.staff.as_ref().map(|seat| Owner::Staff(seat.id));
    guest.into_iter().chain(staff).collect()
}

impl OwnGround {
    /// Whose taps these are.
    pub fn owner(&self) -> Option<Owner> {
        match &self.actor {
            Actor::Guest { guest, .. } => Some(Owner::Guest(*guest)),
            Actor::Staff { staff, .. } => Some(Owner::Staff(*staff)),
            Actor::Visitor { .. } | Actor::System => None,
        }
    }
}
