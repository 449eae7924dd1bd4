//! Every command and every event, once: its name on the wire, what it needs or is about, who may ask for it or where it goes.
//!
//! Kinds, access, rooms, samples and the protocol's examples follow from these two tables. A command or an event that is not in
//! its table does not compile.

use crate::actor::Role;
use crate::command::Command;
use crate::event::Event;
use crate::ids::{OrderId, SessionId, TableId};
use crate::kitchen::{KitchenCommand, KitchenEvent};
use crate::party::{PartyCommand, PartyEvent};
use crate::shop::{ShopCommand, ShopEvent};
use crate::wire::Unreadable;
use crate::wire::tagged::{FromVariant, Variant, read};
use crate::world::Needs;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

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
pub enum RoomKind {
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
    ($($group:ident($enum:ident) {
        $($kind:ident = $wire:literal { $($field:ident),* } => $needs:expr, by [$($asker:ident)*];)+
    })+) => {
        /// The kinds of commands.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum CommandKind {
            $($($kind),+),+
        }

        impl CommandKind {
            /// Every kind, once.
            pub const ALL: [Self; [$($($wire),+),+].len()] = [$($(Self::$kind),+),+];

            /// Its name as clients spell it: `send_order`.
            pub const fn wire(self) -> &'static str {
                match self {
                    $($(Self::$kind => $wire),+),+
                }
            }

            /// The trades that may ask for it; see [`crate::access`].
            pub(crate) const fn askers(self) -> &'static [Asker] {
                match self {
                    $($(Self::$kind => &[$(Asker::$asker),*]),+),+
                }
            }
        }

        impl Command {
            /// What kind of command this is.
            pub fn kind(&self) -> CommandKind {
                match self {
                    $($(Self::$group($enum::$kind { .. }) => CommandKind::$kind),+),+
                }
            }

            /// What has to be loaded to decide it.
            pub fn needs(&self) -> Needs {
                match self {
                    $($(Self::$group($enum::$kind { $($field,)* .. }) => $needs),+),+
                }
            }
        }

        impl FromVariant for Command {
            const TAG: &'static str = "command";
            const CONTENT: Option<&'static str> = None;

            fn from_variant(variant: Variant) -> Result<Self, Unreadable> {
                match variant.name.as_str() {
                    $($($wire)|+ => $enum::from_variant(variant).map(Self::$group),)+
                    other => Err(Unreadable::unknown_variant(other, &[$($($wire),+),+])),
                }
            }
        }

        $(impl From<$enum> for Command {
            fn from(command: $enum) -> Self {
                Self::$group(command)
            }
        })+
    };
}

macro_rules! events {
    ($($group:ident($enum:ident) {
        $($kind:ident = $wire:literal { $($field:ident),* } => $about:expr, to [$($room:ident)*];)+
    })+) => {
        /// The wire name of every kind of event, once.
        pub const EVENT_KINDS: [&str; [$($($wire),+),+].len()] = [$($($wire),+),+];

        impl Event {
            /// The canonical kind, e.g. `order:created`.
            pub fn kind(&self) -> &'static str {
                match self {
                    $($(Self::$group($enum::$kind { .. }) => $wire),+),+
                }
            }

            /// What it is about.
            pub fn about(&self) -> About {
                match self {
                    $($(Self::$group($enum::$kind { $($field,)* .. }) => $about),+),+
                }
            }

            /// Where it goes; [`crate::rooms::rooms`] names the rooms.
            pub(crate) fn room_kinds(&self) -> &'static [RoomKind] {
                match self {
                    $($(Self::$group($enum::$kind { .. }) => &[$(RoomKind::$room),*]),+),+
                }
            }
        }

        impl FromVariant for Event {
            const TAG: &'static str = "kind";
            const CONTENT: Option<&'static str> = Some("data");

            fn from_variant(variant: Variant) -> Result<Self, Unreadable> {
                match variant.name.as_str() {
                    $($($wire)|+ => $enum::from_variant(variant).map(Self::$group),)+
                    other => Err(Unreadable::unknown_variant(other, &EVENT_KINDS)),
                }
            }
        }

        $(impl From<$enum> for Event {
            fn from(event: $enum) -> Self {
                Self::$group(event)
            }
        })+
    };
}

