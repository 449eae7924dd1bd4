//! The pipeline on real databases: what is accepted is durable once, in order, and everywhere the same.

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

mod age;
mod evenings;
mod keys;
mod log_order;
mod portions;
mod refusals;
mod screens;
mod seating;
mod trouble;
