//! Menus as they were read last: with every page of a guest goes the whole menu, and it changes a few times an evening.

use crate::storage::executor::Executor;
use crate::storage::stores::{self, MenuVersion};
use crate::storage::{DbError, menu};
use comanda::ids::StoreId;
use comanda::protocol::Cursor;
use comanda::shop::menu::Menu;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Beyond so many stores the memory starts afresh.
const MOST: usize = 4_096;

/// One store's menu, to share.
#[derive(Clone)]
pub struct KnownMenu {
    version: MenuVersion,
    /// As staff read it.
    pub whole: Arc<Menu>,
    pub for_guests: Arc<Menu>,
}

/// The menus of the stores that are served here. Cheap to clone.
#[derive(Clone, Default)]
pub struct Menus(Arc<Mutex<HashMap<StoreId, KnownMenu>>>);

impl Menus {
    /// The menu as it stands in this transaction, and where the log stands. Errors: [`DbError::UnknownStore`].
    pub(super) async fn read(&self, executor: &mut Executor, store: StoreId) -> Result<(Cursor, KnownMenu), DbError> {
        let (cursor, version) = stores::menu_version(executor, store).await?;
        Ok((cursor, self.of(executor, store, version).await?))
    }

    /// The menu of this version, where it was read before.
    pub(super) fn known(&self, store: StoreId, version: MenuVersion) -> Option<KnownMenu> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&store).cloned();
        known.filter(|known| known.version == version)
    }

    /// The menu of this version, which is the transaction's.
    pub(super) async fn of(&self, executor: &mut Executor, store: StoreId, version: MenuVersion) -> Result<KnownMenu, DbError> {
        if let Some(known) = self.known(store, version) {
            return Ok(known);
        }
        let whole = menu::load(executor, store).await?;
        let known = KnownMenu { version, for_guests: Arc::new(whole.clone().for_guests()), whole: Arc::new(whole) };
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(store, known.clone());
        Ok(known)
    }
}
