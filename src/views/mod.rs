//! What screens ask for: read models, built from sessions by pure functions.

mod floor;
mod people;
mod queues;

pub use floor::{Floor, FloorState, FloorTable, Party};
pub use people::{Manage, ScreenCard, StaffCard, StaffSeat, Team};
pub use queues::{Approval, CallCard, Queues, ReadyItem, ReadyToServe, WhyWaiting};

use crate::backend::Fault;
use crate::device::DeviceKind;
use crate::ids::{GuestId, SessionId};
use crate::kitchen::{KitchenStats, TicketCard};
use crate::party::{self, Session, Standing};
use crate::replica::Stamped;
use crate::shop::menu::Menu;
use crate::shop::{SeatingPolicy, ServiceCharge, Store, Table};
use crate::time::At;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;

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
    /// A waiter lets every phone in.
    pub asks_staff: bool,
}

/// What a guest sees while they sit down at a party's table: the menu, and the party's stay with nobody but them.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstSight {
    /// As guests read it.
    pub menu: Arc<Menu>,
    pub stay: Session,
    /// Who they will be. The id is nobody's.
    pub guest: GuestId,
}

impl FirstSight {
    /// The first sight of a table where `session` sits. `menu` is as guests read it.
    pub fn of(menu: Arc<Menu>, session: Session, now: At) -> Self {
        let guest = party::newcomer(&session.guests, GuestId::from(Uuid::nil()), now, Standing::Seated);
        Self { menu, guest: guest.id, stay: session.for_visitor(guest) }
    }
}

/// A table's code, looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Scanned {
    pub welcome: Welcome,
    /// For who sits down without a word.
    pub sight: Option<Box<FirstSight>>,
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
            leaves: mine.filter(|_| !seated).map(|s| s.place.label().unwrap_or_default().to_owned()),
            asks_code: store.seating == SeatingPolicy::TableCode,
            asks_covers: open.is_none(),
            asks_paid: !seated && open.is_some_and(Session::is_paid),
            service: store.service,
            asks_staff: store.seating == SeatingPolicy::StaffApproves,
        }
    }

    /// Is there something only the guest can answer? Else the page sits them down by itself.
    pub fn asks(&self) -> bool {
        self.leaves.is_some() || self.asks_code || self.asks_covers || self.asks_paid
    }

    /// Do they have the menu in front of them as soon as they come?
    pub fn walks_in(&self) -> bool {
        !self.asks() && !self.asks_staff && !self.seated
    }
}

/// Who is looking, as the server sees it: a browser may hold a guest's seat and a staff sign-in at once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Viewer {
    pub store: Option<Store>,
    pub guest: Option<GuestSeat>,
    pub staff: Option<StaffSeat>,
    /// The guest's seat of this browser continues on such a device.
    pub replaced_by: Option<DeviceKind>,
    /// Name of the enrolled device, if this browser is one.
    pub device: Option<String>,
    /// Whether this is a demo install: the front door opens the rooms with one click.
    pub demo: bool,
    /// The server's clock when it answered; screens count elapsed time from it.
    pub now: At,
}

/// All that a guest's page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestPage {
    pub viewer: Viewer,
    /// Who sits nowhere is told nothing. Errors: [`Fault::Forbidden`], [`Fault::NotFound`] for a party that is not theirs any more.
    pub party: Option<Result<GuestParty, Fault>>,
}

/// The menu and the party's stay, as guests may know them.
pub type GuestParty = (Stamped<Arc<Menu>>, Stamped<Arc<Session>>);

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
