//! What a decision may look at, and nothing else.

use crate::actor::Actor;
use crate::calendar::Calendar;
use crate::ids::{ProductId, SessionId, TableId};
use crate::party::{Numbering, Session};
use crate::shop::menu::Menu;
use crate::shop::{Store, Table};
use crate::time::At;
use std::collections::BTreeMap;

/// What has to be loaded before a command is decided: each command says it ([`crate::Command::needs`]), and whoever decides loads
/// exactly that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Needs {
    /// A command about two parties moves something from the first to the second.
    parties: [Option<SessionId>; 2],
    /// The table it names, and the party that sits there.
    pub table: Option<TableId>,
    /// The party that begins unless somebody sits at the table.
    pub opens: Option<SessionId>,
    /// Who sits at the tables of the parties it names.
    pub occupants: bool,
    /// The next order number of the business day.
    pub order_number: bool,
}

impl Needs {
    /// One party that is there.
    pub fn party(session: SessionId) -> Self {
        Self { parties: [Some(session), None], ..Self::default() }
    }

    /// A table, where a party begins unless one sits there.
    pub fn seating(table: TableId, opens: SessionId) -> Self {
        Self { table: Some(table), opens: Some(opens), ..Self::default() }
    }

    /// A table, whoever sits there.
    pub fn table(table: TableId) -> Self {
        Self { table: Some(table), ..Self::default() }
    }

    /// Also who sits at the party's table by now.
    #[must_use]
    pub fn occupant(self) -> Self {
        Self { occupants: true, ..self }
    }

    /// Also the next order number.
    #[must_use]
    pub fn order_number(self) -> Self {
        Self { order_number: true, ..self }
    }

    /// The parties it names.
    pub fn parties(&self) -> impl Iterator<Item = SessionId> + use<> {
        self.parties.into_iter().flatten()
    }
}

/// What one unit of a product costs the house, minor units.
pub type Costs = BTreeMap<ProductId, i64>;

/// Everything [`crate::decide::decide`] sees. The server loads it inside the transaction; a browser builds it from its cache.
#[derive(Debug, Clone, Copy)]
pub struct World<'a> {
    pub at: At,
    pub calendar: Calendar,
    pub actor: &'a Actor,
    pub store: &'a Store,
    pub menu: &'a Menu,
    /// What dishes cost the house, where it has said: a browser is not told.
    pub costs: &'a Costs,
    /// The table the command names.
    pub table: Option<&'a Table>,
    /// The rotating codes of that table accepted at this moment (the current and the one before).
    pub table_codes: &'a [String],
    /// The parties the command [needs](Needs): those it names, and who sits at a table it names.
    pub parties: &'a [&'a Session],
    /// The next order number of the business day.
    pub next_order: u32,
    /// Is there a time zone of this name?
    pub knows_zone: fn(&str) -> bool,
}

impl<'a> World<'a> {
    /// The party of this id, as far as it is loaded.
    pub fn party(&self, id: SessionId) -> Option<&'a Session> {
        self.parties.iter().copied().find(|party| party.id == id)
    }

    /// Who sits at this table.
    pub fn seated_at(&self, table: TableId) -> Option<&'a Session> {
        self.parties.iter().copied().find(|party| party.table() == Some(table) && !party.is_closed())
    }

    /// The number an order sent at this moment gets.
    pub fn numbering(&self) -> Numbering {
        Numbering { day: self.calendar.day, next: self.next_order }
    }
}
