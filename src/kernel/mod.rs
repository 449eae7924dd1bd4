//! What every aggregate is made of: ids, money, tax, time, text.

pub mod allergy;
pub mod calendar;
pub mod change;
pub mod ids;
pub mod money;
pub mod tax;
pub mod text;
pub mod time;
