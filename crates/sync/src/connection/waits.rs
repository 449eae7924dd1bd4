//! How long a connection waits before it tries again: doubled, bounded, and spread so that a crowd does not come back at once.

/// The first wait after a lost connection, milliseconds; doubled each time.
const FIRST_WAIT: u64 = 1_000;
/// The longest wait, milliseconds.
const LONGEST_WAIT: u64 = 30_000;
/// While polling a socket is tried again, at first after this long (it may have been a restart), milliseconds; doubled each time …
const FIRST_PROBE: u64 = 2_000;
/// … up to this.
const LONGEST_PROBE: u64 = 60_000;

/// `FIRST_WAIT · 2ⁿ`, at most [`LONGEST_WAIT`], full jitter but never a stampede at zero.
pub fn backoff(attempt: u32, luck: f64) -> u64 {
    spread(doubled(FIRST_WAIT, attempt, LONGEST_WAIT), luck)
}

/// When a socket is tried again while polling.
pub fn probe_after(times: u32, luck: f64) -> u64 {
    spread(doubled(FIRST_PROBE, times, LONGEST_PROBE), luck)
}

fn doubled(first: u64, times: u32, most: u64) -> u64 {
    first.saturating_mul(2_u64.saturating_pow(times.min(10))).min(most)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)] // milliseconds below a minute
pub fn spread(ceiling: u64, luck: f64) -> u64 {
    let floor = (ceiling / 10).max(100);
    floor + ((ceiling.saturating_sub(floor)) as f64 * luck.clamp(0.0, 1.0)) as u64
}
