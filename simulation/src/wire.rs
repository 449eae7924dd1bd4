//! What goes over the simulated wire: a line each.
//!
//! A connection's first line says what it is for ([`Opening`]). On a socket, text frames, pings, pongs and the close code follow.

use comanda::Actor;
use comanda::ids::SessionId;
use comanda::protocol::Cursor;
use comanda::rooms::Room;
use serde::{Deserialize, Serialize};
use sync::outbox::Entry;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use turmoil::net::tcp::{OwnedReadHalf, OwnedWriteHalf};

/// The server's name and port.
pub const SERVER: (&str, u16) = ("server", 80);

/// A question a screen asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Question {
    Menu,
    Session(SessionId),
    House,
    Pass,
}

/// What a connection is for. Who asks stands for the cookies and is believed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Opening {
    Socket(Actor),
    Submit(Actor, Box<Entry>),
    Ask(Actor, Question),
    /// The log over HTTP, from a cursor in some rooms; at once, if need be.
    Follow(Actor, Option<Cursor>, Vec<Room>, bool),
}

/// A frame of a socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Frame {
    Text(String),
    Ping,
    Pong,
    Close(u16),
}

impl Frame {
    #[must_use]
    pub fn line(&self) -> String {
        match self {
            Self::Text(text) => format!("t{text}"),
            Self::Ping => "i".into(),
            Self::Pong => "o".into(),
            Self::Close(code) => format!("c{code}"),
        }
    }
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        let rest = line.get(1..)?;
        match line.as_bytes().first()? {
            b't' => Some(Self::Text(rest.to_owned())),
            b'i' => Some(Self::Ping),
            b'o' => Some(Self::Pong),
            b'c' => rest.parse().ok().map(Self::Close),
            _ => None,
        }
    }
}

pub type Reading = Lines<BufReader<OwnedReadHalf>>;

pub fn reading(half: OwnedReadHalf) -> Reading {
    BufReader::new(half).lines()
}

/// Errors: the connection's, which is over then.
pub async fn write_line(half: &mut OwnedWriteHalf, line: &str) -> std::io::Result<()> {
    half.write_all(format!("{line}\n").as_bytes()).await
}
