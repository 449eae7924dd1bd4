//! Which rooms an event reaches. One pure function; the hub asks nothing else.

use crate::actor::Role;
use crate::catalogue::RoomKind;
use crate::event::Event;
use crate::ids::{GuestId, OrderId, SessionId, StaffId, StationId};
use crate::shop::ShopEvent;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A named audience. On the wire: `store`, `kitchen`, `kitchen:station:{id}`, `waiters`, `role:{role}`, `user:{id}`,
/// `guest:{id}`, `table:{session}`, `order:{id}`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Room {
    Store,
    Kitchen,
    Station(StationId),
    Waiters,
    Role(Role),
    User(StaffId),
    Guest(GuestId),
    Table(SessionId),
    Order(OrderId),
}

impl fmt::Display for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store => f.write_str("store"),
            Self::Kitchen => f.write_str("kitchen"),
            Self::Station(id) => write!(f, "kitchen:station:{id}"),
            Self::Waiters => f.write_str("waiters"),
            Self::Role(role) => write!(f, "role:{}", role.word()),
            Self::User(id) => write!(f, "user:{id}"),
            Self::Guest(id) => write!(f, "guest:{id}"),
            Self::Table(id) => write!(f, "table:{id}"),
            Self::Order(id) => write!(f, "order:{id}"),
        }
    }
}

impl FromStr for Room {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || format!("there is no room called “{}”", text.chars().take(80).collect::<String>());
        match text {
            "store" => return Ok(Self::Store),
            "kitchen" => return Ok(Self::Kitchen),
            "waiters" => return Ok(Self::Waiters),
            _ => {}
        }
        if let Some(id) = text.strip_prefix("kitchen:station:") {
            return id.parse().map(Self::Station).map_err(|_| unknown());
        }
        let (kind, id) = text.split_once(':').ok_or_else(unknown)?;
        match kind {
            "role" => Role::parse(id).map(Self::Role).ok_or_else(unknown),
            "user" => id.parse().map(Self::User).map_err(|_| unknown()),
            "guest" => id.parse().map(Self::Guest).map_err(|_| unknown()),
            "table" => id.parse().map(Self::Table).map_err(|_| unknown()),
            "order" => id.parse().map(Self::Order).map_err(|_| unknown()),
            _ => Err(unknown()),
        }
    }
}
impl TryFrom<String> for Room {
    type Error = String;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}
impl From<Room> for String {
    fn from(room: Room) -> Self {
        room.to_string()
    }
}

/// The rooms an event reaches, each once.
pub fn rooms(event: &Event) -> Vec<Room> {
    let mut rooms = Vec::with_capacity(event.room_kinds().len() + 2);
    for kind in event.room_kinds() {
        match kind {
            RoomKind::Store => rooms.push(Room::Store),
            RoomKind::Kitchen => rooms.push(Room::Kitchen),
            RoomKind::Stations => rooms.extend(event.stations().into_iter().map(Room::Station)),
            RoomKind::Waiters => rooms.push(Room::Waiters),
            RoomKind::Managers => rooms.push(Room::Role(Role::Manager)),
            RoomKind::Table => rooms.extend(event.session().map(Room::Table)),
            RoomKind::Order => rooms.extend(event.order().map(Room::Order)),
            // A phone that waits is in no room but its own.
            RoomKind::Moved => rooms.extend(event.moves().map(Room::Guest)),
        }
    }
    rooms
}

/// What a guest may hear in the `store` room.
pub fn is_public(event: &Event) -> bool {
    match event {
        // What is prepared off the menu is nobody's business yet.
        Event::Shop(ShopEvent::ProductUpdated { listed, .. }) => *listed,
        Event::Shop(
            ShopEvent::AvailabilityChanged { .. } | ShopEvent::MenuUpdated { .. } | ShopEvent::SettingsUpdated { .. },
        ) => true,
        Event::Shop(ShopEvent::TableTokenRotated { .. }) | Event::Party(_) | Event::Kitchen(_) => false,
    }
}
