//! R8 and R9: many clients at once. Everybody comes back after a restart without a stampede, and who does not read harms nobody.
//!
//! `COMANDA_CROWD` says how many come back (default 150), `COMANDA_SLOW_CROWD` (50) and `COMANDA_SLOW_ROUNDS` (1) how many are
//! served while some do not read, and how often. `make soak` asks for 2,000, 500 and 5.

// A test says what it expects by failing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::needless_for_each,
    clippy::cast_precision_loss
)]

#[path = "../it/process_support/mod.rs"]
mod process_support;
#[path = "../it/web_support/mod.rs"]
mod web_support;

mod client;
mod coming_back;
mod slow;
