//! Whatever a server (or who pretends to be one) says, against the page's connection. A line is a message; `opened`, `closed N`,
//! `tick N` (milliseconds later), `wake`, `listen` and `leave` are what else happens to a page.

use super::{lines, number};
use crate::connection::{Action, Input, Machine, State};
use crate::inflate::read_deflated;
use comanda::At;
use comanda::protocol::{ClientMessage, PROTOCOL, ServerMessage};
use comanda::rooms::Room;

/// A page and what may be true of it.
struct Page {
    machine: Machine,
    now: At,
    /// The last event handed over since the log was begun.
    delivered: Option<i64>,
}

/// Never panics; hands events over in order, each once; speaks only of what it knows.
pub fn run(data: &[u8]) {
    // As a binary frame.
    let _ = read_deflated(data);
    let mut page = Page { machine: Machine::new("fuzz"), now: At(1_000_000), delivered: None };
    page.feed(Input::Audience(vec![Room::Store]));
    for line in lines(data) {
        if let Some(milliseconds) = number(line, "tick ") {
            page.now = page.now.plus(i64::try_from(milliseconds).unwrap_or(0));
            page.feed(Input::Tick);
        } else if let Some(code) = number(line, "closed ") {
            page.feed(Input::Closed(u16::try_from(code).unwrap_or(1006)));
        } else if let Some(input) = word(line) {
            page.feed(input);
        } else if let Ok(message) = serde_json::from_slice::<ServerMessage>(line) {
            page.feed(Input::Message(Box::new(message)));
        }
    }
}

fn word(line: &[u8]) -> Option<Input> {
    Some(match line {
        b"opened" => Input::Opened,
        b"wake" => Input::Wake,
        b"listen" => Input::Audience(vec![Room::Store, Room::Waiters]),
        b"leave" => Input::Audience(Vec::new()),
        _ => return None,
    })
}

impl Page {
    fn feed(&mut self, input: Input) {
        let actions = self.machine.step(self.now, 0.5, input);
        assert!(actions.len() < 100, "a message makes a few actions");
        for action in actions {
            match action {
                Action::Deliver(event) => {
                    assert!(self.delivered.is_none_or(|before| event.seq > before), "an event twice, or out of order");
                    // Before the log is begun nothing is known of its order.
                    if self.machine.cursor().is_some() {
                        self.delivered = Some(event.seq);
                    }
                }
                Action::Restart(from) => {
                    assert_eq!(self.machine.cursor(), Some(from), "it follows from where it says");
                    self.delivered = None;
                }
                Action::Send(message) => {
                    if let ClientMessage::Hello { protocol, cursor, .. } = &message {
                        assert_eq!((*protocol, *cursor), (PROTOCOL, self.machine.cursor()));
                    }
                    serde_json::to_string(&message).expect("a message is text");
                }
                _ => {}
            }
        }
        if let State::Waiting { until, .. } = self.machine.state() {
            assert!(until >= self.now || until.since(self.now) < 60_000, "it waits for a moment that comes");
        }
    }
}
