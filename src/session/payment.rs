//! One payer's payment.

use crate::actor::By;
use crate::ids::LegId;
use crate::time::At;
use serde::{Deserialize, Serialize};

/// How somebody pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    Cash,
    /// The table's card terminal, confirmed by the staff member who holds it.
    Terminal,
}

impl Method {
    /// The stable word used in data.
    pub fn word(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Terminal => "terminal",
        }
    }
    /// The method of a word; `None` for any other text.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Cash, Self::Terminal].into_iter().find(|m| m.word() == word)
    }
}

/// Cash and a confirmed terminal complete at once; provider payments will pass through more states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegStatus {
    Completed,
}

/// What one payer paid towards the bill. Amounts in minor units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentLeg {
    pub id: LegId,
    pub method: Method,
    pub status: LegStatus,
    /// Towards the bill, tip excluded.
    pub amount: i64,
    pub tip: i64,
    /// Cash handed over; change is `tendered − amount − tip`.
    pub tendered: Option<i64>,
    pub at: At,
    pub by: By,
}

impl PaymentLeg {
    /// Cash to give back, minor units.
    pub fn change(&self) -> i64 {
        self.tendered.map_or(0, |given| given.saturating_sub(self.amount).saturating_sub(self.tip).max(0))
    }
}
