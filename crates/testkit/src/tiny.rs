//! A tiny restaurant: two tables, two stations, three products (one plain, one with choices, one counted).

use comanda::ids::{AreaId, CategoryId, GroupId, OptionId, ProductId, StationId, StoreId, TableId, TaxClassId};
use comanda::money::Currency;
use comanda::shop::menu::{Allergen, Availability, Category, Choice, Menu, ModifierGroup, Product, Rates, TaxClass};
use comanda::shop::{Area, SeatingPolicy, ServiceCharge, Shape, Station, Store, Table, UnseenLimit};
use comanda::tax::RateBps;
use comanda::world::Costs;
use engine::storage::floor::TableWithToken;
use engine::storage::stores::Restaurant;
use engine::storage::{Db, floor, menu, stores};
use std::sync::Arc;

/// How many portions of the counted product there are at first.
pub const PORTIONS: u32 = 5;
/// What a steak costs the house, minor units: a figure that stands nowhere else.
pub const STEAK_COST: i64 = 61_843;

/// The restaurant and the ids tests speak of. Ids are derived from the store's: another store has others.
#[derive(Debug, Clone)]
pub struct Tiny {
    pub restaurant: Restaurant,
    pub menu: Menu,
    /// What dishes cost the house: nobody has said for bread and beer.
    pub costs: Costs,
    pub areas: Vec<Area>,
    pub tables: Vec<TableWithToken>,
    pub store: StoreId,
    pub kitchen: StationId,
    pub bar: StationId,
    /// €3.00, no choices, kitchen.
    pub bread: ProductId,
    /// €18.00, doneness is asked, extras may be had, kitchen.
    pub steak: ProductId,
    /// €5.00, [`PORTIONS`] left, bar.
    pub beer: ProductId,
    pub rare: OptionId,
    pub well_done: OptionId,
    pub pepper_sauce: OptionId,
}

impl Tiny {
    pub fn table(&self, index: usize) -> TableId {
        self.tables[index].table.id
    }
}

/// Writes a tiny restaurant into the database.
pub async fn seed(db: &Db, seating: SeatingPolicy) -> Tiny {
    let tiny = tiny(engine::ids::fresh(), seating);
    write(db, &tiny).await;
    tiny
}

/// Writes this restaurant into the database.
pub async fn write(db: &Db, tiny: &Tiny) {
    stores::create(db, &tiny.restaurant).await.expect("a store");
    floor::add(db, tiny.store, &tiny.areas, &tiny.tables).await.expect("a floor");
    menu::add(db, tiny.store, &tiny.menu, &tiny.costs).await.expect("a menu");
}

/// The same as values.
pub fn tiny(store: StoreId, seating: SeatingPolicy) -> Tiny {
    let space = &store.0;
    let (kitchen, bar) = (StationId::named(space, "kitchen"), StationId::named(space, "bar"));
    let (food, drinks) = (CategoryId::named(space, "food"), CategoryId::named(space, "drinks"));
    let (eaten, drunk) = (TaxClassId::named(space, "eaten"), TaxClassId::named(space, "drunk"));
    let class = |id, name: &str| TaxClass {
        id,
        name: name.into(),
        rates: Rates { dine_in: RateBps(1000), takeaway: RateBps(1000) },
        archived: false,
    };
    let (doneness, extras) = (GroupId::named(space, "doneness"), GroupId::named(space, "extras"));
    let option = |name: &str, price: i64, default: bool, adds: Vec<Allergen>| Choice {
        id: OptionId::named(space, name),
        name: name.into(),
        price,
        default,
        quiet: false,
        adds,
        removes: Vec::new(),
        nested: None,
    };
    let group = |id, name: &str, min, max, options| ModifierGroup { id, name: name.into(), min, max, options, archived: false };
    let product = |name: &str, category, station, price, groups: Vec<GroupId>, portions| Product {
        id: ProductId::named(space, name),
        category,
        name: name.into(),
        description: String::new(),
        price,
        station,
        tax_class: if category == food { eaten } else { drunk },
        allergens: Vec::new(),
        tags: Vec::new(),
        groups,
        picture: None,
        prep_minutes: 7,
        position: 0,
        archived: false,
        availability: Availability { portions, ..Availability::default() },
    };
    let area = AreaId::named(space, "room");
    let table = |label: &str| TableWithToken {
        table: Table {
            id: TableId::named(space, label),
            area,
            label: label.into(),
            seats: 4,
            shape: Shape::Square,
            x: 0,
            y: 0,
            w: 80,
            h: 80,
        },
        token: format!("{store}-{label}"),
    };
    Tiny {
        restaurant: Restaurant {
            store: Store {
                id: store,
                name: "Tiny".into(),
                tagline: String::new(),
                address: String::new(),
                locale: "en".into(),
                currency: Currency::EUR,
                time_zone: "Europe/Rome".into(),
                day_ends_hour: 4,
                seating,
                service: ServiceCharge { bps: 1000, from_covers: 6, rate: None },
                unseen: UnseenLimit::default(),
            },
            replay_hours: 24,
            code_secret: format!("secret of {store}"),
        },
        menu: Menu {
            currency: Currency::EUR,
            stations: vec![
                Station { id: kitchen, name: "Kitchen".into(), warn_minutes: 8, late_minutes: 15, archived: false },
                Station { id: bar, name: "Bar".into(), warn_minutes: 3, late_minutes: 6, archived: false },
            ],
            tax_classes: vec![class(eaten, "Eaten"), class(drunk, "Drunk")],
            categories: vec![
                Category { id: food, name: "Food".into(), hint: String::new(), position: 0, archived: false },
                Category { id: drinks, name: "Drinks".into(), hint: String::new(), position: 0, archived: false },
            ],
            groups: vec![
                group(
                    doneness,
                    "Doneness",
                    1,
                    1,
                    vec![option("rare", 0, true, Vec::new()), option("well-done", 0, false, Vec::new())],
                ),
                group(extras, "Extras", 0, 1, vec![option("pepper-sauce", 250, false, vec![Allergen::Milk])]),
            ],
            products: [
                product("bread", food, kitchen, 300, Vec::new(), None),
                product("steak", food, kitchen, 1800, vec![doneness, extras], None),
                product("beer", drinks, bar, 500, Vec::new(), Some(PORTIONS)),
            ]
            .map(Arc::new)
            .to_vec(),
            archived: Vec::new(),
        }
        .in_this_order(),
        costs: Costs::from([(ProductId::named(space, "steak"), STEAK_COST)]),
        areas: vec![Area { id: area, name: "Room".into(), width: 400, height: 300, features: Vec::new() }],
        tables: vec![table("1"), table("2")],
        store,
        kitchen,
        bar,
        bread: ProductId::named(space, "bread"),
        steak: ProductId::named(space, "steak"),
        beer: ProductId::named(space, "beer"),
        rare: OptionId::named(space, "rare"),
        well_done: OptionId::named(space, "well-done"),
        pepper_sauce: OptionId::named(space, "pepper-sauce"),
    }
}
