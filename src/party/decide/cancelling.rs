//! A line comes off an order while nobody has seen it, and back.

use super::cart::check_available;
use super::sending::{check_unseen, take_portions};
use crate::draft::Draft;
use crate::error::{AlreadyState, Rejection};
use crate::ids::ItemId;
use crate::kitchen::acknowledge_seen;
use crate::party::{ItemStatus, MAX_NOTE, PartyEvent};
use crate::text::{is_visible, length, one_line};

pub(super) fn cancel(draft: &mut Draft<'_>, id: ItemId, reason: &str) -> Result<(), Rejection> {
    let reason = one_line(reason);
    if length(&reason) > MAX_NOTE {
        return Err(Rejection::ReasonNeeded { max: MAX_NOTE });
    }
    let (order, item) = draft.item(id)?;
    if draft.world.actor.guest().is_some_and(|me| item.guest != Some(me)) {
        return Err(Rejection::NotYours);
    }
    match item.status {
        ItemStatus::Held | ItemStatus::Pending => {}
        ItemStatus::Cancelled => return Err(Rejection::Already { state: AlreadyState::Cancelled }),
        _ => return Err(Rejection::TooLateToCancel),
    }
    let (order_id, before, product, quantity) = (order.id, order.status(), item.product, item.quantity);
    let order_ref = draft.order_ref(order);
    let reason = is_visible(&reason).then_some(reason);
    draft.move_item(id, ItemStatus::Cancelled, reason.as_deref());
    draft.check_not_overpaid()?;
    take_portions(draft, product, |left| left.saturating_add(quantity));
    draft.follow_order(order_id, before);
    let gone = draft.session.orders.iter().any(|o| o.id == order_id && o.items.iter().all(|i| !i.status.is_live()));
    if gone {
        let event = PartyEvent::OrderCancelled { order_ref, reason, by: draft.by.clone() };
        draft.push(event);
    }
    draft.bill_updated();
    Ok(())
}

/// Puts back a line that the same person has just cancelled. Errors: [`Rejection::TooLateToUndo`]; what is sold out by now;
/// [`Rejection::NeedsWaiter`] past the store's limit.
pub(super) fn undo(draft: &mut Draft<'_>, id: ItemId) -> Result<(), Rejection> {
    let (order, item) = draft.item(id)?;
    let (_, previous) = draft.last_step(item, ItemStatus::Cancelled).ok_or(Rejection::TooLateToUndo)?;
    let ticket = order.tickets.iter().find(|t| t.station == item.station).ok_or(Rejection::TooLateToUndo)?;
    if ticket.bumped_at.is_some() {
        return Err(Rejection::TooLateToUndo);
    }
    let (order_id, before, ticket, product, quantity) = (order.id, order.status(), ticket.id, item.product, item.quantity);
    check_available(draft, product, quantity)?;
    draft.step_back(id, previous);
    check_unseen(draft, &[])?;
    acknowledge_seen(draft, ticket)?;
    take_portions(draft, product, |left| left.saturating_sub(quantity));
    draft.follow_order(order_id, before);
    draft.bill_updated();
    Ok(())
}
