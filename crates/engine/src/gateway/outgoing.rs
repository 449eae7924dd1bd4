//! An event on its way out: serialised once, and deflated at most once, however many receive it.

use super::deflate::deflated;
use super::member::Revoked;
use bytes::Bytes;
use comanda::event::SessionChange;
use comanda::ids::{Epoch, StoreId};
use comanda::protocol::{ServerMessage, WireEvent};
use comanda::rooms::{self, Room};
use comanda::{Event, LoggedEvent};
use std::sync::OnceLock;
use tungstenite::Utf8Bytes;

/// One event, ready to send.
#[derive(Debug)]
pub struct Outgoing {
    pub seq: i64,
    pub rooms: Vec<Room>,
    /// May a guest hear it in the `store` room?
    pub public: bool,
    /// Whose access ends with it, a party's or a guest's: their sockets close after they have read it.
    pub ends: Option<Revoked>,
    /// It lets guests in, again or for the first time: who was known before is somebody else now.
    pub admits: bool,
    /// The frame for staff; clones share its bytes.
    frame: Utf8Bytes,
    /// The frame for guests, where it is another one: seldom, and small.
    guests: Option<Utf8Bytes>,
    /// The same deflated, once somebody has asked for it; `None`: not worth it.
    packed: OnceLock<Option<Bytes>>,
}

impl Outgoing {
    #[must_use]
    pub fn of(store: StoreId, epoch: Epoch, logged: &LoggedEvent) -> Self {
        let wire = WireEvent::of(store, epoch, logged);
        let rooms = wire.rooms.clone();
        let guests =
            rooms::for_guests(&logged.event).map(|event| frame(&ServerMessage::Event(WireEvent { event, ..wire.clone() })));
        let frame = frame(&ServerMessage::Event(wire));
        Self {
            seq: logged.seq,
            rooms,
            public: rooms::is_public(&logged.event),
            ends: ended(&logged.event),
            admits: admits(&logged.event),
            frame,
            guests,
            packed: OnceLock::new(),
        }
    }

    /// The frame as a guest or a member of staff may read it.
    pub fn frame(&self, guest: bool) -> &Utf8Bytes {
        self.guests.as_ref().filter(|_| guest).unwrap_or(&self.frame)
    }

    /// The frame deflated, for clients that read that; `None` for what is small. The first to ask pays, clones share its bytes.
    pub fn deflated(&self, guest: bool) -> Option<Bytes> {
        if guest && self.guests.is_some() {
            return None;
        }
        self.packed.get_or_init(|| deflated(&self.frame)).clone()
    }

    /// Nothing but its place.
    #[cfg(test)]
    pub fn blank(seq: i64) -> Self {
        let frame = "{}".into();
        let (rooms, packed) = (Vec::new(), OnceLock::new());
        Self { seq, rooms, public: true, ends: None, admits: false, frame, guests: None, packed }
    }

    /// Does it concern somebody in these rooms?
    pub fn reaches(&self, joined: &[Room], guest: bool) -> bool {
        self.rooms.iter().any(|room| joined.contains(room) && self.allowed(room, guest))
    }

    /// May somebody in this room hear it? Guests hear only what is public of the `store` room.
    pub fn allowed(&self, room: &Room, guest: bool) -> bool {
        !guest || self.public || *room != Room::Store
    }
}

fn ended(event: &Event) -> Option<Revoked> {
    match event {
        Event::SessionUpdated { table, change: SessionChange::Closed { .. }, .. } => Some(Revoked::Session(table.session_id)),
        Event::SessionUpdated { change: SessionChange::GuestRemoved { guest_id }, .. } => Some(Revoked::Guest(*guest_id)),
        _ => None,
    }
}

fn admits(event: &Event) -> bool {
    matches!(event, Event::SessionUpdated { change: SessionChange::GuestAdmitted { .. } | SessionChange::Reopened, .. })
}

/// A message as text. Our own types always serialise; should one not, the client sees an `internal` error.
pub fn frame(message: &ServerMessage) -> Utf8Bytes {
    match serde_json::to_string(message) {
        Ok(text) => text.into(),
        Err(error) => {
            tracing::error!(%error, "a message could not be serialised");
            Utf8Bytes::from_static(r#"{"type":"error","code":"internal","message":"Something went wrong on our side."}"#)
        }
    }
}
