//! What a lane remembers between transactions. True only as long as nobody else has written: the store's row says so.

use super::business_day;
use crate::storage::executor::Executor;
use crate::storage::stores::{Head, Restaurant};
use crate::storage::{DbError, counters, floor, menu, sessions, stores};
use comanda::At;
use comanda::Command;
use comanda::event::{Event, SessionChange};
use comanda::ids::{SessionId, StoreId, TableId};
use comanda::menu::Menu;
use comanda::session::{Numbering, Session};
use comanda::store::Table;
use comanda::time::BusinessDay;
use jiff::tz::TimeZone;
use std::collections::HashMap;

/// More than any restaurant has open; beyond it the memory starts afresh.
const MOST_SESSIONS: usize = 512;

#[derive(Default)]
pub(super) struct Cache {
    /// Where the store stood when all below was true.
    head: Option<Head>,
    settings: Option<Settings>,
    sessions: HashMap<SessionId, Session>,
    open_at: HashMap<TableId, Option<SessionId>>,
    counters: HashMap<BusinessDay, u32>,
}

/// The slow-changing part.
pub(super) struct Settings {
    pub restaurant: Restaurant,
    pub zone: TimeZone,
    pub menu: Menu,
    pub tables: HashMap<TableId, Table>,
}

impl Cache {
    /// Forgets everything unless the store stands where this lane left it.
    pub fn check(&mut self, head: Head) {
        if self.head != Some(head) || self.sessions.len() > MOST_SESSIONS {
            *self = Self { head: Some(head), ..Self::default() };
        }
    }

    /// What the lane wrote has been committed.
    pub fn committed(&mut self, seq: i64) {
        if let Some(head) = &mut self.head {
            head.seq = seq;
        }
    }

    /// Something went wrong: believe nothing.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Errors: [`DbError::UnknownStore`].
    pub async fn load_settings(&mut self, executor: &mut Executor, store: StoreId) -> Result<(), DbError> {
        if self.settings.is_none() {
            let restaurant = stores::load(executor, store).await?.ok_or(DbError::UnknownStore)?;
            self.settings = Some(Settings {
                zone: business_day::zone(&restaurant.store.time_zone)?,
                restaurant,
                menu: menu::load(executor, store).await?,
                tables: floor::tables(executor, store).await?.into_iter().map(|t| (t.id, t)).collect(),
            });
        }
        Ok(())
    }

    /// After [`Self::load_settings`]. Errors: [`DbError::UnknownStore`] before it.
    pub fn settings(&self) -> Result<&Settings, DbError> {
        self.settings.as_ref().ok_or(DbError::UnknownStore)
    }

    /// Can this command be decided without a look into the tables?
    pub fn knows(&self, command: &Command) -> bool {
        command.session().is_none_or(|id| self.sessions.contains_key(&id))
            && command.table().is_none_or(|id| self.open_at.contains_key(&id))
    }

    pub fn session(&self, id: Option<SessionId>) -> Option<&Session> {
        id.and_then(|id| self.sessions.get(&id))
    }

    /// Makes sure that a session is remembered, if it exists.
    pub async fn load_session(&mut self, executor: &mut Executor, store: StoreId, id: SessionId) -> Result<(), DbError> {
        if !self.sessions.contains_key(&id)
            && let Some(session) = sessions::one(executor, store, id).await?
        {
            self.sessions.insert(id, session);
        }
        Ok(())
    }

    /// The open session of a table, remembered too.
    pub async fn load_table(
        &mut self,
        executor: &mut Executor,
        store: StoreId,
        table: TableId,
    ) -> Result<Option<SessionId>, DbError> {
        let open = match self.open_at.get(&table) {
            Some(known) => *known,
            None => floor::open_session(executor, store, table).await?,
        };
        self.open_at.insert(table, open);
        if let Some(session) = open {
            self.load_session(executor, store, session).await?;
        }
        Ok(open)
    }

    /// The next order number at this moment.
    pub async fn numbering(&mut self, executor: &mut Executor, store: StoreId, at: At) -> Result<Numbering, DbError> {
        let settings = self.settings()?;
        let day = business_day::of(&settings.zone, settings.restaurant.store.day_ends_hour, at);
        let last = match self.counters.get(&day) {
            Some(last) => *last,
            None => counters::last(executor, store, day).await?,
        };
        self.counters.insert(day, last);
        Ok(Numbering { day, next: last.saturating_add(1) })
    }

    /// Follows what has been applied to the tables.
    pub fn evolve(&mut self, store: StoreId, at: At, numbering: Numbering, events: &[Event]) {
        for event in events {
            if let Some(opened) = Session::opened(store, at, event) {
                self.open_at.insert(opened.table, Some(opened.id));
                self.sessions.insert(opened.id, opened);
            }
            if let Some(session) = event.session().and_then(|id| self.sessions.get_mut(&id)) {
                session.evolve(at, event);
            }
            match event {
                Event::SessionUpdated { table, change: SessionChange::Closed { .. }, .. } => {
                    self.open_at.insert(table.table_id, None);
                    // The kitchen may still finish its tickets; it is read again then.
                    self.sessions.remove(&table.session_id);
                }
                Event::SessionUpdated { table, change: SessionChange::Reopened, .. } => {
                    self.open_at.insert(table.table_id, Some(table.session_id));
                }
                Event::OrderCreated { .. } => {
                    self.counters.insert(numbering.day, numbering.next);
                }
                _ => {}
            }
            if let Some(settings) = &mut self.settings {
                settings.menu.evolve(event);
            }
        }
    }
}
