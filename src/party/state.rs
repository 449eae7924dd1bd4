//! What a session is at a moment.

use super::{Order, PaymentLeg, Place};
use crate::actor::{By, PersonName};
use crate::ids::{CallId, GuestId, ItemId, OptionId, ProductId, SessionId, StoreId, TableId};
use crate::money::Currency;
use crate::shop::ServiceCharge;
use crate::shop::menu::OrderType;
use crate::time::At;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Where a stay stands: `pending_approval → open → bill_requested → paying → closed`; ordering more opens it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionStatus {
    PendingApproval,
    Open,
    BillRequested,
    Paying,
    Closed,
}

impl SessionStatus {
    /// The stable word used in data.
    pub fn word(self) -> &'static str {
        match self {
            Self::PendingApproval => "pending_approval",
            Self::Open => "open",
            Self::BillRequested => "bill_requested",
            Self::Paying => "paying",
            Self::Closed => "closed",
        }
    }
    /// The status of a word; `None` for any other text.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::PendingApproval, Self::Open, Self::BillRequested, Self::Paying, Self::Closed]
            .into_iter()
            .find(|s| s.word() == word)
    }
}

/// Where a phone stands with the party of its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// One of the party.
    #[default]
    Seated,
    /// Waits for a waiter's word, and sees nothing of the party until then.
    Waiting,
    /// Waits too: says that the party which has paid is not theirs, while that party's table is not cleared yet.
    NewParty,
    /// A waiter has turned the phone away, or taken it off the table.
    Removed,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 4] = [Self::Seated, Self::Waiting, Self::NewParty, Self::Removed];

    /// The stable word used in data.
    pub fn word(self) -> &'static str {
        match self {
            Self::Seated => "seated",
            Self::Waiting => "waiting",
            Self::NewParty => "new_party",
            Self::Removed => "removed",
        }
    }
    /// The standing of a word; `None` for any other text.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }
    /// Waits for a waiter's word.
    pub fn waits(self) -> bool {
        matches!(self, Self::Waiting | Self::NewParty)
    }
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
    fn is_seated(&self) -> bool {
        *self == Self::Seated
    }
}

/// One person at the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    pub id: GuestId,
    pub name: PersonName,
    /// 0–7, see [`super::GUEST_COLOURS`].
    pub colour: u8,
    pub joined_at: At,
    #[serde(default, skip_serializing_if = "Standing::is_seated")]
    pub standing: Standing,
}

/// Chosen, not sent. Priced from the menu when it is shown or sent, never here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartLine {
    pub id: ItemId,
    pub product: ProductId,
    /// What the dish was called when it was chosen: the menu may drop it before the line is sent.
    #[serde(default)]
    pub name: String,
    pub options: Vec<OptionId>,
    pub quantity: u32,
    pub note: Option<String>,
    /// Who added it.
    pub by: By,
    /// The guest it is for, if not the one who added it (a waiter orders for somebody).
    pub for_guest: Option<GuestId>,
    pub added_at: At,
}

impl CartLine {
    /// The guest who will owe it, if any.
    pub fn guest(&self) -> Option<GuestId> {
        self.for_guest.or_else(|| self.by.guest())
    }
}

/// What a guest calls for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallKind {
    Waiter,
    Water,
    Bill,
}

impl CallKind {
    /// The stable word used in data.
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiter => "waiter",
            Self::Water => "water",
            Self::Bill => "bill",
        }
    }
    /// The kind of a word; `None` for any other text.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Waiter, Self::Water, Self::Bill].into_iter().find(|k| k.word() == word)
    }
}

/// A guest's call for the waiter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    pub id: CallId,
    pub kind: CallKind,
    pub by: By,
    pub at: At,
    /// Somebody is on it.
    pub acknowledged: Option<Answered>,
    /// The guest has what they called for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved: Option<Answered>,
}

impl Call {
    /// Does it wait for somebody to answer it?
    pub fn is_open(&self) -> bool {
        self.acknowledged.is_none() && self.resolved.is_none()
    }
}

/// Who answered a call, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub at: At,
    pub by: By,
}

/// One party's stay. Built by folding its events; equal to what the tables say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub id: SessionId,
    pub store: StoreId,
    pub place: Place,
    pub status: SessionStatus,
    pub covers: u32,
    pub order_type: OrderType,
    pub currency: Currency,
    /// The service charge as it stood when the table was opened.
    pub service: ServiceCharge,
    pub opened_at: At,
    pub opened_by: By,
    pub closed_at: Option<At>,
    /// What a manager wrote off at closing, with the reason.
    pub write_off: Option<String>,
    /// How often its closing was taken back.
    #[serde(default)]
    pub reopened: u32,
    pub guests: Vec<Guest>,
    pub cart: Vec<CartLine>,
    /// Shared, not copied: a decision works on a session of its own, and most of a long evening's orders change no more.
    pub orders: Vec<Arc<Order>>,
    pub calls: Vec<Call>,
    pub legs: Vec<PaymentLeg>,
}

impl Session {
    /// The table it sits at, if it does.
    pub fn table(&self) -> Option<TableId> {
        self.place.table()
    }
    /// Has the party left?
    pub fn is_closed(&self) -> bool {
        self.status == SessionStatus::Closed
    }
    /// The phones that belong to the party, in the order they joined.
    pub fn seated(&self) -> impl Iterator<Item = &Guest> {
        self.guests.iter().filter(|g| g.standing == Standing::Seated)
    }
    /// The phones that wait for a waiter's word, in the order they came.
    pub fn waiting(&self) -> impl Iterator<Item = &Guest> {
        self.guests.iter().filter(|g| g.standing.waits())
    }
    /// Has the party ordered, and paid all of it?
    pub fn is_paid(&self) -> bool {
        let totals = self.totals();
        !self.is_closed() && totals.paid > 0 && totals.remaining <= 0
    }
    /// The guest of this id, whatever became of them: their name stays on what they ordered.
    pub fn guest(&self, id: GuestId) -> Option<&Guest> {
        self.guests.iter().find(|g| g.id == id)
    }
    /// The cart line of this id.
    pub fn line(&self, id: ItemId) -> Option<&CartLine> {
        self.cart.iter().find(|l| l.id == id)
    }
    /// Calls nobody has answered yet, oldest first.
    pub fn open_calls(&self) -> impl Iterator<Item = &Call> {
        self.pending_calls().filter(|c| c.is_open())
    }
    /// Calls that are not done, answered or not, oldest first. A call for the bill is done once the bill is paid.
    pub fn pending_calls(&self) -> impl Iterator<Item = &Call> {
        let any = self.calls.iter().any(|c| c.resolved.is_none() && c.kind == CallKind::Bill);
        let owes = any && self.totals().remaining > 0;
        self.calls.iter().filter(move |c| c.resolved.is_none() && (c.kind != CallKind::Bill || owes))
    }
    /// Every item of every order, in the order they were sent.
    pub fn items(&self) -> impl Iterator<Item = &super::Item> {
        self.orders.iter().flat_map(|o| o.items.iter())
    }
}
