//! The guest's phone.

pub mod bill;
pub mod menu;
pub mod orders;
pub mod welcome;
