//! Who may sign in, on which screens, and what managers may do about them.

use crate::access::{self, Surface};
use crate::actor::Role;
use crate::ids::{DeviceId, StaffId};
use crate::time::At;
use serde::{Deserialize, Serialize};
use tagged::Tagged;

/// The staff member who is looking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffSeat {
    pub id: StaffId,
    pub name: String,
    pub roles: Vec<Role>,
}

impl StaffSeat {
    /// May open the pages of this surface.
    pub fn may_open(&self, surface: Surface) -> bool {
        access::may_open(&self.roles, surface)
    }
}

/// The staff picker: first names and roles, nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffCard {
    pub id: StaffId,
    pub name: String,
    pub roles: Vec<Role>,
    /// Too many wrong PINs: sign-in opens again at this moment.
    pub locked_until: Option<At>,
}

/// Who may sign in here, and on which screens: for managers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    pub people: Vec<StaffCard>,
    pub screens: Vec<ScreenCard>,
}

/// An enrolled screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreenCard {
    pub id: DeviceId,
    pub name: String,
    pub enrolled_at: At,
    /// First name of who is signed in on it.
    pub signed_in: Option<String>,
}

/// What a manager may do about people and screens. Whose access ends is out at once, on every screen and socket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tagged)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Manage {
    /// Too many wrong PINs were typed: this person may try again now.
    Unlock { staff: StaffId },
    /// Another PIN; whoever is signed in with the old one is out.
    ResetPin { staff: StaffId, pin: String },
    /// This person works here no more.
    EndAccess { staff: StaffId },
    /// This screen is no screen of the restaurant any more.
    RevokeScreen { device: DeviceId },
}
