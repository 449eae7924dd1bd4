#![recursion_limit = "512"]
//! Comanda's screens: rendered on the server, alive in the browser.
//!
//! Pages and components read reactive state (`queries`, `realtime::status`) and call [`realtime::dispatch`].
//! Nothing outside `realtime/` knows the network.

pub mod browser;
pub mod clock;
pub mod components;
pub mod error;
pub mod ids;
pub mod pages;
pub mod queries;
pub mod realtime;
pub mod remember;
pub mod routes;
pub mod server_fns;
pub mod settled;
pub mod shell;
pub mod told;

pub use error::AppError;
pub use routes::App;
pub use shell::shell;
