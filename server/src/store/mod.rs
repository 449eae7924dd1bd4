//! SQL and nothing else: rows to domain values and back, one file per area. The only place of Comanda that speaks SQL.

pub(crate) mod apply;
pub(crate) mod commands;
pub(crate) mod counters;
pub mod db;
pub mod error;
pub mod floor;
pub mod log;
pub mod menu;
pub mod sessions;
mod sql;
pub mod stores;
pub mod tickets;

pub use db::{Db, DbKind};
pub use error::{Constraint, DbError};
