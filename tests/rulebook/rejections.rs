//! One of each way to be refused.

use crate::world::id;
use comanda::error::{AlreadyState, Field, Limit, Problem};
use comanda::{Currency, Rejection as R};

pub fn all() -> Vec<R> {
    let eur = Currency::EUR;
    vec![
        R::UnknownTable,
        R::UnknownSession,
        R::TableClosed,
        R::TableOccupied,
        R::PartyHasPaid,
        R::TableNotCleared,
        R::AwaitingApproval,
        R::NotAwaitingApproval,
        R::TableCodeNeeded,
        R::WrongTableCode,
        R::TableFull { max: 40 },
        R::InvalidCovers { max: 99 },
        R::NotAllowed,
        R::NotYours,
        R::UnknownGuest,
        R::InvalidName { max: 24 },
        R::UnknownProduct { name: "Ribollita".into() },
        R::UnknownModifier { product: "Tagliata".into() },
        R::ModifierCount { product: "Tagliata".into(), group: "Doneness".into(), min: 1, max: 1, chosen: 0 },
        R::SoldOut { product: id(1), name: "Tiramisù".into() },
        R::OnlyLeft { product: id(1), name: "Tiramisù".into(), left: 2 },
        R::InvalidQuantity { max: 99 },
        R::NoteTooLong { max: 200 },
        R::UnknownLine,
        R::CartFull { max: 100 },
        R::NothingToSend,
        R::PriceChanged { expected: 1_200, now: 1_250, currency: eur },
        R::NeedsWaiter { portions: Some(50), total: Some(50_000), currency: eur },
        R::AlreadyExists,
        R::TooMany { what: Limit::Calls, max: 100 },
        R::UnknownTicket,
        R::UnknownItem,
        R::Already { state: AlreadyState::Bumped },
        R::TooLateToCancel,
        R::TooLateToUndo,
        R::NothingToServe,
        R::UnknownCall,
        R::AlreadyCalled,
        R::NothingToPay,
        R::PaidInFull,
        R::BalanceChanged { remaining: 1_800, currency: eur },
        R::InvalidPart { max: 20 },
        R::UnknownPayment,
        R::TooLateToVoid,
        R::AmountNotPositive,
        R::AmountTooLarge { remaining: 1_800, currency: eur },
        R::InvalidTip { max: 3_500, currency: eur },
        R::TenderedTooLittle,
        R::PaidAlready { paid: 3_500, currency: eur },
        R::BalanceDue { remaining: 1_800, currency: eur },
        R::CartNotEmpty,
        R::NotServed { lines: 2 },
        R::TooLateToReopen,
        R::WrongCurrency { store: eur, given: Currency::try_from("USD".to_owned()).expect("a currency") },
        R::ReasonNeeded { max: 200 },
        R::BadField { name: "Tiramisù".into(), field: Field::Price, problem: Problem::BelowZero },
        R::ChangedMeanwhile { name: "Tiramisù".into(), field: Field::Price },
    ]
}

#[test]
fn the_list_of_rejections_is_complete_and_each_has_its_own_code() {
    let source = include_str!("../../src/error.rs");
    let (_, rest) = source.split_once("pub enum Rejection {").expect("the list");
    let (list, _) = rest.split_once("\n}").expect("its end");
    let is_variant =
        |line: &&str| line.strip_prefix("    ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()));
    let declared = list.lines().filter(is_variant).count();
    assert_eq!(all().len(), declared, "a rejection is missing here, and so in docs/PROTOCOL.md");
    let codes: std::collections::BTreeSet<String> = all().iter().map(R::code).collect();
    assert_eq!(codes.len(), declared);
}
