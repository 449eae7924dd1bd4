//! Whether the menu may be edited so.

use crate::error::{Field, Limit, Problem, Rejection};
use crate::event::Event;
use crate::ids::GroupId;
use crate::shop::ShopEvent;
use crate::shop::menu::{Category, Choice, Menu, MenuEdit, ModifierGroup, Product, TaxClass};
use crate::shop::{MAX_PRICE, Station};
use crate::tax::RateBps;
use crate::text;
use crate::world::World;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Edits in one command: a whole menu's import.
pub const MAX_EDITS: usize = 5_000;
/// Products, archived ones included.
pub const MAX_PRODUCTS: usize = 10_000;
/// Headings, groups, tax classes, stations: of each.
pub const MAX_PARTS: usize = 1_000;
/// Options of one group.
pub const MAX_OPTIONS: usize = 100;
/// Characters of a name.
pub const MAX_NAME: usize = 80;
/// Characters of a description or hint.
pub const MAX_TEXT: usize = 500;
/// Characters of a picture's name.
const MAX_PICTURE: usize = 64;
/// Minutes of anything a kitchen waits for.
pub const MAX_MINUTES: i64 = 24 * 60;

/// All edits or none. Each sees what those before it have made of the menu; what the last one leaves must hold together.
pub(super) fn edit(world: &World<'_>, edits: &[MenuEdit]) -> Result<Vec<Event>, Rejection> {
    if edits.len() > MAX_EDITS {
        return Err(Rejection::TooMany { what: Limit::Edits, max: MAX_EDITS });
    }
    let mut menu = world.menu.clone();
    let mut done = Vec::new();
    for edit in edits {
        if let Some(edit) = due(&menu, edit)? {
            named(&menu, &edit)?;
            let before = edit.product().is_some_and(|id| menu.product(id).is_some());
            menu.edit(&edit);
            let listed = before || edit.product().is_some_and(|id| menu.product(id).is_some());
            done.push((edit, listed));
        }
    }
    check(&menu, &done)?;
    let event = |(edit, listed): (MenuEdit, bool)| {
        let (name, by) = (name(&menu, &edit), world.actor.by());
        match edit.product() {
            Some(product_id) => ShopEvent::ProductUpdated { product_id, name, listed, edit: Box::new(edit), by },
            None => ShopEvent::MenuUpdated { name, edit: Box::new(edit), by },
        }
    };
    Ok(done.into_iter().map(event).map(Event::from).collect())
}

/// What of an edit is still to be done; `None` if nothing. Typed text is cleaned.
fn due(menu: &Menu, edit: &MenuEdit) -> Result<Option<MenuEdit>, Rejection> {
    let edit = cleaned(edit.clone());
    let unknown = |field| Rejection::BadField { name: String::new(), field, problem: Problem::Unknown };
    let changed = |name: &str| {
        let name = name.to_owned();
        move |field| Rejection::ChangedMeanwhile { name, field }
    };
    Ok(match edit {
        MenuEdit::AddProduct { product } => {
            new(menu.any_product(product.id).is_none())?;
            Some(MenuEdit::AddProduct { product })
        }
        MenuEdit::AddCategory { category } => {
            new(menu.category(category.id).is_none())?;
            Some(MenuEdit::AddCategory { category })
        }
        MenuEdit::AddGroup { group } => {
            new(menu.group(group.id).is_none())?;
            Some(MenuEdit::AddGroup { group })
        }
        MenuEdit::AddTaxClass { class } => {
            new(menu.tax_class(class.id).is_none())?;
            Some(MenuEdit::AddTaxClass { class })
        }
        MenuEdit::AddStation { station } => {
            new(menu.station(station.id).is_none())?;
            Some(MenuEdit::AddStation { station })
        }
        MenuEdit::EditProduct { id, changes } => {
            let now = menu.any_product(id).ok_or_else(Rejection::unknown_product)?;
            let changes = changes.due(now).map_err(changed(&now.name))?;
            (!changes.is_empty()).then(|| MenuEdit::EditProduct { id, changes: Box::new(changes) })
        }
        MenuEdit::EditCategory { id, changes } => {
            let now = menu.category(id).ok_or_else(|| unknown(Field::Category))?;
            let changes = changes.due(now).map_err(changed(&now.name))?;
            (!changes.is_empty()).then_some(MenuEdit::EditCategory { id, changes })
        }
        MenuEdit::EditGroup { id, changes } => {
            let now = menu.group(id).ok_or_else(|| unknown(Field::Groups))?;
            let changes = changes.due(now).map_err(changed(&now.name))?;
            (!changes.is_empty()).then_some(MenuEdit::EditGroup { id, changes })
        }
        MenuEdit::EditTaxClass { id, changes } => {
            let now = menu.tax_class(id).ok_or_else(|| unknown(Field::TaxClass))?;
            let changes = changes.due(now).map_err(changed(&now.name))?;
            (!changes.is_empty()).then_some(MenuEdit::EditTaxClass { id, changes })
        }
        MenuEdit::EditStation { id, changes } => {
            let now = menu.station(id).ok_or_else(|| unknown(Field::Station))?;
            let changes = changes.due(now).map_err(changed(&now.name))?;
            (!changes.is_empty()).then_some(MenuEdit::EditStation { id, changes })
        }
    })
}

