//! Parties as they were read last: each phone at a table asks for the same one. What has happened since is folded in from the log, as
//! screens do it.

use crate::storage::executor::Executor;
use crate::storage::{DbError, log, sessions};
use comanda::ids::{SessionId, StoreId};
use comanda::party::Session;
use comanda::protocol::Cursor;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Beyond so many parties the memory starts afresh.
const MOST: usize = 1_024;

/// With more new events in the log than this, the party is read from the tables.
const STRETCH: i64 = 200;

/// One party, to share.
#[derive(Clone)]
pub struct KnownParty {
    /// Where the log stood.
    cursor: Cursor,
    /// As staff read it.
    pub whole: Arc<Session>,
    pub for_guests: Arc<Session>,
}

impl KnownParty {
    fn new(cursor: Cursor, whole: Arc<Session>) -> Self {
        Self { cursor, for_guests: Arc::new(Session::clone(&whole).for_guests()), whole }
    }
}

/// The parties that were asked for last. Cheap to clone.
#[derive(Clone, Default)]
pub struct Parties(Arc<Mutex<HashMap<(StoreId, SessionId), KnownParty>>>);

impl Parties {
    /// The party as it stands at this place of the log, where it was read there before.
    pub(super) fn known(&self, store: StoreId, id: SessionId, cursor: Cursor) -> Option<KnownParty> {
        self.last(store, id).filter(|known| known.cursor == cursor)
    }

    /// The party as it stands in this transaction, in which the log stands at `cursor`; `None` if there is no such party.
    pub(super) async fn read(
        &self,
        executor: &mut Executor,
        store: StoreId,
        id: SessionId,
        cursor: Cursor,
    ) -> Result<Option<KnownParty>, DbError> {
        let known = match self.last(store, id) {
            Some(known) if known.cursor == cursor => return Ok(Some(known)),
            Some(known) if known.cursor.epoch == cursor.epoch && (0..=STRETCH).contains(&(cursor.seq - known.cursor.seq)) => {
                let since = log::of_party_between(executor, store, id, known.cursor.seq, cursor.seq).await?;
                if since.is_empty() {
                    KnownParty { cursor, ..known }
                } else {
                    let mut party = Session::clone(&known.whole);
                    for (at, event) in &since {
                        party.evolve(*at, event);
                    }
                    KnownParty::new(cursor, Arc::new(party))
                }
            }
            _ => match sessions::one(executor, store, id).await? {
                Some(party) => KnownParty::new(cursor, Arc::new(party)),
                None => return Ok(None),
            },
        };
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.clear();
        }
        // Another request may have stored a later state.
        let later = |kept: &KnownParty| kept.cursor.epoch == cursor.epoch && kept.cursor.seq > cursor.seq;
        if !all.get(&(store, id)).is_some_and(later) {
            all.insert((store, id), known.clone());
        }
        Ok(Some(known))
    }

    fn last(&self, store: StoreId, id: SessionId) -> Option<KnownParty> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&(store, id)).cloned()
    }
}
