//! What a stay still has open: named before it ends, so that nothing is lost unseen.

use super::Session;
use serde::{Deserialize, Serialize};

/// How much of a stay is not finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OpenThings {
    /// Lines in the cart that nobody has sent.
    #[serde(default)]
    pub unsent: u32,
    /// Lines of orders that the kitchen has not finished.
    #[serde(default)]
    pub cooking: u32,
    /// Lines of orders that are ready and not served.
    #[serde(default)]
    pub ready: u32,
}

impl OpenThings {
    /// Whatever is open: for those who end a stay without looking.
    pub const ALL: Self = Self { unsent: u32::MAX, cooking: u32::MAX, ready: u32::MAX };

    /// What is open in a session.
    pub fn of(session: &Session) -> Self {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let unserved = || session.items().filter(|i| !i.status.is_done());
        Self {
            unsent: count(session.cart.len()),
            cooking: count(unserved().filter(|i| i.status.is_cooking()).count()),
            ready: count(unserved().filter(|i| !i.status.is_cooking()).count()),
        }
    }

    /// Lines that were sent and not served.
    pub fn unserved(self) -> u32 {
        self.cooking.saturating_add(self.ready)
    }

    /// Is there anything?
    pub fn any(self) -> bool {
        self != Self::default()
    }
}
