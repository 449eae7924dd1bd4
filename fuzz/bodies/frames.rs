//! A client's frames against the server's side of the protocol. A line is a text frame as it came; `after N` lets milliseconds pass
//! and the server look; `binary N` is a binary frame of so many bytes; `times N ` before a line repeats it.

use super::{lines, number};
use crate::conversation::{Conversation, MAX_FLOOD, MAX_NONSENSE, Step};
use comanda::protocol::{ClientMessage, ErrorCode, HEARTBEAT, HELLO_WITHIN, MAX_FRAME, ServerMessage};

/// Frames that are heard in any case, however fast they come.
const BURST: u32 = 100;

/// A connection as a hostile client sees it.
#[derive(Default)]
struct Session {
    conversation: Conversation,
    now: u64,
    greeted: bool,
    closed: bool,
    frames: u32,
    nonsense: u32,
}

/// Never panics, says nothing after its goodbye, bears only so much.
pub fn run(data: &[u8]) {
    let mut session = Session::default();
    for line in lines(data) {
        let (times, line) = repeated(line);
        for _ in 0..times {
            session.receive(line);
        }
    }
}

fn repeated(line: &[u8]) -> (u64, &[u8]) {
    let Some(rest) = line.strip_prefix(b"times ") else { return (1, line) };
    let space = rest.iter().position(|byte| *byte == b' ').unwrap_or(rest.len());
    let times = number(&rest[..space], "").unwrap_or(1).min(u64::from(MAX_FLOOD) * 2);
    (times, rest.get(space + 1..).unwrap_or_default())
}

fn answers_nonsense(steps: &[Step]) -> bool {
    let invalid = |step: &Step| match step {
        Step::Say(message) => matches!(&**message, ServerMessage::Error { code: ErrorCode::InvalidData, .. }),
        _ => false,
    };
    steps.iter().any(invalid)
}

impl Session {
    fn receive(&mut self, line: &[u8]) {
        if let Some(milliseconds) = number(line, "after ") {
            self.now = self.now.saturating_add(milliseconds.min(HEARTBEAT * 4));
            let steps = self.conversation.look(self.now);
            self.check(steps);
            assert!(self.closed || self.conversation.next_look() > self.now, "it would look again at once, for ever");
            assert!(self.closed || self.greeted || self.now < HELLO_WITHIN, "nobody said hello, and it waits");
            return;
        }
        self.frames += 1;
        let (now, was_closed) = (self.now, self.closed);
        let steps = if let Some(bytes) = number(line, "binary ") {
            self.conversation.binary(now, usize::try_from(bytes).unwrap_or(usize::MAX))
        } else if let Ok(text) = std::str::from_utf8(line) {
            self.conversation.text(now, text)
        } else {
            self.conversation.not_text()
        };
        if !was_closed && answers_nonsense(&steps) {
            self.nonsense += 1;
        }
        // Of more than a burst some are dropped.
        let sensible = serde_json::from_slice::<ClientMessage>(line).is_ok();
        assert!(was_closed || sensible || self.frames > BURST || !steps.is_empty(), "nonsense went unanswered");
        self.check(steps);
        let bearable = line.len() <= MAX_FRAME && self.nonsense < MAX_NONSENSE;
        assert!(self.closed || bearable, "it bears what it should not");
    }

    fn check(&mut self, steps: Vec<Step>) {
        assert!(!self.closed || steps.is_empty(), "it speaks after its goodbye: {steps:?}");
        for step in steps {
            assert!(!self.closed, "a goodbye is the last step");
            match step {
                Step::Say(message) => {
                    let text = serde_json::to_string(&message).expect("a message is text");
                    serde_json::from_str::<ServerMessage>(&text).expect("and can be read");
                }
                Step::Greet { .. } => assert!(!std::mem::replace(&mut self.greeted, true), "it greets once"),
                Step::Join(_) | Step::Leave(_) | Step::Submit(..) | Step::Ping | Step::Pong { .. } => {
                    assert!(self.greeted, "not before the hello");
                }
                Step::Close { code, .. } => {
                    assert!((1000..5000).contains(&code), "a close code");
                    self.closed = true;
                }
            }
        }
    }
}
