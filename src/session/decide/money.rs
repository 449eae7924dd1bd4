//! Paying and leaving.

use super::draft::Draft;
use crate::command::NewPayment;
use crate::error::{Limit, Rejection};
use crate::event::{Event, SessionChange};
use crate::session::{LegStatus, MAX_LEGS, MAX_NOTE, Method, PaymentLeg, SessionStatus};
use crate::text::{is_visible, length, one_line};

pub(super) fn record_payment(draft: &mut Draft<'_>, new: &NewPayment) -> Result<(), Rejection> {
    let currency = draft.session.currency;
    if new.amount.currency != currency {
        return Err(Rejection::WrongCurrency { store: currency, given: new.amount.currency });
    }
    if draft.session.legs.iter().any(|leg| leg.id == new.id) {
        return Err(Rejection::AlreadyExists);
    }
    if draft.session.legs.len() >= MAX_LEGS {
        return Err(Rejection::TooMany { what: Limit::Payments, max: MAX_LEGS });
    }
    let amount = new.amount.minor;
    if amount <= 0 {
        return Err(Rejection::AmountNotPositive);
    }
    let totals = draft.session.totals();
    if totals.remaining <= 0 {
        return Err(Rejection::NothingToPay);
    }
    if amount > totals.remaining {
        return Err(Rejection::AmountTooLarge { remaining: totals.remaining, currency });
    }
    // A tip larger than the bill is a slip of the finger.
    if new.tip < 0 || new.tip > totals.total {
        return Err(Rejection::InvalidTip { max: totals.total, currency });
    }
    let tendered = new.tendered.filter(|_| new.method == Method::Cash);
    if tendered.is_some_and(|given| given < amount.saturating_add(new.tip)) {
        return Err(Rejection::TenderedTooLittle);
    }
    let leg = PaymentLeg {
        id: new.id,
        method: new.method,
        status: LegStatus::Completed,
        amount,
        tip: new.tip,
        tendered,
        at: draft.context.at,
        by: draft.by.clone(),
    };
    let event = Event::PaymentCompleted { table: draft.table_ref(), leg, remaining: totals.remaining - amount };
    draft.push(event);
    draft.set_status(SessionStatus::Paying);
    draft.bill_updated();
    Ok(())
}

pub(super) fn close(draft: &mut Draft<'_>, write_off: Option<&str>) -> Result<(), Rejection> {
    let remaining = draft.session.totals().remaining;
    let reason = match (remaining > 0, write_off.map(one_line)) {
        (false, _) => None,
        (true, None) => return Err(Rejection::BalanceDue { remaining, currency: draft.session.currency }),
        (true, Some(_)) if !draft.context.actor.is_manager() => return Err(Rejection::NotAllowed),
        (true, Some(reason)) if !is_visible(&reason) || length(&reason) > MAX_NOTE => {
            return Err(Rejection::ReasonNeeded { max: MAX_NOTE });
        }
        (true, Some(reason)) => Some(reason),
    };
    draft.change(SessionChange::Closed { write_off: reason });
    Ok(())
}
