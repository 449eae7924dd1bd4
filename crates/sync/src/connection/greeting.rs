//! Where a connection takes up the log: at the place the server has said, or where the page's own answers are.

use super::Machine;
use super::words::{Action, State};
use comanda::At;
use comanda::protocol::{ClientMessage, Cursor, PROTOCOL};

impl Machine {
    pub(super) fn opened(&mut self, now: At) -> Vec<Action> {
        // While polling it is only tried: the poll goes on until a welcome has come.
        if self.state == State::Connecting {
            self.state = State::Greeting;
        }
        self.heard_at = now;
        let mut actions: Vec<_> = self.take_up().into_iter().collect();
        actions.push(Action::Send(ClientMessage::Hello {
            protocol: PROTOCOL,
            build: self.build.clone(),
            cursor: self.cursor,
            rooms: self.rooms.clone(),
            deflate: true,
        }));
        actions
    }

    /// A page that was drawn by the server holds answers that know their place in the log. The oldest counts: from there on no
    /// answer misses an event.
    pub(super) fn known(&mut self, cursor: Cursor) {
        if self.placed {
            return;
        }
        match &mut self.answered {
            Some(held) if held.epoch == cursor.epoch => held.seq = held.seq.min(cursor.seq),
            // Answers of two logs: a backup was restored between them, and no place fits both. The server says where to begin.
            Some(_) => self.answered = None,
            None => self.answered = Some(cursor),
        }
    }

    /// Before the server is asked: it is asked from where the page's answers are, if it has not said a place itself.
    pub(super) fn take_up(&mut self) -> Option<Action> {
        if self.placed {
            return None;
        }
        self.cursor = self.answered;
        self.cursor.map(Action::Begin)
    }
}
