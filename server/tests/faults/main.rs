//! R16: what a running server does when its disk is full, refuses to be written or is held by somebody else, and when its
//! database server is away: it says so, refuses what it cannot keep, loses nothing it has acknowledged, and recovers by itself.

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
#[path = "../process_support/mod.rs"]
mod process_support;
#[path = "../web_support/mod.rs"]
mod web_support;

mod backup;
mod disks;
mod postgres;
