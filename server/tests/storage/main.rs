//! The database itself: opening it when it is well and when it is not, and how it finds things.

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

mod opening;
mod operators;
mod plans;
