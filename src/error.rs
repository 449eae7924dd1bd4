//! Every way the rulebook says no. Each has a code for programs and a sentence for people.

use crate::ids::ProductId;
use crate::money::{Currency, Money};
use serde::{Deserialize, Serialize};

/// Why a command was refused. Nothing has changed but the rejection kept under its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Rejection {
    // tables and sessions
    #[error("We don't know this table. Please scan the code on the table again, or ask a waiter.")]
    UnknownTable,
    #[error("We can't find this table's session. Please scan the code on the table again.")]
    UnknownSession,
    #[error("This table has been closed. Scan the code on the table to start again.")]
    TableClosed,
    #[error("This table is already taken.")]
    TableOccupied,
    /// The party at the table has paid and not left: whoever comes says whether they belong to it.
    #[error("The party at this table has just paid. Please say whether you are with them.")]
    PartyHasPaid,
    /// The party that has paid still has something open: its table is cleared before the next party sits down.
    #[error("This phone says it is a new party. Close the table first; then it scans the code again.")]
    TableNotCleared,
    #[error("A waiter will let you in in a moment.")]
    AwaitingApproval,
    #[error("This table isn't waiting for approval.")]
    NotAwaitingApproval,
    #[error("Please enter the four-digit code your waiter gave you.")]
    TableCodeNeeded,
    #[error("That is not this table's code. Please ask your waiter for the current one.")]
    WrongTableCode,
    /// More phones than any party has.
    #[error("This table already has {max} phones. Please ask a waiter.")]
    TableFull { max: usize },
    #[error("Covers must be between 1 and {max}.")]
    InvalidCovers { max: u32 },
    // people
    #[error("You are not allowed to do this here.")]
    NotAllowed,
    #[error("This belongs to somebody else at the table.")]
    NotYours,
    #[error("We don't know this guest at this table.")]
    UnknownGuest,
    #[error("A name has 1 to {max} characters.")]
    InvalidName { max: usize },
    // menu and cart
    /// By the name it had, where that is known.
    #[error("{} is not on the menu any more.", if name.is_empty() { "This" } else { name.as_str() })]
    UnknownProduct {
        #[serde(default)]
        name: String,
    },
    #[error("{product} doesn't come with that option.")]
    UnknownModifier { product: String },
    #[error("{}", modifier_sentence(product, group, *min, *max, *chosen))]
    ModifierCount {
        #[serde(default)]
        product: String,
        group: String,
        min: u32,
        max: u32,
        chosen: u32,
    },
    #[error("{name} is sold out.")]
    SoldOut { product: ProductId, name: String },
    #[error("Only {left} of {name} left.")]
    OnlyLeft { product: ProductId, name: String, left: u32 },
    #[error("A quantity is between 1 and {max}.")]
    InvalidQuantity { max: u32 },
    #[error("A note has at most {max} characters.")]
    NoteTooLong { max: usize },
    #[error("This line is no longer in the cart.")]
    UnknownLine,
    #[error("The cart is full ({max} lines). Send it before adding more.")]
    CartFull { max: usize },
    #[error("There is nothing to send yet.")]
    NothingToSend,
    #[error("The price has changed: it is now {}, not {}.", Money::new(*now, *currency), Money::new(*expected, *currency))]
    PriceChanged { expected: i64, now: i64, currency: Currency },
    /// More than guests may send before anybody of the house has seen it.
    #[error("{}", needs_waiter_sentence(*portions, total.map(|total| Money::new(total, *currency))))]
    NeedsWaiter { portions: Option<u32>, total: Option<i64>, currency: Currency },
    #[error("This was created before.")]
    AlreadyExists,
    /// A session never grows without end, whoever feeds it.
    #[error("{}", limit_sentence(*what, *max))]
    TooMany { what: Limit, max: usize },
    // kitchen
    #[error("We can't find this ticket.")]
    UnknownTicket,
    #[error("We can't find this item.")]
    UnknownItem,
    #[error("This is already {state}.")]
    Already { state: String },
    #[error("The kitchen has seen this already. It can't be cancelled here any more.")]
    TooLateToCancel,
    #[error("It is too late to undo this.")]
    TooLateToUndo,
    #[error("Nothing here is ready to serve.")]
    NothingToServe,
    // calls
    #[error("This call has been answered already.")]
    UnknownCall,
    #[error("You have already called for this; somebody is on the way.")]
    AlreadyCalled,
    // bill and payment
    #[error("There is nothing to pay.")]
    NothingToPay,
    #[error("The bill is paid in full.")]
    PaidInFull,
    /// What the screen said was left to pay is not what is left now.
    #[error("The bill has changed: {} is left to pay now. Nothing was booked.", Money::new(*remaining, *currency))]
    BalanceChanged { remaining: i64, currency: Currency },
    #[error("A bill is split into 2 to {max} parts.")]
    InvalidPart { max: u32 },
    #[error("We can't find this payment.")]
    UnknownPayment,
    /// Who booked it has some seconds; after that it is a manager's word.
    #[error("It is too late to take this payment back yourself. A manager can.")]
    TooLateToVoid,
    #[error("An amount must be more than zero.")]
    AmountNotPositive,
    #[error("That is more than what is left to pay ({}).", Money::new(*remaining, *currency))]
    AmountTooLarge { remaining: i64, currency: Currency },
    #[error("A tip can't be negative or more than {}.", Money::new(*max, *currency))]
    InvalidTip { max: i64, currency: Currency },
    #[error("The cash given is less than the amount to pay.")]
    TenderedTooLittle,
    /// The bill can't fall below what has been paid: money given back has to be recorded.
    #[error("{} has been paid already. A manager has to give the money back first.", Money::new(*paid, *currency))]
    PaidAlready { paid: i64, currency: Currency },
    #[error("{} is still to pay.", Money::new(*remaining, *currency))]
    BalanceDue { remaining: i64, currency: Currency },
    /// Whoever closes has not said that they know.
    #[error("Something in the cart has not been sent. Send or remove it first.")]
    CartNotEmpty,
    /// Whoever closes has not said that they know.
    #[error("{}", not_served_sentence(*lines))]
    NotServed { lines: u32 },
    #[error("It is too late to take this back. A manager can reopen the table.")]
    TooLateToReopen,
    #[error("This store counts in {store}, not in {given}.")]
    WrongCurrency { store: Currency, given: Currency },
    #[error("Please say why (at most {max} characters).")]
    ReasonNeeded { max: usize },
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
}

