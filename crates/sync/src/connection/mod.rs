//! The connection as a pure state machine: what comes in, what to do about it. No browser, no clock, no luck of its own.

mod greeting;
mod polling;
mod waits;
mod waking;
mod words;

pub use words::{Action, Input, State, Unheard};

use comanda::At;
use comanda::protocol::{CLOSE_CROWDED, CLOSE_UNAUTHENTICATED, ClientMessage, Cursor, ServerMessage, WireEvent};
use comanda::rooms::Room;
use waits::{backoff, spread};

/// No word from the server for this long means the line is dead, milliseconds (heartbeats come every 25 s).
const SILENCE: i64 = 40_000;
/// How often the latency is measured, milliseconds.
const PING_EVERY: i64 = 10_000;
/// After a sleep a line is doubted: a ping that is not answered for this long means that it is dead, milliseconds.
const DOUBT: i64 = 1_000;
/// The second hand comes twice a second; after a pause this long the device has slept, milliseconds.
const SLEPT: i64 = 10_000;
/// So many sockets in a row that brought no welcome, and HTTP is asked whether it is only sockets that do not pass.
const BLOCKED: u32 = 2;
/// A socket that neither opens nor closes for this long counts as one of them, milliseconds.
const STUCK: i64 = 8_000;
/// A page that had to make room for others of the same person waits like one that has tried so often in vain.
const CROWDED: u32 = 5;
/// A page that hears what it can't read asks for everything anew, and not again before, milliseconds.
const UNREAD_PAUSE: i64 = 5_000;

/// The machine.
#[derive(Debug, Clone)]
pub struct Machine {
    state: State,
    rooms: Vec<Room>,
    cursor: Option<Cursor>,
    /// The oldest answer of this page: where the log is taken up as long as the server has not said a place itself.
    answered: Option<Cursor>,
    /// The server has said a place in the log.
    placed: bool,
    build: String,
    attempt: u32,
    heard_at: At,
    pinged_at: At,
    /// Round trip, smoothed, milliseconds.
    latency: Option<i64>,
    duplicates: u64,
    /// When the machine last heard the second hand.
    ticked_at: At,
    /// When the socket in hand was asked for.
    opened_at: At,
    /// When the line came into doubt: it may have died in a sleep without anybody having said so.
    doubted: Option<At>,
    /// When a line that is followed last said something.
    followed_at: Option<At>,
    /// Sockets in a row that brought no welcome.
    unwelcomed: u32,
    /// Counts polls: answers to earlier ones are nobody's.
    turn: u64,
    /// A poll is under way since then.
    polled_at: Option<At>,
    /// The next poll goes out then.
    poll_at: At,
    /// The next socket is tried then, while polling.
    probe_at: At,
    probes: u32,
    /// The server said when to come back.
    come_back: Option<u64>,
    /// Something was said that this page can't read, and it has not asked anew since.
    unread: bool,
    /// When it last did.
    reread_at: Option<At>,
}

