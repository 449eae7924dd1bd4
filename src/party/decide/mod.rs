//! What happens to a party when somebody asks for something.

mod admission;
mod cancelling;
mod cart;
mod money;
mod seating;
mod sending;
mod service;
mod serving;

use super::PartyCommand;
use crate::draft::Draft;
use crate::error::Rejection;
pub(crate) use seating::{Arrival, newcomer, scan, seat_party};

/// Decides a command about a party that is there.
pub(crate) fn decide(draft: &mut Draft<'_>, asked: &PartyCommand) -> Result<(), Rejection> {
    match asked {
        // Decided without a party ([`crate::decide`]).
        PartyCommand::Scan { .. } | PartyCommand::SeatParty { .. } => Ok(()),
        PartyCommand::Approve { guest, .. } => admission::approve(draft, *guest),
        PartyCommand::Decline { guest, .. } => admission::decline(draft, *guest),
        PartyCommand::RemoveGuest { guest, .. } => admission::remove(draft, *guest),
        PartyCommand::NameGuest { guest, name, .. } => seating::name_guest(draft, *guest, name),
        PartyCommand::SetCovers { covers, .. } => seating::set_covers(draft, *covers),
        PartyCommand::AddLine { line, .. } => cart::add(draft, line),
        PartyCommand::ChangeLine { line, quantity, options, note, .. } => {
            cart::change(draft, *line, *quantity, options, note.as_deref())
        }
        PartyCommand::RemoveLine { line, .. } => cart::remove(draft, *line),
        PartyCommand::SendOrder { order, scope, expected, .. } => sending::send(draft, *order, *scope, *expected),
        PartyCommand::PlaceOrder { order, lines, expected, .. } => sending::place(draft, *order, lines, *expected),
        PartyCommand::Serve { items, .. } => serving::serve(draft, items),
        PartyCommand::UndoServe { items, .. } => serving::undo(draft, items),
        PartyCommand::CancelItem { item, reason, .. } => cancelling::cancel(draft, *item, reason),
        PartyCommand::UndoCancel { item, .. } => cancelling::undo(draft, *item),
        PartyCommand::CallWaiter { call, kind, .. } => service::call(draft, *call, *kind),
        PartyCommand::AcknowledgeCall { call, .. } => service::acknowledge(draft, *call),
        PartyCommand::ResolveCall { call, .. } => service::resolve(draft, *call),
        PartyCommand::ReopenCall { call, .. } => service::reopen(draft, *call),
        PartyCommand::RequestBill { call, .. } => service::request_bill(draft, *call),
        PartyCommand::RecordPayment { payment, .. } => money::record_payment(draft, payment),
        PartyCommand::VoidPayment { payment, reason, .. } => money::void(draft, *payment, reason.as_deref()),
        PartyCommand::CloseSession { write_off, despite, .. } => money::close(draft, write_off.as_deref(), *despite),
        PartyCommand::ReopenSession { .. } => money::reopen(draft),
    }
}
