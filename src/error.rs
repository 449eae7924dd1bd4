//! Every way the rulebook says no: a code and its arguments. `crates/i18n` makes the sentences.

use crate::ids::ProductId;
use crate::money::Currency;
use serde::{Deserialize, Serialize};
use tagged::Tagged;

/// Why a command was refused. Nothing has changed but the rejection kept under its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tagged)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Rejection {
    // tables and sessions
    UnknownTable,
    UnknownSession,
    TableClosed,
    TableOccupied,
    /// The party at the table has paid and not left: whoever comes says whether they belong to it.
    PartyHasPaid,
    /// The party that has paid still has something open: its table is cleared before the next party sits down.
    TableNotCleared,
    AwaitingApproval,
    NotAwaitingApproval,
    TableCodeNeeded,
    WrongTableCode,
    /// More phones than any party has.
    TableFull {
        max: usize,
    },
    InvalidCovers {
        max: u32,
    },
    // people
    NotAllowed,
    NotYours,
    UnknownGuest,
    InvalidName {
        max: usize,
    },
    // menu and cart
    /// By the name it had, where that is known.
    UnknownProduct {
        #[serde(default)]
        name: String,
    },
    UnknownModifier {
        product: String,
    },
    ModifierCount {
        #[serde(default)]
        product: String,
        group: String,
        min: u32,
        max: u32,
        chosen: u32,
    },
    SoldOut {
        product: ProductId,
        name: String,
    },
    OnlyLeft {
        product: ProductId,
        name: String,
        left: u32,
    },
    InvalidQuantity {
        max: u32,
    },
    NoteTooLong {
        max: usize,
    },
    UnknownLine,
    CartFull {
        max: usize,
    },
    NothingToSend,
    PriceChanged {
        expected: i64,
        now: i64,
        currency: Currency,
    },
    /// More than guests may send before anybody of the house has seen it.
    NeedsWaiter {
        portions: Option<u32>,
        total: Option<i64>,
        currency: Currency,
    },
    AlreadyExists,
    /// A session never grows without end, whoever feeds it.
    TooMany {
        what: Limit,
        max: usize,
    },
    // kitchen
    UnknownTicket,
    UnknownItem,
    Already {
        state: AlreadyState,
    },
    TooLateToCancel,
    TooLateToUndo,
    NothingToServe,
    // calls
    UnknownCall,
    AlreadyCalled,
    // bill and payment
    NothingToPay,
    PaidInFull,
    /// What the screen said was left to pay is not what is left now.
    BalanceChanged {
        remaining: i64,
        currency: Currency,
    },
    InvalidPart {
        max: u32,
    },
    UnknownPayment,
    /// Who booked it has some seconds; after that it is a manager's word.
    TooLateToVoid,
    AmountNotPositive,
    AmountTooLarge {
        remaining: i64,
        currency: Currency,
    },
    InvalidTip {
        max: i64,
        currency: Currency,
    },
    TenderedTooLittle,
    /// The bill can't fall below what has been paid: money given back has to be recorded.
    PaidAlready {
        paid: i64,
        currency: Currency,
    },
    BalanceDue {
        remaining: i64,
        currency: Currency,
    },
    /// Whoever closes has not said that they know.
    CartNotEmpty,
    /// Whoever closes has not said that they know.
    NotServed {
        lines: u32,
    },
    TooLateToReopen,
    WrongCurrency {
        store: Currency,
        given: Currency,
    },
    ReasonNeeded {
        max: usize,
    },
    // the office
    /// A field of what is called `name` can't be so.
    BadField {
        name: String,
        field: Field,
        problem: Problem,
    },
    /// Somebody else has changed the field since this screen showed it.
    ChangedMeanwhile {
        name: String,
        field: Field,
    },
}

/// A field of something that is edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Name,
    Description,
    Hint,
    Price,
    Category,
    Station,
    TaxClass,
    Allergens,
    Tags,
    Groups,
    Options,
    Picture,
    PrepMinutes,
    Position,
    Archived,
    Min,
    Max,
    Rates,
    WarnMinutes,
    LateMinutes,
    Tagline,
    Address,
    Locale,
    TimeZone,
    DayEndsHour,
    Seating,
    Service,
    Unseen,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    Missing,
    /// It is no number, or no amount.
    NotUnderstood,
    TooLong {
        max: usize,
    },
    BelowZero,
    TooLow {
        min: i64,
    },
    TooHigh {
        max: i64,
    },
    /// It names something that is not there, or archived.
    Unknown,
    Repeated,
    TooFewOptions {
        min: u32,
    },
    TooManyDefaults {
        max: u32,
    },
    /// What an option opens opens nothing more.
    Nested,
}

/// What there can be too many of in one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    Orders,
    Items,
    Calls,
    /// Calls of one guest.
    GuestCalls,
    Payments,
    /// Steps of one item, back and forth.
    Steps,
    /// Edits in one go.
    Edits,
    /// Products, headings, groups, tax classes, stations.
    MenuParts,
    /// Options of one group.
    Options,
}

/// What something is already, so that it can't become it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlreadyState {
    /// A ticket that its station has acknowledged.
    Seen,
    Started,
    Ready,
    /// A ticket that nobody has bumped.
    OnTheBoard,
    Bumped,
    Cancelled,
    /// A payment.
    TakenBack,
    /// A party's stay.
    Open,
    /// A call that somebody has answered.
    Done,
    /// A call that nobody has answered.
    Waiting,
}

impl Rejection {
    /// A dish that nobody here knows a name of.
    pub fn unknown_product() -> Self {
        Self::UnknownProduct { name: String::new() }
    }

    /// The stable code, as serialised.
    pub fn code(&self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|v| v.get("code").and_then(|c| c.as_str().map(str::to_owned)))
            .unwrap_or_else(|| "rejected".into())
    }

    /// The dish it is about, if it is about one.
    pub fn product(&self) -> Option<ProductId> {
        match self {
            Self::SoldOut { product, .. } | Self::OnlyLeft { product, .. } => Some(*product),
            _ => None,
        }
    }

    /// The HTTP status that fits.
    pub fn status(&self) -> u16 {
        match self {
            Self::UnknownTable
            | Self::UnknownSession
            | Self::UnknownGuest
            | Self::UnknownProduct { .. }
            | Self::UnknownLine
            | Self::UnknownTicket
            | Self::UnknownItem
            | Self::UnknownCall
            | Self::UnknownPayment => 404,
            Self::NotAllowed | Self::NotYours | Self::AwaitingApproval | Self::TableCodeNeeded | Self::WrongTableCode => 403,
            Self::TableClosed => 410,
            Self::UnknownModifier { .. }
            | Self::ModifierCount { .. }
            | Self::InvalidQuantity { .. }
            | Self::NoteTooLong { .. }
            | Self::InvalidName { .. }
            | Self::InvalidCovers { .. }
            | Self::AmountNotPositive
            | Self::InvalidPart { .. }
            | Self::InvalidTip { .. }
            | Self::TenderedTooLittle
            | Self::WrongCurrency { .. }
            | Self::ReasonNeeded { .. }
            | Self::BadField { .. } => 422,
            _ => 409,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rejection_has_a_code_and_a_status() {
        let no = Rejection::PriceChanged { expected: 1200, now: 1250, currency: Currency::EUR };
        assert_eq!(no.code(), "price_changed");
        assert_eq!(no.status(), 409);
    }
}
