//! After a sleep: the line may be dead without anybody having said so.

use super::words::{Action, State};
use super::{DOUBT, Machine};
use comanda::At;

impl Machine {
    pub(super) fn wake(&mut self, now: At) -> Vec<Action> {
        match self.state {
            State::Waiting { .. } => {
                self.attempt = 0;
                self.open(now)
            }
            // After a sleep the line may be dead without anybody having said so.
            State::Live if self.doubted.is_some() => Vec::new(),
            State::Live => {
                self.doubted = Some(now);
                self.ping(now)
            }
            State::Polling if self.doubted.is_some() => self.probe(now, 0.5),
            State::Polling => {
                // A question that was on its way may never be answered: it is asked again, to be answered at once.
                self.doubted = Some(now);
                self.stop_polling();
                let mut actions = vec![self.poll(now)];
                actions.extend(self.probe(now, 0.5));
                actions
            }
            _ => Vec::new(),
        }
    }

    /// The device slept: every moment noted so far means nothing any more.
    pub(super) fn jumped(&mut self, now: At) -> Vec<Action> {
        self.heard_at = now;
        self.pinged_at = now;
        self.opened_at = now;
        self.poll_at = now;
        self.polled_at = self.polled_at.map(|_| now);
        self.doubted = None;
        match self.state {
            // Not one attempt fewer: a page in the background hears the second hand once a minute.
            State::Waiting { .. } => self.open(now),
            _ => self.wake(now),
        }
    }

    /// A line that has not answered in time is given up, and the next one tried at once: the device has only just woken up.
    pub(super) fn give_up_doubted(&mut self, now: At) -> Option<Vec<Action>> {
        self.doubted.filter(|since| now.since(*since) >= DOUBT)?;
        self.doubted = None;
        self.latency = None;
        let mut actions = vec![Action::Close];
        actions.extend(self.open(now));
        Some(actions)
    }
}
