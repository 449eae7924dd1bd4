//! Everything that can happen, and the log's record of it.

use crate::actor::Actor;
use crate::ids::{CommandKey, GuestId, StationId};
use crate::kitchen::KitchenEvent;
use crate::party::PartyEvent;
use crate::shop::ShopEvent;
use crate::time::At;
use serde::{Deserialize, Serialize};

/// Something that happened. On the wire `kind` and `data`, whatever aggregate it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Event {
    Party(PartyEvent),
    Kitchen(KitchenEvent),
    Shop(ShopEvent),
}

/// An event as the log keeps it and the socket sends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedEvent {
    /// Gap-free per store.
    pub seq: i64,
    pub at: At,
    pub actor: Actor,
    /// The command that caused it.
    pub command_key: CommandKey,
    pub event: Event,
}

impl Event {
    /// The phone whose place at a table it gives or takes.
    pub fn moves(&self) -> Option<GuestId> {
        match self {
            Self::Party(PartyEvent::SessionUpdated { change, .. }) => change.moves(),
            _ => None,
        }
    }

    /// Stations whose displays it concerns.
    pub fn stations(&self) -> Vec<StationId> {
        match self {
            Self::Party(event) => event.stations(),
            Self::Kitchen(event) => event.stations(),
            Self::Shop(_) => Vec::new(),
        }
    }
}
