//! The waiter's tablet.

pub mod floor;
pub mod pad;
