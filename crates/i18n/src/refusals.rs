//! Refusals and faults in words. The rulebook says codes and arguments; here each has its sentence.

use crate::{Words, say};
use comanda::Rejection;
use comanda::backend::{Fault, Invalid};
use comanda::error::{AlreadyState, Field, Limit, Problem};
use comanda::money::{Currency, Money};
use comanda::text::isolated;

impl Words {
    /// Why the rules said no.
    pub fn rejection(self, no: &Rejection) -> String {
        let money = |minor: &i64, currency: &Currency| self.money(Money::new(*minor, *currency));
        match no {
            Rejection::UnknownTable => self.refused_unknown_table().into(),
            Rejection::UnknownSession => self.refused_unknown_session().into(),
            Rejection::TableClosed => self.refused_table_closed().into(),
            Rejection::TableOccupied => self.refused_table_occupied().into(),
            Rejection::PartyHasPaid => self.refused_party_has_paid().into(),
            Rejection::TableNotCleared => self.refused_table_not_cleared().into(),
            Rejection::AwaitingApproval => self.refused_awaiting_approval().into(),
            Rejection::NotAwaitingApproval => self.refused_not_awaiting_approval().into(),
            Rejection::TableCodeNeeded => self.refused_table_code_needed().into(),
            Rejection::WrongTableCode => self.refused_wrong_table_code().into(),
            Rejection::TableFull { max } => say!(self, refused_table_full, max = *max),
            Rejection::InvalidCovers { max } => say!(self, refused_invalid_covers, max = *max),
            Rejection::NotAllowed => self.refused_not_allowed().into(),
            Rejection::NotYours => self.refused_not_yours().into(),
            Rejection::UnknownGuest => self.refused_unknown_guest().into(),
            Rejection::InvalidName { max } => say!(self, refused_invalid_name, max = *max),
            Rejection::UnknownProduct { name } if name.is_empty() => self.refused_unknown_product().into(),
            Rejection::UnknownProduct { name } => say!(self, refused_unknown_product_named, dish = name),
            Rejection::UnknownModifier { product } => say!(self, refused_unknown_modifier, dish = product),
            Rejection::ModifierCount { product, group, min, max, chosen } => {
                self.modifier_count(product, group, (*min, *max), *chosen)
            }
            Rejection::SoldOut { name, .. } => say!(self, refused_sold_out, dish = name),
            Rejection::OnlyLeft { name, left, .. } => say!(self, refused_only_left, left = *left, dish = name),
            Rejection::InvalidQuantity { max } => say!(self, refused_invalid_quantity, max = *max),
            Rejection::NoteTooLong { max } => say!(self, refused_note_too_long, max = *max),
            Rejection::UnknownLine => self.refused_unknown_line().into(),
            Rejection::CartFull { max } => say!(self, refused_cart_full, max = *max),
            Rejection::NothingToSend => self.refused_nothing_to_send().into(),
            Rejection::PriceChanged { expected, now, currency } => {
                say!(self, refused_price_changed, now = &money(now, currency), expected = &money(expected, currency))
            }
            Rejection::NeedsWaiter { portions, total, currency } => {
                match (*portions, total.map(|total| money(&total, currency))) {
                    (Some(portions), Some(total)) => {
                        say!(self, refused_needs_waiter_both, portions = portions, total = &total)
                    }
                    (Some(portions), None) => say!(self, refused_needs_waiter_portions, portions = portions),
                    (None, Some(total)) => say!(self, refused_needs_waiter_total, total = &total),
                    (None, None) => self.refused_needs_waiter().into(),
                }
            }
            Rejection::AlreadyExists => self.refused_already_exists().into(),
            Rejection::TooMany { what: Limit::GuestCalls, max } => say!(self, refused_too_many_calls, max = *max),
            Rejection::TooMany { what: what @ (Limit::Edits | Limit::Options | Limit::MenuParts), max } => {
                say!(self, refused_too_many_menu, max = *max, what = limit(*what))
            }
            Rejection::TooMany { what, max } => say!(self, refused_too_many, max = *max, what = limit(*what)),
            Rejection::UnknownTicket => self.refused_unknown_ticket().into(),
            Rejection::UnknownItem => self.refused_unknown_item().into(),
            Rejection::Already { state } => say!(self, refused_already, state = already(*state)),
            Rejection::TooLateToCancel => self.refused_too_late_to_cancel().into(),
            Rejection::TooLateToUndo => self.refused_too_late_to_undo().into(),
            Rejection::NothingToServe => self.refused_nothing_to_serve().into(),
            Rejection::UnknownCall => self.refused_unknown_call().into(),
            Rejection::AlreadyCalled => self.refused_already_called().into(),
            Rejection::NothingToPay => self.refused_nothing_to_pay().into(),
            Rejection::PaidInFull => self.refused_paid_in_full().into(),
            Rejection::BalanceChanged { remaining, currency } => {
                say!(self, refused_balance_changed, remaining = &money(remaining, currency))
            }
            Rejection::InvalidPart { max } => say!(self, refused_invalid_part, max = *max),
            Rejection::UnknownPayment => self.refused_unknown_payment().into(),
            Rejection::TooLateToVoid => self.refused_too_late_to_void().into(),
            Rejection::AmountNotPositive => self.refused_amount_not_positive().into(),
            Rejection::AmountTooLarge { remaining, currency } => {
                say!(self, refused_amount_too_large, remaining = &money(remaining, currency))
            }
            Rejection::InvalidTip { max, currency } => say!(self, refused_invalid_tip, max = &money(max, currency)),
            Rejection::TenderedTooLittle => self.refused_tendered_too_little().into(),
            Rejection::PaidAlready { paid, currency } => say!(self, refused_paid_already, paid = &money(paid, currency)),
            Rejection::BalanceDue { remaining, currency } => {
                say!(self, refused_balance_due, remaining = &money(remaining, currency))
            }
            Rejection::CartNotEmpty => self.refused_cart_not_empty().into(),
            Rejection::NotServed { lines } => say!(self, refused_not_served, count = *lines),
            Rejection::TooLateToReopen => self.refused_too_late_to_reopen().into(),
            Rejection::WrongCurrency { store, given } => {
                say!(self, refused_wrong_currency, store = store.code(), given = given.code())
            }
            Rejection::ReasonNeeded { max } => say!(self, refused_reason_needed, max = *max),
            Rejection::BadField { name, field, problem } => self.bad_field(&self.field_of(name, *field), *field, *problem),
            Rejection::ChangedMeanwhile { name, field } => {
                say!(self, refused_changed_meanwhile, what = &self.field_of(name, *field))
            }
        }
    }

