//! Whether a restaurant's settings may be so.

use super::menu::{MAX_TEXT, bad, check_name, check_number, check_text};
use crate::error::{Field, Problem, Rejection};
use crate::event::Event;
use crate::shop::{MAX_PRICE, ShopEvent, Store, StoreChanges};
use crate::text;
use crate::world::World;

/// A whole amount in basis points.
const WHOLE: i64 = 10_000;
/// More covers, or portions, than any party has.
const MOST: i64 = 10_000;
/// Letters of a language's tag.
const MAX_TAG: usize = 35;

/// All of the changes or none. A field that somebody else has given another value meanwhile is named.
pub(super) fn edit(world: &World<'_>, changes: &StoreChanges) -> Result<Vec<Event>, Rejection> {
    let mut changes = changes.clone();
    for change in [&mut changes.name, &mut changes.tagline, &mut changes.address].into_iter().flatten() {
        change.new = text::one_line(&change.new);
    }
    let changed = |field| Rejection::ChangedMeanwhile { name: String::new(), field };
    let changes = changes.due(world.store).map_err(changed)?;
    if changes.is_empty() {
        return Ok(Vec::new());
    }
    let mut after = world.store.clone();
    changes.apply(&mut after);
    check(&after)?;
    if changes.time_zone.is_some() && !(world.knows_zone)(&after.time_zone) {
        return Err(bad("", Field::TimeZone, Problem::Unknown));
    }
    Ok(vec![ShopEvent::SettingsUpdated { changes: Box::new(changes), by: world.actor.by() }.into()])
}

fn check(store: &Store) -> Result<(), Rejection> {
    check_name(&store.name).map_err(nameless)?;
    check_text("", Field::Tagline, &store.tagline)?;
    check_text("", Field::Address, &store.address)?;
    let tag = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if store.locale.is_empty() || store.locale.len() > MAX_TAG || !store.locale.chars().all(tag) {
        return Err(bad("", Field::Locale, Problem::Unknown));
    }
    if store.time_zone.len() > MAX_TEXT {
        return Err(bad("", Field::TimeZone, Problem::Unknown));
    }
    check_number("", Field::DayEndsHour, store.day_ends_hour, 23)?;
    check_number("", Field::Service, store.service.bps, WHOLE)?;
    check_number("", Field::Service, i64::from(store.service.from_covers), MOST)?;
    check_number("", Field::Service, store.service.rate.map_or(0, |rate| rate.0), WHOLE)?;
    check_number("", Field::Unseen, store.unseen.portions.map_or(0, i64::from), MOST)?;
    check_number("", Field::Unseen, store.unseen.total.unwrap_or(0), MAX_PRICE)
}

/// The restaurant's own name needs no other beside it.
fn nameless(no: Rejection) -> Rejection {
    match no {
        Rejection::BadField { field, problem, .. } => bad("", field, problem),
        no => no,
    }
}
