//! What is on its way, and who sent it: what guesses are made of.

use crate::outbox::Principal;
use comanda::actor::{GuestActor, StaffActor};
use comanda::backend::Hat;
use comanda::ids::Epoch;
use comanda::protocol::Cursor;
use comanda::shop::Store;
use comanda::shop::menu::Menu;
use comanda::views::Viewer;
use comanda::{Actor, Envelope};
use std::sync::Arc;

/// A command whose events have not come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    pub envelope: Arc<Envelope>,
    /// Whose tap it is: on anybody else's screen it is not shown.
    pub owner: Principal,
    /// Once the server has said yes.
    pub acked: Option<Acked>,
}

/// Where the events of an accepted command are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acked {
    /// The log that was followed when the answer came; a restored backup is another, and may not have them.
    pub log: Option<Epoch>,
    /// The last one's place in it.
    pub seq: i64,
}

impl Acked {
    /// Does an answer of this place not tell of it yet?
    pub fn is_news_to(self, cursor: Cursor) -> bool {
        self.log.is_none_or(|log| log == cursor.epoch) && self.seq > cursor.seq
    }
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
                Actor::Guest(GuestActor { session: seat.session, guest: seat.guest, name: String::new(), waiting: seat.waiting })
            }
            Hat::Staff => {
                let seat = viewer.staff.as_ref()?;
                // Which device it is decides nothing.
                let device = uuid::Uuid::nil().into();
                Actor::Staff(StaffActor { staff: seat.id, name: seat.name.clone(), roles: seat.roles.clone(), device })
            }
        };
        Some(Self { actor, store: viewer.store.clone()?, menu })
    }

    /// Whose taps these are.
    pub fn owner(&self) -> Option<Principal> {
        self.actor.principal()
    }

    /// Is it this viewer's, under this hat?
    pub fn is_of(&self, viewer: &Viewer, hat: Hat) -> bool {
        match (self.owner(), hat) {
            (Some(Principal::Guest(guest)), Hat::Guest) => viewer.guest.as_ref().is_some_and(|seat| seat.guest == guest),
            (Some(Principal::Staff(staff)), Hat::Staff) => viewer.staff.as_ref().is_some_and(|seat| seat.id == staff),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_a_restored_backup_has_taken_back_is_not_shown_on_top_of_it() {
        let (before, restored) = (Epoch(Uuid::from_u128(1)), Epoch(Uuid::from_u128(2)));
        let acked = Acked { log: Some(before), seq: 100 };
        assert!(acked.is_news_to(Cursor { epoch: before, seq: 99 }));
        assert!(!acked.is_news_to(Cursor { epoch: before, seq: 100 }));
        assert!(!acked.is_news_to(Cursor { epoch: restored, seq: 80 }), "its place in that log is somebody else's");
        let before_the_first_word = Acked { log: None, seq: 100 };
        assert!(before_the_first_word.is_news_to(Cursor { epoch: before, seq: 99 }));
    }
}
