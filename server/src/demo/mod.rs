//! The demo install: Osteria Comanda with its menu, its floor, its people and the day so far.
//!
//! Read from `demo/osteria.toml`, checked before anything is written, and the day's history played through the pipeline:
//! the log, the tickets and the totals are those of a real day.

mod catalogue;
mod dice;
mod file;
mod floor;
mod history;
mod ids;
mod party;
mod people;

pub use file::FileError;
pub use ids::store as store_id;

use crate::in_english;
use comanda::backend::Fault;
use comanda::ids::StoreId;
use comanda::shop::{SeatingPolicy, ServiceCharge, Store, UnseenLimit};
use comanda::tax::RateBps;
use comanda::{At, Currency};
use engine::storage::floor as floors;
use engine::storage::stores::Restaurant;
use engine::storage::{Db, DbError, demo, menu as menus};
use file::DemoFile;

/// The restaurant as it is written down.
const OSTERIA: &str = include_str!("../../demo/osteria.toml");

/// Hour at which the demo's business day ends.
const DAY_ENDS_HOUR: i64 = 4;
/// How long the demo's events can be replayed, hours.
const REPLAY_HOURS: i64 = 24;

/// How to seed.
#[derive(Debug, Clone, Copy)]
pub struct SeedOptions {
    /// The moment at which the parties of the file sit as it says.
    pub now: At,
    /// Throw away the demo that is there, with everything that happened in it, and begin anew.
    pub reset: bool,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seeded {
    /// The demo is there now.
    Created { store: StoreId },
    /// It was there before and was left alone.
    AlreadyThere { store: StoreId },
}

impl Seeded {
    /// The demo restaurant.
    #[must_use]
    pub fn store(self) -> StoreId {
        match self {
            Self::Created { store } | Self::AlreadyThere { store } => store,
        }
    }
}

/// Why the demo could not be seeded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SeedError {
    #[error(transparent)]
    File(#[from] FileError),
    #[error(transparent)]
    Db(#[from] DbError),
    /// A real restaurant lives here: the demo, whose PINs everybody knows, stays out.
    #[error("This database belongs to “{name}”, which is no demo. Give the demo a database of its own.")]
    InUse { name: String },
    /// The rules or the database said no to a deed of the history.
    #[error("The demo's day can't be played: {entry}: {}", in_english(fault))]
    Refused { entry: String, fault: Fault },
    #[error("The demo's PINs could not be hashed.")]
    Pins,
}

/// Seeds the demo restaurant. A demo that is there is left alone, unless `options.reset`; one whose seeding was cut short
/// is begun anew. Errors: see [`SeedError`].
pub async fn seed(db: &Db, options: SeedOptions) -> Result<Seeded, SeedError> {
    seed_text(db, OSTERIA, options).await
}

/// Seeds the restaurant that a text describes; the text is checked before anything is written.
pub async fn seed_text(db: &Db, text: &str, options: SeedOptions) -> Result<Seeded, SeedError> {
    let store = ids::store();
    if let Some(name) = demo::name_of_real_store(db).await? {
        return Err(SeedError::InUse { name });
    }
    let state = demo::state(db, store).await?;
    if state == demo::State::Complete && !options.reset {
        return Ok(Seeded::AlreadyThere { store });
    }

    let file = DemoFile::read(text)?;
    let restaurant = restaurant(&file)?;
    let people = people::people(&file)?;
    let floor = floor::floor(&file)?;
    let menu = catalogue::menu(&file, restaurant.store.currency)?;
    let parties = party::parties(&file, &menu, &people, options.now)?;
    let sold_out: Vec<_> = file.products.iter().filter(|p| p.sold_out).map(|p| ids::product(&p.id)).collect();
    let deeds = history::plan(&parties, &menu, &people, &sold_out, options.now);

    if state != demo::State::Absent {
        demo::wipe(db, store).await?;
    }
    demo::create(db, &restaurant).await?;
    floors::add(db, store, &floor.areas, &floor.tables).await?;
    menus::add(db, store, &menu, &catalogue::costs(&file)).await?;
    let (played, members) = tokio::join!(history::play(db, store, deeds), people::members(&people));
    played?;
    // Last of all: a demo with staff is complete.
    demo::add_staff(db, store, &members?).await?;
    Ok(Seeded::Created { store })
}

fn restaurant(file: &DemoFile) -> Result<Restaurant, FileError> {
    let given = &file.store;
    let currency = Currency::try_from(given.currency.clone()).map_err(|problem| FileError::new("store", problem))?;
    if engine::pipeline::business_day::zone(&given.time_zone).is_err() {
        return Err(FileError::unknown("store", "time zone", &given.time_zone));
    }
    let rate = match &given.service_tax {
        None => None,
        Some(id) => Some(RateBps(catalogue::tax(file, "store", id)?.dine_in_bps)),
    };
    Ok(Restaurant {
        store: Store {
            id: ids::store(),
            name: given.name.clone(),
            tagline: given.tagline.clone(),
            address: given.address.clone(),
            locale: given.locale.clone(),
            currency,
            time_zone: given.time_zone.clone(),
            day_ends_hour: DAY_ENDS_HOUR,
            seating: SeatingPolicy::default(),
            service: ServiceCharge { bps: given.service_bps, from_covers: given.service_from_covers, rate },
            unseen: UnseenLimit { portions: Some(given.unseen_portions), total: Some(given.unseen_total) },
        },
        replay_hours: REPLAY_HOURS,
        code_secret: format!("{:032x}{:032x}", rand::random::<u128>(), rand::random::<u128>()),
    })
}
