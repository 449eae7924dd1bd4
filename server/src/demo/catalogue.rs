//! What the restaurant sells.

use super::file::{Choice, DemoFile, FileError, Group, Product, Tax, check_ids};
use super::ids;
use crate::in_english;
use comanda::Currency;
use comanda::shop::Station;
use comanda::shop::menu::{self, Allergen, Availability, Menu, ModifierGroup, OrderType, Rates, Tag, TaxClass};
use comanda::tax::RateBps;
use comanda::world::Costs;
use std::sync::Arc;

/// The menu as it is before the day begins: what will be sold out is still there.
/// Errors: an entry that names what the file doesn't have, or one that nobody could order as it stands.
pub(super) fn menu(file: &DemoFile, currency: Currency) -> Result<Menu, FileError> {
    check_ids("tax", file.taxes.iter().map(|t| t.id.as_str()))?;
    check_ids("station", file.stations.iter().map(|s| s.id.as_str()))?;
    check_ids("counter", file.counters.iter().map(|c| c.id.as_str()))?;
    check_ids("category", file.categories.iter().map(|c| c.id.as_str()))?;
    check_ids("modifier_group", file.groups.iter().map(|g| g.id.as_str()))?;
    check_ids("product", file.products.iter().map(|p| p.id.as_str()))?;
    if let Some(counter) = file.counters.iter().find(|c| c.name.trim().is_empty()) {
        return Err(FileError::new(format!("counter {}", counter.id), "it has no name"));
    }
    let menu = Menu {
        currency,
        stations: file.stations.iter().map(station).collect::<Result<_, _>>()?,
        tax_classes: file
            .taxes
            .iter()
            .map(|t| TaxClass {
                id: ids::tax_class(&t.id),
                name: t.name.clone(),
                rates: Rates { dine_in: RateBps(t.dine_in_bps), takeaway: RateBps(t.takeaway_bps) },
                archived: false,
            })
            .collect(),
        categories: file
            .categories
            .iter()
            .map(|c| menu::Category {
                id: ids::category(&c.id),
                name: c.name.clone(),
                hint: c.hint.clone(),
                position: 0,
                archived: false,
            })
            .collect(),
        groups: file.groups.iter().map(|g| group(file, g)).collect::<Result<_, _>>()?,
        products: file.products.iter().map(|p| product(file, p).map(Arc::new)).collect::<Result<_, _>>()?,
        archived: Vec::new(),
    }
    .in_this_order();
    for (entry, known) in file.products.iter().zip(&menu.products) {
        menu.price(known.id, &menu.default_options(known), OrderType::DineIn).map_err(|rejection| {
            FileError::new(
                format!("product {}", entry.id),
                format!("it can't be ordered as it stands: {}", in_english(&rejection.into())),
            )
        })?;
    }
    Ok(menu)
}

/// What products cost the house, where the file says it.
pub(super) fn costs(file: &DemoFile) -> Costs {
    file.products.iter().filter_map(|p| p.cost.map(|cost| (ids::product(&p.id), cost))).collect()
}

/// Errors: [`FileError`] naming `entry` for a tax that is not there.
pub(super) fn tax<'a>(file: &'a DemoFile, entry: &str, id: &str) -> Result<&'a Tax, FileError> {
    file.taxes.iter().find(|t| t.id == id).ok_or_else(|| FileError::unknown(entry, "tax", id))
}

fn station(given: &super::file::Station) -> Result<Station, FileError> {
    if given.warn_minutes <= 0 || given.late_minutes <= given.warn_minutes {
        return Err(FileError::new(
            format!("station {}", given.id),
            "a ticket is first due and then late: warn_minutes must be above 0 and below late_minutes",
        ));
    }
    Ok(Station {
        id: ids::station(&given.id),
        name: given.name.clone(),
        warn_minutes: given.warn_minutes,
        late_minutes: given.late_minutes,
        archived: false,
    })
}

