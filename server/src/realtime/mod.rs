//! Realtime: what is committed goes out to every screen it concerns.
//!
//! `bus` is the port the pipeline publishes to, `hub` this process's implementation of it. A connection is a `conversation`
//! (the protocol as a state machine), a `member` of the hub, and a `socket` that carries out what the conversation says.

pub mod bus;
pub mod conversation;
mod deflate;
pub mod hub;
pub mod log;
pub mod member;
pub mod outgoing;
pub mod poll;
pub mod replay;
pub mod socket;
mod tail;
mod watched;

pub use hub::Hub;
