//! What screens ask of the browser itself, each once; nothing happens on the server.

pub mod board;
pub mod displayed;
pub mod dom;
pub mod focus;
pub mod history;
pub mod offline;
pub mod optional;
pub mod place;
pub mod program;
pub mod screen;
pub mod sound;
#[cfg(target_arch = "wasm32")]
pub mod wake;
