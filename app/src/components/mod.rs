//! Presentational parts: signals in, callbacks out.

pub mod age;
pub mod avatar;
pub mod dialog;
pub mod drawer;
pub mod figures;
pub mod icon;
pub mod keyed;
pub mod keypad;
pub mod language_switch;
pub mod line_word;
pub mod lost;
pub mod moment;
pub mod note;
pub mod place_label;
pub mod problem;
pub mod room;
pub mod service_note;
pub mod status;
pub mod stepper;
pub mod tap_form;
pub mod tap_guard;
pub mod text_size;
pub mod theme;
pub mod toast;
pub mod too_long;
pub mod update;
