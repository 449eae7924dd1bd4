//! Calls for the waiter, and for the bill.

use crate::draft::Draft;
use crate::error::{AlreadyState, Limit, Rejection};
use crate::ids::CallId;
use crate::party::{Call, CallKind, MAX_CALLS, MAX_GUEST_CALLS, PartyEvent, SessionStatus};

pub(super) fn call(draft: &mut Draft<'_>, id: CallId, kind: CallKind) -> Result<(), Rejection> {
    if kind == CallKind::Bill {
        return request_bill(draft, id);
    }
    if draft.session.open_calls().any(|c| c.kind == kind) {
        return Err(Rejection::AlreadyCalled);
    }
    request(draft, id, kind)
}

pub(super) fn request_bill(draft: &mut Draft<'_>, id: CallId) -> Result<(), Rejection> {
    let totals = draft.session.totals();
    if totals.remaining <= 0 {
        return Err(if totals.total > 0 { Rejection::PaidInFull } else { Rejection::NothingToPay });
    }
    if draft.session.open_calls().any(|c| c.kind == CallKind::Bill) {
        return Err(Rejection::AlreadyCalled);
    }
    request(draft, id, CallKind::Bill)?;
    if draft.session.status == SessionStatus::Open {
        draft.set_status(SessionStatus::BillRequested);
    }
    Ok(())
}

pub(super) fn acknowledge(draft: &mut Draft<'_>, id: CallId) -> Result<(), Rejection> {
    if !draft.session.open_calls().any(|c| c.id == id) {
        return Err(Rejection::UnknownCall);
    }
    let event = PartyEvent::AssistanceAcknowledged { party: draft.party_ref(), call_id: id, by: draft.by.clone() };
    draft.push(event);
    Ok(())
}

pub(super) fn resolve(draft: &mut Draft<'_>, id: CallId) -> Result<(), Rejection> {
    let call = draft.session.calls.iter().find(|c| c.id == id).ok_or(Rejection::UnknownCall)?;
    if call.resolved.is_some() {
        return Err(Rejection::Already { state: AlreadyState::Done });
    }
    let event = PartyEvent::AssistanceResolved { party: draft.party_ref(), call_id: id, by: draft.by.clone() };
    draft.push(event);
    Ok(())
}

pub(super) fn reopen(draft: &mut Draft<'_>, id: CallId) -> Result<(), Rejection> {
    let call = draft.session.calls.iter().find(|c| c.id == id).ok_or(Rejection::UnknownCall)?;
    if call.is_open() {
        return Err(Rejection::Already { state: AlreadyState::Waiting });
    }
    let event = PartyEvent::AssistanceReopened { party: draft.party_ref(), call_id: id, by: draft.by.clone() };
    draft.push(event);
    Ok(())
}

fn request(draft: &mut Draft<'_>, id: CallId, kind: CallKind) -> Result<(), Rejection> {
    if draft.session.calls.iter().any(|c| c.id == id) {
        return Err(Rejection::AlreadyExists);
    }
    if draft.session.calls.len() >= MAX_CALLS {
        return Err(Rejection::TooMany { what: Limit::Calls, max: MAX_CALLS });
    }
    // One guest's calls leave the others theirs.
    let mine = |me| draft.session.calls.iter().filter(|c| c.by.guest() == Some(me)).count();
    if draft.world.actor.guest().is_some_and(|me| mine(me) >= MAX_GUEST_CALLS) {
        return Err(Rejection::TooMany { what: Limit::GuestCalls, max: MAX_GUEST_CALLS });
    }
    let call = Call { id, kind, by: draft.by.clone(), at: draft.world.at, acknowledged: None, resolved: None };
    let event = PartyEvent::AssistanceRequested { party: draft.party_ref(), call };
    draft.push(event);
    Ok(())
}
