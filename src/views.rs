//! What screens ask for: read models, built from sessions by pure functions.

use crate::access::{self, Surface};
use crate::actor::Role;
use crate::ids::{CallId, DeviceId, GuestId, ItemId, OrderId, SessionId, StaffId, TableId};
use crate::kitchen::{KitchenStats, TicketCard};
use crate::session::{Call, CallKind, Guest, ItemStatus, Session, SessionStatus, Standing};
use crate::store::{Area, SeatingPolicy, ServiceCharge, Store, Table};
use crate::time::At;
use serde::{Deserialize, Serialize};

/// One page of a longer list. `next` is handed back to get the following one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next: Option<String>,
}

/// What a scanned code leads to: all a page needs to ask before anybody sits down, and nothing of who sits there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub struct Welcome {
    pub store_name: String,
    pub table_label: String,
    /// This phone sits at the table already.
    pub seated: bool,
    /// Label of the other table where this phone sits: it moves only when its guest says so.
    pub leaves: Option<String>,
    /// The table's four-digit code is wanted.
    pub asks_code: bool,
    /// Nobody sits here yet: the first guest may say how many they are.
    pub asks_covers: bool,
    /// The party at the table has paid: whoever comes says whether they belong to it.
    pub asks_paid: bool,
    /// The service charge of parties that sit down now: said where they say how many they are.
    pub service: ServiceCharge,
}

impl Welcome {
    /// What the welcome page of a table says to a phone. `open`: the table's open session; `mine`: the open session in which
    /// the phone holds a seat.
    pub fn of(store: &Store, table: &Table, open: Option<&Session>, mine: Option<&Session>) -> Self {
        let seated = open.is_some() && open.map(|s| s.id) == mine.map(|s| s.id);
        Self {
            store_name: store.name.clone(),
            table_label: table.label.clone(),
            seated,
            leaves: mine.filter(|_| !seated).map(|s| s.table_label.clone()),
            asks_code: store.seating == SeatingPolicy::TableCode,
            asks_covers: open.is_none(),
            asks_paid: !seated && open.is_some_and(Session::is_paid),
            service: store.service,
        }
    }

    /// Is there something only the guest can answer? Else the page sits them down by itself.
    pub fn asks(&self) -> bool {
        self.leaves.is_some() || self.asks_code || self.asks_covers || self.asks_paid
    }
}

/// Who is looking, as the server sees it: a browser may hold a guest's seat and a staff sign-in at once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Viewer {
    pub store: Option<Store>,
    pub guest: Option<GuestSeat>,
    pub staff: Option<StaffSeat>,
    /// The guest's seat of this browser continues on such a device.
    pub replaced_by: Option<String>,
    /// Name of the enrolled device, if this browser is one.
    pub device: Option<String>,
    /// Whether this is a demo install: the front door opens the rooms with one click.
    pub demo: bool,
    /// The server's clock when it answered; screens count elapsed time from it.
    pub now: At,
}

/// The seat of the guest who is looking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestSeat {
    pub session: SessionId,
    pub guest: GuestId,
    /// A waiter has not let them in yet.
    #[serde(default)]
    pub waiting: bool,
}

/// A guest's way to another device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// The link to open there.
    pub url: String,
    /// The same as a QR code.
    pub qr_svg: String,
    /// It works once, until then.
    pub until: At,
}

/// The code on a table, to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableQr {
    pub table_label: String,
    /// What the code says.
    pub url: String,
    pub qr_svg: String,
}

/// The staff member who is looking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffSeat {
    pub id: StaffId,
    pub name: String,
    pub roles: Vec<Role>,
}

impl StaffSeat {
    /// May open the pages of this surface.
    pub fn may_open(&self, surface: Surface) -> bool {
        access::may_open(&self.roles, surface)
    }
}

/// The staff picker: first names and roles, nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffCard {
    pub id: StaffId,
    pub name: String,
    pub roles: Vec<Role>,
    /// Too many wrong PINs: sign-in opens again at this moment.
    pub locked_until: Option<At>,
}

/// Who may sign in here, and on which screens: for managers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    pub people: Vec<StaffCard>,
    pub screens: Vec<ScreenCard>,
}

/// An enrolled screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreenCard {
    pub id: DeviceId,
    pub name: String,
    pub enrolled_at: At,
    /// First name of who is signed in on it.
    pub signed_in: Option<String>,
}

/// What a manager may do about people and screens. Whose access ends is out at once, on every screen and socket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Manage {
    /// Too many wrong PINs were typed: this person may try again now.
    Unlock { staff: StaffId },
    /// Another PIN; whoever is signed in with the old one is out.
    ResetPin { staff: StaffId, pin: String },
    /// This person works here no more.
    EndAccess { staff: StaffId },
    /// This screen is no screen of the restaurant any more.
    RevokeScreen { device: DeviceId },
}

/// What a table looks like on the floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FloorState {
    Free,
    /// A party waits to be let in.
    Approval,
    Seated,
    /// Lines in the cart, not sent.
    Ordering,
    /// Food is on its way.
    Waiting,
    /// Something stands at the pass for them.
    Ready,
    BillAsked,
    Paying,
}

