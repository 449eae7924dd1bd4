//! What a lane remembers between transactions. True only as long as nobody else has written: the store's row says so.

use super::business_day;
use crate::storage::executor::Executor;
use crate::storage::stores::{Head, Restaurant};
use crate::storage::{DbError, counters, floor, menu, sessions, stores};
use comanda::calendar::Calendar;
use comanda::event::Event;
use comanda::ids::{SessionId, StoreId, TableId};
use comanda::party::SessionChange;
use comanda::party::{Numbering, Session};
use comanda::shop::Table;
use comanda::shop::menu::Menu;
use comanda::time::BusinessDay;
use comanda::world::{Costs, Needs};
use comanda::{At, PartyEvent, ShopEvent};
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
    pub costs: Costs,
    pub tables: HashMap<TableId, Table>,
}

impl Settings {
    /// What the store's calendar says at this moment.
    pub fn calendar(&self, at: At) -> Calendar {
        business_day::calendar(&self.zone, self.restaurant.store.day_ends_hour, at)
    }
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
                costs: menu::costs(executor, store).await?,
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
    pub fn knows(&self, needs: &Needs) -> bool {
        needs.parties().all(|id| self.sessions.contains_key(&id)) && needs.table.is_none_or(|id| self.open_at.contains_key(&id))
    }

    pub fn session(&self, id: SessionId) -> Option<&Session> {
        self.sessions.get(&id)
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

    /// The business day of this moment and, if it is asked for, the day's next order number.
    pub async fn numbering(
        &mut self,
        executor: &mut Executor,
        store: StoreId,
        at: At,
        asked: bool,
    ) -> Result<Numbering, DbError> {
        let day = self.settings()?.calendar(at).day;
        if !asked {
            return Ok(Numbering { day, next: 0 });
        }
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
                self.open_at.extend(opened.table().map(|table| (table, Some(opened.id))));
                self.sessions.insert(opened.id, opened);
            }
            if let Some(session) = event.session().and_then(|id| self.sessions.get_mut(&id)) {
                session.evolve(at, event);
            }
            match event {
                Event::Party(PartyEvent::SessionUpdated { party, change: SessionChange::Closed { .. }, .. }) => {
                    self.open_at.extend(party.place.table().map(|table| (table, None)));
                    // The kitchen may still finish its tickets; it is read again then.
                    self.sessions.remove(&party.session_id);
                }
                Event::Party(PartyEvent::SessionUpdated { party, change: SessionChange::Reopened, .. }) => {
                    self.open_at.extend(party.place.table().map(|table| (table, Some(party.session_id))));
                }
                Event::Party(PartyEvent::OrderCreated { .. }) => {
                    self.counters.insert(numbering.day, numbering.next);
                }
                _ => {}
            }
            if let (Some(settings), Event::Shop(change)) = (&mut self.settings, event) {
                settings.menu.evolve(change);
                settings.restaurant.store.evolve(change);
                if let ShopEvent::SettingsUpdated { .. } = change {
                    // Only a zone that is known gets this far.
                    if let Ok(zone) = business_day::zone(&settings.restaurant.store.time_zone) {
                        settings.zone = zone;
                    }
                }
            }
        }
    }
}