impl<'de> Deserialize<'de> for Command {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

commands! {
    Party(PartyCommand) {
        Scan = "scan" { table, session } => Needs::seating(*table, *session), by [Visitor];
        SeatParty = "seat_party" { table, session } => Needs::seating(*table, *session), by [Waiter Counter];
        Approve = "approve" { session } => Needs::party(*session), by [Waiter];
        Decline = "decline" { session } => Needs::party(*session), by [Waiter];
        RemoveGuest = "remove_guest" { session } => Needs::party(*session), by [Waiter];
        NameGuest = "name_guest" { session } => Needs::party(*session), by [Guest Waiter];
        SetCovers = "set_covers" { session } => Needs::party(*session), by [Waiter];
        AddLine = "add_line" { session } => Needs::party(*session), by [Guest Waiter Counter];
        ChangeLine = "change_line" { session } => Needs::party(*session), by [Guest Waiter Counter];
        RemoveLine = "remove_line" { session } => Needs::party(*session), by [Guest Waiter Counter];
        SendOrder = "send_order" { session } => Needs::party(*session).order_number(), by [Guest Waiter Counter];
        PlaceOrder = "place_order" { session } => Needs::party(*session).order_number(), by [Guest Waiter Counter];
        Serve = "serve" { session } => Needs::party(*session), by [Waiter Counter];
        UndoServe = "undo_serve" { session } => Needs::party(*session), by [Waiter Counter];
        CancelItem = "cancel_item" { session } => Needs::party(*session), by [Guest Waiter];
        UndoCancel = "undo_cancel" { session } => Needs::party(*session), by [Guest Waiter];
        CallWaiter = "call_waiter" { session } => Needs::party(*session), by [Guest Waiter];
        AcknowledgeCall = "acknowledge_call" { session } => Needs::party(*session), by [Waiter];
        ResolveCall = "resolve_call" { session } => Needs::party(*session), by [Waiter];
        ReopenCall = "reopen_call" { session } => Needs::party(*session), by [Waiter];
        RequestBill = "request_bill" { session } => Needs::party(*session), by [Guest Waiter];
        RecordPayment = "record_payment" { session } => Needs::party(*session), by [Waiter Counter];
        VoidPayment = "void_payment" { session } => Needs::party(*session), by [Waiter Counter];
        CloseSession = "close_session" { session } => Needs::party(*session), by [Waiter Counter];
        ReopenSession = "reopen_session" { session } => Needs::party(*session).occupant(), by [Waiter Counter];
    }
    Kitchen(KitchenCommand) {
        AcknowledgeTicket = "acknowledge_ticket" { session } => Needs::party(*session), by [Kitchen];
        StartTicket = "start_ticket" { session } => Needs::party(*session), by [Kitchen];
        ReadyTicket = "ready_ticket" { session } => Needs::party(*session), by [Kitchen];
        BumpTicket = "bump_ticket" { session } => Needs::party(*session), by [Kitchen];
        UndoBump = "undo_bump" { session } => Needs::party(*session), by [Kitchen];
        RecallTicket = "recall_ticket" { session } => Needs::party(*session), by [Kitchen];
    }
    Shop(ShopCommand) {
        RotateTableToken = "rotate_table_token" { table } => Needs::table(*table), by [Waiter];
        EightySix = "eighty_six" {} => Needs::default(), by [Waiter Kitchen];
        BringBack = "bring_back" {} => Needs::default(), by [Waiter Kitchen];
        CountPortions = "count_portions" {} => Needs::default(), by [Waiter Kitchen];
        EditMenu = "edit_menu" {} => Needs::default(), by [];
        EditStore = "edit_store" {} => Needs::default(), by [];
    }
}

events! {
    Party(PartyEvent) {
        SessionUpdated = "table:session_updated" { party } => party.about(), to [Waiters Table Moved];
        CartUpdated = "table:cart_updated" { party } => party.about(), to [Waiters Table];
        AssistanceRequested = "table:assistance_requested" { party } => party.about(), to [Waiters Table];
        AssistanceAcknowledged = "table:assistance_acknowledged" { party } => party.about(), to [Waiters Table];
        AssistanceResolved = "table:assistance_resolved" { party } => party.about(), to [Waiters Table];
        AssistanceReopened = "table:assistance_reopened" { party } => party.about(), to [Waiters Table];
        OrderCreated = "order:created" { order_ref } => order_ref.about(), to [Kitchen Stations Waiters Table Order];
        OrderConfirmed = "order:confirmed" { order_ref } => order_ref.about(), to [Kitchen Waiters Table Order];
        OrderStatusChanged = "order:status_changed" { order_ref } => order_ref.about(), to [Kitchen Waiters Table Order];
        ItemStatusChanged = "order:item_status_changed" { order_ref } => order_ref.about(), to [Kitchen Stations Waiters Table Order];
        OrderReady = "order:ready" { order_ref } => order_ref.about(), to [Waiters Table Order];
        OrderCancelled = "order:cancelled" { order_ref } => order_ref.about(), to [Kitchen Waiters Table Order];
        BillUpdated = "bill:updated" { party } => party.about(), to [Waiters Table];
        PaymentCompleted = "payment:completed" { party } => party.about(), to [Waiters Managers Table];
        PaymentVoided = "payment:voided" { party } => party.about(), to [Waiters Managers Table];
    }
    Kitchen(KitchenEvent) {
        TicketAcknowledged = "kitchen:order_acknowledged" { order_ref } => order_ref.about(), to [Kitchen Stations Waiters Table Order];
        TicketPreparing = "kitchen:order_preparing" { order_ref } => order_ref.about(), to [Kitchen Stations Waiters Table Order];
        TicketReady = "kitchen:order_ready" { order_ref } => order_ref.about(), to [Kitchen Stations Waiters Table Order];
        TicketCompleted = "kitchen:order_completed" { order_ref } => order_ref.about(), to [Kitchen Stations Waiters Table Order];
        TicketRecalled = "kitchen:ticket_recalled" { order_ref } => order_ref.about(), to [Kitchen Stations Waiters Table Order];
        TableClosed = "kitchen:table_closed" { party } => party.about(), to [Kitchen Stations Waiters];
    }
    Shop(ShopEvent) {
        TableTokenRotated = "table:token_rotated" {} => About::Shop, to [Waiters Managers];
        AvailabilityChanged = "product:availability_changed" {} => About::Shop, to [Store];
        ProductUpdated = "product:updated" {} => About::Shop, to [Store];
        MenuUpdated = "menu:updated" {} => About::Shop, to [Store];
        SettingsUpdated = "store:settings_updated" {} => About::Shop, to [Store];
    }
}

impl Command {
    /// The party it names first. A scan or a seating names a table instead: see [`Command::table`].
    pub fn session(&self) -> Option<SessionId> {
        self.needs().parties().next()
    }

    /// The party that is there once this has been done, and was not before.
    pub fn opens(&self) -> Option<SessionId> {
        self.needs().opens
    }

    /// The table it names, where it names no party.
    pub fn table(&self) -> Option<TableId> {
        self.needs().table
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
