//! The connection as a pure state machine: what comes in, what to do about it. No browser, no clock, no luck of its own.

use comanda::backend::Fault;
use comanda::ids::CommandKey;
use comanda::protocol::{CLOSE_UNAUTHENTICATED, ClientMessage, Cursor, PROTOCOL, ServerMessage, WireEvent};
use comanda::rooms::Room;
use comanda::{At, Outcome};

/// The first wait after a lost connection, milliseconds; doubled each time.
const FIRST_WAIT: u64 = 1_000;
/// The longest wait, milliseconds.
const LONGEST_WAIT: u64 = 30_000;
/// No word from the server for this long means the line is dead, milliseconds (heartbeats come every 25 s).
const SILENCE: i64 = 40_000;
/// How often the latency is measured, milliseconds.
const PING_EVERY: i64 = 10_000;

/// Where the connection is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nobody wants to listen.
    Idle,
    Connecting,
    /// The socket is open, `welcome` has not come.
    Greeting,
    Live,
    /// Lost; the next attempt is at `until`.
    Waiting {
        until: At,
        attempt: u32,
    },
    /// Websockets are blocked; asking over HTTP with the same cursor. (Entered by later work.)
    Polling,
    /// Another device took this guest's place; nothing is tried until somebody asks.
    Replaced,
    /// Not signed in any more; nothing is tried until the audience changes.
    SignedOut,
}

/// What happens to the connection.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// Somebody wants to listen in these rooms (none: nobody does).
    Audience(Vec<Room>),
    Opened,
    Message(Box<ServerMessage>),
    /// The socket closed with this code.
    Closed(u16),
    /// Time passes; `luck` in 0.0–1.0 spreads reconnections.
    Tick,
    /// The browser came online, the page became visible, or somebody pressed “reconnect now”.
    Wake,
}

/// What to do about it.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    Open,
    Close,
    Send(ClientMessage),
    /// An event the page has not had.
    Deliver(Box<WireEvent>),
    /// The log is followed from here on; answers older than this place have missed something.
    Restart(Cursor),
    /// Who is looking may have changed: everything is asked again.
    Refresh,
    /// What became of a command that was sent over this line.
    Answered {
        key: CommandKey,
        result: Result<Outcome, Fault>,
    },
    /// The server runs another build than this page.
    OtherBuild,
    Replaced {
        by: String,
    },
}

/// The machine.
#[derive(Debug, Clone)]
pub struct Machine {
    state: State,
    rooms: Vec<Room>,
    cursor: Option<Cursor>,
    build: String,
    attempt: u32,
    heard_at: At,
    pinged_at: At,
    /// Round trip of the last ping, milliseconds.
    latency: Option<i64>,
    duplicates: u64,
    /// The server said when to come back.
    come_back: Option<u64>,
}

impl Machine {
    pub fn new(build: impl Into<String>) -> Self {
        Self {
            state: State::Idle,
            rooms: Vec::new(),
            cursor: None,
            build: build.into(),
            attempt: 0,
            heard_at: At(0),
            pinged_at: At(0),
            latency: None,
            duplicates: 0,
            come_back: None,
        }
    }

    pub fn state(&self) -> State {
        self.state
    }
    pub fn cursor(&self) -> Option<Cursor> {
        self.cursor
    }
    pub fn latency(&self) -> Option<i64> {
        self.latency
    }
    /// Events dropped because the page had them.
    pub fn duplicates(&self) -> u64 {
        self.duplicates
    }

    /// One step. `luck` in 0.0–1.0 is the jitter's lot.
    pub fn step(&mut self, now: At, luck: f64, input: Input) -> Vec<Action> {
        match input {
            Input::Audience(rooms) => self.audience(rooms),
            Input::Opened => {
                self.state = State::Greeting;
                self.heard_at = now;
                vec![Action::Send(ClientMessage::Hello {
                    protocol: PROTOCOL,
                    build: self.build.clone(),
                    cursor: self.cursor,
                    rooms: self.rooms.clone(),
                })]
            }
            Input::Message(message) => {
                self.heard_at = now;
                self.message(now, *message)
            }
            Input::Closed(code) => self.closed(now, luck, code),
            Input::Tick => self.tick(now, luck),
            Input::Wake => match self.state {
                State::Waiting { .. } | State::Replaced => {
                    self.attempt = 0;
                    self.open()
                }
                // After a sleep the line may be dead without anybody having said so.
                State::Live => self.ping(now),
                _ => Vec::new(),
            },
        }
    }

    fn audience(&mut self, rooms: Vec<Room>) -> Vec<Action> {
        if rooms == self.rooms && self.state != State::SignedOut {
            return Vec::new();
        }
        let before = std::mem::replace(&mut self.rooms, rooms);
        if self.rooms.is_empty() {
            let was = std::mem::replace(&mut self.state, State::Idle);
            return if matches!(was, State::Idle | State::Waiting { .. } | State::SignedOut | State::Replaced) {
                Vec::new()
            } else {
                vec![Action::Send(ClientMessage::Bye), Action::Close]
            };
        }
        match self.state {
            State::Live => {
                let joined = self.rooms.iter().filter(|r| !before.contains(r)).cloned();
                let left = before.iter().filter(|r| !self.rooms.contains(r)).cloned();
                // What happened in a room before we joined it may be in no answer of ours: the server answers with a resync.
                joined
                    .map(|room| Action::Send(ClientMessage::Join { room }))
                    .chain(left.map(|room| Action::Send(ClientMessage::Leave { room })))
                    .collect()
            }
            State::Connecting | State::Greeting => vec![Action::Close, Action::Open],
            _ => {
                self.attempt = 0;
                self.open()
            }
        }
    }

