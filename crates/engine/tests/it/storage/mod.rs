//! The database itself: opening it when it is well and when it is not, and how it finds things.

mod opening;
mod operators;
mod plans;
mod reports;