fn group(file: &DemoFile, given: &Group) -> Result<ModifierGroup, FileError> {
    let entry = format!("modifier_group {}", given.id);
    check_ids(&format!("{entry}, option"), given.options.iter().map(|o| o.id.as_str()))?;
    let defaults = given.options.iter().filter(|o| o.default).count();
    let bounds = usize::try_from(given.min).unwrap_or(usize::MAX)..=usize::try_from(given.max).unwrap_or(usize::MAX);
    if given.max == 0 || given.min > given.max {
        return Err(FileError::new(entry, format!("nothing can be chosen with min {} and max {}", given.min, given.max)));
    }
    if !bounds.contains(&defaults) {
        return Err(FileError::new(
            entry,
            format!("{defaults} options are defaults, where {} to {} are chosen", given.min, given.max),
        ));
    }
    Ok(ModifierGroup {
        id: ids::group(&given.id),
        name: given.name.clone(),
        min: given.min,
        max: given.max,
        options: given.options.iter().map(|o| choice(file, given, o)).collect::<Result<_, _>>()?,
        archived: false,
    })
}

fn choice(file: &DemoFile, group: &Group, given: &Choice) -> Result<menu::Choice, FileError> {
    let entry = format!("modifier_group {}, option {}", group.id, given.id);
    let nested = match &given.nested {
        None => None,
        // One level: a nested group has no nested groups of its own.
        Some(id) => match file.groups.iter().find(|g| g.id == *id) {
            None => return Err(FileError::unknown(entry, "modifier group", id)),
            Some(nested) if nested.options.iter().any(|o| o.nested.is_some()) => {
                return Err(FileError::new(entry, format!("the nested group “{id}” nests another one")));
            }
            Some(_) => Some(ids::group(id)),
        },
    };
    Ok(menu::Choice {
        id: ids::option(&group.id, &given.id),
        name: given.name.clone(),
        price: given.price,
        default: given.default,
        quiet: given.quiet,
        adds: words(&entry, "allergen", &given.allergens, Allergen::parse)?,
        removes: words(&entry, "allergen", &given.removes, Allergen::parse)?,
        nested,
    })
}

fn product(file: &DemoFile, given: &Product) -> Result<menu::Product, FileError> {
    let entry = format!("product {}", given.id);
    if !file.categories.iter().any(|c| c.id == given.category) {
        return Err(FileError::unknown(entry, "category", &given.category));
    }
    if !file.stations.iter().any(|s| s.id == given.station) {
        return Err(FileError::unknown(entry, "station", &given.station));
    }
    if let Some(missing) = given.modifiers.iter().find(|id| !file.groups.iter().any(|g| g.id == **id)) {
        return Err(FileError::unknown(entry, "modifier group", missing));
    }
    if given.price < 0 || given.prep_minutes < 0 || given.cost.is_some_and(|cost| cost < 0) {
        return Err(FileError::new(entry, "a price, a cost or a preparation time is below zero"));
    }
    tax(file, &entry, &given.tax)?;
    Ok(menu::Product {
        id: ids::product(&given.id),
        category: ids::category(&given.category),
        name: given.name.clone(),
        description: given.description.clone(),
        price: given.price,
        station: ids::station(&given.station),
        tax_class: ids::tax_class(&given.tax),
        allergens: words(&entry, "allergen", &given.allergens, Allergen::parse)?,
        tags: words(&entry, "tag", &given.tags, Tag::parse)?,
        groups: given.modifiers.iter().map(|id| ids::group(id)).collect(),
        picture: given.picture.clone(),
        prep_minutes: given.prep_minutes,
        position: 0,
        archived: false,
        availability: Availability { portions: given.remaining, ..Availability::default() },
    })
}

fn words<T>(entry: &str, what: &str, given: &[String], parse: fn(&str) -> Option<T>) -> Result<Vec<T>, FileError> {
    given.iter().map(|word| parse(word).ok_or_else(|| FileError::unknown(entry, what, word))).collect()
}
