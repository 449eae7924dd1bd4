//! The engine on real databases. One binary: it links once.

// A test says what it expects by failing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::needless_for_each,
    clippy::cast_precision_loss
)]

mod pipeline;
mod socket;
mod storage;
