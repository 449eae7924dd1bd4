//! The port between screens and server: `submit`, and every query the screens need.
//!
//! The server implements it and provides it by context; server functions call it and nothing else.
//! That keeps SQL out of the screens and screens out of the SQL.

use crate::actor::{Actor, GuestActor, Principal, StaffActor};
use crate::command::{Envelope, Outcome};
use crate::device::DeviceKind;
use crate::error::Rejection;
use crate::ids::{DeviceId, SessionId, StaffId, StationId, StoreId, TableId};
use crate::kitchen::TicketCard;
use crate::party::Session;
use crate::protocol::Cursor;
use crate::replica::{House, Pass, Stamped};
use crate::rooms::Room;
use crate::shop::menu::Menu;
use crate::time::At;
use crate::views::{FrontDoor, GuestPage, Handover, Manage, Page, Scanned, StaffCard, TableQr, Team, Viewer};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tagged::Tagged;

/// Which of a browser's identities asks: one browser may hold a guest's seat and a staff sign-in side by side.
/// Not an identity itself: the cookies are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hat {
    Guest,
    Staff,
}

impl Hat {
    /// The stable word used in addresses and forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Guest => "guest",
            Self::Staff => "staff",
        }
    }
}

/// Who is asking: what a request's cookies add up to, established before any handler runs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caller {
    pub store: Option<StoreId>,
    /// The enrolled screen this browser is.
    pub device: Option<CallerDevice>,
    /// The guest's seat this browser holds.
    pub guest: Option<GuestActor>,
    /// The guest's party has left: the seat is only good for a friendly goodbye.
    pub table_closed: bool,
    /// The staff sign-in this browser holds.
    pub staff: Option<StaffActor>,
    /// This browser held a guest's seat that continues on another device: that device's kind.
    pub replaced_by: Option<DeviceKind>,
}

/// An enrolled screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallerDevice {
    pub id: DeviceId,
    pub name: String,
}

impl Caller {
    /// The actor under a hat. Errors: [`Fault::Unauthenticated`], [`Fault::Replaced`].
    pub fn actor(&self, hat: Hat) -> Result<Actor, Fault> {
        match (hat, &self.guest, &self.staff, self.replaced_by) {
            (Hat::Guest, Some(guest), ..) => Ok(Actor::Guest(guest.clone())),
            (Hat::Guest, None, _, Some(by)) => Err(Fault::Replaced { by }),
            (Hat::Staff, _, Some(staff), _) => Ok(Actor::Staff(staff.clone())),
            (Hat::Guest | Hat::Staff, ..) => Err(Fault::Unauthenticated),
        }
    }
}

/// Everything that can go wrong between a tap and its answer: a code and what its sentence needs, which `crates/i18n` makes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tagged)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// The rulebook said no.
    Rejected {
        rejection: Rejection,
    },
    /// The same key came with another command.
    KeyReused,
    Unauthenticated,
    /// The guest continues on another device.
    Replaced {
        by: DeviceKind,
    },
    Forbidden,
    NotFound,
    /// The request itself can't be taken.
    Invalid {
        what: Invalid,
    },
    RateLimited {
        retry_after_ms: u64,
    },
    WrongPin {
        tries_left: u32,
    },
    Locked {
        until: At,
    },
    WrongEnrolmentCode,
    /// The database cannot take it now; nothing was changed.
    Unavailable,
    Internal,
}

/// Why a request can't be taken, whatever the rules say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Invalid {
    NotUnderstood,
    /// PostgreSQL's text holds none.
    NulCharacters,
    /// Longer ago than outcomes are kept.
    TappedTooLongAgo,
    /// A place in a list that is not one of ours.
    UnknownPlace,
    /// Nobody ends their own access.
    OwnAccess,
    DeviceName {
        max: usize,
    },
    PinDigits {
        min: usize,
        max: usize,
    },
    TooLarge {
        max_kib: usize,
    },
    SpeaksWebsocket,
}

impl From<Invalid> for Fault {
    fn from(what: Invalid) -> Self {
        Self::Invalid { what }
    }
}

impl From<Rejection> for Fault {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected { rejection }
    }
}