impl FloorState {
    /// What a party's table looks like.
    pub fn of(session: &Session) -> Self {
        match session.status {
            SessionStatus::Closed => Self::Free,
            SessionStatus::PendingApproval => Self::Approval,
            _ if session.items().any(|i| i.status == ItemStatus::Ready) => Self::Ready,
            SessionStatus::BillRequested => Self::BillAsked,
            SessionStatus::Paying => Self::Paying,
            SessionStatus::Open if session.items().any(|i| i.status.is_cooking()) => Self::Waiting,
            SessionStatus::Open if !session.cart.is_empty() => Self::Ordering,
            SessionStatus::Open => Self::Seated,
        }
    }
    /// When a party's table came to look like this.
    pub fn since(session: &Session) -> At {
        let steps = || session.items().flat_map(|item| &item.steps).map(|step| step.at);
        let since = match Self::of(session) {
            Self::Free => session.closed_at,
            Self::Approval => None,
            Self::Ready => {
                session.items().filter(|i| i.status == ItemStatus::Ready).filter_map(|i| i.reached(ItemStatus::Ready)).min()
            }
            // The last time it was asked for: ordering more opens the table again.
            Self::BillAsked => session.calls.iter().filter(|call| call.kind == CallKind::Bill).map(|call| call.at).max(),
            // Whatever was ordered since a payment was not being paid then.
            Self::Paying => {
                let ordered = session.orders.iter().map(|order| order.sent_at).max().unwrap_or_default();
                let paid = session.legs.iter().filter(|leg| leg.is_completed()).map(|leg| leg.at);
                paid.filter(|at| *at >= ordered).min()
            }
            Self::Waiting => {
                let waits = |order: &&std::sync::Arc<crate::session::Order>| order.items.iter().any(|i| i.status.is_cooking());
                session.orders.iter().filter(waits).map(|order| order.sent_at).min()
            }
            Self::Ordering => session.cart.iter().map(|line| line.added_at).min(),
            // Nothing waits since the last dish was served or taken off.
            Self::Seated => steps().max(),
        };
        since.unwrap_or(session.opened_at)
    }
    /// The stylesheet's name for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Approval => "approval",
            Self::Seated => "seated",
            Self::Ordering => "ordering",
            Self::Waiting => "waiting",
            Self::Ready => "ready",
            Self::BillAsked => "bill",
            Self::Paying => "paying",
        }
    }
    /// What people read beside the colour.
    pub fn label(self) -> &'static str {
        match self {
            Self::Free => "Free",
            Self::Approval => "Waiting to join",
            Self::Seated => "Seated",
            Self::Ordering => "Ordering",
            Self::Waiting => "Waiting",
            Self::Ready => "Ready to serve",
            Self::BillAsked => "Wants the bill",
            Self::Paying => "Paying",
        }
    }
}

/// A table on the floor with what its party is up to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FloorTable {
    pub table: Table,
    pub party: Option<Party>,
    /// The rotating code a waiter tells guests, where the store's policy asks for one.
    pub code: Option<String>,
}

/// Who sits at a table, in figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    pub session: SessionId,
    pub state: FloorState,
    pub covers: u32,
    pub phones: u32,
    pub seated_at: At,
    /// When their table came to its state.
    pub state_since: At,
    /// Minor units.
    pub total: i64,
    pub remaining: i64,
    pub ready_items: u32,
    pub open_calls: Vec<CallKind>,
}

impl Party {
    /// The figures of a session.
    pub fn of(session: &Session) -> Self {
        let totals = session.totals();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            session: session.id,
            state: FloorState::of(session),
            covers: session.covers,
            phones: count(session.seated().count()),
            seated_at: session.opened_at,
            state_since: FloorState::since(session),
            total: totals.total,
            remaining: totals.remaining,
            ready_items: count(session.items().filter(|i| i.status == ItemStatus::Ready).count()),
            open_calls: session.open_calls().map(|c| c.kind).collect(),
        }
    }
}

/// The drawn floor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Floor {
    pub areas: Vec<Area>,
    pub tables: Vec<FloorTable>,
}

/// What waits for a waiter. Each list oldest first; calls that somebody is on come after the unanswered ones.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Queues {
    pub ready: Vec<ReadyToServe>,
    pub calls: Vec<CallCard>,
    pub approvals: Vec<Approval>,
}

/// The ready items of one order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadyToServe {
    pub session: SessionId,
    pub table: TableId,
    pub table_label: String,
    pub order: OrderId,
    pub short: String,
    pub ready_since: At,
    /// The party's table has been closed: whoever sits there now has not ordered this.
    #[serde(default)]
    pub closed: bool,
    pub items: Vec<ReadyItem>,
}

/// One dish that waits to be carried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadyItem {
    pub id: ItemId,
    pub name: String,
    /// What is said of its choices; empty if nothing is.
    pub choices: String,
    pub note: Option<String>,
    pub quantity: u32,
    pub guest: Option<GuestId>,
    pub guest_name: Option<String>,
}

