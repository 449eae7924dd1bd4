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
    /// Taken back: it counts for nothing, and stays to be read.
    Voided,
}

/// A payment that is one of several equal parts of a bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Part {
    /// `3` is a third.
    pub of: u32,
    /// What the parts are parts of: what was left to pay when the first of them was chosen, minor units.
    pub base: i64,
    /// The bill's total at that moment. Another total begins with parts of what is left then.
    pub total: i64,
}

/// Who took a payment back, when, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voided {
    pub at: At,
    pub by: By,
    /// A manager's reason; none if it was taken back at once by who booked it.
    pub reason: Option<String>,
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    pub at: At,
    pub by: By,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided: Option<Voided>,
}

impl PaymentLeg {
    /// Does it count towards the bill?
    pub fn is_completed(&self) -> bool {
        self.status == LegStatus::Completed
    }
    /// Cash to give back, minor units.
    pub fn change(&self) -> i64 {
        self.tendered.map_or(0, |given| given.saturating_sub(self.amount).saturating_sub(self.tip).max(0))
    }
}
