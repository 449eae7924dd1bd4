//! The store's calendar: the business day and the local time of a moment. The rulebook knows no time zones: who asks it does.

use crate::time::BusinessDay;
use serde::{Deserialize, Serialize};

/// What the store's calendar and wall clock say at a moment. A browser does not know it and passes the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Calendar {
    /// The business day, which ends at the store's hour.
    pub day: BusinessDay,
    /// Day of the week by the wall clock, Monday 1 to Sunday 7; 0 is unknown.
    pub weekday: u8,
    /// Minutes since midnight by the wall clock.
    pub minute: u16,
}