/// A call with its table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallCard {
    pub session: SessionId,
    pub table: TableId,
    pub table_label: String,
    pub call: Call,
}

/// A phone that waits to be let in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    pub session: SessionId,
    pub table: TableId,
    pub table_label: String,
    /// `None` for a party that waits as a whole.
    pub guest: Option<GuestId>,
    /// As the table would call it.
    pub name: String,
    pub why: WhyWaiting,
    pub since: At,
}

/// Why a phone waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyWaiting {
    /// The house lets phones in one by one, and nobody sits here yet.
    Opens,
    /// The same, at a party's table.
    Joins,
    /// It says it belongs to the party that has paid.
    WithPaid,
    /// It says it does not, and that party's table is not cleared yet.
    NewParty,
}

impl Approval {
    fn of(session: &Session, guest: &Guest) -> Self {
        let why = match guest.standing {
            Standing::NewParty => WhyWaiting::NewParty,
            _ if session.status == SessionStatus::PendingApproval => WhyWaiting::Opens,
            _ if session.is_paid() => WhyWaiting::WithPaid,
            _ => WhyWaiting::Joins,
        };
        Self {
            session: session.id,
            table: session.table,
            table_label: session.table_label.clone(),
            guest: Some(guest.id),
            name: guest.name.clone(),
            why,
            since: guest.joined_at,
        }
    }
}

impl Queues {
    /// Everything that waits in these sessions.
    pub fn of<'a>(sessions: impl IntoIterator<Item = &'a Session>) -> Self {
        let mut queues = Self::default();
        for session in sessions {
            // What is ready waits until somebody serves it, also after the party has left.
            queues.ready.extend(session.orders.iter().filter_map(|order| ready_of(session, order)));
            if session.is_closed() {
                continue;
            }
            let label = || session.table_label.clone();
            queues.approvals.extend(session.waiting().map(|guest| Approval::of(session, guest)));
            if session.status == SessionStatus::PendingApproval && session.waiting().next().is_none() {
                queues.approvals.push(Approval {
                    session: session.id,
                    table: session.table,
                    table_label: label(),
                    guest: None,
                    name: String::new(),
                    why: WhyWaiting::Opens,
                    since: session.opened_at,
                });
            }
            queues.calls.extend(session.pending_calls().map(|call| CallCard {
                session: session.id,
                table: session.table,
                table_label: label(),
                call: call.clone(),
            }));
        }
        queues.ready.sort_by_key(|r| r.ready_since);
        // Unanswered ones come first.
        queues.calls.sort_by_key(|c| (!c.call.is_open(), c.call.at));
        queues.approvals.sort_by_key(|a| a.since);
        queues
    }
    /// How many calls are not answered yet.
    pub fn unanswered(&self) -> usize {
        self.calls.iter().filter(|c| c.call.is_open()).count()
    }
    /// A call that is not done, by its id.
    pub fn call(&self, id: CallId) -> Option<&CallCard> {
        self.calls.iter().find(|c| c.call.id == id)
    }
}

fn ready_of(session: &Session, order: &crate::session::Order) -> Option<ReadyToServe> {
    let ready: Vec<_> = order.items.iter().filter(|i| i.status == ItemStatus::Ready).collect();
    let ready_since = ready.iter().filter_map(|i| i.reached(ItemStatus::Ready)).min()?;
    Some(ReadyToServe {
        session: session.id,
        table: session.table,
        table_label: session.table_label.clone(),
        order: order.id,
        short: order.short.clone(),
        ready_since,
        closed: session.is_closed(),
        items: ready
            .into_iter()
            .map(|item| ReadyItem {
                id: item.id,
                name: item.name.clone(),
                choices: item.choices(),
                note: item.note.clone(),
                quantity: item.quantity,
                guest: item.guest,
                guest_name: item.guest.and_then(|id| session.guest(id)).map(|g| g.name.clone()),
            })
            .collect(),
    })
}

/// A kitchen board: open tickets oldest first, and those bumped last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    pub tickets: Vec<TicketCard>,
    /// Bumped last first, for recall; more through the paged query.
    pub recent: Vec<TicketCard>,
    pub stats: KitchenStats,
}

/// What the front door of a demo install shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrontDoor {
    pub store_name: String,
    pub tagline: String,
    pub demo: Option<DemoDoor>,
}

/// What a demo install offers at its front door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoDoor {
    /// Path of a free table's QR code, e.g. `/t/abc…`.
    pub table_path: String,
    pub table_label: String,
    /// The same code as an SVG picture.
    pub table_qr_svg: String,
    /// The code leads to an address that only the server's own machine can open.
    pub local: bool,
    /// First name, role and PIN of the demo's people.
    pub staff: Vec<DemoPerson>,
}

/// Somebody to sign in as, in a demo install.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoPerson {
    pub name: String,
    pub role: String,
    pub pin: String,
}
