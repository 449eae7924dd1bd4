//! An event on its way out: serialised once for each kind of listener that hears it and hears something else, when the first of them
//! does, and deflated at most once, however many receive it.

use super::deflate::deflated;
use super::member::Revoked;
use bytes::Bytes;
use comanda::audience::{Listener, heard};
use comanda::ids::{Epoch, StoreId};
use comanda::party::SessionChange;
use comanda::protocol::{ServerMessage, WireEvent};
use comanda::rooms::{self, Room};
use comanda::{Event, LoggedEvent, PartyEvent};
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
    /// As the log has it: made into a frame for a kind of listener once the first of them hears it.
    wire: WireEvent,
    /// For staff of the floor.
    floor: OnceLock<Frame>,
    /// For guests and the kitchen; `None` where they hear what the floor does.
    guests: OnceLock<Option<Frame>>,
    kitchen: OnceLock<Option<Frame>>,
}

/// A message in both its forms; clones share its bytes.
#[derive(Debug)]
struct Frame {
    text: Utf8Bytes,
    /// The same deflated, once somebody has asked for it; `None`: not worth it.
    packed: OnceLock<Option<Bytes>>,
}

impl Frame {
    fn of(text: Utf8Bytes) -> Self {
        Self { text, packed: OnceLock::new() }
    }
}

impl Outgoing {
    #[must_use]
    pub fn of(store: StoreId, epoch: Epoch, logged: &LoggedEvent) -> Self {
        let wire = WireEvent::of(store, epoch, logged);
        Self {
            seq: logged.seq,
            rooms: wire.rooms.clone(),
            public: rooms::is_public(&logged.event),
            ends: ended(&logged.event),
            admits: admits(&logged.event),
            wire,
            floor: OnceLock::new(),
            guests: OnceLock::new(),
            kitchen: OnceLock::new(),
        }
    }

    fn for_listener(&self, listener: Listener) -> &Frame {
        let other = match listener {
            Listener::Floor => None,
            Listener::Guest => self.guests.get_or_init(|| self.unlike_the_floor(listener)).as_ref(),
            Listener::Kitchen => self.kitchen.get_or_init(|| self.unlike_the_floor(listener)).as_ref(),
        };
        other.unwrap_or_else(|| self.floor.get_or_init(|| self.made(heard(&self.wire.event, Listener::Floor))))
    }

    /// What this listener hears, unless the floor hears the same.
    fn unlike_the_floor(&self, listener: Listener) -> Option<Frame> {
        let theirs = heard(&self.wire.event, listener);
        (theirs != heard(&self.wire.event, Listener::Floor)).then(|| self.made(theirs))
    }

    /// The frame of what somebody hears; `None`: the event as it is.
    fn made(&self, heard: Option<Event>) -> Frame {
        let wire = WireEvent { event: heard.unwrap_or_else(|| self.wire.event.clone()), ..self.wire.clone() };
        Frame::of(frame(&ServerMessage::Event(wire)))
    }

    /// The frame as this listener may read it.
    pub fn frame(&self, listener: Listener) -> &Utf8Bytes {
        &self.for_listener(listener).text
    }

    /// The frame deflated, for clients that read that; `None` for what is small. The first to ask pays, clones share its bytes.
    pub fn deflated(&self, listener: Listener) -> Option<Bytes> {
        let frame = self.for_listener(listener);
        frame.packed.get_or_init(|| deflated(&frame.text)).clone()
    }

    /// Nothing but its place.
    #[cfg(test)]
    pub fn blank(seq: i64) -> Self {
        let by = comanda::Actor::System.by();
        let event = comanda::ShopEvent::TableTokenRotated { table_id: uuid::Uuid::nil().into(), table_label: String::new(), by };
        let logged = LoggedEvent {
            seq,
            at: comanda::At(0),
            command_key: uuid::Uuid::nil().into(),
            actor: comanda::Actor::System,
            event: event.into(),
        };
        Self::of(uuid::Uuid::nil().into(), uuid::Uuid::nil().into(), &logged)
    }

    /// Does it concern somebody in these rooms?
    pub fn reaches(&self, joined: &[Room], listener: Listener) -> bool {
        self.rooms.iter().any(|room| joined.contains(room) && self.allowed(room, listener == Listener::Guest))
    }

    /// May somebody in this room hear it? Guests hear only what is public of the `store` room.
    pub fn allowed(&self, room: &Room, guest: bool) -> bool {
        !guest || self.public || *room != Room::Store
    }
}

fn ended(event: &Event) -> Option<Revoked> {
    match event {
        Event::Party(PartyEvent::SessionUpdated { party, change: SessionChange::Closed { .. }, .. }) => {
            Some(Revoked::Session(party.session_id))
        }
        Event::Party(PartyEvent::SessionUpdated { change: SessionChange::GuestRemoved { guest_id }, .. }) => {
            Some(Revoked::Guest(*guest_id))
        }
        _ => None,
    }
}

fn admits(event: &Event) -> bool {
    matches!(
        event,
        Event::Party(PartyEvent::SessionUpdated { change: SessionChange::GuestAdmitted { .. } | SessionChange::Reopened, .. })
    )
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
