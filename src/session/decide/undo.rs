//! Taking back what was done a moment ago.

use super::cart::check_available;
use super::draft::Draft;
use super::kitchen::{acknowledge_seen, back};
use super::sending::{check_unseen, take_portions};
use crate::error::Rejection;
use crate::event::Event;
use crate::ids::{ItemId, OrderId, StationId, TicketId};
use crate::session::{Item, ItemStatus, OrderStatus, UNDO_WINDOW};
use crate::time::At;

/// Puts back what the same person has just served. A ticket that left the board with the serving comes back to it.
/// Errors: [`Rejection::TooLateToUndo`] if nothing of it can be put back.
pub(super) fn serve(draft: &mut Draft<'_>, items: &[ItemId]) -> Result<(), Rejection> {
    let mut orders: Vec<(OrderId, OrderStatus)> = Vec::new();
    let mut tickets: Vec<(TicketId, StationId)> = Vec::new();
    let mut touched: Vec<TicketId> = Vec::new();
    let mut undone = 0;
    for id in items {
        let (order, item) = draft.item(*id)?;
        let Some((served_at, previous)) = last_step(draft, item, ItemStatus::Served) else { continue };
        let ticket = order.tickets.iter().find(|t| t.station == item.station);
        let with_it = ticket.filter(|t| t.bumped_at == Some(served_at)).map(|t| (t.id, t.station));
        // Work never comes back on a ticket that somebody has bumped since.
        if previous.is_cooking() && with_it.is_none() && ticket.is_some_and(|t| t.bumped_at.is_some()) {
            continue;
        }
        let on_it = ticket.map(|t| t.id);
        let known = (order.id, order.status());
        if !orders.iter().any(|(id, _)| *id == known.0) {
            orders.push(known);
        }
        // What was ready on a bumped ticket waits at the pass, not on the board.
        if let Some(ticket) = with_it.filter(|ticket| !tickets.contains(ticket)) {
            tickets.push(ticket);
        }
        touched.extend(on_it.filter(|ticket| !touched.contains(ticket)));
        step_back(draft, *id, previous);
        undone += 1;
    }
    if undone == 0 {
        return Err(Rejection::TooLateToUndo);
    }
    for (ticket, station) in tickets {
        back(draft, ticket, station, true)?;
    }
    for ticket in touched {
        acknowledge_seen(draft, ticket)?;
    }
    for (order, before) in orders {
        draft.follow_order(order, before);
    }
    Ok(())
}

/// Puts back a line that the same person has just cancelled. Errors: [`Rejection::TooLateToUndo`]; what is sold out by now;
/// [`Rejection::NeedsWaiter`] past the store's limit.
pub(super) fn cancel(draft: &mut Draft<'_>, id: ItemId) -> Result<(), Rejection> {
    let (order, item) = draft.item(id)?;
    let (_, previous) = last_step(draft, item, ItemStatus::Cancelled).ok_or(Rejection::TooLateToUndo)?;
    let ticket = order.tickets.iter().find(|t| t.station == item.station).ok_or(Rejection::TooLateToUndo)?;
    if ticket.bumped_at.is_some() {
        return Err(Rejection::TooLateToUndo);
    }
    let (order_id, before, ticket, product, quantity) = (order.id, order.status(), ticket.id, item.product, item.quantity);
    check_available(draft, product, quantity)?;
    step_back(draft, id, previous);
    check_unseen(draft, &[])?;
    acknowledge_seen(draft, ticket)?;
    take_portions(draft, product, |left| left.saturating_sub(quantity));
    draft.follow_order(order_id, before);
    draft.bill_updated();
    Ok(())
}

/// When this person brought the item where it is, and where it was before; nothing if it was not them, not `to`, or too long ago.
fn last_step(draft: &Draft<'_>, item: &Item, to: ItemStatus) -> Option<(At, ItemStatus)> {
    let mut steps = item.steps.iter().rev();
    let (last, before) = (steps.next()?, steps.next()?);
    let theirs = last.by.is_same(&draft.by) || draft.context.actor.is_manager();
    let fresh = draft.context.at.since(last.at) <= UNDO_WINDOW;
    (item.status == to && theirs && fresh).then_some((last.at, before.to))
}

fn step_back(draft: &mut Draft<'_>, id: ItemId, previous: ItemStatus) {
    let Ok((order, item)) = draft.item(id) else { return };
    let event = Event::ItemStatusChanged {
        order_ref: draft.order_ref(order),
        item_id: id,
        station_id: item.station,
        previous: item.status,
        new: previous,
        by: draft.by.clone(),
        undone: true,
        reason: None,
    };
    draft.push(event);
}
