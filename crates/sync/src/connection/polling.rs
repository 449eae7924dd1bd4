//! The log over HTTP, while sockets do not get through: the same cursor, the same messages, one question after the other.

use super::waits::probe_after;
use super::words::{Action, State, Unheard};
use super::{BLOCKED, Machine};
use comanda::At;
use comanda::protocol::ServerMessage;

/// A poll that came back at once with nothing new is not repeated before, milliseconds.
const POLL_PAUSE: i64 = 1_000;

impl Machine {
    /// Sockets do not get through; does HTTP?
    pub(super) fn ask_http(&mut self, now: At) -> Vec<Action> {
        if self.unwelcomed < BLOCKED || self.polled_at.is_some() {
            return Vec::new();
        }
        let mut actions: Vec<_> = self.take_up().into_iter().collect();
        actions.push(self.poll(now));
        actions
    }

    pub(super) fn poll(&mut self, now: At) -> Action {
        self.turn += 1;
        self.polled_at = Some(now);
        let at_once = self.state != State::Polling || self.doubted.is_some();
        Action::Poll { turn: self.turn, cursor: self.cursor, rooms: self.rooms.clone(), at_once }
    }

    /// Answers that are still on their way are nobody's.
    pub(super) fn stop_polling(&mut self) {
        self.turn += 1;
        self.polled_at = None;
    }

    pub(super) fn probe(&mut self, now: At, luck: f64) -> Vec<Action> {
        self.probe_later(now, luck);
        vec![Action::Open]
    }

    fn probe_later(&mut self, now: At, luck: f64) {
        let wait = probe_after(self.probes, luck);
        self.probes = self.probes.saturating_add(1);
        self.probe_at = now.plus(i64::try_from(wait).unwrap_or(i64::MAX));
    }

    pub(super) fn polled(&mut self, now: At, luck: f64, result: Result<Vec<ServerMessage>, Unheard>) -> Vec<Action> {
        let asked_at = self.polled_at.take().unwrap_or(now);
        match result {
            Ok(messages) => {
                self.doubted = None;
                self.followed_at = Some(now);
                if self.state != State::Polling {
                    self.state = State::Polling;
                    self.attempt = 0;
                    self.latency = None;
                    self.probes = 0;
                    self.probe_later(now, luck);
                }
                let mut actions = Vec::new();
                for message in messages {
                    actions.extend(match message {
                        ServerMessage::Welcome { build, .. } => self.compare(&build),
                        // The last word of an answer: when the question came, and when it was answered after being held back.
                        ServerMessage::Pong { t, server_time: Some(server) } => {
                            let held = server.since(At(t));
                            vec![Action::Time { asked: asked_at, answered: now.plus(-held), server: At(t) }]
                        }
                        message => self.message(now, message),
                    });
                }
                let news = actions.iter().any(|action| matches!(action, Action::Deliver(_) | Action::Restart(_)));
                self.poll_at = if news { now } else { asked_at.plus(POLL_PAUSE) };
                actions.extend(self.poll_when_due(now));
                actions
            }
            Err(Unheard::SignedOut) => self.signed_out(),
            Err(Unheard::Replaced { by }) => self.message(now, ServerMessage::SessionReplaced { by }),
            Err(Unheard::Unreachable) => {
                if self.state == State::Polling {
                    self.wait(now, luck);
                }
                Vec::new()
            }
        }
    }

    pub(super) fn poll_when_due(&mut self, now: At) -> Option<Action> {
        let due = self.state == State::Polling && self.polled_at.is_none() && now >= self.poll_at;
        due.then(|| self.poll(now))
    }
}
