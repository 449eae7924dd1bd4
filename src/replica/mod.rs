//! What a screen holds: an answer, kept true by the events that came after it.
//!
//! A screen asks once. The answer says at which place of the log it was true ([`Stamped`]); from there on each event of the log is
//! folded into it ([`Replica::fold`]), so that nothing has to be asked again. The same folds show what a tap will do before the
//! server has said so ([`foresee`]): the server's events then take the guess's place.

mod house;
mod pass;

pub use house::{House, HouseTable};
pub use pass::{Done, Pass};

use crate::actor::Actor;
use crate::calendar::Calendar;
use crate::command::Command;
use crate::decide::decide;
use crate::error::Rejection;
use crate::event::Event;
use crate::ids::{SessionId, StoreId, TableId};
use crate::party::{PartyEvent, Session, SessionChange, SessionStatus};
use crate::protocol::Cursor;
use crate::shop::menu::Menu;
use crate::shop::{ShopEvent, Store, Table};
use crate::time::At;
use crate::world::{Costs, World};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// An answer and the place in the log at which it was true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamped<T> {
    pub cursor: Cursor,
    pub value: T,
}

impl<T> Stamped<T> {
    /// The same for many readers.
    pub fn shared(self) -> Stamped<Arc<T>> {
        Stamped { cursor: self.cursor, value: Arc::new(self.value) }
    }
}

/// How an event and what a screen holds go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// It changed something.
    Evolved,
    /// It is about something else.
    Unconcerned,
    /// What it changes is not held here: the question must be asked again.
    Lost,
}

/// Something a screen holds that events keep true.
pub trait Replica: Clone {
    /// May this event change it? One that may not needs no copy of what is shared: see [`fold_shared`].
    fn concerns(&self, event: &Event) -> bool;
    /// Folds one event in. Events come in log order, each once, and none is left out of those that reach the screen's rooms.
    fn fold(&mut self, store: StoreId, at: At, event: &Event) -> Fit;
    /// The session as far as it is held here: enough to decide what this screen may ask for.
    fn session(&self, id: SessionId) -> Option<&Session>;
    /// The menu, if it is what is held: as the guesses so far leave it.
    fn menu(&self) -> Option<&Menu> {
        None
    }
    /// A table, and who sits there. Only a floor knows its tables.
    fn table(&self, _id: TableId) -> Option<(&Table, Option<&Session>)> {
        None
    }
}

impl Replica for Session {
    fn concerns(&self, event: &Event) -> bool {
        event.session() == Some(self.id)
    }
    fn fold(&mut self, _: StoreId, at: At, event: &Event) -> Fit {
        if !self.concerns(event) {
            return Fit::Unconcerned;
        }
        // A phone that waits holds nothing of the party but itself: once it is let in, it has to ask.
        let admitted =
            matches!(event, Event::Party(PartyEvent::SessionUpdated { change: SessionChange::GuestAdmitted { .. }, .. }));
        if admitted && self.status == SessionStatus::PendingApproval {
            return Fit::Lost;
        }
        self.evolve(at, event);
        Fit::Evolved
    }
    fn session(&self, id: SessionId) -> Option<&Session> {
        (self.id == id).then_some(self)
    }
}

impl Replica for Menu {
    fn concerns(&self, event: &Event) -> bool {
        matches!(
            event,
            Event::Shop(ShopEvent::AvailabilityChanged { .. } | ShopEvent::ProductUpdated { .. } | ShopEvent::MenuUpdated { .. })
        )
    }
    fn fold(&mut self, _: StoreId, _: At, event: &Event) -> Fit {
        if !self.concerns(event) {
            return Fit::Unconcerned;
        }
        let Event::Shop(change) = event else { return Fit::Unconcerned };
        match change {
            // What comes back to the menu may have gone before it was read here, and have been changed since where guests hear nothing of it.
            ShopEvent::ProductUpdated { edit, .. } if edit.brings_back() => Fit::Lost,
            ShopEvent::ProductUpdated { edit, .. } | ShopEvent::MenuUpdated { edit, .. } => {
                if self.edit(edit) {
                    Fit::Evolved
                } else {
                    Fit::Lost
                }
            }
            _ => {
                self.evolve(change);
                Fit::Evolved
            }
        }
    }
    fn session(&self, _: SessionId) -> Option<&Session> {
        None
    }
    fn menu(&self) -> Option<&Menu> {
        Some(self)
    }
}

/// Folds one event into what others hold, too: it is copied only if the event concerns it.
pub fn fold_shared<R: Replica>(held: &mut Arc<R>, store: StoreId, at: At, event: &Event) -> Fit {
    if held.concerns(event) { Arc::make_mut(held).fold(store, at, event) } else { Fit::Unconcerned }
}

/// Changes one session among many; the others stay shared with whoever else holds them.
fn change(sessions: &mut [Arc<Session>], id: SessionId, change: impl FnOnce(&mut Session)) -> Fit {
    match sessions.iter_mut().find(|session| session.id == id) {
        Some(session) => {
            change(Arc::make_mut(session));
            Fit::Evolved
        }
        None => Fit::Unconcerned,
    }
}

static UNTOLD: Costs = Costs::new();

/// What the one who taps knows besides what the screen holds.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    pub actor: &'a Actor,
    pub store: &'a Store,
    pub menu: &'a Menu,
}

/// Shows what a command will do, by the same rules as the server's. An order's number is the server's to give: it reads `000` until then.
/// Errors: the [`Rejection`] to be expected; nothing has changed then. [`Rejection::UnknownSession`] where the session is not held,
/// [`Rejection::UnknownTable`] where the table is not.
pub fn foresee<R: Replica>(replica: &mut R, ground: Ground<'_>, at: At, command: &Command) -> Result<Vec<Event>, Rejection> {
    let needs = command.needs();
    let table = needs.table.and_then(|id| replica.table(id));
    let mut parties: Vec<&Session> = table.and_then(|(_, party)| party).into_iter().collect();
    for party in needs.parties().filter_map(|id| replica.session(id)) {
        parties.push(party);
        if needs.occupants
            && let Some(here) = party.table().and_then(|id| replica.table(id)?.1).filter(|here| here.id != party.id)
        {
            parties.push(here);
        }
    }
    let world = World {
        at,
        calendar: Calendar::default(),
        actor: ground.actor,
        store: ground.store,
        // The ground's own holds these guesses already.
        menu: replica.menu().unwrap_or(ground.menu),
        costs: &UNTOLD,
        table: table.map(|(table, _)| table),
        table_codes: &[],
        parties: &parties,
        next_order: 0,
        // Which zones there are is the server's to know.
        knows_zone: |_| true,
    };
    let events = decide(&world, command)?;
    for event in &events {
        replica.fold(ground.store.id, at, event);
    }
    Ok(events)
}
