//! One folder a room. Pages read queries and dispatch commands; nothing else.

pub mod front_door;
pub mod guest;
pub mod kitchen;
pub mod not_found;
pub mod office;
mod portions;
pub mod sign_in;
pub mod waiter;
