//! The guest's phone.

pub mod bill;
mod bill_slip;
mod calls;
mod cart;
mod cart_line;
mod cart_lost;
mod categories;
mod choices;
mod closed;
mod dish;
mod ended;
mod filter;
mod filter_panel;
mod frame;
mod guard;
pub mod menu;
mod nav;
mod notices;
pub mod orders;
mod people;
mod product;
mod seat;
mod sends;
mod sheet;
pub mod takeover;
mod timeline;
pub mod welcome;
