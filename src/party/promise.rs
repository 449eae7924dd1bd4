//! What a guest may be promised of dishes on their way. One rule for every screen that speaks of a time to come.

use crate::party::{ItemStatus, Order};
use crate::time::{At, MINUTE};

/// A dish may be so late after its estimate before the words change, milliseconds: an estimate is whole minutes.
pub const SOON: i64 = 3 * MINUTE;

/// When the dishes of an order that are not ready may be expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// The kitchen has not seen all of it yet: no time is promised.
    Unseen,
    /// At about this time.
    About(At),
    /// The time promised has just come.
    Soon,
    /// It should be ready by now, and the kitchen may not even have seen it.
    Late,
}

impl Promise {
    /// What may be said of an order at this moment; `None` if nothing of it is on its way from the kitchen.
    pub fn of(order: &Order, now: At) -> Option<Self> {
        let mut cooking = order.items.iter().filter(|item| item.status.is_live() && item.status.is_cooking()).peekable();
        cooking.peek()?;
        let is_seen = cooking.all(|item| item.status >= ItemStatus::Acknowledged);
        let expected = order.estimated_ready_at;
        Some(match (is_seen, now < expected) {
            (true, true) => Self::About(expected),
            (true, false) if now.since(expected) < SOON => Self::Soon,
            (false, true) => Self::Unseen,
            (_, false) => Self::Late,
        })
    }
}
