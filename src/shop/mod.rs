//! What a restaurant is: its settings, floor, stations and menu.

mod command;
mod decide;
mod event;
mod evolve;
pub mod menu;
mod settings;

pub use command::ShopCommand;
pub(crate) use decide::decide;
pub use event::ShopEvent;
pub use settings::*;
