//! Fresh identifiers for what a tap creates: the one place of the screens that makes them.

use uuid::Uuid;

/// A fresh time-ordered id.
#[allow(clippy::disallowed_methods)] // the one place that asks
pub fn fresh<T: From<Uuid>>() -> T {
    Uuid::now_v7().into()
}
