//! Presentational parts: signals in, callbacks out.

pub mod icon;
pub mod problem;
pub mod status;
pub mod toast;
