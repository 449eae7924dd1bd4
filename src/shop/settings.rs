//! One restaurant's settings and its drawn floor.

use crate::error::Field;
use crate::ids::{AreaId, StationId, StoreId, TableId};
use crate::kernel::change::{Change, editable};
use crate::money::Currency;
use crate::shop::ShopEvent;
use crate::tax::RateBps;
use serde::{Deserialize, Serialize};

/// How a scan of a table's code seats a guest (G1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeatingPolicy {
    /// The scan opens the table.
    #[default]
    OpenByScan,
    /// A waiter approves the party first.
    StaffApproves,
    /// The guest types the table's rotating four-digit code, which the waiter tells.
    TableCode,
}

impl SeatingPolicy {
    /// The stable word used in data and settings.
    pub fn word(self) -> &'static str {
        match self {
            Self::OpenByScan => "open_by_scan",
            Self::StaffApproves => "staff_approves",
            Self::TableCode => "table_code",
        }
    }
    /// The policy of a word; `None` for any other text.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::OpenByScan, Self::StaffApproves, Self::TableCode].into_iter().find(|p| p.word() == word)
    }
}

/// What the rules need to know of a restaurant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Store {
    pub id: StoreId,
    pub name: String,
    /// What guests read under the name.
    #[serde(default)]
    pub tagline: String,
    #[serde(default)]
    pub address: String,
    /// The tag of the language it speaks to readers who ask for none of ours: `en`.
    #[serde(default)]
    pub locale: String,
    pub currency: Currency,
    /// IANA zone, e.g. `Europe/Rome`.
    pub time_zone: String,
    /// The hour (0–23) at which the business day ends.
    pub day_ends_hour: i64,
    pub seating: SeatingPolicy,
    pub service: ServiceCharge,
    /// What guests may have sent before anybody of the house has seen it.
    #[serde(default)]
    pub unseen: UnseenLimit,
}

editable! {
    /// Changes of a restaurant's settings. What it counts in is chosen once.
    StoreChanges of Store {
        name: String = Name,
        tagline: String = Tagline,
        address: String = Address,
        locale: String = Locale,
        time_zone: String = TimeZone,
        day_ends_hour: i64 = DayEndsHour,
        seating: SeatingPolicy = Seating,
        service: ServiceCharge = Service,
        unseen: UnseenLimit = Unseen,
    }
}

impl Store {
    /// Applies an event of the restaurant to its settings.
    pub fn evolve(&mut self, event: &ShopEvent) {
        if let ShopEvent::SettingsUpdated { changes, .. } = event {
            changes.apply(self);
        }
    }
}

/// How much of what guests send the kitchen may not have seen yet. Beyond it a waiter sends: a first order that large is a mistake,
/// or a joke. `None` is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct UnseenLimit {
    pub portions: Option<u32>,
    /// Minor units.
    pub total: Option<i64>,
}

/// A service charge on the items' total, from a number of covers on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ServiceCharge {
    /// Basis points of the items' total; 0 is none.
    pub bps: i64,
    pub from_covers: u32,
    /// The tax inside the charge, where the store's law taxes it.
    pub rate: Option<RateBps>,
}

/// A kitchen station with its timer thresholds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Station {
    pub id: StationId,
    pub name: String,
    pub warn_minutes: i64,
    pub late_minutes: i64,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
}

/// The highest price of anything, minor units: what goes beyond is a slip of the finger.
pub const MAX_PRICE: i64 = 100_000_000;

/// A room as drawn: plan units, origin top left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    pub id: AreaId,
    pub name: String,
    pub width: i64,
    pub height: i64,
    pub features: Vec<Feature>,
}

/// Something that stands in a room and is not a table: bar, door, window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feature {
    pub kind: String,
    pub x: i64,
    pub y: i64,
    pub w: i64,
    pub h: i64,
    #[serde(default)]
    pub label: String,
}

/// How a table is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    Round,
    Square,
    Rect,
}

impl Shape {
    /// The stable word used in data.
    pub fn word(self) -> &'static str {
        match self {
            Self::Round => "round",
            Self::Square => "square",
            Self::Rect => "rect",
        }
    }
    /// The shape of a word; `None` for any other text.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Round, Self::Square, Self::Rect].into_iter().find(|s| s.word() == word)
    }
}

/// A table as it stands in its room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub id: TableId,
    pub area: AreaId,
    pub label: String,
    pub seats: u32,
    pub shape: Shape,
    pub x: i64,
    pub y: i64,
    pub w: i64,
    pub h: i64,
}