/// What an edit names is there before it, and no other group has its options: the tables are brought up an edit at a time.
fn named(menu: &Menu, edit: &MenuEdit) -> Result<(), Rejection> {
    let (categories, stations, classes, groups): (Vec<_>, Vec<_>, Vec<_>, &[GroupId]) = match edit {
        MenuEdit::AddProduct { product } => {
            if product.archived {
                return Err(bad(&product.name, Field::Archived, Problem::NotUnderstood));
            }
            (vec![product.category], vec![product.station], vec![product.tax_class], &product.groups)
        }
        MenuEdit::EditProduct { changes, .. } => (
            changes.category.iter().map(|to| to.new).collect(),
            changes.station.iter().map(|to| to.new).collect(),
            changes.tax_class.iter().map(|to| to.new).collect(),
            changes.groups.as_ref().map_or(&[], |to| &to.new),
        ),
        MenuEdit::AddGroup { group } => return options_are_free(menu, group.id, &group.options),
        MenuEdit::EditGroup { id, changes } => {
            return changes.options.as_ref().map_or(Ok(()), |to| options_are_free(menu, *id, &to.new));
        }
        _ => return Ok(()),
    };
    let name = name(menu, edit);
    let unknown = |field| bad(&name, field, Problem::Unknown);
    let all = |known: bool, field| if known { Ok(()) } else { Err(unknown(field)) };
    all(categories.iter().all(|id| menu.category(*id).is_some()), Field::Category)?;
    all(stations.iter().all(|id| menu.station(*id).is_some()), Field::Station)?;
    all(classes.iter().all(|id| menu.tax_class(*id).is_some()), Field::TaxClass)?;
    all(groups.iter().all(|id| menu.group(*id).is_some()), Field::Groups)
}

fn options_are_free(menu: &Menu, group: GroupId, options: &[Choice]) -> Result<(), Rejection> {
    let others = || menu.groups.iter().filter(|one| one.id != group).flat_map(|one| &one.options);
    match options.iter().find(|option| others().any(|other| other.id == option.id)) {
        Some(taken) => Err(bad(&taken.name, Field::Options, Problem::Repeated)),
        None => Ok(()),
    }
}

fn new(fresh: bool) -> Result<(), Rejection> {
    if fresh { Ok(()) } else { Err(Rejection::AlreadyExists) }
}

/// One line where one is meant; nothing hidden anywhere.
fn cleaned(mut edit: MenuEdit) -> MenuEdit {
    let line = |text: &mut String| *text = text::one_line(text);
    match &mut edit {
        MenuEdit::AddProduct { product } => {
            let product = Arc::make_mut(product);
            line(&mut product.name);
            line(&mut product.description);
        }
        MenuEdit::EditProduct { changes, .. } => {
            for change in changes.name.iter_mut().chain(&mut changes.description) {
                line(&mut change.new);
            }
        }
        MenuEdit::AddCategory { category } => {
            line(&mut category.name);
            line(&mut category.hint);
        }
        MenuEdit::EditCategory { changes, .. } => {
            for change in changes.name.iter_mut().chain(&mut changes.hint) {
                line(&mut change.new);
            }
        }
        MenuEdit::AddGroup { group } => {
            line(&mut group.name);
            group.options.iter_mut().for_each(|option| line(&mut option.name));
        }
        MenuEdit::EditGroup { changes, .. } => {
            changes.name.iter_mut().for_each(|change| line(&mut change.new));
            changes.options.iter_mut().flat_map(|change| &mut change.new).for_each(|option| line(&mut option.name));
        }
        MenuEdit::AddTaxClass { class } => line(&mut class.name),
        MenuEdit::EditTaxClass { changes, .. } => changes.name.iter_mut().for_each(|change| line(&mut change.new)),
        MenuEdit::AddStation { station } => line(&mut station.name),
        MenuEdit::EditStation { changes, .. } => changes.name.iter_mut().for_each(|change| line(&mut change.new)),
    }
    edit
}

