//! SQL and nothing else: rows to domain values and back, one file per area. The only place of Comanda that speaks SQL.

pub mod access;
pub(crate) mod apply;
mod checkpoints;
pub mod commands;
pub mod contacts;
pub(crate) mod counters;
pub mod db;
pub mod demo;
pub mod devices;
pub mod error;
pub(crate) mod executor;
pub mod floor;
pub mod handovers;
mod health;
pub mod log;
pub mod menu;
mod pool;
mod postgres;
pub mod public_lookup;
pub mod seats;
pub mod sessions;
pub mod settings;
mod sql;
mod sqlite_writer;
pub mod staff;
pub mod stores;
pub mod tickets;
pub mod web_sessions;

pub use db::{CONNECTIONS, Db, DbKind};
pub use error::{Constraint, DbError};
pub use pool::Pool;
