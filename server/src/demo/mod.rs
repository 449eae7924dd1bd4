//! The demo restaurant.

use crate::store::{Db, DbError};

/// What to seed.
#[derive(Debug, Clone, Copy)]
pub struct SeedOptions {
    /// A morning's orders, through the real pipeline.
    pub history: bool,
}

/// What seeding found and did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seeded {
    Fresh { name: String, orders: u32 },
    AlreadyThere { name: String },
}

#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    #[error(transparent)]
    Database(#[from] DbError),
    #[error("The demo restaurant is not written yet.")]
    NotWritten,
}

/// Fills the database with the demo restaurant, once. Errors: [`SeedError`].
#[allow(clippy::unused_async)]
pub async fn seed(_db: &Db, _options: SeedOptions) -> Result<Seeded, SeedError> {
    Err(SeedError::NotWritten)
}