    /// The same where the dish's name stands already: on its own sheet.
    pub fn rejection_beside_the_dish(self, no: &Rejection) -> String {
        match no {
            Rejection::ModifierCount { group, min, max, chosen, .. } => self.modifier_count("", group, (*min, *max), *chosen),
            Rejection::UnknownProduct { .. } => self.refused_unknown_product().into(),
            no => self.rejection(no),
        }
    }

    /// What is written beside a field.
    pub fn field(self, field: Field) -> String {
        say!(self, office_field, field = field_word(field))
    }

    /// What is wrong with a field, said beside it.
    pub fn wrong(self, field: Field, problem: Problem) -> String {
        self.bad_field(&self.field(field), field, problem)
    }

    fn field_of(self, name: &str, field: Field) -> String {
        let label = self.field(field);
        if name.is_empty() { label } else { format!("{} · {label}", isolated(name)) }
    }

    fn bad_field(self, what: &str, field: Field, problem: Problem) -> String {
        match problem {
            Problem::Missing => say!(self, refused_field_missing, what = what),
            Problem::NotUnderstood => say!(self, refused_field_not_understood, what = what),
            Problem::TooLong { max } => say!(self, refused_field_too_long, max = max, what = what),
            Problem::BelowZero => say!(self, refused_field_below_zero, what = what),
            Problem::TooLow { min } => say!(self, refused_field_too_low, min = min, what = what),
            Problem::TooHigh { .. } if field == Field::Price => say!(self, refused_field_price, what = what),
            Problem::TooHigh { max } => say!(self, refused_field_too_high, max = max, what = what),
            Problem::Unknown => say!(self, refused_field_unknown, what = what),
            Problem::Repeated => say!(self, refused_field_repeated, what = what),
            Problem::TooFewOptions { min } => say!(self, refused_field_too_few_options, min = min, what = what),
            Problem::TooManyDefaults { max } => say!(self, refused_field_too_many_defaults, max = max, what = what),
            Problem::Nested => say!(self, refused_field_nested, what = what),
        }
    }

