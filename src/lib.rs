//! Comanda's rulebook.
//!
//! Pure domain code that runs in the browser for an instant answer and on the server for the truth.
//! No clock, no randomness, no I/O: time, ids and the actor come in with the [`Context`](session::Context).
//! [`decide`](session::decide) says what happens, [`evolve`](session::Session::evolve) what that changes.

pub mod access;
pub mod actor;
pub mod allergy;
pub mod audience;
pub mod backend;
pub mod catalogue;
pub mod command;
pub mod error;
pub mod event;
pub mod ids;
pub mod kitchen;
pub mod menu;
pub mod money;
pub mod promise;
pub mod protocol;
pub mod replica;
pub mod rooms;
pub mod session;
pub mod store;
pub mod tax;
pub mod text;
pub mod time;
pub mod views;

pub use actor::{Actor, By, Role};
pub use command::{Command, Envelope, Outcome};
pub use error::Rejection;
pub use event::{Event, LoggedEvent};
pub use money::{Currency, Money};
pub use time::At;
