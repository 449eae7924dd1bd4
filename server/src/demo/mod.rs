//! The demo install. (Its content comes with the demo's own files.)

use crate::store::{Db, DbError};
use comanda::At;
use comanda::ids::StoreId;

/// How to seed.
#[derive(Debug, Clone, Copy)]
pub struct SeedOptions {
    pub now: At,
    pub reset: bool,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seeded {
    Created { store: StoreId },
    AlreadyThere { store: StoreId },
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SeedError {
    #[error(transparent)]
    Db(#[from] DbError),
    #[error("The demo restaurant is not written yet.")]
    NotWritten,
}

/// Seeds the demo restaurant. Errors: see [`SeedError`].
#[allow(clippy::unused_async)]
pub async fn seed(_db: &Db, _options: SeedOptions) -> Result<Seeded, SeedError> {
    Err(SeedError::NotWritten)
}
