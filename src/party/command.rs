//! What is asked about a party: its guests, its cart, its orders, its service, its bill.

use super::{CallKind, Method, OpenThings};
use crate::ids::{CallId, GuestId, ItemId, LegId, OptionId, OrderId, ProductId, SessionId, TableId};
use crate::money::Money;
use serde::{Deserialize, Serialize};
use tagged::Tagged;

/// A command about a party. Ids of new things are made by whoever asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tagged)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum PartyCommand {
    /// A scanned table code: joins the table's open session, or opens `session` if there is none.
    Scan {
        table: TableId,
        session: SessionId,
        guest: GuestId,
        code: Option<String>,
        /// How many the first guest says they are, where the scan opens the table.
        #[serde(default)]
        covers: Option<u32>,
        /// The answer to “Are you with the party that has just paid?”, where the table's party has.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        with_paid: Option<bool>,
    },
    /// A waiter seats a party.
    SeatParty {
        table: TableId,
        session: SessionId,
        covers: u32,
    },
    /// A waiter lets a waiting phone in, or all that wait at the table.
    Approve {
        session: SessionId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        guest: Option<GuestId>,
    },
    /// A waiter turns a waiting phone away, or all that wait at the table.
    Decline {
        session: SessionId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        guest: Option<GuestId>,
    },
    /// A waiter takes a phone off the table, with what it has chosen and not sent. What was sent stays.
    RemoveGuest {
        session: SessionId,
        guest: GuestId,
    },
    NameGuest {
        session: SessionId,
        guest: GuestId,
        name: String,
    },
    SetCovers {
        session: SessionId,
        covers: u32,
    },
    AddLine {
        session: SessionId,
        line: NewLine,
    },
    ChangeLine {
        session: SessionId,
        line: ItemId,
        quantity: u32,
        options: Vec<OptionId>,
        note: Option<String>,
    },
    RemoveLine {
        session: SessionId,
        line: ItemId,
    },
    /// Sends cart lines to the kitchen as one order. `expected` is the total the sender saw, minor units.
    SendOrder {
        session: SessionId,
        order: OrderId,
        scope: SendScope,
        expected: Option<i64>,
    },
    /// Lines chosen on one screen and sent in one go, past the shared cart: a counter, the same round again, a till of somebody
    /// else's. `expected` as above.
    PlaceOrder {
        session: SessionId,
        order: OrderId,
        lines: Vec<NewLine>,
        expected: Option<i64>,
    },
    /// On the table.
    Serve {
        session: SessionId,
        items: Vec<ItemId>,
    },
    /// Takes back a serving made a moment ago ([`crate::party::UNDO_WINDOW`]).
    UndoServe {
        session: SessionId,
        items: Vec<ItemId>,
    },
    /// Free while the kitchen has not seen it.
    CancelItem {
        session: SessionId,
        item: ItemId,
        reason: String,
    },
    /// Takes back a cancellation made a moment ago ([`crate::party::UNDO_WINDOW`]).
    UndoCancel {
        session: SessionId,
        item: ItemId,
    },
    CallWaiter {
        session: SessionId,
        call: CallId,
        kind: CallKind,
    },
    AcknowledgeCall {
        session: SessionId,
        call: CallId,
    },
    /// The guest has what they called for.
    ResolveCall {
        session: SessionId,
        call: CallId,
    },
    /// Takes a call one step back: from done to “I’m on it”, from there to unanswered.
    ReopenCall {
        session: SessionId,
        call: CallId,
    },
    RequestBill {
        session: SessionId,
        call: CallId,
    },
    RecordPayment {
        session: SessionId,
        payment: NewPayment,
    },
    /// Takes a payment back: within [`crate::party::PAYMENT_UNDO_WINDOW`] by who booked it, later by a manager, who says why.
    VoidPayment {
        session: SessionId,
        payment: LegId,
        reason: Option<String>,
    },
    /// Ends the stay. The balance must be zero, or a manager writes it off with a reason. `despite` is what the one who closes
    /// knows to be open: more than that is refused, so that nothing is lost unseen.
    CloseSession {
        session: SessionId,
        write_off: Option<String>,
        #[serde(default)]
        despite: OpenThings,
    },
    /// Takes a closing back: at once whoever closes tables, later a manager; not once somebody else sits there.
    ReopenSession {
        session: SessionId,
    },
}

/// A line for the cart, as asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewLine {
    pub id: ItemId,
    pub product: ProductId,
    pub options: Vec<OptionId>,
    pub quantity: u32,
    #[serde(default)]
    pub note: Option<String>,
    /// A waiter orders for this guest.
    #[serde(default)]
    pub for_guest: Option<GuestId>,
}

/// Which lines an order takes from the cart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SendScope {
    /// The sender's own.
    Mine,
    /// The whole table's.
    Table,
}

/// A payment, as taken by the staff member who holds cash or terminal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPayment {
    pub id: LegId,
    pub method: Method,
    /// Towards the bill, tip excluded.
    pub amount: Money,
    /// Minor units.
    #[serde(default)]
    pub tip: i64,
    /// Cash handed over, minor units.
    #[serde(default)]
    pub tendered: Option<i64>,
    /// What was left to pay on the screen of who booked it, minor units. If it is another sum by now, nothing is taken.
    #[serde(default)]
    pub expected: Option<i64>,
    /// `3` pays a third of the bill, see [`crate::party::Session::part`].
    #[serde(default)]
    pub part: Option<u32>,
}
