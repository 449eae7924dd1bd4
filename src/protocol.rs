//! The websocket's messages and the cursor. JSON text frames, one tagged message each.

use crate::actor::Principal;
use crate::command::{Envelope, Outcome};
use crate::device::DeviceKind;
use crate::event::{Event, LoggedEvent};
use crate::ids::{CommandKey, ConnectionId, Epoch, StoreId};
use crate::rooms::Room;
use crate::time::At;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use tagged::Tagged;

/// The protocol spoken here; a client of another version is told `unknown_protocol`.
pub const PROTOCOL: u32 = 1;
/// The largest frame a client may send, bytes.
pub const MAX_FRAME: usize = 64 * 1024;
/// How long a fresh connection may take to say hello, milliseconds.
pub const HELLO_WITHIN: u64 = 5_000;
/// How often the server asks whether a client is alive, milliseconds.
pub const HEARTBEAT: u64 = 25_000;
/// How long it waits for the answer, milliseconds.
pub const HEARTBEAT_GRACE: u64 = 10_000;
/// Events a connection may be behind before it is closed with [`CLOSE_TOO_SLOW`].
pub const QUEUE: usize = 128;
/// From so many bytes on a message goes out deflated, to a client that reads that.
pub const DEFLATED_FROM: usize = 768;
/// How long a message that has begun may pause, milliseconds; all of it may take four times as long.
pub const MESSAGE_WITHIN: u64 = 10_000;
/// Sockets (or held polls) one guest may have at once, over all their pages.
pub const MAX_GUEST_SOCKETS: usize = 8;
/// Sockets (or held polls) one enrolled screen may have at once.
pub const MAX_DEVICE_SOCKETS: usize = 16;
/// Rooms one connection may be in.
pub const MAX_ROOMS: usize = 32;

/// Close codes of our own (4000–4999).
pub const CLOSE_UNAUTHENTICATED: u16 = 4001;
/// Not this protocol: no hello, another version, nonsense.
pub const CLOSE_PROTOCOL: u16 = 4002;
/// More than [`QUEUE`] events behind; the client comes back through its cursor.
pub const CLOSE_TOO_SLOW: u16 = 4008;
/// A frame larger than [`MAX_FRAME`].
pub const CLOSE_TOO_LARGE: u16 = 4009;
/// A message had begun and paused for [`MESSAGE_WITHIN`], or took four times as long.
pub const CLOSE_UNFINISHED: u16 = 4011;
/// This guest or screen has opened more sockets than it may have; the oldest ones go.
pub const CLOSE_CROWDED: u16 = 4012;
/// The guest continues on another device.
pub const CLOSE_REPLACED: u16 = 4010;
/// Too many messages.
pub const CLOSE_RATE_LIMITED: u16 = 4029;
/// The server is going away for a moment (RFC 6455: service restart).
pub const CLOSE_RESTART: u16 = 1012;

/// A place in a store's log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cursor {
    pub epoch: Epoch,
    pub seq: i64,
}

/// What a client says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tagged)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ClientMessage {
    Hello {
        protocol: u32,
        build: String,
        cursor: Option<Cursor>,
        rooms: Vec<Room>,
        /// Large messages may come deflated: raw DEFLATE (RFC 1951) of the same JSON text, as a binary frame.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        deflate: bool,
    },
    Join {
        room: Room,
    },
    Leave {
        room: Room,
    },
    Submit {
        envelope: Envelope,
        /// Who tapped; whoever is connected, if not said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<Principal>,
    },
    Ping {
        t: i64,
    },
    Bye,
}

/// What the server says.
#[allow(clippy::large_enum_variant, reason = "nearly all of them are events, and each is serialised once")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tagged)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ServerMessage {
    Welcome {
        epoch: Epoch,
        seq: i64,
        build: String,
        connection: ConnectionId,
        heartbeat_ms: u64,
    },
    Event(WireEvent),
    CaughtUp {
        seq: i64,
    },
    Resync {
        reason: ResyncReason,
        epoch: Epoch,
        seq: i64,
    },
    Ack {
        key: CommandKey,
        outcome: Outcome,
        seq: i64,
    },
    Refused {
        key: CommandKey,
        error: crate::backend::Fault,
    },
    Joined {
        room: Room,
    },
    Denied {
        room: Room,
        reason: String,
    },
    SessionReplaced {
        by: DeviceKind,
    },
    Error {
        code: ErrorCode,
        message: String,
    },
    Pong {
        t: i64,
        /// The server's clock at this answer: half a round trip ago for the one who reads it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        server_time: Option<At>,
    },
    GoingAway {
        retry_after_ms: u64,
    },
}

/// An event as clients receive it: serialised once, however many receive it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WireEvent {
    pub seq: i64,
    pub at: At,
    #[serde(flatten)]
    pub event: Event,
    pub rooms: Vec<Room>,
    pub meta: Meta,
}

impl<'de> Deserialize<'de> for WireEvent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Around {
            seq: i64,
            at: At,
            rooms: Vec<Room>,
            meta: Meta,
        }
        let mut fields = Map::deserialize(deserializer)?;
        let event = crate::wire::tagged::take(&mut fields).map_err(D::Error::custom)?;
        let Around { seq, at, rooms, meta } = Around::deserialize(Value::Object(fields)).map_err(D::Error::custom)?;
        Ok(Self { seq, at, event, rooms, meta })
    }
}

/// What every event says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    pub timestamp: At,
    pub store_id: StoreId,
    /// `{epoch}:{seq}`: unique over restores.
    pub event_id: String,
    pub command_key: CommandKey,
}

impl WireEvent {
    /// The event of a store's log as it goes out.
    pub fn of(store_id: StoreId, epoch: Epoch, logged: &LoggedEvent) -> Self {
        Self {
            seq: logged.seq,
            at: logged.at,
            rooms: crate::rooms::rooms(&logged.event),
            event: logged.event.clone(),
            meta: Meta {
                timestamp: logged.at,
                store_id,
                event_id: format!("{epoch}:{}", logged.seq),
                command_key: logged.command_key,
            },
        }
    }
}

/// Why the log can't bring a client up to date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResyncReason {
    /// The client brought no cursor.
    Fresh,
    /// Events before the cursor's successor have left the window.
    TooOld,
    /// The log is another one: a backup was restored.
    EpochChanged,
    /// The cursor is ahead of the log.
    Ahead,
    /// The client has joined a room whose past it has not seen.
    JoinedRoom,
}

/// What was wrong with a message or a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    Unauthenticated,
    PermissionDenied,
    InvalidData,
    RateLimited,
    TooLarge,
    UnknownProtocol,
    KeyReused,
    Conflict,
    Internal,
}