    fn modifier_count(self, dish: &str, group: &str, (min, max): (u32, u32), chosen: u32) -> String {
        match (dish.is_empty(), chosen < min) {
            (true, true) if (min, max) == (1, 1) => say!(self, refused_choose_one, group = group),
            (true, true) if min == max => say!(self, refused_choose_exactly, count = min, group = group),
            (true, true) => say!(self, refused_choose_at_least, count = min, group = group),
            (true, false) => say!(self, refused_choose_at_most, count = max, group = group),
            (false, true) if (min, max) == (1, 1) => say!(self, refused_choose_one_dish, dish = dish, group = group),
            (false, true) if min == max => say!(self, refused_choose_exactly_dish, dish = dish, count = min, group = group),
            (false, true) => say!(self, refused_choose_at_least_dish, dish = dish, count = min, group = group),
            (false, false) => say!(self, refused_choose_at_most_dish, dish = dish, count = max, group = group),
        }
    }

    /// What went wrong between a tap and its answer.
    pub fn fault(self, fault: &Fault) -> String {
        match fault {
            Fault::Rejected { rejection } => self.rejection(rejection),
            Fault::KeyReused => self.fault_key_reused().into(),
            Fault::Unauthenticated => self.fault_unauthenticated().into(),
            Fault::Replaced { by } => say!(self, fault_replaced, device = self.device(*by)),
            Fault::Forbidden => self.fault_forbidden().into(),
            Fault::NotFound => self.fault_not_found().into(),
            Fault::Invalid { what } => self.invalid(*what),
            Fault::RateLimited { retry_after_ms } => say!(self, fault_rate_limited, seconds = retry_after_ms.div_ceil(1000)),
            Fault::WrongPin { tries_left } => say!(self, fault_wrong_pin, tries = *tries_left),
            Fault::Locked { .. } => self.fault_locked().into(),
            Fault::WrongEnrolmentCode => self.fault_wrong_enrolment_code().into(),
            Fault::Unavailable => self.fault_unavailable().into(),
            Fault::Internal => self.fault_internal().into(),
        }
    }

    fn invalid(self, what: Invalid) -> String {
        match what {
            Invalid::NotUnderstood => self.request_not_understood().into(),
            Invalid::NulCharacters => self.fault_nul_characters().into(),
            Invalid::TappedTooLongAgo => self.fault_tapped_too_long_ago().into(),
            Invalid::UnknownPlace => self.fault_unknown_place().into(),
            Invalid::OwnAccess => self.fault_own_access().into(),
            Invalid::DeviceName { max } => say!(self, fault_device_name, max = max),
            Invalid::PinDigits { min, max } => say!(self, fault_pin_digits, min = min, max = max),
            Invalid::TooLarge { max_kib } => say!(self, fault_too_large, max = max_kib),
            Invalid::SpeaksWebsocket => self.fault_speaks_websocket().into(),
        }
    }
}

fn limit(what: Limit) -> &'static str {
    match what {
        Limit::Orders => "orders",
        Limit::Items => "items",
        Limit::Calls | Limit::GuestCalls => "calls",
        Limit::Payments => "payments",
        Limit::Steps => "recalls",
        Limit::Edits => "edits",
        Limit::Options => "options",
        Limit::MenuParts => "parts",
    }
}

/// The catalogue's word for a state the rulebook names.
fn already(state: AlreadyState) -> &'static str {
    match state {
        AlreadyState::Seen => "seen",
        AlreadyState::Started => "started",
        AlreadyState::Ready => "ready",
        AlreadyState::OnTheBoard => "on-the-board",
        AlreadyState::Bumped => "bumped",
        AlreadyState::Cancelled => "cancelled",
        AlreadyState::TakenBack => "taken-back",
        AlreadyState::Open => "open",
        AlreadyState::Done => "done",
        AlreadyState::Waiting => "waiting",
    }
}

fn field_word(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::Description => "description",
        Field::Hint => "hint",
        Field::Price => "price",
        Field::Category => "category",
        Field::Station => "station",
        Field::TaxClass => "tax-class",
        Field::Allergens => "allergens",
        Field::Tags => "tags",
        Field::Groups => "groups",
        Field::Options => "options",
        Field::Picture => "picture",
        Field::PrepMinutes => "prep-minutes",
        Field::Position => "position",
        Field::Archived => "archived",
        Field::Min => "min",
        Field::Max => "max",
        Field::Rates => "rates",
        Field::WarnMinutes => "warn-minutes",
        Field::LateMinutes => "late-minutes",
        Field::Tagline => "tagline",
        Field::Address => "address",
        Field::Locale => "locale",
        Field::TimeZone => "time-zone",
        Field::DayEndsHour => "day-ends-hour",
        Field::Seating => "seating",
        Field::Service => "service",
        Field::Unseen => "unseen",
    }
}
