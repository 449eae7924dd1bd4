//! The demo restaurant as it is written down: `demo/osteria.toml`. Shapes only; what the words mean is checked
//! where they are used.

use serde::Deserialize;
use std::fmt;

/// The whole file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoFile {
    pub store: Settings,
    #[serde(rename = "tax")]
    pub taxes: Vec<Tax>,
    #[serde(rename = "station")]
    pub stations: Vec<Station>,
    /// Where people pay standing up. Nothing keeps them yet but the checks.
    #[serde(rename = "counter", default)]
    pub counters: Vec<Counter>,
    #[serde(rename = "category")]
    pub categories: Vec<Category>,
    #[serde(rename = "modifier_group", default)]
    pub groups: Vec<Group>,
    #[serde(rename = "product")]
    pub products: Vec<Product>,
    #[serde(rename = "room")]
    pub rooms: Vec<Room>,
    #[serde(rename = "staff")]
    pub staff: Vec<Person>,
    /// Parties that came and left.
    #[serde(default)]
    pub history: Vec<PastParty>,
    /// Parties that sit here now.
    #[serde(default)]
    pub live: Vec<LiveParty>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settings {
    pub name: String,
    pub currency: String,
    pub locale: String,
    pub time_zone: String,
    pub address: String,
    pub tagline: String,
    pub service_bps: i64,
    pub service_from_covers: u32,
    /// What guests may send before the kitchen has seen it: portions, and minor units.
    pub unseen_portions: u32,
    pub unseen_total: i64,
    /// The tax inside the service charge, if the law taxes it.
    pub service_tax: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tax {
    pub id: String,
    pub name: String,
    pub dine_in_bps: i64,
    pub takeaway_bps: i64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Station {
    pub id: String,
    pub name: String,
    pub warn_minutes: i64,
    pub late_minutes: i64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Counter {
    pub id: String,
    pub name: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Category {
    pub id: String,
    pub name: String,
    pub hint: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    pub id: String,
    pub name: String,
    pub min: u32,
    pub max: u32,
    pub options: Vec<Choice>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choice {
    pub id: String,
    pub name: String,
    /// Price difference, minor units.
    pub price: i64,
    pub default: bool,
    /// As the default it goes without saying.
    #[serde(default)]
    pub quiet: bool,
    /// Allergens it brings.
    #[serde(default)]
    pub allergens: Vec<String>,
    /// Allergens it takes away.
    #[serde(default)]
    pub removes: Vec<String>,
    pub nested: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Product {
    pub id: String,
    pub category: String,
    pub name: String,
    pub description: String,
    /// Minor units, tax included.
    pub price: i64,
    pub station: String,
    pub tax: String,
    /// What one costs the house, minor units, where it has said.
    pub cost: Option<i64>,
    pub prep_minutes: i64,
    pub allergens: Vec<String>,
    pub tags: Vec<String>,
    pub modifiers: Vec<String>,
    pub picture: Option<String>,
    /// Portions left, where the kitchen counts them.
    pub remaining: Option<u32>,
    /// 86 today.
    #[serde(default)]
    pub sold_out: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Room {
    pub id: String,
    pub name: String,
    pub width: i64,
    pub height: i64,
    #[serde(default)]
    pub features: Vec<Feature>,
    #[serde(rename = "table", default)]
    pub tables: Vec<Table>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Feature {
    pub kind: String,
    pub x: i64,
    pub y: i64,
    pub w: i64,
    pub h: i64,
    #[serde(default)]
    pub label: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    pub id: String,
    pub label: String,
    pub seats: u32,
    pub shape: String,
    pub x: i64,
    pub y: i64,
    pub w: i64,
    pub h: i64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub id: String,
    pub name: String,
    /// The main one first.
    pub roles: Vec<String>,
    pub pin: String,
    /// Where a cook works.
    pub station: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PastParty {
    pub table: String,
    pub covers: u32,
    /// When they sat down.
    pub minutes_ago: i64,
    /// How long they sat, minutes.
    pub stayed: i64,
    pub guests: Vec<String>,
    pub waiter: String,
    /// `card` or `cash`.
    pub pay: String,
    pub orders: Vec<Send>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LiveParty {
    pub table: String,
    pub covers: u32,
    pub minutes_ago: i64,
    pub guests: Vec<String>,
    pub waiter: String,
    pub stage: String,
    /// What they have just called for: `waiter`, `water`.
    #[serde(default)]
    pub calls: Vec<String>,
    pub orders: Vec<Send>,
}

/// One send to the kitchen.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Send {
    /// Minutes after sitting down.
    pub after: i64,
    pub lines: Vec<Line>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    pub product: String,
    pub qty: u32,
    /// `group:option`; groups that are not named take their defaults.
    #[serde(default)]
    pub options: Vec<String>,
    pub note: Option<String>,
}

/// What is wrong with the demo's file, and with which entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the demo's file can't be used: {entry}: {problem}")]
pub struct FileError {
    /// `product burrata`, `history 3 (table t9), order 2, line 1`.
    pub entry: String,
    pub problem: String,
}

impl FileError {
    pub(super) fn new(entry: impl fmt::Display, problem: impl Into<String>) -> Self {
        Self { entry: entry.to_string(), problem: problem.into() }
    }
    /// Something is named that the file doesn't have.
    pub(super) fn unknown(entry: impl fmt::Display, what: &str, given: &str) -> Self {
        Self::new(entry, format!("there is no {what} “{given}”"))
    }
}

impl DemoFile {
    /// Errors: where the text is no TOML, or has a field that is unknown, missing or of the wrong type.
    pub(super) fn read(text: &str) -> Result<Self, FileError> {
        toml::from_str(text).map_err(|error| FileError::new("its text", error.to_string()))
    }
}

/// Each id once, and a slug: lower-case letters, digits and hyphens. `kind` is what the entries are called.
pub(super) fn check_ids<'a>(kind: &str, ids: impl IntoIterator<Item = &'a str>) -> Result<(), FileError> {
    let mut seen = std::collections::HashSet::new();
    for id in ids {
        let is_slug = !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !is_slug {
            return Err(FileError::new(
                format!("{kind} “{id}”"),
                "an id has lower-case letters, digits and hyphens, and at least one of them",
            ));
        }
        if !seen.insert(id) {
            return Err(FileError::new(format!("{kind} {id}"), "this id is there twice"));
        }
    }
    Ok(())
}
