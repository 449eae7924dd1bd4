//! Every command and every event, once: its name on the wire, what it is about, who may ask for it or where it goes.
//!
//! Kinds, access, rooms, samples and the protocol's examples follow from these two tables. A command or an event that is not in
//! its table does not compile.

use crate::actor::Role;
use crate::command::Command;
use crate::event::Event;
use crate::ids::{OrderId, SessionId, TableId};

/// What a command is about, and so what has to be loaded to decide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A party that is there.
    Party(SessionId),
    /// A table, where `opens` begins unless a party sits there.
    Seating { table: TableId, opens: SessionId },
    /// A table, whoever sits there.
    Table(TableId),
    /// The restaurant.
    Shop,
}

/// Who may ask for a command, by trade. Owners and managers may ask for everything but what a visitor asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asker {
    Visitor,
    Guest,
    Waiter,
    Kitchen,
    Counter,
}

impl Asker {
    /// The trade of a role that is listed; owners and managers are not.
    pub(crate) fn of(role: Role) -> Option<Self> {
        match role {
            Role::Owner | Role::Manager => None,
            Role::Waiter => Some(Self::Waiter),
            Role::Kitchen => Some(Self::Kitchen),
            Role::Counter => Some(Self::Counter),
        }
    }
}

/// What an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Party(SessionId),
    Order(SessionId, OrderId),
    Shop,
}

/// A kind of room an event goes to; which one follows from what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    Store,
    Kitchen,
    /// The stations it concerns ([`Event::stations`]).
    Stations,
    Waiters,
    Managers,
    /// The party's guests and whoever looks at their table.
    Table,
    Order,
    /// The phone whose place at a table it gives or takes.
    Moved,
}

macro_rules! commands {
    ($($kind:ident = $wire:literal { $($field:ident),* } => $subject:expr, by [$($asker:ident)*];)+) => {
        /// The kinds of commands.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum CommandKind {
            $($kind),+
        }

        impl CommandKind {
            /// Every kind, once.
            pub const ALL: [Self; [$($wire),+].len()] = [$(Self::$kind),+];

            /// Its name as clients spell it: `send_order`.
            pub const fn wire(self) -> &'static str {
                match self {
                    $(Self::$kind => $wire),+
                }
            }

            /// The trades that may ask for it; see [`crate::access`].
            pub(crate) const fn askers(self) -> &'static [Asker] {
                match self {
                    $(Self::$kind => &[$(Asker::$asker),*]),+
                }
            }
        }

        impl Command {
            /// What kind of command this is.
            pub fn kind(&self) -> CommandKind {
                match self {
                    $(Self::$kind { .. } => CommandKind::$kind),+
                }
            }

            /// What it is about.
            pub fn subject(&self) -> Subject {
                match self {
                    $(Self::$kind { $($field,)* .. } => $subject),+
                }
            }
        }
    };
}

macro_rules! events {
    ($($kind:ident = $wire:literal { $($field:ident),* } => $about:expr, to [$($audience:ident)*];)+) => {
        /// The wire name of every kind of event, once.
        pub const EVENT_KINDS: [&str; [$($wire),+].len()] = [$($wire),+];

        impl Event {
            /// The canonical kind, e.g. `order:created`.
            pub fn kind(&self) -> &'static str {
                match self {
                    $(Self::$kind { .. } => $wire),+
                }
            }

            /// What it is about.
            pub fn about(&self) -> About {
                match self {
                    $(Self::$kind { $($field,)* .. } => $about),+
                }
            }

            /// Where it goes; [`crate::rooms::rooms`] names the rooms.
            pub(crate) fn audiences(&self) -> &'static [Audience] {
                match self {
                    $(Self::$kind { .. } => &[$(Audience::$audience),*]),+
                }
            }
        }
    };
}

use Subject::{Party, Seating, Shop, Table};

commands! {
    Scan = "scan" { table, session } => Seating { table: *table, opens: *session }, by [Visitor];
    SeatParty = "seat_party" { table, session } => Seating { table: *table, opens: *session }, by [Waiter Counter];
    Approve = "approve" { session } => Party(*session), by [Waiter];
    Decline = "decline" { session } => Party(*session), by [Waiter];
    RemoveGuest = "remove_guest" { session } => Party(*session), by [Waiter];
    NameGuest = "name_guest" { session } => Party(*session), by [Guest Waiter];
    SetCovers = "set_covers" { session } => Party(*session), by [Waiter];
    AddLine = "add_line" { session } => Party(*session), by [Guest Waiter Counter];
    ChangeLine = "change_line" { session } => Party(*session), by [Guest Waiter Counter];
    RemoveLine = "remove_line" { session } => Party(*session), by [Guest Waiter Counter];
    SendOrder = "send_order" { session } => Party(*session), by [Guest Waiter Counter];
    PlaceOrder = "place_order" { session } => Party(*session), by [Guest Waiter Counter];
    AcknowledgeTicket = "acknowledge_ticket" { session } => Party(*session), by [Kitchen];
    StartTicket = "start_ticket" { session } => Party(*session), by [Kitchen];
    ReadyTicket = "ready_ticket" { session } => Party(*session), by [Kitchen];
    BumpTicket = "bump_ticket" { session } => Party(*session), by [Kitchen];
    UndoBump = "undo_bump" { session } => Party(*session), by [Kitchen];
    RecallTicket = "recall_ticket" { session } => Party(*session), by [Kitchen];
    Serve = "serve" { session } => Party(*session), by [Waiter Counter];
    UndoServe = "undo_serve" { session } => Party(*session), by [Waiter Counter];
    CancelItem = "cancel_item" { session } => Party(*session), by [Guest Waiter];
    UndoCancel = "undo_cancel" { session } => Party(*session), by [Guest Waiter];
    CallWaiter = "call_waiter" { session } => Party(*session), by [Guest Waiter];
    AcknowledgeCall = "acknowledge_call" { session } => Party(*session), by [Waiter];
    ResolveCall = "resolve_call" { session } => Party(*session), by [Waiter];
    ReopenCall = "reopen_call" { session } => Party(*session), by [Waiter];
    RequestBill = "request_bill" { session } => Party(*session), by [Guest Waiter];
    RecordPayment = "record_payment" { session } => Party(*session), by [Waiter Counter];
    VoidPayment = "void_payment" { session } => Party(*session), by [Waiter Counter];
    CloseSession = "close_session" { session } => Party(*session), by [Waiter Counter];
    ReopenSession = "reopen_session" { session } => Party(*session), by [Waiter Counter];
    RotateTableToken = "rotate_table_token" { table } => Table(*table), by [Waiter];
    SetAvailability = "set_availability" {} => Shop, by [Waiter Kitchen];
}

