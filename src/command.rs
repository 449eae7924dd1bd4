//! Everything that can be asked, and the envelope it travels in.

pub use crate::catalogue::CommandKind;
use crate::ids::{CommandKey, SessionId};
use crate::kitchen::KitchenCommand;
use crate::party::PartyCommand;
use crate::shop::ShopCommand;
use crate::time::At;
use serde::{Deserialize, Serialize};

/// Something a person wants to happen. On the wire `command` names it, whatever aggregate it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Command {
    Party(PartyCommand),
    Kitchen(KitchenCommand),
    Shop(ShopCommand),
}

/// A command on its way: its key makes every road to the server safe to take twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// A `UUIDv7` made when the tap happened.
    pub key: CommandKey,
    pub command: Command,
    /// The tap's time by the client's clock; the log uses the server's.
    #[serde(default)]
    pub at: At,
    /// The log position the client had seen.
    #[serde(default)]
    pub base_seq: i64,
}

/// What became of an accepted command; the same again for the same key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Log position of its last event.
    pub seq: i64,
    /// The session it was about: for a scan, the one the guest joined.
    pub session: Option<SessionId>,
    pub events: u32,
}
