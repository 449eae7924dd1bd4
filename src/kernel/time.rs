//! Instants as UTC milliseconds. The rulebook never asks a clock: the time comes in.

use serde::{Deserialize, Serialize};

/// A moment, in milliseconds since 1970-01-01T00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct At(pub i64);

/// Milliseconds of a second.
pub const SECOND: i64 = 1_000;
/// Milliseconds of a minute.
pub const MINUTE: i64 = 60 * SECOND;
/// Milliseconds of an hour.
pub const HOUR: i64 = 60 * MINUTE;

impl At {
    /// Milliseconds from `earlier` to this moment; never negative (clocks disagree a little).
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0).max(0)
    }
    /// The moment so many milliseconds later; the end of time stays the end of time.
    #[must_use]
    pub fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }
}

/// A store's business day as `YYYYMMDD`: it ends at the store's hour, not at midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BusinessDay(pub i32);

#[cfg(test)]
mod tests {
    use super::At;

    #[test]
    fn time_neither_runs_backwards_nor_over() {
        assert_eq!(At(1_000).since(At(400)), 600);
        assert_eq!(At(400).since(At(1_000)), 0);
        assert_eq!(At(i64::MAX).since(At(i64::MIN)), i64::MAX);
        assert_eq!(At(i64::MIN).since(At(i64::MAX)), 0);
        assert_eq!(At(i64::MAX).plus(1), At(i64::MAX));
    }
}
