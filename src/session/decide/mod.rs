//! What happens when somebody asks for something. One function, no side effects:
//! either the events that follow, or the reason why not.

mod admission;
mod availability;
mod cart;
mod draft;
mod kitchen;
mod money;
mod seating;
mod sending;
mod service;
mod undo;

use super::Context;
use crate::access;
use crate::command::Command;
use crate::error::Rejection;
use crate::event::Event;
use draft::Draft;

/// Decides a command. The events are in the order in which they happen; folding them over the context's state gives the new state.
/// Errors: a [`Rejection`], and then nothing has happened.
pub fn decide(context: &Context<'_>, command: &Command) -> Result<Vec<Event>, Rejection> {
    access::may_submit(context.actor, command)?;
    check_context(context, command)?;
    match command {
        Command::Scan { session, guest, code, covers, with_paid, .. } => {
            let (id, guest, code) = (*session, *guest, code.as_deref());
            return seating::scan(context, &seating::Arrival { id, guest, code, covers: *covers, with_paid: *with_paid });
        }
        Command::SeatParty { session, covers, .. } => return seating::seat_party(context, *session, *covers),
        Command::RotateTableToken { .. } => return seating::rotate_token(context),
        Command::SetAvailability { product, available, remaining, until } => {
            return availability::set(context, *product, *available, *remaining, *until);
        }
        _ => {}
    }
    let mut draft = Draft::of(context)?;
    draft.check_open(command)?;
    match command {
        Command::Scan { .. } | Command::SeatParty { .. } | Command::RotateTableToken { .. } | Command::SetAvailability { .. } => {
        }
        Command::Approve { guest, .. } => admission::approve(&mut draft, *guest)?,
        Command::Decline { guest, .. } => admission::decline(&mut draft, *guest)?,
        Command::RemoveGuest { guest, .. } => admission::remove(&mut draft, *guest)?,
        Command::NameGuest { guest, name, .. } => seating::name_guest(&mut draft, *guest, name)?,
        Command::SetCovers { covers, .. } => seating::set_covers(&mut draft, *covers)?,
        Command::AddLine { line, .. } => cart::add(&mut draft, line)?,
        Command::ChangeLine { line, quantity, options, note, .. } => {
            cart::change(&mut draft, *line, *quantity, options, note.as_deref())?;
        }
        Command::RemoveLine { line, .. } => cart::remove(&mut draft, *line)?,
        Command::SendOrder { order, scope, expected, .. } => sending::send(&mut draft, *order, *scope, *expected)?,
        Command::PlaceOrder { order, lines, expected, .. } => sending::place(&mut draft, *order, lines, *expected)?,
        Command::AcknowledgeTicket { ticket, .. } => kitchen::acknowledge(&mut draft, *ticket)?,
        Command::StartTicket { ticket, items, .. } => kitchen::start(&mut draft, *ticket, items.as_deref())?,
        Command::ReadyTicket { ticket, items, .. } => kitchen::ready(&mut draft, *ticket, items.as_deref())?,
        Command::BumpTicket { ticket, .. } => kitchen::bump(&mut draft, *ticket)?,
        Command::UndoBump { ticket, .. } => kitchen::undo_bump(&mut draft, *ticket)?,
        Command::RecallTicket { ticket, .. } => kitchen::recall(&mut draft, *ticket)?,
        Command::Serve { items, .. } => kitchen::serve(&mut draft, items)?,
        Command::UndoServe { items, .. } => undo::serve(&mut draft, items)?,
        Command::CancelItem { item, reason, .. } => sending::cancel(&mut draft, *item, reason)?,
        Command::UndoCancel { item, .. } => undo::cancel(&mut draft, *item)?,
        Command::CallWaiter { call, kind, .. } => service::call(&mut draft, *call, *kind)?,
        Command::AcknowledgeCall { call, .. } => service::acknowledge(&mut draft, *call)?,
        Command::ResolveCall { call, .. } => service::resolve(&mut draft, *call)?,
        Command::ReopenCall { call, .. } => service::reopen(&mut draft, *call)?,
        Command::RequestBill { call, .. } => service::request_bill(&mut draft, *call)?,
        Command::RecordPayment { payment, .. } => money::record_payment(&mut draft, payment)?,
        Command::VoidPayment { payment, reason, .. } => money::void(&mut draft, *payment, reason.as_deref())?,
        Command::CloseSession { write_off, despite, .. } => money::close(&mut draft, write_off.as_deref(), *despite)?,
        Command::ReopenSession { .. } => money::reopen(&mut draft)?,
    }
    Ok(draft.events)
}

/// The context must be about what the command names, all of one store: whatever was loaded, nothing is decided on another
/// session's or another table's state. Errors: [`Rejection::UnknownTable`], [`Rejection::UnknownSession`].
fn check_context(context: &Context<'_>, command: &Command) -> Result<(), Rejection> {
    if let Some(named) = command.table() {
        let known = context.table.is_some_and(|table| table.id == named);
        let session_there = context.session.is_none_or(|s| s.table == named && s.store == context.store.id);
        if !known || !session_there {
            return Err(Rejection::UnknownTable);
        }
    }
    match (command.session(), context.session) {
        (Some(named), Some(session)) if session.id == named && session.store == context.store.id => Ok(()),
        (Some(_), _) => Err(Rejection::UnknownSession),
        (None, _) => Ok(()),
    }
}
