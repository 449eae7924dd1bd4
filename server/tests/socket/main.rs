//! The websocket, over real sockets: who gets in, what they hear, how they catch up, and what hostile ones are told.

// A test says what it expects by failing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::needless_for_each,
    clippy::cast_precision_loss
)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../web_support/mod.rs"]
mod web_support;

mod catching_up;
mod commands;
mod deflated;
mod entry;
mod hostile;
mod polling;
mod pranks;
mod raw;
mod restart;
mod revocation;
mod rooms;
mod slow;