/// What an edit is about, by the name it has now.
fn name(menu: &Menu, edit: &MenuEdit) -> String {
    let found = match edit {
        MenuEdit::AddProduct { product } => Some(&product.name),
        MenuEdit::EditProduct { id, .. } => menu.any_product(*id).map(|one| &one.name),
        MenuEdit::AddCategory { category } => Some(&category.name),
        MenuEdit::EditCategory { id, .. } => menu.category(*id).map(|one| &one.name),
        MenuEdit::AddGroup { group } => Some(&group.name),
        MenuEdit::EditGroup { id, .. } => menu.group(*id).map(|one| &one.name),
        MenuEdit::AddTaxClass { class } => Some(&class.name),
        MenuEdit::EditTaxClass { id, .. } => menu.tax_class(*id).map(|one| &one.name),
        MenuEdit::AddStation { station } => Some(&station.name),
        MenuEdit::EditStation { id, .. } => menu.station(*id).map(|one| &one.name),
    };
    found.cloned().unwrap_or_default()
}

/// Does the menu hold together where it was edited? A product is edited by itself; whatever else is edited may be named by any.
fn check(menu: &Menu, done: &[(MenuEdit, bool)]) -> Result<(), Rejection> {
    let mut edited = BTreeSet::new();
    let mut everywhere = false;
    for (edit, _) in done {
        match edit {
            MenuEdit::AddProduct { product } => drop(edited.insert(product.id)),
            MenuEdit::EditProduct { id, .. } => drop(edited.insert(*id)),
            _ => everywhere = true,
        }
    }
    let parts = [
        (menu.products.len() + menu.archived.len(), MAX_PRODUCTS),
        (menu.categories.len(), MAX_PARTS),
        (menu.groups.len(), MAX_PARTS),
        (menu.tax_classes.len(), MAX_PARTS),
        (menu.stations.len(), MAX_PARTS),
    ];
    if let Some((_, max)) = parts.into_iter().find(|(count, max)| count > max) {
        return Err(Rejection::TooMany { what: Limit::MenuParts, max });
    }
    if everywhere {
        menu.categories.iter().try_for_each(check_category)?;
        menu.tax_classes.iter().try_for_each(check_tax_class)?;
        menu.stations.iter().try_for_each(check_station)?;
        menu.groups.iter().try_for_each(|group| check_group(menu, group))?;
    }
    let concerned = |product: &&Arc<Product>| everywhere || edited.contains(&product.id);
    menu.products.iter().chain(&menu.archived).filter(concerned).try_for_each(|product| check_product(menu, product))?;
    options_are_their_own(menu, everywhere)
}

pub(super) fn bad(name: &str, field: Field, problem: Problem) -> Rejection {
    Rejection::BadField { name: name.to_owned(), field, problem }
}

pub(super) fn check_name(name: &str) -> Result<(), Rejection> {
    match text::length(name) {
        0 => Err(bad(name, Field::Name, Problem::Missing)),
        length if length > MAX_NAME => Err(bad(name, Field::Name, Problem::TooLong { max: MAX_NAME })),
        _ => Ok(()),
    }
}

pub(super) fn check_text(name: &str, field: Field, text: &str) -> Result<(), Rejection> {
    if text::length(text) > MAX_TEXT { Err(bad(name, field, Problem::TooLong { max: MAX_TEXT })) } else { Ok(()) }
}

pub(super) fn check_number(name: &str, field: Field, number: i64, max: i64) -> Result<(), Rejection> {
    match number {
        ..0 => Err(bad(name, field, Problem::BelowZero)),
        number if number > max => Err(bad(name, field, Problem::TooHigh { max })),
        _ => Ok(()),
    }
}

