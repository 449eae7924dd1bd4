//! Paying and leaving.

use super::seating::{departure, table_closed};
use crate::draft::Draft;
use crate::error::{AlreadyState, Limit, Rejection};
use crate::ids::LegId;
use crate::party::{
    CallKind, LegStatus, MAX_LEGS, MAX_NOTE, MAX_PARTS, Method, NewPayment, OpenThings, PAYMENT_UNDO_WINDOW, PartyEvent,
    PaymentLeg, REOPEN_WINDOW, SessionChange, SessionStatus,
};
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
        return Err(if totals.total > 0 { Rejection::PaidInFull } else { Rejection::NothingToPay });
    }
    let changed = Rejection::BalanceChanged { remaining: totals.remaining, currency };
    if new.expected.is_some_and(|expected| expected != totals.remaining) {
        return Err(changed);
    }
    let part = match new.part {
        None => None,
        Some(of) if !(2..=MAX_PARTS).contains(&of) => return Err(Rejection::InvalidPart { max: MAX_PARTS }),
        Some(of) => {
            let (part, due) = draft.session.part(of);
            if due != amount {
                return Err(changed);
            }
            Some(part)
        }
    };
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
        part,
        at: draft.world.at,
        by: draft.by.clone(),
        voided: None,
    };
    let event = PartyEvent::PaymentCompleted { party: draft.party_ref(), leg, remaining: totals.remaining - amount };
    draft.push(event);
    draft.set_status(SessionStatus::Paying);
    draft.bill_updated();
    Ok(())
}

/// Within some seconds by who booked it; later a manager says why.
pub(super) fn void(draft: &mut Draft<'_>, id: LegId, reason: Option<&str>) -> Result<(), Rejection> {
    let leg = draft.session.legs.iter().find(|leg| leg.id == id).ok_or(Rejection::UnknownPayment)?;
    if !leg.is_completed() {
        return Err(Rejection::Already { state: AlreadyState::TakenBack });
    }
    let reason = match reason.map(one_line) {
        Some(reason) if !is_visible(&reason) || length(&reason) > MAX_NOTE => {
            return Err(Rejection::ReasonNeeded { max: MAX_NOTE });
        }
        reason => reason,
    };
    let at_once = leg.by.is_same(&draft.by) && draft.world.at.since(leg.at) <= PAYMENT_UNDO_WINDOW;
    match (at_once, draft.world.actor.is_manager()) {
        (true, _) => {}
        (false, true) if reason.is_none() => return Err(Rejection::ReasonNeeded { max: MAX_NOTE }),
        (false, true) => {}
        (false, false) => return Err(Rejection::TooLateToVoid),
    }
    let (amount, remaining) = (leg.amount, draft.session.totals().remaining.saturating_add(leg.amount));
    let event =
        PartyEvent::PaymentVoided { party: draft.party_ref(), leg_id: id, amount, reason, by: draft.by.clone(), remaining };
    draft.push(event);
    if draft.session.status == SessionStatus::Paying && !draft.session.legs.iter().any(PaymentLeg::is_completed) {
        let asked = draft.session.pending_calls().any(|call| call.kind == CallKind::Bill);
        draft.set_status(if asked { SessionStatus::BillRequested } else { SessionStatus::Open });
    }
    draft.bill_updated();
    Ok(())
}

pub(super) fn close(draft: &mut Draft<'_>, write_off: Option<&str>, despite: OpenThings) -> Result<(), Rejection> {
    let remaining = draft.session.totals().remaining;
    let reason = match (remaining > 0, write_off.map(one_line)) {
        (false, _) => None,
        (true, None) => return Err(Rejection::BalanceDue { remaining, currency: draft.session.currency }),
        (true, Some(_)) if !draft.world.actor.is_manager() => return Err(Rejection::NotAllowed),
        (true, Some(reason)) if !is_visible(&reason) || length(&reason) > MAX_NOTE => {
            return Err(Rejection::ReasonNeeded { max: MAX_NOTE });
        }
        (true, Some(reason)) => Some(reason),
    };
    let open = OpenThings::of(&draft.session);
    if open.unsent > despite.unsent {
        return Err(Rejection::CartNotEmpty);
    }
    // What was cooking when they looked may be ready by now.
    if open.unserved() > despite.unserved() {
        return Err(Rejection::NotServed { lines: open.unserved() });
    }
    for event in departure(&draft.session, &draft.by, reason) {
        draft.push(event);
    }
    Ok(())
}

/// Takes a closing back.
/// Errors: [`Rejection::TableOccupied`] once somebody else sits there, [`Rejection::TooLateToReopen`] where only a manager may.
pub(super) fn reopen(draft: &mut Draft<'_>) -> Result<(), Rejection> {
    let closed_at = draft.session.closed_at.filter(|_| draft.session.is_closed());
    let closed_at = closed_at.ok_or(Rejection::Already { state: AlreadyState::Open })?;
    if draft.session.table().is_some_and(|table| draft.seated_at(table).is_some()) {
        return Err(Rejection::TableOccupied);
    }
    if !draft.world.actor.is_manager() && draft.world.at.since(closed_at) > REOPEN_WINDOW {
        return Err(Rejection::TooLateToReopen);
    }
    draft.change(SessionChange::Reopened);
    if let Some(event) = table_closed(&draft.session, false) {
        draft.push(event);
    }
    draft.bill_updated();
    Ok(())
}
