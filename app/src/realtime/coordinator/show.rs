//! What the screens are told of the connection.

use super::Coordinator;
use crate::clock;
use crate::realtime::status::{Connection, Lost};
use comanda::At;
use leptos::prelude::*;
use sync::connection::{Machine, State};

impl Coordinator {
    /// Since when nothing is heard, and whether the page may pass for the state of things.
    fn show_loss(self, state: State) {
        let (is_current, followed_at) = self.machine.with_value(|machine| (machine.is_current(), machine.followed_at()));
        let before = self.status.lost.get_untracked();
        let lost = match state {
            State::Waiting { .. } => before.or_else(|| {
                let since = followed_at.map_or_else(clock::drawn_at, |at| clock::at_count(at.0));
                Some(Lost { since, noticed: clock::now() })
            }),
            State::Connecting | State::Greeting => before,
            State::Live | State::Polling if !is_current => before,
            State::Idle | State::Live | State::Polling | State::Replaced | State::SignedOut => None,
        };
        // A page that was drawn a moment ago and has not heard anything yet is true all the same.
        let current = is_current || (lost.is_none() && (followed_at.is_none() || state == State::Idle));
        if lost != before {
            self.status.lost.set(lost);
        }
        if current != self.status.current.get_untracked() {
            self.status.current.set(current);
        }
    }

    pub(super) fn show(self, now: At) {
        let (state, latency, duplicates) = self.machine.with_value(|m| (m.state(), m.latency(), m.duplicates()));
        let shown = match state {
            State::Idle => Connection::Quiet,
            State::Connecting | State::Greeting => Connection::Connecting,
            State::Live | State::Polling if !self.machine.with_value(Machine::is_current) => Connection::Connecting,
            State::Polling => Connection::Polling,
            State::Live => Connection::Live { latency },
            State::Waiting { until, .. } => Connection::Offline { retry_in: (until.since(now) + 999) / 1000 },
            State::Replaced => Connection::Replaced,
            State::SignedOut => Connection::SignedOut,
        };
        if self.status.connection.get_untracked() != shown {
            self.status.connection.set(shown);
        }
        self.show_loss(state);
        self.count(|counters| counters.duplicates = duplicates);
    }
}
