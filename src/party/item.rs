//! An order item and its way through the kitchen.

use crate::actor::By;
use crate::ids::{GuestId, ItemId, ProductId, StationId};
use crate::shop::menu::{Allergen, Modifier, said};
use crate::tax::RateBps;
use crate::time::At;
use serde::{Deserialize, Serialize};

/// `held → pending → acknowledged → preparing → ready → served`; `cancelled` from any before `served`.
/// The order of the variants is the order of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemStatus {
    Held,
    Pending,
    Acknowledged,
    Preparing,
    Ready,
    Served,
    Cancelled,
}

impl ItemStatus {
    /// Every status, in the order of the way.
    pub const ALL: [Self; 7] =
        [Self::Held, Self::Pending, Self::Acknowledged, Self::Preparing, Self::Ready, Self::Served, Self::Cancelled];

    /// The stable word used in data.
    pub fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Pending => "pending",
            Self::Acknowledged => "acknowledged",
            Self::Preparing => "preparing",
            Self::Ready => "ready",
            Self::Served => "served",
            Self::Cancelled => "cancelled",
        }
    }
    /// The status of a word; `None` for any other text.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }

    /// The arrows of the way forward; skipping ahead is allowed, standing still is not.
    pub fn may_become(self, next: Self) -> bool {
        match next {
            Self::Held | Self::Pending => self == Self::Held && next == Self::Pending,
            Self::Cancelled => self < Self::Served,
            _ => self < next && self < Self::Served,
        }
    }
    /// Still the kitchen's work.
    pub fn is_cooking(self) -> bool {
        self < Self::Ready
    }
    /// Nobody has anything left to do: served or cancelled.
    pub fn is_done(self) -> bool {
        self >= Self::Served
    }
    /// Not cancelled.
    pub fn is_live(self) -> bool {
        self != Self::Cancelled
    }
}

/// One step of the way: when, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub to: ItemStatus,
    pub at: At,
    pub by: By,
}

/// A product as it was sent: everything snapshotted, nothing looked up later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub id: ItemId,
    pub product: ProductId,
    pub name: String,
    pub modifiers: Vec<Modifier>,
    pub allergens: Vec<Allergen>,
    pub quantity: u32,
    /// One unit with modifiers, tax included, minor units.
    pub unit_price: i64,
    pub rate: RateBps,
    pub note: Option<String>,
    /// Who put it on the cart.
    pub by: By,
    /// The guest who owes it, if any.
    pub guest: Option<GuestId>,
    pub station: StationId,
    pub status: ItemStatus,
    pub steps: Vec<Step>,
}

impl Item {
    /// The whole line, minor units. Nothing once cancelled.
    pub fn total(&self) -> i64 {
        if self.status.is_live() { self.unit_price.saturating_mul(i64::from(self.quantity)) } else { 0 }
    }
    /// When it reached `status` last.
    pub fn reached(&self, status: ItemStatus) -> Option<At> {
        self.steps.iter().rev().find(|s| s.to == status).map(|s| s.at)
    }
    /// What is said of its choices wherever it is named: `Rare · Grilled vegetables`; empty if nothing is.
    pub fn choices(&self) -> String {
        said(&self.modifiers)
    }
}

#[cfg(test)]
mod tests {
    use super::ItemStatus::{self, *};
    use rstest::rstest;

    #[rstest]
    #[case(Pending, Ready, true)]
    #[case(Pending, Served, true)]
    #[case(Ready, Preparing, false)]
    #[case(Served, Cancelled, false)]
    #[case(Ready, Cancelled, true)]
    #[case(Cancelled, Pending, false)]
    #[case(Held, Pending, true)]
    #[case(Acknowledged, Pending, false)]
    #[case(Ready, Ready, false)]
    fn items_move_along_the_arrows(#[case] from: ItemStatus, #[case] to: ItemStatus, #[case] allowed: bool) {
        assert_eq!(from.may_become(to), allowed);
    }
}