impl Fault {
    /// The HTTP status that fits.
    pub fn status(&self) -> u16 {
        match self {
            Self::Rejected { rejection } => rejection.status(),
            Self::KeyReused => 409,
            Self::Replaced { .. } | Self::Unauthenticated | Self::WrongPin { .. } => 401,
            Self::Forbidden | Self::WrongEnrolmentCode => 403,
            Self::NotFound => 404,
            Self::Invalid { .. } => 422,
            Self::RateLimited { .. } | Self::Locked { .. } => 429,
            Self::Unavailable => 503,
            Self::Internal => 500,
        }
    }
    /// The stable code.
    pub fn code(&self) -> String {
        match self {
            Self::Rejected { rejection } => rejection.code(),
            other => serde_json::to_value(other)
                .ok()
                .and_then(|v| v.get("fault").and_then(|c| c.as_str().map(str::to_owned)))
                .unwrap_or_else(|| "internal".into()),
        }
    }
}

/// A `Set-Cookie` value the answer must carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetCookie(pub String);

/// What the server does for the screens.
#[async_trait::async_trait]
pub trait Backend: Send + Sync + 'static {
    /// The one door for mutations. `owner`: who tapped, if it is known; [`Fault::Unauthenticated`] where that is somebody else than
    /// who asks. Errors: see [`Fault`]; nothing has changed then.
    async fn submit(&self, caller: &Caller, hat: Hat, envelope: Envelope, owner: Option<Principal>) -> Result<Outcome, Fault>;

    /// The server's clock: what pages count time by.
    fn now(&self) -> At;

    /// What a socket with this hello would say, as its frames' texts: held back until there is news or a while has passed, unless
    /// it is wanted `at_once`.
    async fn follow(
        &self,
        caller: &Caller,
        hat: Hat,
        cursor: Option<Cursor>,
        rooms: Vec<Room>,
        at_once: bool,
    ) -> Result<Vec<String>, Fault>;

    /// Who is looking, for the page's frame.
    async fn viewer(&self, caller: &Caller) -> Result<Viewer, Fault>;
    /// What the front door shows before anybody signs in.
    async fn front_door(&self) -> Result<FrontDoor, Fault>;

    /// What the code on a table leads to; looking seats nobody. Errors: [`Fault::NotFound`] for a token that is no table's.
    async fn welcome(&self, caller: &Caller, token: &str) -> Result<Scanned, Fault>;

    /// The store's menu with today's availability.
    async fn menu(&self, caller: &Caller) -> Result<Stamped<Arc<Menu>>, Fault>;
    /// All that a guest's page shows, of one moment.
    async fn guest_page(&self, caller: &Caller) -> Result<GuestPage, Fault>;
    /// A guest sees their own session, staff any of their store.
    async fn session(&self, caller: &Caller, hat: Hat, id: SessionId) -> Result<Stamped<Arc<Session>>, Fault>;
    /// The floor with everybody on it. For staff of the floor.
    async fn house(&self, caller: &Caller) -> Result<Stamped<House>, Fault>;
    /// All that stands, cooks or is read at the pass. For staff of the kitchen.
    async fn pass(&self, caller: &Caller) -> Result<Stamped<Pass>, Fault>;
    /// Bumped tickets, last first, by pages.
    async fn past_tickets(
        &self,
        caller: &Caller,
        station: Option<StationId>,
        after: Option<String>,
    ) -> Result<Page<TicketCard>, Fault>;

    /// The printed code of a table, for those who may rotate it.
    async fn table_qr(&self, caller: &Caller, table: TableId) -> Result<TableQr, Fault>;

    /// A link that takes the asking guest's place to another device.
    async fn hand_over(&self, caller: &Caller) -> Result<Handover, Fault>;

    /// People who may sign in on this enrolled device.
    async fn staff(&self, caller: &Caller) -> Result<Vec<StaffCard>, Fault>;
    /// Errors: [`Fault::WrongPin`], [`Fault::Locked`].
    async fn sign_in(&self, caller: &Caller, staff: StaffId, pin: &str) -> Result<SetCookie, Fault>;
    /// Ends the staff sign-in; the device stays enrolled.
    async fn sign_out(&self, caller: &Caller) -> Result<SetCookie, Fault>;
    /// Makes this browser an enrolled device. Errors: [`Fault::WrongEnrolmentCode`].
    async fn enrol(&self, code: &str, device_name: &str) -> Result<SetCookie, Fault>;
    /// A fresh enrolment code, for managers.
    async fn enrolment_code(&self, caller: &Caller) -> Result<String, Fault>;
    /// People and screens, for managers.
    async fn team(&self, caller: &Caller) -> Result<Team, Fault>;
    /// Unlocks, resets, revokes; for managers. Errors: [`Fault::Forbidden`], [`Fault::NotFound`], [`Fault::Invalid`].
    async fn manage(&self, caller: &Caller, act: Manage) -> Result<(), Fault>;
}