events! {
    SessionUpdated = "table:session_updated" { table } => About::Party(table.session_id), to [Waiters Table Moved];
    CartUpdated = "table:cart_updated" { table } => About::Party(table.session_id), to [Waiters Table];
    AssistanceRequested = "table:assistance_requested" { table } => About::Party(table.session_id), to [Waiters Table];
    AssistanceAcknowledged = "table:assistance_acknowledged" { table } => About::Party(table.session_id), to [Waiters Table];
    AssistanceResolved = "table:assistance_resolved" { table } => About::Party(table.session_id), to [Waiters Table];
    AssistanceReopened = "table:assistance_reopened" { table } => About::Party(table.session_id), to [Waiters Table];
    OrderCreated = "order:created" { order_ref } => order_ref.about(), to [Kitchen Stations Waiters Table Order];
    OrderConfirmed = "order:confirmed" { order_ref } => order_ref.about(), to [Kitchen Waiters Table Order];
    OrderStatusChanged = "order:status_changed" { order_ref } => order_ref.about(), to [Kitchen Waiters Table Order];
    ItemStatusChanged = "order:item_status_changed" { order_ref } => order_ref.about(), to [Kitchen Stations Waiters Table Order];
    OrderReady = "order:ready" { order_ref } => order_ref.about(), to [Waiters Table Order];
    OrderCancelled = "order:cancelled" { order_ref } => order_ref.about(), to [Kitchen Waiters Table Order];
    TicketAcknowledged = "kitchen:order_acknowledged" { order_ref } => order_ref.about(), to [Kitchen Stations Waiters Table Order];
    TicketPreparing = "kitchen:order_preparing" { order_ref } => order_ref.about(), to [Kitchen Stations Waiters Table Order];
    TicketReady = "kitchen:order_ready" { order_ref } => order_ref.about(), to [Kitchen Stations Waiters Table Order];
    TicketCompleted = "kitchen:order_completed" { order_ref } => order_ref.about(), to [Kitchen Stations Waiters Table Order];
    TicketRecalled = "kitchen:ticket_recalled" { order_ref } => order_ref.about(), to [Kitchen Stations Waiters Table Order];
    TableClosed = "kitchen:table_closed" { table } => About::Party(table.session_id), to [Kitchen Stations Waiters];
    BillUpdated = "bill:updated" { table } => About::Party(table.session_id), to [Waiters Table];
    PaymentCompleted = "payment:completed" { table } => About::Party(table.session_id), to [Waiters Managers Table];
    PaymentVoided = "payment:voided" { table } => About::Party(table.session_id), to [Waiters Managers Table];
    TableTokenRotated = "table:token_rotated" {} => About::Shop, to [Waiters Managers];
    AvailabilityChanged = "product:availability_changed" {} => About::Shop, to [Store];
}

impl Command {
    /// The party it names. A scan or a seating names a table instead: see [`Command::table`].
    pub fn session(&self) -> Option<SessionId> {
        match self.subject() {
            Party(session) => Some(session),
            _ => None,
        }
    }

    /// The party that is there once this has been done, and was not before.
    pub fn opens(&self) -> Option<SessionId> {
        match self.subject() {
            Seating { opens, .. } => Some(opens),
            _ => None,
        }
    }

    /// The table it names, where it names no party.
    pub fn table(&self) -> Option<TableId> {
        match self.subject() {
            Seating { table, .. } | Table(table) => Some(table),
            _ => None,
        }
    }
}

impl Event {
    /// The party it is about; none for what concerns the whole store.
    pub fn session(&self) -> Option<SessionId> {
        match self.about() {
            About::Party(session) | About::Order(session, _) => Some(session),
            About::Shop => None,
        }
    }

    /// The order it is about, if one.
    pub fn order(&self) -> Option<OrderId> {
        match self.about() {
            About::Order(_, order) => Some(order),
            _ => None,
        }
    }
}
