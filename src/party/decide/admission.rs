//! Letting phones in, turning them away, taking them off the table.

use crate::draft::Draft;
use crate::error::Rejection;
use crate::ids::{GuestId, ItemId};
use crate::party::{CartLine, CartOperation, PartyEvent, SessionChange, SessionStatus, Standing};

/// Lets one phone in, or all that wait. The first of a party opens its table.
pub(super) fn approve(draft: &mut Draft<'_>, guest: Option<GuestId>) -> Result<(), Rejection> {
    let waiting = chosen(draft, guest)?;
    let standing = |id: &GuestId| draft.session.guest(*id).map(|g| g.standing);
    if waiting.iter().any(|id| standing(id) == Some(Standing::NewParty)) {
        return Err(Rejection::TableNotCleared);
    }
    if draft.session.status == SessionStatus::PendingApproval {
        draft.set_status(SessionStatus::Open);
    }
    for guest_id in waiting {
        draft.change(SessionChange::GuestAdmitted { guest_id });
    }
    Ok(())
}

/// Turns one phone away, or all that wait. A party of which nobody is left has no table.
pub(super) fn decline(draft: &mut Draft<'_>, guest: Option<GuestId>) -> Result<(), Rejection> {
    for guest_id in chosen(draft, guest)? {
        draft.change(SessionChange::GuestRemoved { guest_id });
    }
    let nobody = draft.session.waiting().next().is_none();
    if draft.session.status == SessionStatus::PendingApproval && nobody {
        draft.change(SessionChange::Closed { write_off: None });
    }
    Ok(())
}

/// Takes a phone off the table. What it has not sent goes with it; what was sent stays on the bill.
pub(super) fn remove(draft: &mut Draft<'_>, guest: GuestId) -> Result<(), Rejection> {
    draft.session.guest(guest).filter(|g| g.standing != Standing::Removed).ok_or(Rejection::UnknownGuest)?;
    let theirs = |line: &&CartLine| line.guest() == Some(guest);
    let lines: Vec<ItemId> = draft.session.cart.iter().filter(theirs).map(|line| line.id).collect();
    for line_id in lines {
        let operation = CartOperation::Removed { line_id };
        let event = PartyEvent::CartUpdated { party: draft.party_ref(), by: draft.by.clone(), operation };
        draft.push(event);
    }
    draft.change(SessionChange::GuestRemoved { guest_id: guest });
    Ok(())
}

/// The phones that are meant. Errors: [`Rejection::NotAwaitingApproval`] if none of them waits.
fn chosen(draft: &Draft<'_>, guest: Option<GuestId>) -> Result<Vec<GuestId>, Rejection> {
    let waiting: Vec<GuestId> = draft.session.waiting().map(|g| g.id).filter(|id| guest.is_none_or(|one| one == *id)).collect();
    // A party of before phones were let in one by one waits as a whole.
    let as_a_whole = guest.is_none() && draft.session.status == SessionStatus::PendingApproval;
    if waiting.is_empty() && !as_a_whole { Err(Rejection::NotAwaitingApproval) } else { Ok(waiting) }
}
