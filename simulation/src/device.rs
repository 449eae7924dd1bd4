//! What of a phone outlives its page: whose it is, what it has kept, and what it has ever heard.

use crate::dice::Dice;
use crate::house::House;
use comanda::actor::GuestActor;
use comanda::backend::Hat;
use comanda::ids::CommandKey;
use comanda::rooms::Room;
use comanda::{Actor, Role};
use std::collections::BTreeMap;
use std::rc::Rc;
use sync::outbox::{Entry, Principal};

/// Somebody's device.
pub struct Device {
    pub name: &'static str,
    pub actor: Actor,
    pub house: Rc<House>,
    pub dice: Dice,
    /// Its network lets no websocket through.
    pub blocked: bool,
    /// Its IndexedDB.
    pub kept: BTreeMap<CommandKey, Entry>,
    /// The last event of each log it was handed.
    pub heard: BTreeMap<String, i64>,
}

impl Device {
    #[must_use]
    pub fn new(name: &'static str, actor: Actor, house: Rc<House>, dice: Dice) -> Self {
        let blocked = dice.percent(25);
        Self { name, actor, house, dice, blocked, kept: BTreeMap::new(), heard: BTreeMap::new() }
    }

    pub fn tell(&self, what: std::fmt::Arguments<'_>) {
        let at = turmoil::sim_elapsed().unwrap_or_default().as_millis();
        self.house.ledger.tell(format!("{at} {} {what}", self.name));
    }
    #[must_use]
    pub fn hat(&self) -> Hat {
        if matches!(self.actor, Actor::Guest(_)) { Hat::Guest } else { Hat::Staff }
    }
    pub fn owner(&self) -> Principal {
        self.actor.principal().expect("nobody else has such a phone")
    }
    /// As the pages do.
    #[must_use]
    pub fn rooms(&self) -> Vec<Room> {
        match &self.actor {
            Actor::Guest(GuestActor { session, .. }) => vec![Room::Store, Room::Table(*session)],
            actor if actor.has(Role::Kitchen) => vec![Room::Store, Room::Kitchen],
            _ => vec![Room::Store, Room::Waiters],
        }
    }
}
