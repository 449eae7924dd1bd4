//! One connection as the hub knows it: who it is, its bounded queue, and how it is told to go.

use super::hub::StoreHub;
use super::outgoing::Outgoing;
use crate::holder::Holder;
use comanda::device::DeviceKind;
use comanda::ids::{ConnectionId, DeviceId, GuestId, SessionId, StaffId, StoreId};
use comanda::protocol::QUEUE;
use comanda::rooms::Room;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, mpsc};

/// Whose access has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revoked {
    Device(DeviceId),
    /// Everywhere: removed, or with another role.
    Staff(StaffId),
    /// Signed out of this device.
    SignIn(StaffId, DeviceId),
    Guest(GuestId),
    /// A table's party has left.
    Session(SessionId),
}

impl Revoked {
    #[must_use]
    pub fn concerns(self, holder: Holder) -> bool {
        match (self, holder) {
            (Self::Device(id), Holder::Staff { device, .. }) => id == device,
            (Self::Staff(id), Holder::Staff { staff, .. }) => id == staff,
            (Self::SignIn(id, on), Holder::Staff { staff, device }) => id == staff && on == device,
            (Self::Guest(id), Holder::Guest { guest, .. }) => id == guest,
            (Self::Session(id), Holder::Guest { session, .. }) => id == session,
            _ => false,
        }
    }
}

/// Why a connection is to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// Its guest or device has opened others since, more than it may have.
    Crowded,
    /// It cannot keep up.
    TooSlow,
    /// Its access has ended.
    Revoked,
    /// The guest continues on another device of this kind.
    Replaced { by: DeviceKind },
    /// The server goes away for a moment; this client is to come back after so many milliseconds.
    GoingAway { retry_after_ms: u64 },
}

impl Ending {
    /// For the figures.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Crowded => "crowded",
            Self::TooSlow => "too_slow",
            Self::Revoked => "revoked",
            Self::Replaced { .. } => "replaced",
            Self::GoingAway { .. } => "going_away",
        }
    }
}

/// What waits in a connection's queue.
#[derive(Debug)]
pub enum Delivery {
    Event(Arc<Outgoing>),
    /// The table is closed and the client has been told: goodbye.
    End(Ending),
}

/// Speaks to a connection past its queue: go, or look again who you are. The first reason to go stands.
#[derive(Debug, Default)]
pub struct Exit {
    said: Mutex<Said>,
    bell: Notify,
}

#[derive(Debug, Default)]
struct Said {
    ending: Option<Ending>,
    doubted: bool,
}

/// What a connection is told past its queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    Go(Ending),
    /// Somebody's access has ended somewhere: look again whether this one's has.
    Doubt,
}

impl Exit {
    pub fn demand(&self, ending: Ending) {
        self.said().ending.get_or_insert(ending);
        self.bell.notify_one();
    }
    pub fn doubt(&self) {
        self.said().doubted = true;
        self.bell.notify_one();
    }
    /// Waits for either; a doubt is told once. Safe to drop and call again.
    pub async fn word(&self) -> Word {
        loop {
            {
                let mut said = self.said();
                if let Some(ending) = said.ending.clone() {
                    return Word::Go(ending);
                }
                if std::mem::take(&mut said.doubted) {
                    return Word::Doubt;
                }
            }
            self.bell.notified().await;
        }
    }
    /// Waits until it is to go; a doubt stays to be told. Safe to drop and call again.
    pub async fn demanded(&self) -> Ending {
        loop {
            if let Some(ending) = self.said().ending.clone() {
                return ending;
            }
            self.bell.notified().await;
        }
    }
    fn said(&self) -> MutexGuard<'_, Said> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the hub keeps of a connection.
#[derive(Debug)]
pub(super) struct Member {
    pub holder: Holder,
    pub sender: mpsc::Sender<Delivery>,
    pub exit: Arc<Exit>,
    /// Position of the last event handed over, so that one reaching it by two rooms comes once.
    pub last: i64,
}

impl Member {
    /// Hands over without waiting; who cannot keep up is told to go.
    pub fn deliver(&mut self, delivery: Delivery) {
        if let Err(mpsc::error::TrySendError::Full(_)) = self.sender.try_send(delivery) {
            self.exit.demand(Ending::TooSlow);
        }
    }
}

/// A connection's own end: its queue and its exit. Leaves the hub when dropped.
pub struct Seat {
    pub connection: ConnectionId,
    pub store: StoreId,
    pub queue: mpsc::Receiver<Delivery>,
    pub exit: Arc<Exit>,
    /// The rooms it listens in.
    pub rooms: Vec<Room>,
    pub(super) slot: u32,
    pub(super) hub: Arc<StoreHub>,
}

impl Seat {
    pub fn join(&mut self, room: Room) {
        if !self.rooms.contains(&room) {
            self.hub.lock().join(self.slot, room.clone());
            self.rooms.push(room);
        }
    }
    pub fn leave(&mut self, room: &Room) {
        self.rooms.retain(|joined| joined != room);
        self.hub.lock().leave(self.slot, room);
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.hub.lock().remove(self.slot, &self.rooms);
    }
}

/// The two ends of a connection's queue.
pub(super) fn queue() -> (mpsc::Sender<Delivery>, mpsc::Receiver<Delivery>) {
    mpsc::channel(QUEUE)
}
