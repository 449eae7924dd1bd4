//! Realtime: what is committed goes out to every screen it concerns.

pub mod bus;
