//! The server in this process, and as a process of its own. One binary: it links once.

// A test says what it expects by failing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::needless_for_each,
    clippy::cast_precision_loss
)]

mod demo;
mod duplicates;
mod faults;
mod http;
mod migrations;
mod process_support;
mod socket;
mod web_support;
