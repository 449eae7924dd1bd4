//! What the connection can be, what can happen to it, and what it asks to be done.

use comanda::backend::Fault;
use comanda::device::DeviceKind;
use comanda::ids::CommandKey;
use comanda::protocol::{ClientMessage, Cursor, ServerMessage, WireEvent};
use comanda::rooms::Room;
use comanda::{At, Outcome};

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
    /// Websockets are blocked: the log is followed over HTTP with the same cursor, and a socket tried now and then.
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
    /// An answer this page shows is true up to this place in the log.
    Known(Cursor),
    Opened,
    Message(Box<ServerMessage>),
    /// The server said something that this page can't read: a later build's word.
    Unreadable,
    /// The socket closed with this code.
    Closed(u16),
    /// What became of a poll: what a socket would have said, or why not.
    Polled {
        turn: u64,
        result: Result<Vec<ServerMessage>, Unheard>,
    },
    /// Time passes; `luck` in 0.0–1.0 spreads reconnections.
    Tick,
    /// The browser came online, the page became visible, or somebody pressed “reconnect now”.
    Wake,
    /// The device has slept.
    Slept,
}

/// Why a poll brought nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unheard {
    Unreachable,
    SignedOut,
    Replaced { by: DeviceKind },
}

/// What to do about it.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    Open,
    Close,
    Send(ClientMessage),
    /// Ask over HTTP what a socket would say; the answer comes back as [`Input::Polled`] with the same turn.
    Poll {
        turn: u64,
        cursor: Option<Cursor>,
        rooms: Vec<Room>,
        /// The answer is wanted even if it has no news: whether there is one is the question.
        at_once: bool,
    },
    /// The server has told its time.
    Time {
        asked: At,
        answered: At,
        server: At,
    },
    /// An event the page has not had.
    Deliver(Box<WireEvent>),
    /// The log is asked for from here on, where the page's own answers are: nothing is missing.
    Begin(Cursor),
    /// The log is followed from here on; answers older than this place have missed something.
    Restart(Cursor),
    /// Who is looking may have changed: everything is asked again.
    Refresh,
    /// What became of a command that was sent over this line.
    Answered {
        key: CommandKey,
        result: Result<Outcome, Fault>,
    },
    /// The server runs another build than this page: this one.
    OtherBuild(String),
    Replaced {
        by: DeviceKind,
    },
}
