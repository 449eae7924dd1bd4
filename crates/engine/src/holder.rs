//! What one cookie, or one connection, stands for: an enrolled screen, somebody signed in on one, or a guest's seat.

use comanda::Actor;
use comanda::ids::{DeviceId, GuestId, SessionId, StaffId};

/// The ids behind a cookie. Names and roles may change meanwhile: they are looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    Device(DeviceId),
    Staff { staff: StaffId, device: DeviceId },
    Guest { guest: GuestId, session: SessionId },
}

impl Holder {
    /// `None` for those who have no cookie.
    #[must_use]
    pub fn of(actor: &Actor) -> Option<Self> {
        match actor {
            Actor::Guest(guest) => Some(Self::Guest { guest: guest.guest, session: guest.session }),
            Actor::Staff(staff) => Some(Self::Staff { staff: staff.staff, device: staff.device }),
            Actor::Visitor { .. } | Actor::System => None,
        }
    }
    #[must_use]
    pub fn is_guest(self) -> bool {
        matches!(self, Self::Guest { .. })
    }
}
