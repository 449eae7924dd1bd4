//! The floor as a waiter's screen holds it: every party's session whole. Floor, queues and table sheets are views of it.

use super::{Fit, Replica, change};
use crate::event::Event;
use crate::ids::{SessionId, StoreId, TableId};
use crate::party::{OpenThings, PartyEvent, Session, SessionChange};
use crate::shop::{Area, Table};
use crate::time::At;
use crate::views::{Floor, FloorTable, Party, Queues};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Closed sessions kept for whoever still looks at one; those with a dish to serve are kept beside them.
const CLOSED_KEPT: usize = 32;

/// A table and, where the store's policy asks for one, its code of the hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseTable {
    pub table: Table,
    pub code: Option<String>,
}

/// The restaurant's floor with everybody on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct House {
    pub areas: Vec<Area>,
    pub tables: Vec<HouseTable>,
    /// When the tables' codes change; `None` where there are none.
    pub codes_until: Option<At>,
    /// Open ones; closed ones with a dish to serve, or closed a short while ago.
    pub sessions: Vec<Arc<Session>>,
}

impl House {
    /// The drawn floor.
    pub fn floor(&self) -> Floor {
        let party = |table: &Table| self.seated_at(table.id).map(Party::of);
        let tables = self.tables.iter().map(|HouseTable { table, code }| FloorTable {
            table: table.clone(),
            party: party(table),
            code: code.clone(),
        });
        Floor { areas: self.areas.clone(), tables: tables.collect() }
    }

    /// The party at a table.
    fn seated_at(&self, table: TableId) -> Option<&Session> {
        self.sessions.iter().find(|s| s.table() == Some(table) && !s.is_closed()).map(Arc::as_ref)
    }

    /// What waits for a waiter.
    pub fn queues(&self) -> Queues {
        Queues::of(self.sessions.iter().map(Arc::as_ref))
    }
}

impl Replica for House {
    fn concerns(&self, event: &Event) -> bool {
        event.session().is_some()
    }

    fn fold(&mut self, store: StoreId, at: At, event: &Event) -> Fit {
        if let Some(opened) = Session::opened(store, at, event) {
            self.sessions.push(Arc::new(opened));
            return Fit::Evolved;
        }
        let Some(id) = event.session() else { return Fit::Unconcerned };
        // Of a session that is not held, the log before us has told the end, and all of it was served.
        let fit = change(&mut self.sessions, id, |session| session.evolve(at, event));
        let over = |s: &Arc<Session>| s.is_closed() && OpenThings::of(s).unserved() == 0;
        if self.sessions.iter().filter(|s| over(s)).count() > CLOSED_KEPT
            && let Some(oldest) = self.sessions.iter().position(over)
        {
            self.sessions.remove(oldest);
        }
        match event {
            // It sits at its table again, and is not held.
            Event::Party(PartyEvent::SessionUpdated { change: SessionChange::Reopened, .. }) if fit == Fit::Unconcerned => {
                Fit::Lost
            }
            _ => fit,
        }
    }

    fn session(&self, id: SessionId) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id == id).map(Arc::as_ref)
    }

    fn table(&self, id: TableId) -> Option<(&Table, Option<&Session>)> {
        let held = self.tables.iter().find(|held| held.table.id == id)?;
        Some((&held.table, self.seated_at(id)))
    }
}
