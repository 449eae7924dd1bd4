//! What one client may say when, and what follows from it: the protocol without a socket.
//!
//! Frames and the time go in, [`Step`]s come out; `socket` carries them out. Milliseconds are counted from the connection's start.

use crate::limits::Bucket;
use comanda::Envelope;
use comanda::actor::Principal;
use comanda::protocol::{
    CLOSE_PROTOCOL, CLOSE_RATE_LIMITED, CLOSE_TOO_LARGE, CLOSE_UNFINISHED, ClientMessage, Cursor, ErrorCode, HEARTBEAT,
    HEARTBEAT_GRACE, HELLO_WITHIN, MAX_FRAME, MESSAGE_WITHIN, PROTOCOL, ServerMessage,
};
use comanda::rooms::Room;

/// Frames that make no sense, after which the connection is closed.
pub const MAX_NONSENSE: u32 = 10;
/// Frames over the rate, after which the connection is closed.
pub const MAX_FLOOD: u32 = 200;
const TOO_MUCH: &str = "That was a lot at once. Please slow down.";
/// RFC 6455: normal closure.
pub const CLOSE_NORMAL: u16 = 1000;
/// RFC 6455: going away; here, a client that has fallen silent.
pub const CLOSE_SILENT: u16 = 1001;
/// RFC 6455: a text frame that is not UTF-8.
pub const CLOSE_NOT_TEXT: u16 = 1007;

/// What the server is to do next.
#[allow(clippy::large_enum_variant)] // made and used up at once, never stored
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Say(Box<ServerMessage>),
    /// The hello was good: welcome the client and catch it up.
    Greet {
        cursor: Option<Cursor>,
        rooms: Vec<Room>,
        deflate: bool,
    },
    Join(Room),
    Leave(Room),
    Submit(Envelope, Option<Principal>),
    /// Answer a client's ping with the time.
    Pong {
        t: i64,
    },
    /// A websocket ping: are you there?
    Ping,
    Close {
        code: u16,
        reason: &'static str,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Until the hello, nothing else.
    Fresh,
    Live,
    Over,
}

/// One connection's side of the protocol.
#[derive(Debug)]
pub struct Conversation {
    phase: Phase,
    frames: Bucket,
    nonsense: u32,
    flood: u32,
    heard_at: u64,
    /// A ping waits for its answer since then.
    asked_at: Option<u64>,
}

impl Default for Conversation {
    fn default() -> Self {
        Self { phase: Phase::Fresh, frames: Bucket::new(100, 100), nonsense: 0, flood: 0, heard_at: 0, asked_at: None }
    }
}

impl Conversation {
    /// A text frame.
    pub fn text(&mut self, now: u64, text: &str) -> Vec<Step> {
        self.heard(now);
        if self.phase == Phase::Over {
            return Vec::new();
        }
        if text.len() > MAX_FRAME {
            return self.too_large();
        }
        if let Some(steps) = self.over_rate(now) {
            return steps;
        }
        match serde_json::from_str::<ClientMessage>(text) {
            Ok(message) => self.message(message),
            Err(error) => self.nonsense(&format!("This message makes no sense here: {error}.")),
        }
    }

    /// A binary frame of so many bytes: not spoken here.
    pub fn binary(&mut self, now: u64, bytes: usize) -> Vec<Step> {
        self.heard(now);
        if self.phase == Phase::Over {
            return Vec::new();
        }
        if bytes > MAX_FRAME {
            return self.too_large();
        }
        if let Some(steps) = self.over_rate(now) {
            return steps;
        }
        self.nonsense("Messages are JSON text, not binary.")
    }

    /// A frame beyond [`MAX_FRAME`].
    pub fn too_large(&mut self) -> Vec<Step> {
        let message = format!("A message has at most {} KiB.", MAX_FRAME / 1024);
        self.end(ErrorCode::TooLarge, message, CLOSE_TOO_LARGE, "message too large")
    }

    /// A text frame that is not UTF-8.
    pub fn not_text(&mut self) -> Vec<Step> {
        self.end(ErrorCode::InvalidData, "Text must be UTF-8.".into(), CLOSE_NOT_TEXT, "not UTF-8")
    }

    /// A websocket ping or pong: counted like everything else.
    pub fn control(&mut self, now: u64) -> Vec<Step> {
        self.heard(now);
        if self.phase == Phase::Over {
            return Vec::new();
        }
        self.over_rate(now).unwrap_or_default()
    }

    /// A message had begun and did not end in time.
    pub fn unfinished(&mut self) -> Vec<Step> {
        let message = format!(
            "A message that has begun may pause for {} s, and take {} s in all.",
            MESSAGE_WITHIN / 1000,
            4 * MESSAGE_WITHIN / 1000
        );
        self.end(ErrorCode::InvalidData, message, CLOSE_UNFINISHED, "unfinished message")
    }