impl Machine {
    pub fn new(build: impl Into<String>) -> Self {
        Self {
            state: State::Idle,
            rooms: Vec::new(),
            cursor: None,
            answered: None,
            placed: false,
            build: build.into(),
            attempt: 0,
            heard_at: At(0),
            pinged_at: At(0),
            latency: None,
            duplicates: 0,
            ticked_at: At(0),
            opened_at: At(0),
            doubted: None,
            followed_at: None,
            unwelcomed: 0,
            turn: 0,
            polled_at: None,
            poll_at: At(0),
            probe_at: At(0),
            probes: 0,
            come_back: None,
            unread: false,
            reread_at: None,
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
    /// Is what the page shows true at this moment, as far as anybody can know?
    pub fn is_current(&self) -> bool {
        matches!(self.state, State::Live | State::Polling) && self.doubted.is_none()
    }
    /// When the log was last heard from; `None` before the first time.
    pub fn followed_at(&self) -> Option<At> {
        self.followed_at
    }
    /// Events dropped because the page had them.
    pub fn duplicates(&self) -> u64 {
        self.duplicates
    }

    /// One step. `luck` in 0.0–1.0 is the jitter's lot.
    pub fn step(&mut self, now: At, luck: f64, input: Input) -> Vec<Action> {
        match input {
            Input::Audience(rooms) => self.audience(now, rooms),
            Input::Known(cursor) => {
                self.known(cursor);
                Vec::new()
            }
            Input::Opened => self.opened(now),
            Input::Message(message) => {
                self.heard_at = now;
                let actions = self.message(now, *message);
                if self.is_current() {
                    self.followed_at = Some(now);
                }
                actions
            }
            Input::Unreadable => {
                self.heard_at = now;
                self.unread = true;
                self.reread(now).into_iter().collect()
            }
            Input::Closed(code) => self.closed(now, luck, code),
            Input::Polled { turn, result } if turn == self.turn => self.polled(now, luck, result),
            Input::Polled { .. } => Vec::new(),
            Input::Tick => {
                let mut actions = self.tick(now, luck);
                actions.extend(self.reread(now));
                actions
            }
            Input::Wake => self.wake(now),
            Input::Slept => self.jumped(now),
        }
    }

    fn audience(&mut self, now: At, rooms: Vec<Room>) -> Vec<Action> {
        if rooms == self.rooms && self.state != State::SignedOut {
            return Vec::new();
        }
        let before = std::mem::replace(&mut self.rooms, rooms);
        if self.rooms.is_empty() {
            let was = std::mem::replace(&mut self.state, State::Idle);
            self.stop_polling();
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
            State::Polling => {
                // As after a join: what happened in a new room before may be in no answer of ours.
                self.cursor = None;
                vec![Action::Close, self.poll(now)]
            }
            _ => {
                self.attempt = 0;
                self.open(now)
            }
        }
    }

    fn open(&mut self, now: At) -> Vec<Action> {
        if self.rooms.is_empty() {
            self.state = State::Idle;
            return Vec::new();
        }
        self.state = State::Connecting;
        self.opened_at = now;
        self.heard_at = now;
        vec![Action::Open]
    }

    fn message(&mut self, now: At, message: ServerMessage) -> Vec<Action> {
        match message {
            // Whoever has no cursor of this log is told to start afresh in the next message.
            ServerMessage::Welcome { build, .. } => {
                self.state = State::Live;
                self.attempt = 0;
                self.unwelcomed = 0;
                self.come_back = None;
                self.doubted = None;
                self.stop_polling();
                let mut actions = self.compare(&build);
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
                self.placed = true;
                vec![Action::Restart(from)]
            }
            ServerMessage::Pong { t, server_time } => {
                // Only the answer to a question asked since: others may have lain in the device's memory while it slept.
                self.doubted = self.doubted.filter(|since| t < since.0);
                if let measured @ 0..=SILENCE = now.0.saturating_sub(t) {
                    self.latency = Some(self.latency.map_or(measured, |held| (held * 3 + measured) / 4));
                }
                let time = server_time.map(|server| Action::Time { asked: At(t), answered: now, server });
                time.into_iter().collect()
            }
            ServerMessage::SessionReplaced { by } => {
                self.state = State::Replaced;
                self.stop_polling();
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

    /// What a later build says and this page can't read may have changed anything it shows.
    fn reread(&mut self, now: At) -> Option<Action> {
        let resting = self.reread_at.is_some_and(|at| (0..UNREAD_PAUSE).contains(&now.0.saturating_sub(at.0)));
        (self.unread && !resting).then(|| {
            self.unread = false;
            self.reread_at = Some(now);
            Action::Refresh
        })
    }

    fn advance(&mut self, seq: i64) {
        if let Some(cursor) = &mut self.cursor {
            cursor.seq = cursor.seq.max(seq);
            self.placed = true;
        }
    }

    fn closed(&mut self, now: At, luck: f64, code: u16) -> Vec<Action> {
        match self.state {
            State::Idle | State::Replaced | State::SignedOut => Vec::new(),
            _ if code == CLOSE_UNAUTHENTICATED => self.signed_out(),
            // A socket that was only tried.
            State::Polling => Vec::new(),
            was => {
                if code == CLOSE_CROWDED {
                    // This person looks at other pages: coming back at once would only push one of those out.
                    self.attempt = self.attempt.max(CROWDED);
                }
                self.wait(now, luck);
                if was == State::Live {
                    return Vec::new();
                }
                self.unwelcomed = self.unwelcomed.saturating_add(1);
                self.ask_http(now)
            }
        }
    }

    fn wait(&mut self, now: At, luck: f64) {
        let wait = self.come_back.take().map_or_else(|| backoff(self.attempt, luck), |ms| spread(ms, luck));
        self.attempt = self.attempt.saturating_add(1);
        self.latency = None;
        self.doubted = None;
        self.state = State::Waiting { until: now.plus(i64::try_from(wait).unwrap_or(i64::MAX)), attempt: self.attempt };
    }

    /// The pages ask who is looking and show the door.
    fn signed_out(&mut self) -> Vec<Action> {
        self.state = State::SignedOut;
        self.stop_polling();
        vec![Action::Refresh]
    }

    fn tick(&mut self, now: At, luck: f64) -> Vec<Action> {
        let before = std::mem::replace(&mut self.ticked_at, now);
        let slept = now.0.saturating_sub(before.0);
        if before.0 > 0 && !(-SLEPT..=SLEPT).contains(&slept) {
            return self.jumped(now);
        }
        if self.state == State::Live
            && let Some(actions) = self.give_up_doubted(now)
        {
            return actions;
        }
        match self.state {
            State::Waiting { until, .. } if now >= until => self.open(now),
            State::Connecting | State::Greeting | State::Live if now.since(self.heard_at) > SILENCE && self.heard_at.0 > 0 => {
                self.dead(now, luck)
            }
            State::Connecting | State::Greeting if now.since(self.opened_at) > STUCK && self.polled_at.is_none() => {
                self.opened_at = now;
                self.unwelcomed = self.unwelcomed.max(BLOCKED);
                self.ask_http(now)
            }
            State::Live if now.since(self.pinged_at) >= PING_EVERY => self.ping(now),
            State::Polling if self.polled_at.is_some_and(|at| now.since(at) > SILENCE) => {
                self.stop_polling();
                self.wait(now, luck);
                Vec::new()
            }
            State::Polling => {
                let mut actions: Vec<_> = self.poll_when_due(now).into_iter().collect();
                if now >= self.probe_at {
                    actions.extend(self.probe(now, luck));
                }
                actions
            }
            _ => Vec::new(),
        }
    }

    fn dead(&mut self, now: At, luck: f64) -> Vec<Action> {
        let mut actions = vec![Action::Close];
        actions.extend(self.closed(now, luck, 1006));
        actions
    }

    fn compare(&self, build: &str) -> Vec<Action> {
        if build == self.build { Vec::new() } else { vec![Action::OtherBuild(build.to_owned())] }
    }

    fn ping(&mut self, now: At) -> Vec<Action> {
        self.pinged_at = now;
        vec![Action::Send(ClientMessage::Ping { t: now.0 })]
    }
}

#[cfg(test)]
mod tests;
