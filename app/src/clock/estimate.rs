//! The server's time, worked out from its answers. Pure; tested natively.
//!
//! A device counts milliseconds steadily whatever its clock says. What is looked for is how far the server's clock is ahead of that
//! count. Each answer that tells the server's time gives bounds: it was written after the question left and before the answer came.
//! The answer with the shortest round trip has the closest bounds and is believed.

use comanda::At;
use comanda::time::{MINUTE, SECOND};

/// How long an answer is believed: crystals drift apart by a few milliseconds in this time.
const TRUSTED: i64 = 10 * MINUTE;
/// Bounds that lie further apart than this can't both be true: one of the clocks was set, milliseconds.
const CONTRADICTION: i64 = SECOND / 4;

/// How far the server's clock is ahead of this device's count of milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Estimate {
    ahead: Option<i64>,
    best: Option<Bounds>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bounds {
    least: i64,
    most: i64,
    /// When the answer came, by the device's count.
    at: i64,
}

impl Bounds {
    fn width(self) -> i64 {
        self.most - self.least
    }
    fn contradicts(self, other: Self) -> bool {
        self.least > other.most + CONTRADICTION || other.least > self.most + CONTRADICTION
    }
}

impl Estimate {
    /// The server said this time in an answer to a question; when that left and the answer came, by the device's count.
    pub fn hear(&mut self, asked: i64, answered: i64, server: At) {
        if answered < asked {
            return;
        }
        let heard = Bounds { least: server.0.saturating_sub(answered), most: server.0.saturating_sub(asked), at: answered };
        let better = self.best.is_none_or(|best| {
            heard.width() <= best.width() || heard.contradicts(best) || heard.at.saturating_sub(best.at) > TRUSTED
        });
        if better {
            self.best = Some(heard);
            self.ahead = Some(heard.least + heard.width() / 2);
        }
    }

    /// Takes a time nobody has measured, until the first answer.
    #[cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]
    pub fn assume(&mut self, count: i64, server: At) {
        if self.best.is_none() {
            self.ahead = Some(server.0.saturating_sub(count));
        }
    }

    /// The device has slept, and its count may have stood still: the next answer is believed, whatever its round trip.
    pub fn doubt(&mut self) {
        self.best = None;
    }

    /// Has an answer been heard that is believed?
    #[cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]
    pub fn is_measured(&self) -> bool {
        self.best.is_some()
    }

    /// The server's time at this count; `None` before it is known in any way.
    pub fn now(&self, count: i64) -> Option<At> {
        self.ahead.map(|ahead| At(count.saturating_add(ahead)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The server's clock when this device's count is 0.
    const START: i64 = 1_764_000_000_000;

    fn heard(answers: &[(i64, i64, i64)]) -> Estimate {
        let mut estimate = Estimate::default();
        for (asked, answered, server) in answers {
            estimate.hear(*asked, *answered, At(START + server));
        }
        estimate
    }

    #[test]
    fn the_answer_with_the_shortest_round_trip_is_believed() {
        // On its way back the first answer waited for two seconds.
        let estimate = heard(&[(1_000, 3_020, 1_010), (10_000, 10_040, 10_020), (20_000, 21_000, 20_900)]);
        assert_eq!(estimate.now(25_000), Some(At(START + 25_000)));
    }

    #[test]
    fn an_old_answer_gives_way_to_a_fresh_one() {
        let later = 11 * MINUTE;
        let estimate = heard(&[(0, 10, 5), (later, later + 100, later + 70)]);
        assert_eq!(estimate.now(later + 50), Some(At(START + later + 70)));
    }

    #[test]
    fn a_count_that_stood_still_in_a_sleep_is_noticed() {
        // An hour passed for the server and none for the device: no bounds of before can hold.
        let hour = 60 * MINUTE;
        let estimate = heard(&[(0, 10, 5), (20_000, 20_400, hour + 20_200)]);
        assert_eq!(estimate.now(21_000), Some(At(START + hour + 21_000)));
        let mut doubted = heard(&[(0, 10, 5)]);
        doubted.doubt();
        assert_eq!(doubted.now(500), Some(At(START + 500)), "until the next answer the last is counted on");
        doubted.hear(1_000, 1_100, At(START + 1_150));
        assert_eq!(doubted.now(2_000), Some(At(START + 2_100)), "and that one is taken, though its round trip was longer");
    }

    #[test]
    fn an_assumed_time_gives_way_to_a_measured_one() {
        let mut estimate = Estimate::default();
        assert_eq!(estimate.now(0), None);
        estimate.assume(100, At(5_000));
        assert_eq!((estimate.now(200), estimate.is_measured()), (Some(At(5_100)), false));
        estimate.hear(300, 340, At(START + 320));
        estimate.assume(400, At(5_000));
        assert_eq!((estimate.now(400), estimate.is_measured()), (Some(At(START + 400)), true));
    }

    #[test]
    fn an_answer_from_before_its_question_says_nothing() {
        assert_eq!(heard(&[(10, 5, 7)]).now(20), None);
    }
}
