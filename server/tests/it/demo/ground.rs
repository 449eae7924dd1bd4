//! A seeded demo, read back.

use comanda::ids::{Epoch, StoreId};
use comanda::party::Session;
use comanda::shop::Store;
use comanda::shop::menu::Menu;
use comanda::{At, LoggedEvent};
use engine::storage::floor::TableWithToken;
use engine::storage::{Db, floor, log, menu, sessions, stores};
use server::demo::{self, SeedOptions, Seeded};
use sqlx::Executor as _;
use std::collections::BTreeMap;
use testkit::house::Told;

/// 6 January 2025, noon in Rome.
pub const NOON: At = At(1_736_161_200_000);

/// Everything a seeding has left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seed {
    pub store: StoreId,
    pub epoch: Epoch,
    pub events: Vec<LoggedEvent>,
    pub sessions: Vec<Session>,
    pub menu: Menu,
    pub settings: Store,
    pub tables: Vec<TableWithToken>,
}

impl Seed {
    pub async fn read(db: &Db, store: StoreId) -> Self {
        let mut all = Vec::new();
        for id in sessions::ids(db, store).await.expect("ids") {
            all.push(sessions::load(db, store, id).await.expect("readable").expect("a session"));
        }
        Self {
            store,
            epoch: log::head(db, store).await.expect("a head").0,
            events: log::read_after(db, store, 0, i64::MAX).await.expect("a log"),
            sessions: all,
            menu: menu::find(db, store).await.expect("a menu"),
            settings: stores::find(db, store).await.expect("readable").expect("a restaurant").store,
            tables: floor::with_tokens(db, store).await.expect("tables"),
        }
    }

    /// The party that sits at a table now.
    pub fn here(&self, label: &str) -> &Session {
        self.sessions.iter().find(|s| !s.is_closed() && s.place.label() == Some(label)).expect("somebody sits there")
    }
}

/// Seeds and reads back.
pub async fn seed_at(db: &Db, now: At) -> Seed {
    let seeded = demo::seed(db, SeedOptions { now, reset: false }).await.expect("a demo");
    assert!(matches!(seeded, Seeded::Created { .. }), "{seeded:?}");
    Seed::read(db, seeded.store()).await
}

/// Sessions and menu as the log tells them, the menu beginning with every dish on sale.
pub fn fold(seed: &Seed) -> Told {
    let mut menu = seed.menu.clone();
    for product in &mut menu.products {
        if product.availability.eighty_six.is_some() {
            std::sync::Arc::make_mut(product).availability = comanda::shop::menu::Availability::default();
        }
    }
    let mut told = Told { store: seed.store, sessions: BTreeMap::new(), menu, settings: seed.settings.clone() };
    for event in &seed.events {
        told.hear(event);
    }
    told
}

/// The order numbers of each business day, in order.
pub fn orders_by_day(sessions: &[Session]) -> BTreeMap<String, Vec<usize>> {
    let mut days: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for order in sessions.iter().flat_map(|s| &s.orders) {
        let (day, number) = order.number.rsplit_once('-').expect("a day and a number");
        days.entry(day.to_owned()).or_default().push(number.parse().expect("a number"));
    }
    for numbers in days.values_mut() {
        numbers.sort_unstable();
    }
    days
}

/// As a seeding leaves it that ends before its last step.
pub async fn forget_staff(db: &Db, store: StoreId) {
    db.write.execute(sqlx::query("DELETE FROM staff WHERE store_id = $1").bind(store.to_string())).await.expect("deleted");
}
