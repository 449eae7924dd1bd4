//! What a decision may look at, and nothing else.

use super::Session;
use crate::actor::Actor;
use crate::menu::Menu;
use crate::store::{Store, Table};
use crate::time::{At, BusinessDay};

/// Everything [`super::decide`] sees. The server loads it inside the transaction; a browser builds it from its cache.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    pub at: At,
    pub actor: &'a Actor,
    pub store: &'a Store,
    pub menu: &'a Menu,
    /// The session the command names; for seating, the open session of the table.
    pub session: Option<&'a Session>,
    /// Who sits at the table of a session that is to be reopened.
    pub occupied_by: Option<crate::ids::SessionId>,
    /// The table of a seating command.
    pub table: Option<&'a Table>,
    /// The rotating codes accepted now (the current and the one before).
    pub table_codes: &'a [String],
    pub numbering: Numbering,
}

/// The next order number of the store's business day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Numbering {
    pub day: BusinessDay,
    pub next: u32,
}

impl Numbering {
    /// `ORD-20250106-001`
    pub fn long(self) -> String {
        format!("ORD-{}-{:03}", self.day.0, self.next)
    }
    /// `001`
    pub fn short(self) -> String {
        format!("{:03}", self.next)
    }
}
