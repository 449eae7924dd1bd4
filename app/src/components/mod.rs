//! Presentational parts: signals in, callbacks out.

pub mod age;
pub mod dialog;
pub mod drawer;
pub mod icon;
pub mod keypad;
pub mod problem;
pub mod room;
pub mod status;
pub mod stepper;
pub mod theme;
pub mod toast;
