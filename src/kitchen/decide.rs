//! What happens to a ticket: acknowledge, start, ready, bump, undo, recall.

use super::{KitchenCommand, KitchenEvent};
use crate::draft::Draft;
use crate::error::{AlreadyState, Limit, Rejection};
use crate::ids::{ItemId, OrderId, StationId, TicketId};
use crate::party::{ItemStatus, MAX_STEPS, OrderStatus, PartyEvent, UNDO_WINDOW};
use crate::time::MINUTE;

/// Decides a command about a ticket of a party that is there.
pub(crate) fn decide(draft: &mut Draft<'_>, asked: &KitchenCommand) -> Result<(), Rejection> {
    match asked {
        KitchenCommand::AcknowledgeTicket { ticket, .. } => acknowledge(draft, *ticket),
        KitchenCommand::StartTicket { ticket, items, .. } => start(draft, *ticket, items.as_deref()),
        KitchenCommand::ReadyTicket { ticket, items, .. } => ready(draft, *ticket, items.as_deref()),
        KitchenCommand::BumpTicket { ticket, .. } => bump(draft, *ticket),
        KitchenCommand::UndoBump { ticket, .. } => undo_bump(draft, *ticket),
        KitchenCommand::RecallTicket { ticket, .. } => recall(draft, *ticket),
    }
}

struct Work {
    order: OrderId,
    station: StationId,
    before: OrderStatus,
    bumped: bool,
    seen: bool,
    items: Vec<(ItemId, ItemStatus)>,
}

fn work(draft: &Draft<'_>, id: TicketId) -> Result<Work, Rejection> {
    let (order, ticket) = draft.ticket(id)?;
    Ok(Work {
        order: order.id,
        station: ticket.station,
        before: order.status(),
        bumped: ticket.bumped_at.is_some(),
        seen: ticket.seen.is_some(),
        items: order.items_at(ticket.station).map(|item| (item.id, item.status)).collect(),
    })
}

fn acknowledge(draft: &mut Draft<'_>, id: TicketId) -> Result<(), Rejection> {
    let work = work(draft, id)?;
    if work.seen {
        return Err(Rejection::Already { state: AlreadyState::Seen });
    }
    not_bumped(&work)?;
    see(draft, id, &work);
    move_all(draft, &work, ItemStatus::Acknowledged, None)?;
    draft.follow_order(work.order, work.before);
    Ok(())
}

fn start(draft: &mut Draft<'_>, id: TicketId, only: Option<&[ItemId]>) -> Result<(), Rejection> {
    let work = work(draft, id)?;
    not_bumped(&work)?;
    let first = work.items.iter().all(|(_, status)| *status < ItemStatus::Preparing || !status.is_live());
    see(draft, id, &work);
    if move_all(draft, &work, ItemStatus::Preparing, only)? == 0 {
        return Err(Rejection::Already { state: AlreadyState::Started });
    }
    acknowledge_rest(draft, &work);
    if first {
        let event = KitchenEvent::TicketPreparing {
            order_ref: draft.order_ref(draft.ticket(id)?.0),
            ticket_id: id,
            station_id: work.station,
            by: draft.by.clone(),
        };
        draft.push(event);
    }
    draft.follow_order(work.order, work.before);
    Ok(())
}

fn ready(draft: &mut Draft<'_>, id: TicketId, only: Option<&[ItemId]>) -> Result<(), Rejection> {
    let work = work(draft, id)?;
    not_bumped(&work)?;
    see(draft, id, &work);
    if move_all(draft, &work, ItemStatus::Ready, only)? == 0 {
        return Err(Rejection::Already { state: AlreadyState::Ready });
    }
    acknowledge_rest(draft, &work);
    say_ready(draft, id, &work)?;
    draft.follow_order(work.order, work.before);
    Ok(())
}

fn bump(draft: &mut Draft<'_>, id: TicketId) -> Result<(), Rejection> {
    let work = work(draft, id)?;
    not_bumped(&work)?;
    see(draft, id, &work);
    if move_all(draft, &work, ItemStatus::Ready, None)? > 0 {
        say_ready(draft, id, &work)?;
    }
    complete(draft, id, work.station)?;
    draft.follow_order(work.order, work.before);
    Ok(())
}

fn undo_bump(draft: &mut Draft<'_>, id: TicketId) -> Result<(), Rejection> {
    let (order, ticket) = draft.ticket(id)?;
    let bumped_at = ticket.bumped_at.ok_or(Rejection::TooLateToUndo)?;
    if draft.world.at.since(bumped_at) > UNDO_WINDOW {
        return Err(Rejection::TooLateToUndo);
    }
    // Everything is on the table (or struck out): there is nothing to put back.
    if order.items_at(ticket.station).all(|item| item.status >= ItemStatus::Served) {
        return Err(Rejection::TooLateToUndo);
    }
    let (order_id, station, before, order_ref) = (order.id, ticket.station, order.status(), draft.order_ref(order));
    // Exactly what the bump itself moved: items whose last step is a ready at the bump's moment.
    let moved: Vec<(ItemId, ItemStatus)> = order
        .items_at(station)
        .filter(|item| item.status == ItemStatus::Ready && item.steps.last().is_some_and(|s| s.at == bumped_at))
        .filter_map(|item| item.steps.iter().rev().nth(1).map(|step| (item.id, step.to)))
        .collect();
    for (item_id, previous) in moved {
        let event = PartyEvent::ItemStatusChanged {
            order_ref: order_ref.clone(),
            item_id,
            station_id: station,
            previous: ItemStatus::Ready,
            new: previous,
            by: draft.by.clone(),
            undone: true,
            reason: None,
        };
        draft.push(event);
    }
    back(draft, id, station, true)?;
    // The bump was taken back, not the look at the ticket.
    let work = work(draft, id)?;
    acknowledge_rest(draft, &work);
    draft.follow_order(order_id, before);
    Ok(())
}

