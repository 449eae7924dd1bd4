//! The database itself: opening it when it is well and when it is not, and how it finds things.

#[path = "../common/mod.rs"]
mod common;

mod opening;
mod plans;
