//! Comanda's rulebook.
//!
//! Pure domain code that runs in the browser for an instant answer and on the server for the truth.
//! No clock, no randomness, no I/O: time, ids and the actor come in with the [`World`](world::World).
//! [`decide`](decide::decide) says what happens, [`evolve`](party::Session::evolve) what that changes.
//!
//! One folder for each aggregate ([`party`], [`kitchen`], [`shop`]) holds its commands, events, state and rules;
//! [`catalogue`] lists all commands and events once.

// What `tagged::Tagged` derives names this crate, also in it.
extern crate self as comanda;

pub mod access;
pub mod actor;
pub mod audience;
pub mod backend;
pub mod catalogue;
pub mod command;
pub mod decide;
pub mod device;
mod draft;
pub mod error;
pub mod event;
pub mod kernel;
pub mod kitchen;
pub mod party;
pub mod protocol;
pub mod replica;
pub mod rooms;
pub mod shop;
pub mod views;
pub mod wire;
pub mod world;

pub use actor::{Actor, By, PersonName, Role};
pub use command::{Command, Envelope, Outcome};
pub use error::Rejection;
pub use event::{Event, LoggedEvent};
pub use kernel::{allergy, calendar, ids, money, tax, text, time};
pub use kitchen::{KitchenCommand, KitchenEvent};
pub use money::{Currency, Money};
pub use party::{PartyCommand, PartyEvent};
pub use shop::{ShopCommand, ShopEvent};
pub use time::At;
