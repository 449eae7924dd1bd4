//! Chance for the demo: the same seed always throws the same, so that a failure can be repeated.

use comanda::At;
use comanda::time::SECOND;
use uuid::{Builder, Uuid};

/// A small generator (`SplitMix64`).
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.saturating_sub(low).max(0).unsigned_abs().saturating_add(1);
        low.saturating_add_unsigned(self.next() % span)
    }

    /// Milliseconds between two numbers of seconds.
    pub(super) fn seconds(&mut self, low: i64, high: i64) -> i64 {
        self.between(low.saturating_mul(SECOND), high.saturating_mul(SECOND))
    }

    /// True `percent` times out of a hundred.
    pub(super) fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// An id as the screens make them: version 7, of the moment of the tap.
    pub(super) fn id<T: From<Uuid>>(&mut self, at: At) -> T {
        let mut bytes = [0; 10];
        let (one, two) = (self.next().to_be_bytes(), self.next().to_be_bytes());
        bytes[..8].copy_from_slice(&one);
        bytes[8..].copy_from_slice(&two[..2]);
        Builder::from_unix_timestamp_millis(at.0.max(0).unsigned_abs(), &bytes).into_uuid().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same_and_stays_within_its_bounds() {
        let (mut one, mut two) = (Dice::new(7), Dice::new(7));
        for _ in 0..1_000 {
            let thrown = one.between(-3, 9);
            assert_eq!(thrown, two.between(-3, 9));
            assert!((-3..=9).contains(&thrown));
        }
        assert_ne!(Dice::new(1).between(0, 1_000_000), Dice::new(2).between(0, 1_000_000));
    }

    #[test]
    fn ids_carry_the_moment_they_were_made_at() {
        let id: Uuid = Dice::new(1).id(At(1_750_000_000_000));
        assert_eq!(id.get_version_num(), 7);
        assert_eq!(id.get_timestamp().map(|t| t.to_unix().0), Some(1_750_000_000));
    }
}