fn check_product(menu: &Menu, product: &Product) -> Result<(), Rejection> {
    let name = product.name.as_str();
    check_name(name)?;
    check_text(name, Field::Description, &product.description)?;
    check_number(name, Field::Price, product.price, MAX_PRICE)?;
    check_number(name, Field::PrepMinutes, product.prep_minutes, MAX_MINUTES)?;
    let unknown = |field| bad(name, field, Problem::Unknown);
    // What is not on the menu may name what is not there any more either.
    let stands = |archived: bool| product.archived || !archived;
    menu.category(product.category).filter(|one| stands(one.archived)).ok_or_else(|| unknown(Field::Category))?;
    menu.station(product.station).filter(|one| stands(one.archived)).ok_or_else(|| unknown(Field::Station))?;
    menu.tax_class(product.tax_class).filter(|one| stands(one.archived)).ok_or_else(|| unknown(Field::TaxClass))?;
    let named =
        |name: &str| name.len() <= MAX_PICTURE && name.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-');
    if product.picture.as_deref().is_some_and(|name| name.is_empty() || !named(name)) {
        return Err(unknown(Field::Picture));
    }
    if repeats(product.groups.iter()) {
        return Err(bad(name, Field::Groups, Problem::Repeated));
    }
    for id in &product.groups {
        menu.group(*id).filter(|one| stands(one.archived)).ok_or_else(|| unknown(Field::Groups))?;
    }
    Ok(())
}

fn check_category(category: &Category) -> Result<(), Rejection> {
    check_name(&category.name)?;
    check_text(&category.name, Field::Hint, &category.hint)
}

fn check_tax_class(class: &TaxClass) -> Result<(), Rejection> {
    check_name(&class.name)?;
    let RateBps(dine_in) = class.rates.dine_in;
    let RateBps(takeaway) = class.rates.takeaway;
    check_number(&class.name, Field::Rates, dine_in, 10_000)?;
    check_number(&class.name, Field::Rates, takeaway, 10_000)
}

fn check_station(station: &Station) -> Result<(), Rejection> {
    check_name(&station.name)?;
    check_number(&station.name, Field::WarnMinutes, station.warn_minutes, MAX_MINUTES)?;
    check_number(&station.name, Field::LateMinutes, station.late_minutes, MAX_MINUTES)?;
    if station.late_minutes < station.warn_minutes {
        return Err(bad(&station.name, Field::LateMinutes, Problem::TooLow { min: station.warn_minutes }));
    }
    Ok(())
}

/// A group asks for no more than it offers, its defaults are an answer to it, and what an option opens opens nothing more.
fn check_group(menu: &Menu, group: &ModifierGroup) -> Result<(), Rejection> {
    let name = group.name.as_str();
    check_name(name)?;
    if group.options.len() > MAX_OPTIONS {
        return Err(Rejection::TooMany { what: Limit::Options, max: MAX_OPTIONS });
    }
    let offered = u32::try_from(group.options.len()).unwrap_or(u32::MAX);
    if group.max == 0 || group.min > group.max {
        return Err(bad(name, Field::Max, Problem::TooLow { min: i64::from(group.min.max(1)) }));
    }
    if group.min > offered {
        return Err(bad(name, Field::Options, Problem::TooFewOptions { min: group.min }));
    }
    if group.options.iter().filter(|option| option.default).count() > usize::try_from(group.max).unwrap_or(usize::MAX) {
        return Err(bad(name, Field::Options, Problem::TooManyDefaults { max: group.max }));
    }
    for option in &group.options {
        check_name(&option.name)?;
        if !(-MAX_PRICE..=MAX_PRICE).contains(&option.price) {
            return Err(bad(&option.name, Field::Price, Problem::TooHigh { max: MAX_PRICE }));
        }
        // A group that is not offered any more opens nothing.
        let Some(nested) = option.nested.filter(|_| !group.archived) else { continue };
        let opened =
            menu.group(nested).filter(|one| !one.archived).ok_or_else(|| bad(&option.name, Field::Groups, Problem::Unknown))?;
        if nested == group.id || opened.options.iter().any(|one| one.nested.is_some()) {
            return Err(bad(&option.name, Field::Groups, Problem::Nested));
        }
    }
    Ok(())
}

/// An option belongs to one group: what a guest chose says which.
fn options_are_their_own(menu: &Menu, edited: bool) -> Result<(), Rejection> {
    if !edited {
        return Ok(());
    }
    let mut seen: BTreeMap<_, GroupId> = BTreeMap::new();
    for (group, option) in
        menu.groups.iter().flat_map(|group| group.options.iter().map(move |option: &Choice| (group.id, option)))
    {
        if seen.insert(option.id, group).is_some() {
            return Err(bad(&option.name, Field::Options, Problem::Repeated));
        }
    }
    Ok(())
}

fn repeats<'a>(mut ids: impl Iterator<Item = &'a GroupId>) -> bool {
    let mut seen = BTreeSet::new();
    !ids.all(|id| seen.insert(*id))
}