fn recall(draft: &mut Draft<'_>, id: TicketId) -> Result<(), Rejection> {
    let work = work(draft, id)?;
    if !work.bumped {
        return Err(Rejection::Already { state: AlreadyState::OnTheBoard });
    }
    for (item, status) in &work.items {
        if matches!(status, ItemStatus::Ready | ItemStatus::Served) {
            if draft.item(*item)?.1.steps.len() >= MAX_STEPS {
                return Err(Rejection::TooMany { what: Limit::Steps, max: MAX_STEPS });
            }
            draft.move_item(*item, ItemStatus::Preparing, None);
        }
    }
    back(draft, id, work.station, false)?;
    draft.follow_order(work.order, work.before);
    Ok(())
}

fn not_bumped(work: &Work) -> Result<(), Rejection> {
    if work.bumped { Err(Rejection::Already { state: AlreadyState::Bumped }) } else { Ok(()) }
}

fn see(draft: &mut Draft<'_>, id: TicketId, work: &Work) {
    if work.seen {
        return;
    }
    let Ok((order, _)) = draft.ticket(id) else { return };
    let event = KitchenEvent::TicketAcknowledged {
        order_ref: draft.order_ref(order),
        ticket_id: id,
        station_id: work.station,
        chef: draft.by.clone(),
    };
    // The first look at any of its tickets confirms an order.
    let first = order.confirmed_at.is_none() && order.items_at(work.station).any(|i| i.status.is_live());
    let order_ref = draft.order_ref(order);
    draft.push(event);
    if first {
        let confirmed_at = draft.world.at;
        draft.push(PartyEvent::OrderConfirmed { order_ref, confirmed_at });
    }
}

/// Who starts one dish of a ticket has read the others too: nothing on a seen ticket is pending.
fn acknowledge_rest(draft: &mut Draft<'_>, work: &Work) {
    for (item, _) in &work.items {
        if draft.item(*item).is_ok_and(|(_, known)| known.status == ItemStatus::Pending) {
            draft.move_item(*item, ItemStatus::Acknowledged, None);
        }
    }
}

/// Nothing on a ticket that has been seen is pending.
pub(crate) fn acknowledge_seen(draft: &mut Draft<'_>, id: TicketId) -> Result<(), Rejection> {
    let work = work(draft, id)?;
    if work.seen {
        acknowledge_rest(draft, &work);
    }
    Ok(())
}

/// Moves the ticket's items (or only those named) to `to` where the arrows allow it; says how many moved.
/// Errors: [`Rejection::UnknownItem`] for an item that is not on the ticket.
fn move_all(draft: &mut Draft<'_>, work: &Work, to: ItemStatus, only: Option<&[ItemId]>) -> Result<usize, Rejection> {
    if let Some(named) = only
        && named.iter().any(|id| !work.items.iter().any(|(known, _)| known == id))
    {
        return Err(Rejection::UnknownItem);
    }
    let mut moved = 0;
    for (item, status) in &work.items {
        if only.is_none_or(|named| named.contains(item)) && status.may_become(to) {
            draft.move_item(*item, to, None);
            moved += 1;
        }
    }
    Ok(moved)
}

fn say_ready(draft: &mut Draft<'_>, id: TicketId, work: &Work) -> Result<(), Rejection> {
    let (order, _) = draft.ticket(id)?;
    if order.items_at(work.station).any(|item| item.status.is_cooking()) {
        return Ok(());
    }
    let event = KitchenEvent::TicketReady {
        order_ref: draft.order_ref(order),
        ticket_id: id,
        station_id: work.station,
        by: draft.by.clone(),
    };
    draft.push(event);
    Ok(())
}

pub(crate) fn complete(draft: &mut Draft<'_>, id: TicketId, station_id: StationId) -> Result<(), Rejection> {
    let (order, _) = draft.ticket(id)?;
    let event = KitchenEvent::TicketCompleted {
        order_ref: draft.order_ref(order),
        ticket_id: id,
        station_id,
        by: draft.by.clone(),
        prep_time_minutes: draft.world.at.since(order.sent_at) / MINUTE,
    };
    draft.push(event);
    Ok(())
}

pub(crate) fn back(draft: &mut Draft<'_>, id: TicketId, station_id: StationId, undone: bool) -> Result<(), Rejection> {
    let (order, _) = draft.ticket(id)?;
    let event = KitchenEvent::TicketRecalled {
        order_ref: draft.order_ref(order),
        ticket_id: id,
        station_id,
        by: draft.by.clone(),
        undone,
    };
    draft.push(event);
    Ok(())
}
