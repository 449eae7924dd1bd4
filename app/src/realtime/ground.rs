//! On what ground a page foresees its taps, and in whose name it may send them.

use super::coordinator::Coordinator;
use comanda::actor::Principal;
use comanda::backend::Hat;
use comanda::shop::menu::Menu;
use comanda::views::Viewer;
use leptos::prelude::*;
use std::sync::Arc;
use sync::guess::OwnGround;

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
        // The page turned to asks anew, and nothing on its way may vanish meanwhile: the ground stays until another is known.
        let Some(viewer) = viewer() else { return };
        let ground = menu().and_then(|menu| OwnGround::of(&viewer, hat, menu));
        let stays = coordinator.ground.with_untracked(|held| held.as_ref().is_some_and(|held| held.is_of(&viewer, hat)));
        if ground.is_none() && stays {
            return;
        }
        if coordinator.ground.with_untracked(|held| *held != ground) {
            coordinator.ground.set(ground);
        }
    });
}

/// Everybody this browser may send for.
fn owners(viewer: &Viewer) -> Vec<Principal> {
    let guest = viewer.guest.as_ref().map(|seat| Principal::Guest(seat.guest));
    let staff = viewer.staff.as_ref().map(|seat| Principal::Staff(seat.id));
    guest.into_iter().chain(staff).collect()
}
