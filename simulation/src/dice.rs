//! All luck comes from the seed.

use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use std::cell::RefCell;

/// One actor's luck: what the others draw does not change it.
#[derive(Debug)]
pub struct Dice(RefCell<StdRng>);

impl Dice {
    #[must_use]
    pub fn new(seed: u64, whose: u64) -> Self {
        Self(RefCell::new(StdRng::seed_from_u64(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ whose)))
    }
    /// From `least` to just below `most`.
    pub fn between(&self, least: u64, most: u64) -> u64 {
        self.0.borrow_mut().random_range(least..most)
    }
    /// 0.0–1.0, as `Math.random()`.
    pub fn luck(&self) -> f64 {
        self.0.borrow_mut().random_range(0.0..1.0)
    }
    /// So many times of a hundred.
    pub fn percent(&self, chance: u64) -> bool {
        self.between(0, 100) < chance
    }
    /// One of them, if there is one.
    pub fn pick<'a, T>(&self, list: &'a [T]) -> Option<&'a T> {
        let last = u64::try_from(list.len()).ok().filter(|n| *n > 0)?;
        list.get(usize::try_from(self.between(0, last)).ok()?)
    }
}
