//! Tickets: what the kitchen does with them, and what its screens say of them.

mod board;
mod command;
mod decide;
mod event;
mod evolve;

pub use board::*;
pub use command::KitchenCommand;
pub(crate) use decide::{acknowledge_seen, back, complete, decide};
pub use event::KitchenEvent;