    /// More frames than a conversation can have, most of them without anything in them.
    pub fn flooded(&mut self) -> Vec<Step> {
        self.end(ErrorCode::RateLimited, TOO_MUCH.into(), CLOSE_RATE_LIMITED, "too many messages")
    }

    /// Any sign of life: a frame, a pong.
    pub fn heard(&mut self, now: u64) {
        self.heard_at = now;
        self.asked_at = None;
    }

    /// The time has come to look: see [`Conversation::next_look`].
    pub fn look(&mut self, now: u64) -> Vec<Step> {
        if now < self.next_look() {
            return Vec::new();
        }
        match (self.phase, self.asked_at) {
            (Phase::Over, _) => Vec::new(),
            (Phase::Fresh, _) => self.end(
                ErrorCode::Unauthenticated,
                format!("Say hello within {} s.", HELLO_WITHIN / 1000),
                CLOSE_PROTOCOL,
                "no hello",
            ),
            (Phase::Live, Some(_)) => {
                self.phase = Phase::Over;
                vec![Step::Close { code: CLOSE_SILENT, reason: "no sign of life" }]
            }
            (Phase::Live, None) => {
                self.asked_at = Some(now);
                vec![Step::Ping]
            }
        }
    }

    /// When [`Conversation::look`] has something to do, if nothing is heard until then.
    #[must_use]
    pub fn next_look(&self) -> u64 {
        match (self.phase, self.asked_at) {
            (Phase::Fresh, _) => HELLO_WITHIN,
            (_, Some(asked)) => asked + HEARTBEAT_GRACE,
            (_, None) => self.heard_at + HEARTBEAT,
        }
    }

    fn message(&mut self, message: ClientMessage) -> Vec<Step> {
        match (self.phase, message) {
            (Phase::Over, _) => Vec::new(),
            (_, ClientMessage::Bye) => {
                self.phase = Phase::Over;
                vec![Step::Close { code: CLOSE_NORMAL, reason: "bye" }]
            }
            (Phase::Fresh, ClientMessage::Hello { protocol, cursor, rooms, deflate, .. }) if protocol == PROTOCOL => {
                self.phase = Phase::Live;
                vec![Step::Greet { cursor, rooms, deflate }]
            }
            (Phase::Fresh, ClientMessage::Hello { protocol, .. }) => self.end(
                ErrorCode::UnknownProtocol,
                format!("This server speaks protocol {PROTOCOL}, not {protocol}. Please reload the page."),
                CLOSE_PROTOCOL,
                "unknown protocol",
            ),
            (Phase::Fresh, _) => self.end(ErrorCode::InvalidData, "Say hello first.".into(), CLOSE_PROTOCOL, "no hello"),
            (Phase::Live, ClientMessage::Hello { .. }) => self.nonsense("You have said hello before."),
            (Phase::Live, ClientMessage::Join { room }) => vec![Step::Join(room)],
            (Phase::Live, ClientMessage::Leave { room }) => vec![Step::Leave(room)],
            (Phase::Live, ClientMessage::Ping { t }) => vec![Step::Pong { t }],
            (Phase::Live, ClientMessage::Submit { envelope, owner }) => vec![Step::Submit(envelope, owner)],
        }
    }

    /// Frames over the rate are dropped; the first is answered, far too many close.
    fn over_rate(&mut self, now: u64) -> Option<Vec<Step>> {
        if self.frames.take(now).is_ok() {
            return None;
        }
        self.flood += 1;
        Some(match self.flood {
            MAX_FLOOD.. => self.flooded(),
            n if n % 50 == 1 => vec![error(ErrorCode::RateLimited, TOO_MUCH.into())],
            _ => Vec::new(),
        })
    }

    fn nonsense(&mut self, sentence: &str) -> Vec<Step> {
        self.nonsense += 1;
        let sentence: String = sentence.chars().take(300).collect();
        if self.nonsense >= MAX_NONSENSE {
            self.end(ErrorCode::InvalidData, sentence, CLOSE_PROTOCOL, "too much that makes no sense")
        } else {
            vec![error(ErrorCode::InvalidData, sentence)]
        }
    }

    fn end(&mut self, code: ErrorCode, message: String, close: u16, reason: &'static str) -> Vec<Step> {
        if std::mem::replace(&mut self.phase, Phase::Over) == Phase::Over {
            return Vec::new();
        }
        vec![error(code, message), Step::Close { code: close, reason }]
    }
}

fn error(code: ErrorCode, message: String) -> Step {
    say(ServerMessage::Error { code, message })
}

fn say(message: ServerMessage) -> Step {
    Step::Say(Box::new(message))
}

#[cfg(test)]
#[path = "conversation_tests.rs"]
mod tests;
