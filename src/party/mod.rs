//! A party's stay, from seating to leaving: its guests, cart, orders, service, bill and payments.

mod bill;
mod command;
mod decide;
mod event;
mod evolve;
mod item;
mod open;
mod order;
mod payment;
mod place;
pub mod promise;
mod split;
mod state;

pub use bill::{Bill, BillLine, BillTotals, GuestShare};
pub use command::{NewLine, NewPayment, PartyCommand, SendScope};
pub(crate) use decide::{Arrival, decide, newcomer, scan, seat_party};
pub use event::{CartOperation, LineAccounting, OrderRef, PartyEvent, PartyRef, SessionChange};
pub use item::{Item, ItemStatus, Step};
pub use open::OpenThings;
pub use order::{Numbering, Order, OrderStatus, Seen, Ticket};
pub use payment::{LegStatus, Method, Part, PaymentLeg, Voided};
pub use place::Place;
pub use state::{Answered, Call, CallKind, CartLine, Guest, Session, SessionStatus, Standing};

/// The most of one product on one line.
pub const MAX_QUANTITY: u32 = 99;
/// The most lines in one cart.
pub const MAX_CART_LINES: usize = 100;
/// The longest note, in characters.
pub const MAX_NOTE: usize = 200;
/// The longest guest name, in characters.
pub const MAX_NAME: usize = 24;
/// The most covers at one table.
pub const MAX_COVERS: u32 = 99;
/// The most phones at one table.
pub const MAX_GUESTS: usize = 40;
/// The most orders of one session.
pub const MAX_ORDERS: usize = 200;
/// The most items of one session, over all its orders.
pub const MAX_ITEMS: usize = 1_000;
/// The most phones that ever came to one session, those that were turned away included.
pub const MAX_ARRIVALS: usize = 200;
/// The most calls of one session: more than all its guests may make.
pub const MAX_CALLS: usize = 1_000;
/// The most calls of one guest, so that nobody uses up the others'.
pub const MAX_GUEST_CALLS: usize = 20;
/// The most payments of one session.
pub const MAX_LEGS: usize = 100;
/// The most steps one item may make, back and forth.
pub const MAX_STEPS: usize = 50;
/// How long after a bump it may be undone, milliseconds. Screens offer it for 3 s; slow networks get the rest.
pub const UNDO_WINDOW: i64 = 10_000;
/// How long who booked a payment may take it back without a manager, milliseconds. Screens offer it for 20 s; slow networks get
/// the rest.
pub const PAYMENT_UNDO_WINDOW: i64 = 30_000;
/// The most equal parts a bill is split into.
pub const MAX_PARTS: u32 = 20;
/// How long whoever may close a table may open it again, milliseconds; later a manager does. Screens offer it for 10 s; slow
/// networks get the rest.
pub const REOPEN_WINDOW: i64 = 20_000;
/// Colours a guest may wear; the stylesheet names them `--guest-0` … `--guest-7`.
pub const GUEST_COLOURS: u8 = 8;
/// Looks of guests: each colour in four shapes. A look is its colour plus [`GUEST_COLOURS`] times its shape.
pub const GUEST_LOOKS: u8 = 4 * GUEST_COLOURS;
