//! What each kind of listener may know: allow-lists for events and for what screens hold.
//!
//! Sessions, orders, items, lines, calls, guests, payments and events are taken apart field by field and without `..`: a new field
//! of theirs does not compile until somebody has said who may know it.

mod events;
mod integration;
mod state;

pub use events::heard;
pub use integration::heard_by_integrations;
pub use state::order_of_the_kitchen;

use crate::access::{Reading, may_read};
use crate::actor::Actor;

/// A kind of listener.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Listener {
    /// A guest's phone: its own party, without what the restaurant keeps to itself.
    Guest,
    /// Staff who do not work the floor, at the stove or a counter: what is to be made, for whom; no money.
    Kitchen,
    /// Staff of the floor, who take payments.
    Floor,
}

impl Listener {
    /// The kind of listener an actor is.
    pub fn of(actor: &Actor) -> Self {
        match actor {
            Actor::Guest(_) | Actor::Visitor { .. } => Self::Guest,
            Actor::Staff(_) if may_read(actor, Reading::Floor) => Self::Floor,
            Actor::Staff(_) => Self::Kitchen,
            Actor::System => Self::Floor,
        }
    }
}