    fn open(&mut self) -> Vec<Action> {
        if self.rooms.is_empty() {
            self.state = State::Idle;
            return Vec::new();
        }
        self.state = State::Connecting;
        vec![Action::Open]
    }

    fn message(&mut self, now: At, message: ServerMessage) -> Vec<Action> {
        match message {
            // Whoever has no cursor of this log is told to start afresh in the next message.
            ServerMessage::Welcome { build, .. } => {
                self.state = State::Live;
                self.attempt = 0;
                self.come_back = None;
                let mut actions = Vec::new();
                if build != self.build {
                    actions.push(Action::OtherBuild);
                }
                actions.extend(self.ping(now));
                actions
            }
            ServerMessage::Event(event) => self.event(event),
            ServerMessage::CaughtUp { seq } => {
                self.advance(seq);
                Vec::new()
            }
            ServerMessage::Resync { epoch, seq, .. } => {
                let from = Cursor { epoch, seq };
                self.cursor = Some(from);
                vec![Action::Restart(from)]
            }
            ServerMessage::Pong { t } => {
                self.latency = Some(now.since(At(t)));
                Vec::new()
            }
            ServerMessage::SessionReplaced { by } => {
                self.state = State::Replaced;
                vec![Action::Replaced { by }, Action::Close]
            }
            ServerMessage::GoingAway { retry_after_ms } => {
                self.come_back = Some(retry_after_ms);
                Vec::new()
            }
            ServerMessage::Ack { key, outcome, .. } => vec![Action::Answered { key, result: Ok(outcome) }],
            ServerMessage::Refused { key, error } => vec![Action::Answered { key, result: Err(error) }],
            // For logs.
            ServerMessage::Joined { .. } | ServerMessage::Denied { .. } | ServerMessage::Error { .. } => Vec::new(),
        }
    }

    /// Rooms filter the log, so a jump in `seq` is no gap: within one connection the server sends in order or closes.
    fn event(&mut self, event: WireEvent) -> Vec<Action> {
        if self.cursor.is_some_and(|held| event.seq <= held.seq) {
            self.duplicates += 1;
            return Vec::new();
        }
        self.advance(event.seq);
        vec![Action::Deliver(Box::new(event))]
    }

    fn advance(&mut self, seq: i64) {
        if let Some(cursor) = &mut self.cursor {
            cursor.seq = cursor.seq.max(seq);
        }
    }

    fn closed(&mut self, now: At, luck: f64, code: u16) -> Vec<Action> {
        match self.state {
            State::Idle | State::Replaced | State::SignedOut => {}
            _ if code == CLOSE_UNAUTHENTICATED => {
                self.state = State::SignedOut;
                // The pages ask who is looking and show the door.
                return vec![Action::Refresh];
            }
            _ => {
                let wait = self.come_back.take().map_or_else(|| backoff(self.attempt, luck), |ms| spread(ms, luck));
                self.attempt = self.attempt.saturating_add(1);
                self.latency = None;
                self.state = State::Waiting { until: now.plus(i64::try_from(wait).unwrap_or(i64::MAX)), attempt: self.attempt };
            }
        }
        Vec::new()
    }

    fn tick(&mut self, now: At, luck: f64) -> Vec<Action> {
        match self.state {
            State::Waiting { until, .. } if now >= until => self.open(),
            // The clock was set back: nobody waits longer than the longest wait.
            State::Waiting { until, .. } if until.since(now) > i64::try_from(LONGEST_WAIT).unwrap_or(i64::MAX) * 2 => self.open(),
            State::Connecting | State::Greeting | State::Live if now.since(self.heard_at) > SILENCE && self.heard_at.0 > 0 => {
                let mut actions = vec![Action::Close];
                actions.extend(self.closed(now, luck, 1006));
                actions
            }
            State::Live if now.since(self.pinged_at) >= PING_EVERY => self.ping(now),
            _ => Vec::new(),
        }
    }

    fn ping(&mut self, now: At) -> Vec<Action> {
        self.pinged_at = now;
        vec![Action::Send(ClientMessage::Ping { t: now.0 })]
    }
}

/// `FIRST_WAIT · 2ⁿ`, at most [`LONGEST_WAIT`], full jitter but never a stampede at zero.
fn backoff(attempt: u32, luck: f64) -> u64 {
    let ceiling = FIRST_WAIT.saturating_mul(2_u64.saturating_pow(attempt.min(10))).min(LONGEST_WAIT);
    spread(ceiling, luck)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)] // milliseconds below a minute
fn spread(ceiling: u64, luck: f64) -> u64 {
    let floor = (ceiling / 10).max(100);
    floor + ((ceiling.saturating_sub(floor)) as f64 * luck.clamp(0.0, 1.0)) as u64
}

#[cfg(test)]
#[path = "connection_tests.rs"]
mod tests;
