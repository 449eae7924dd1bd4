//! Seating: by scan, by a waiter; approving, naming, covers.

use super::draft::Draft;
use crate::error::Rejection;
use crate::event::{Event, SessionChange, TableRef};
use crate::ids::{GuestId, SessionId};
use crate::menu::OrderType;
use crate::session::{Context, GUEST_LOOKS, Guest, MAX_COVERS, MAX_GUESTS, MAX_NAME, Session, SessionStatus};
use crate::store::SeatingPolicy;
use crate::text::{is_visible, length, one_line};

/// Seats a phone. Phones change nothing that anybody owes: only who opens the table says how many sit down.
pub(super) fn scan(
    context: &Context<'_>,
    id: SessionId,
    guest: GuestId,
    code: Option<&str>,
    covers: Option<u32>,
) -> Result<Vec<Event>, Rejection> {
    let table = context.table.ok_or(Rejection::UnknownTable)?;
    if context.store.seating == SeatingPolicy::TableCode {
        let given = code.map(str::trim).filter(|c| !c.is_empty()).ok_or(Rejection::TableCodeNeeded)?;
        if !context.table_codes.iter().any(|known| known == given) {
            return Err(Rejection::WrongTableCode);
        }
    }
    let mut events = Vec::new();
    let open = context.session.filter(|s| !s.is_closed());
    let session = open.map_or(id, |s| s.id);
    let table_ref = || TableRef { session_id: session, table_id: table.id, table_label: table.label.clone() };
    if open.is_none() {
        let status = match context.store.seating {
            SeatingPolicy::StaffApproves => SessionStatus::PendingApproval,
            SeatingPolicy::OpenByScan | SeatingPolicy::TableCode => SessionStatus::Open,
        };
        let covers = covers.unwrap_or(1);
        check_covers(covers)?;
        events.push(Event::SessionUpdated { table: table_ref(), by: context.actor.by(), change: opened(context, status, covers) });
    }
    fresh(context, id, open.is_none())?;
    let others = open.map_or(&[][..], |s| s.guests.as_slice());
    if others.iter().any(|g| g.id == guest) {
        return Err(Rejection::AlreadyExists);
    }
    if others.len() >= MAX_GUESTS {
        return Err(Rejection::TableFull { max: MAX_GUESTS });
    }
    let joined = Guest { id: guest, name: free_name(others), colour: free_colour(others), joined_at: context.at };
    events.push(Event::SessionUpdated {
        table: table_ref(),
        by: context.actor.by(),
        change: SessionChange::GuestJoined { guest: joined },
    });
    Ok(events)
}

pub(super) fn seat_party(context: &Context<'_>, session: SessionId, covers: u32) -> Result<Vec<Event>, Rejection> {
    let table = context.table.ok_or(Rejection::UnknownTable)?;
    if context.session.is_some_and(|s| !s.is_closed()) {
        return Err(Rejection::TableOccupied);
    }
    check_covers(covers)?;
    fresh(context, session, true)?;
    Ok(vec![Event::SessionUpdated {
        table: TableRef { session_id: session, table_id: table.id, table_label: table.label.clone() },
        by: context.actor.by(),
        change: opened(context, SessionStatus::Open, covers),
    }])
}

pub(super) fn approve(draft: &mut Draft<'_>) -> Result<(), Rejection> {
    waiting(&draft.session)?;
    draft.set_status(SessionStatus::Open);
    Ok(())
}

pub(super) fn decline(draft: &mut Draft<'_>) -> Result<(), Rejection> {
    waiting(&draft.session)?;
    draft.change(SessionChange::Closed { write_off: None });
    Ok(())
}

pub(super) fn name_guest(draft: &mut Draft<'_>, guest: GuestId, name: &str) -> Result<(), Rejection> {
    if draft.context.actor.guest().is_some_and(|me| me != guest) {
        return Err(Rejection::NotYours);
    }
    draft.session.guest(guest).ok_or(Rejection::UnknownGuest)?;
    let name = one_line(name);
    if !is_visible(&name) || length(&name) > MAX_NAME {
        return Err(Rejection::InvalidName { max: MAX_NAME });
    }
    draft.change(SessionChange::GuestNamed { guest_id: guest, name });
    Ok(())
}

pub(super) fn set_covers(draft: &mut Draft<'_>, covers: u32) -> Result<(), Rejection> {
    check_covers(covers)?;
    if covers != draft.session.covers {
        draft.change(SessionChange::CoversChanged { covers });
        draft.check_not_overpaid()?;
        // A service charge may begin or end with the covers.
        draft.bill_updated();
    }
    Ok(())
}

fn opened(context: &Context<'_>, status: SessionStatus, covers: u32) -> SessionChange {
    SessionChange::Opened {
        status,
        covers,
        order_type: OrderType::DineIn,
        currency: context.store.currency,
        service: context.store.service,
    }
}

/// A new session takes a new id. Errors: [`Rejection::AlreadyExists`].
fn fresh(context: &Context<'_>, id: SessionId, opening: bool) -> Result<(), Rejection> {
    if opening && context.session.is_some_and(|s| s.id == id) { Err(Rejection::AlreadyExists) } else { Ok(()) }
}

fn waiting(session: &Session) -> Result<(), Rejection> {
    if session.status == SessionStatus::PendingApproval { Ok(()) } else { Err(Rejection::NotAwaitingApproval) }
}

fn check_covers(covers: u32) -> Result<(), Rejection> {
    if (1..=MAX_COVERS).contains(&covers) { Ok(()) } else { Err(Rejection::InvalidCovers { max: MAX_COVERS }) }
}

/// “Guest 2”, or the next number that nobody at the table has taken as a name.
fn free_name(guests: &[Guest]) -> String {
    // One more name than guests: one of them is free.
    (guests.len() + 1..=2 * guests.len() + 1)
        .map(|n| format!("Guest {n}"))
        .find(|name| guests.iter().all(|g| !g.name.eq_ignore_ascii_case(name)))
        .unwrap_or_else(|| "Guest".into())
}

/// The first look nobody at the table has; with more guests than looks they repeat in turn.
fn free_colour(guests: &[Guest]) -> u8 {
    (0..GUEST_LOOKS)
        .find(|colour| guests.iter().all(|g| g.colour != *colour))
        .unwrap_or_else(|| u8::try_from(guests.len() % usize::from(GUEST_LOOKS)).unwrap_or(0))
}
