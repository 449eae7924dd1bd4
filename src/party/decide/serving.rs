//! On the table, and back.

use crate::draft::Draft;
use crate::error::Rejection;
use crate::ids::{ItemId, OrderId, StationId, TicketId};
use crate::kitchen::{acknowledge_seen, back, complete};
use crate::party::{ItemStatus, OrderStatus};

pub(super) fn serve(draft: &mut Draft<'_>, items: &[ItemId]) -> Result<(), Rejection> {
    let mut touched: Vec<(OrderId, OrderStatus)> = Vec::new();
    let mut served = 0;
    for id in items {
        let (order, item) = draft.item(*id)?;
        if !item.status.may_become(ItemStatus::Served) || !item.status.is_live() {
            continue;
        }
        if !touched.iter().any(|(known, _)| *known == order.id) {
            touched.push((order.id, order.status()));
        }
        draft.move_item(*id, ItemStatus::Served, None);
        served += 1;
    }
    if served == 0 {
        return Err(Rejection::NothingToServe);
    }
    for (order_id, before) in touched {
        // What has reached the table needs no place on a board.
        let done: Vec<(TicketId, StationId)> = draft
            .session
            .orders
            .iter()
            .filter(|o| o.id == order_id)
            .flat_map(|o| o.tickets.iter().map(move |t| (o, t)))
            .filter(|(o, t)| {
                t.bumped_at.is_none()
                    && o.items_at(t.station).all(|i| i.status >= ItemStatus::Served)
                    && o.items_at(t.station).any(|i| items.contains(&i.id))
            })
            .map(|(_, t)| (t.id, t.station))
            .collect();
        for (ticket, station) in done {
            complete(draft, ticket, station)?;
        }
        draft.follow_order(order_id, before);
    }
    Ok(())
}

/// Puts back what the same person has just served. A ticket that left the board with the serving comes back to it.
/// Errors: [`Rejection::TooLateToUndo`] if nothing of it can be put back.
pub(super) fn undo(draft: &mut Draft<'_>, items: &[ItemId]) -> Result<(), Rejection> {
    let mut orders: Vec<(OrderId, OrderStatus)> = Vec::new();
    let mut tickets: Vec<(TicketId, StationId)> = Vec::new();
    let mut touched: Vec<TicketId> = Vec::new();
    let mut undone = 0;
    for id in items {
        let (order, item) = draft.item(*id)?;
        let Some((served_at, previous)) = draft.last_step(item, ItemStatus::Served) else { continue };
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
        draft.step_back(*id, previous);
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
