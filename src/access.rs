//! Who may submit ([`crate::catalogue`] lists it), join, read and open what. Deny by default; server and screens ask the same
//! functions.

use crate::actor::{Actor, GuestActor, Role, StaffActor};
use crate::catalogue::{Asker, CommandKind};
use crate::command::Command;
use crate::error::Rejection;
use crate::ids::SessionId;
use crate::rooms::Room;

/// Who works the floor: hears every party, reads its bill.
const FLOOR: [Role; 3] = [Role::Waiter, Role::Manager, Role::Owner];
/// Who works at the pass: reads and hears orders, and no money.
const KITCHEN: [Role; 3] = [Role::Kitchen, Role::Manager, Role::Owner];

/// What a screen asks to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    Menu,
    /// The menu on the page of a table's code, which a guest reads before sitting down.
    FirstSight,
    /// One party with its cart, bill and payments.
    Party(SessionId),
    /// All tables and parties.
    Floor,
    /// The printed code of a table.
    TableCode,
    /// Orders and tickets, and those that were bumped.
    Kitchen,
}

/// A part of the product with pages of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    Floor,
    Kitchen,
    /// What managers change of the restaurant.
    Office,
}

/// Whether an actor may read this. A counter reads the menu alone until it has a screen: its own orders will be a reading of
/// their own, and no party's payments are.
pub fn may_read(actor: &Actor, reading: Reading) -> bool {
    match actor {
        Actor::System => false,
        Actor::Visitor { .. } => reading == Reading::FirstSight,
        Actor::Guest(GuestActor { session, .. }) => match reading {
            Reading::Menu => true,
            Reading::Party(named) => named == *session,
            Reading::FirstSight | Reading::Floor | Reading::TableCode | Reading::Kitchen => false,
        },
        Actor::Staff(StaffActor { roles, .. }) => match reading {
            Reading::Menu => !roles.is_empty(),
            Reading::FirstSight => false,
            Reading::Party(_) | Reading::Floor | Reading::TableCode => has_any(roles, &FLOOR),
            Reading::Kitchen => has_any(roles, &KITCHEN),
        },
    }
}

/// Whether a person with these roles may open the pages of a surface.
pub fn may_open(roles: &[Role], surface: Surface) -> bool {
    match surface {
        Surface::Floor => has_any(roles, &FLOOR),
        Surface::Kitchen => has_any(roles, &KITCHEN),
        Surface::Office => may_manage(roles, &[]),
    }
}

fn has_any(roles: &[Role], wanted: &[Role]) -> bool {
    roles.iter().any(|role| wanted.contains(role))
}

/// Whether this kind of command is within the actor's trade at all. Rules about a particular line, party or ticket follow in
/// `decide`.
pub fn may_submit_kind(actor: &Actor, kind: CommandKind) -> bool {
    match actor {
        Actor::System => true,
        Actor::Visitor { .. } => kind.askers().contains(&Asker::Visitor),
        // Seated already: whoever scans another table does so as a visitor who holds that table's token.
        Actor::Guest(_) => kind.askers().contains(&Asker::Guest),
        Actor::Staff(StaffActor { roles, .. }) => roles.iter().any(|role| role_may(*role, kind)),
    }
}

/// May somebody with these roles unlock a person, reset their PIN or end their access? Managers may, an owner's only owners.
pub fn may_manage(roles: &[Role], of: &[Role]) -> bool {
    roles.contains(&Role::Owner) || (roles.contains(&Role::Manager) && !of.contains(&Role::Owner))
}

fn role_may(role: Role, kind: CommandKind) -> bool {
    match Asker::of(role) {
        Some(asker) => kind.askers().contains(&asker),
        None => !kind.askers().contains(&Asker::Visitor),
    }
}

/// The whole check for a command: the trade, and for a guest the table they sit at.
/// Errors: [`Rejection::NotAllowed`].
pub fn may_submit(actor: &Actor, command: &Command) -> Result<(), Rejection> {
    if !may_submit_kind(actor, command.kind()) {
        return Err(Rejection::NotAllowed);
    }
    match (actor, command.session()) {
        (Actor::Guest(GuestActor { session, .. }), Some(named)) if *session != named => Err(Rejection::NotAllowed),
        _ => match (actor, command.table()) {
            (Actor::Visitor { table }, Some(named)) if *table != named => Err(Rejection::NotAllowed),
            _ => Ok(()),
        },
    }
}

/// May this actor listen in this room? An order's room needs the order's session, which the caller looks up. Rooms are those of
/// the actor's own store: the caller keeps the stores apart.
pub fn may_join(actor: &Actor, room: &Room, session_of_order: Option<SessionId>) -> bool {
    match actor {
        Actor::System | Actor::Visitor { .. } => false,
        Actor::Guest(GuestActor { session, guest, waiting, .. }) => match room {
            Room::Store => true,
            Room::Table(named) => !waiting && named == session,
            Room::Order(_) => !waiting && session_of_order == Some(*session),
            Room::Guest(named) => named == guest,
            _ => false,
        },
        Actor::Staff(StaffActor { staff, roles, .. }) => {
            match room {
                // Somebody without a role is nobody here yet.
                Room::Store | Room::Order(_) => !roles.is_empty(),
                Room::Kitchen | Room::Station(_) => has_any(roles, &KITCHEN),
                Room::Waiters | Room::Table(_) => has_any(roles, &FLOOR),
                // An owner hears what managers hear.
                Room::Role(Role::Manager) => has_any(roles, &[Role::Manager, Role::Owner]),
                Room::Role(role) => roles.contains(role),
                Room::User(named) => named == staff,
                Room::Guest(_) => false,
            }
        }
    }
}
