//! Presentational parts: signals in, callbacks out.

pub mod icon;
pub mod problem;
pub mod room;
pub mod status;
pub mod theme;
pub mod toast;
