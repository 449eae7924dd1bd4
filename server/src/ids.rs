//! Fresh identifiers: the one place of the server that makes them.

use uuid::Uuid;

/// A fresh time-ordered id.
#[allow(clippy::disallowed_methods)] // the one place that asks
#[must_use]
pub fn fresh<T: From<Uuid>>() -> T {
    Uuid::now_v7().into()
}
