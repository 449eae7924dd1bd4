//! What happens when somebody asks for something. One function, no side effects:
//! either the events that follow, or the reason why not.

use crate::access;
use crate::command::Command;
use crate::draft::Draft;
use crate::error::Rejection;
use crate::event::Event;
use crate::party::{self, PartyCommand};
use crate::world::World;
use crate::{kitchen, shop};

/// Decides a command. The events are in the order in which they happen; folding them over the world's state gives the new state.
/// Errors: a [`Rejection`], and then nothing has happened.
pub fn decide(world: &World<'_>, command: &Command) -> Result<Vec<Event>, Rejection> {
    access::may_submit(world.actor, command)?;
    check_world(world, command)?;
    match command {
        Command::Party(PartyCommand::Scan { session, guest, code, covers, with_paid, .. }) => {
            let (id, guest, code) = (*session, *guest, code.as_deref());
            party::scan(world, &party::Arrival { id, guest, code, covers: *covers, with_paid: *with_paid })
        }
        Command::Party(PartyCommand::SeatParty { session, covers, .. }) => party::seat_party(world, *session, *covers),
        Command::Party(asked) => {
            let mut draft = Draft::of(world, command)?;
            party::decide(&mut draft, asked)?;
            Ok(draft.events)
        }
        Command::Kitchen(asked) => {
            let mut draft = Draft::of(world, command)?;
            kitchen::decide(&mut draft, asked)?;
            Ok(draft.events)
        }
        Command::Shop(asked) => shop::decide(world, asked),
    }
}

/// The world must hold what the command names, all of one store: whatever was loaded, nothing is decided on another session's or
/// another table's state. Errors: [`Rejection::UnknownTable`], [`Rejection::UnknownSession`].
fn check_world(world: &World<'_>, command: &Command) -> Result<(), Rejection> {
    let needs = command.needs();
    if needs.table.is_some_and(|named| world.table.is_none_or(|table| table.id != named)) {
        return Err(Rejection::UnknownTable);
    }
    if world.parties.iter().any(|party| party.store != world.store.id) {
        return Err(if needs.table.is_some() { Rejection::UnknownTable } else { Rejection::UnknownSession });
    }
    if needs.parties().any(|named| world.party(named).is_none()) {
        return Err(Rejection::UnknownSession);
    }
    Ok(())
}
