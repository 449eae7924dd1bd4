//! SQL and nothing else: rows to domain values and back, one file per area. The only place of Comanda that speaks SQL.

pub mod db;
pub mod error;
pub mod log;
pub mod sessions;
mod sql;

pub use db::{Db, DbKind};
pub use error::DbError;
