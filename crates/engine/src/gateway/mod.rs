//! Sends what is committed to every screen it concerns.
//!
//! The `hub` implements this process’s [`crate::broker::Broker`]. A connection is a `conversation`
//! (the protocol as a state machine), a `member` of the hub, and a `socket` that carries out what the conversation says;
//! an `upgrade` makes one of a request.

pub mod conversation;
mod deflate;
mod goodbye;
pub mod hub;
mod identity;
pub mod log;
pub mod member;
pub mod outgoing;
pub mod poll;
pub mod replay;
mod services;
mod socket;
mod tail;
pub mod upgrade;
mod watched;

pub use hub::Hub;
pub use services::{Orders, Services};
