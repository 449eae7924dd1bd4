//! A token bucket in whole numbers, small enough to keep one per connection.

/// Parts of a token: one comes in per millisecond at a rate of one a minute.
const TOKEN: u64 = 60_000;

/// Lets `burst` through at once and a steady rate for ever. Time is milliseconds of any steady clock.
#[derive(Debug, Clone, Copy)]
pub struct Bucket {
    full: u64,
    per_milli: u64,
    level: u64,
    filled_at: u64,
}

impl Bucket {
    #[must_use]
    pub fn new(burst: u64, per_second: u64) -> Self {
        Self { full: burst * TOKEN, per_milli: per_second * 60, level: burst * TOKEN, filled_at: 0 }
    }
    /// So many at once, and so many in each minute.
    #[must_use]
    pub fn per_minute(tokens: u64) -> Self {
        Self { full: tokens * TOKEN, per_milli: tokens, level: tokens * TOKEN, filled_at: 0 }
    }

    /// So many at once, and as many again spread over so many minutes.
    #[must_use]
    pub fn per_minutes(tokens: u64, minutes: u64) -> Self {
        // A rate below a token a minute would be none: parts are whole numbers.
        Self { full: tokens * TOKEN, per_milli: (tokens / minutes.max(1)).max(1), level: tokens * TOKEN, filled_at: 0 }
    }

    /// Takes a token, or says in how many milliseconds there will be one.
    pub fn take(&mut self, now: u64) -> Result<(), u64> {
        let elapsed = now.saturating_sub(self.filled_at);
        self.filled_at = self.filled_at.max(now);
        self.level = self.level.saturating_add(elapsed.saturating_mul(self.per_milli)).min(self.full);
        if self.level >= TOKEN {
            self.level -= TOKEN;
            Ok(())
        } else {
            Err((TOKEN - self.level).div_ceil(self.per_milli.max(1)))
        }
    }

    /// Puts a token back: what it was taken for should not count.
    pub fn give_back(&mut self) {
        self.level = self.level.saturating_add(TOKEN).min(self.full);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_then_the_steady_rate() {
        let mut bucket = Bucket::new(3, 10);
        assert!((0..3).all(|_| bucket.take(0).is_ok()));
        assert_eq!(bucket.take(0), Err(100));
        assert_eq!(bucket.take(99), Err(1));
        assert_eq!(bucket.take(100), Ok(()));
        assert!(bucket.take(100).is_err());
        assert!((0..3).all(|_| bucket.take(60_000).is_ok()), "it fills up to the burst and no further");
        assert!(bucket.take(60_000).is_err());
    }

    #[test]
    fn a_rate_per_minute_is_a_rate_per_minute() {
        let mut bucket = Bucket::per_minute(10);
        assert!((0..10).all(|_| bucket.take(0).is_ok()));
        assert_eq!(bucket.take(0), Err(6_000));
        assert_eq!(bucket.take(6_000), Ok(()));
    }

    #[test]
    fn a_clock_that_steps_back_gives_nothing_away() {
        let mut bucket = Bucket::new(1, 1);
        assert_eq!(bucket.take(5_000), Ok(()));
        assert!(bucket.take(1_000).is_err());
    }
}
