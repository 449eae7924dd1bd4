//! The test kitchen's menu: modifiers, a nested group, counted portions, a negative option, three stations, two tax rates.

use super::id;
use comanda::Currency;
use comanda::shop::Station;
use comanda::shop::menu::{Allergen, Availability, Category, Choice, EightySix, Menu, ModifierGroup, Product, Rates, TaxClass};
use comanda::tax::RateBps;
use std::sync::Arc;

pub const KITCHEN: u128 = 0xC1;
pub const GRILL: u128 = 0xC2;
pub const BAR: u128 = 0xC3;

/// €12.50, no questions.
pub const PASTA: u128 = 0x11;
/// €24.00, doneness obligatory, sides with a nested sauce.
pub const STEAK: u128 = 0x12;
/// €7.50 at 22 %, optional extras, one of them a discount larger than the price.
pub const SPRITZ: u128 = 0x13;
/// €6.00, four portions counted.
pub const CAKE: u128 = 0x14;
/// 86.
pub const GONE: u128 = 0x15;
pub const PRODUCTS: [u128; 5] = [PASTA, STEAK, SPRITZ, CAKE, GONE];

pub const RARE: u128 = 0x21;
pub const WELL: u128 = 0x22;
pub const FRIES: u128 = 0x23;
pub const SALAD: u128 = 0x24;
pub const KETCHUP: u128 = 0x25;
pub const MAYO: u128 = 0x26;
pub const DOUBLE: u128 = 0x27;
pub const ON_THE_HOUSE: u128 = 0x28;
pub const OPTIONS: [u128; 8] = [RARE, WELL, FRIES, SALAD, KETCHUP, MAYO, DOUBLE, ON_THE_HOUSE];

/// Choices that are valid for a product, several ways.
pub fn valid_options(product: u128, way: usize) -> Vec<u128> {
    let ways: &[&[u128]] = match product {
        STEAK => &[&[RARE], &[WELL, SALAD], &[RARE, FRIES, KETCHUP], &[FRIES, SALAD, MAYO, WELL]],
        SPRITZ => &[&[], &[DOUBLE], &[ON_THE_HOUSE]],
        _ => &[&[]],
    };
    ways[way % ways.len()].to_vec()
}

pub const COUNTED: u32 = 4;
/// The tax classes, each with its rate at the table, basis points.
pub const TAX_CLASSES: [u128; 2] = [0x7A0, 0x7A1];
pub const RATES: [i64; 2] = [1_000, 2_200];

pub fn menu() -> Menu {
    let station =
        |n: u128, name: &str| Station { id: id(n), name: name.into(), warn_minutes: 10, late_minutes: 20, archived: false };
    let choice = |n: u128, name: &str, price: i64| Choice {
        id: id(n),
        name: name.into(),
        price,
        default: false,
        quiet: false,
        adds: vec![],
        removes: vec![],
        nested: None,
    };
    let group = |n: u128, name: &str, min, max, options| ModifierGroup {
        id: id(n),
        name: name.into(),
        min,
        max,
        options,
        archived: false,
    };
    let product = |n: u128, name: &str, price: i64, station: u128, rate: i64, groups: &[u128]| Product {
        id: id(n),
        category: id(0xCA),
        name: name.into(),
        description: String::new(),
        price,
        station: id(station),
        tax_class: id(TAX_CLASSES[RATES.iter().position(|known| *known == rate).expect("a rate")]),
        allergens: vec![Allergen::Milk],
        tags: vec![],
        groups: groups.iter().map(|g| id(*g)).collect(),
        picture: None,
        prep_minutes: 12,
        position: 0,
        archived: false,
        availability: Availability::default(),
    };
    let mut products = vec![
        product(PASTA, "Tagliatelle", 1_250, KITCHEN, 1_000, &[]),
        product(STEAK, "Tagliata", 2_400, GRILL, 1_000, &[0x31, 0x32]),
        product(SPRITZ, "Spritz", 750, BAR, 2_200, &[0x34]),
        product(CAKE, "Tiramisù", 600, KITCHEN, 1_000, &[]),
        product(GONE, "Branzino", 2_800, GRILL, 1_000, &[]),
    ];
    products[3].availability = Availability::counted(COUNTED);
    products[4].availability.eighty_six = Some(EightySix { until: None, by: None });
    Menu {
        currency: Currency::EUR,
        stations: vec![station(KITCHEN, "Cucina"), station(GRILL, "Griglia"), station(BAR, "Bar")],
        categories: vec![Category { id: id(0xCA), name: "All".into(), hint: String::new(), position: 0, archived: false }],
        groups: vec![
            group(
                0x31,
                "Doneness",
                1,
                1,
                vec![Choice { default: true, ..choice(RARE, "Rare", 0) }, choice(WELL, "Well done", 0)],
            ),
            group(
                0x32,
                "Sides",
                0,
                2,
                vec![Choice { nested: Some(id(0x33)), ..choice(FRIES, "Fries", 350) }, choice(SALAD, "Salad", 300)],
            ),
            group(0x33, "Sauce", 1, 1, vec![choice(KETCHUP, "Ketchup", 0), choice(MAYO, "Mayonnaise", 33)]),
            group(0x34, "Extras", 0, 1, vec![choice(DOUBLE, "Double", 399), choice(ON_THE_HOUSE, "On the house", -10_000)]),
        ],
        tax_classes: TAX_CLASSES
            .into_iter()
            .zip(RATES)
            .map(|(n, rate)| TaxClass {
                id: id(n),
                name: format!("{rate}"),
                rates: Rates { dine_in: RateBps(rate), takeaway: RateBps(400) },
                archived: false,
            })
            .collect(),
        products: products.into_iter().map(Arc::new).collect(),
        archived: Vec::new(),
    }
    .in_this_order()
}