impl Limit {
    /// As people read it, in the plural.
    pub fn word(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Items => "items",
            Self::Calls | Self::GuestCalls => "calls",
            Self::Payments => "payments",
            Self::Steps => "recalls",
        }
    }
}

fn needs_waiter_sentence(portions: Option<u32>, total: Option<Money>) -> String {
    let most = match (portions, total) {
        (Some(portions), Some(total)) => format!(" (more than {portions} dishes, or more than {total})"),
        (Some(portions), None) => format!(" (more than {portions} dishes)"),
        (None, Some(total)) => format!(" (more than {total})"),
        (None, None) => String::new(),
    };
    format!("That is a large order{most}. Please call a waiter, who looks at it with you and sends it.")
}

fn not_served_sentence(lines: u32) -> String {
    match lines {
        1 => "One dish has not been served yet.".into(),
        n => format!("{n} dishes have not been served yet."),
    }
}

fn limit_sentence(what: Limit, max: usize) -> String {
    match what {
        Limit::GuestCalls => format!("You have called {max} times. Please ask a waiter in person."),
        _ => format!("This table has reached its limit of {max} {}. Please ask a waiter to start a new one.", what.word()),
    }
}

fn modifier_sentence(product: &str, group: &str, min: u32, max: u32, chosen: u32) -> String {
    let how_many = match (chosen < min, min, max) {
        (true, 1, 1) => "one".to_owned(),
        (true, min, max) if min == max => min.to_string(),
        (true, min, _) => format!("at least {min}"),
        (false, _, max) => format!("at most {max}"),
    };
    let please = if product.is_empty() { "Please".to_owned() } else { format!("{product}: please") };
    format!("{please} choose {how_many} of “{group}”.")
}

impl Rejection {
    /// A dish that nobody here knows a name of.
    pub fn unknown_product() -> Self {
        Self::UnknownProduct { name: String::new() }
    }

    /// The sentence where the dish's name stands already: on its own sheet.
    pub fn beside_the_dish(self) -> String {
        match self {
            Self::ModifierCount { group, min, max, chosen, .. } => modifier_sentence("", &group, min, max, chosen),
            Self::UnknownProduct { .. } => Self::unknown_product().to_string(),
            no => no.to_string(),
        }
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
            | Self::ReasonNeeded { .. } => 422,
            _ => 409,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rejection_speaks_to_people_and_to_programs() {
        let no = Rejection::PriceChanged { expected: 1200, now: 1250, currency: Currency::EUR };
        assert_eq!(no.to_string(), "The price has changed: it is now €12.50, not €12.00.");
        assert_eq!(no.code(), "price_changed");
        assert_eq!(no.status(), 409);
    }
}
