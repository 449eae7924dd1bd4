#![recursion_limit = "512"]
//! Comanda's screens: rendered on the server, alive in the browser.
//!
//! Pages and components read reactive state (`queries`, `realtime::status`) and call [`realtime::dispatch`].
//! Nothing outside `realtime/` knows the network.

/// Says a message in the page’s language: `say!(menu)`, `say!(only_left, left = 2, name = &name)`.
macro_rules! say {
    ($($message:tt)+) => { i18n::say!($crate::words(), $($message)+) };
}

pub mod browser;
pub mod clock;
pub mod components;
#[cfg(feature = "ssr")]
pub mod draw;
pub mod error;
pub mod ids;
pub mod language;
pub mod memo;
pub mod page_facts;
pub mod pages;
pub mod queries;
pub mod realtime;
pub mod remember;
pub mod routes;
pub mod server_fns;
pub mod settled;
pub mod shell;
#[cfg(feature = "ssr")]
pub mod stencils;
pub mod told;

pub use error::AppError;
pub use language::{person, words};
pub use routes::App;
pub use shell::{Program, Styles, shell};
