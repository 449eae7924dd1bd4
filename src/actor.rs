//! Who acts: a guest at a table, a staff member on a device, or Comanda itself.

use crate::ids::{DeviceId, GuestId, SessionId, StaffId, TableId};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use tagged::Tagged;

/// What a staff member may do; one person may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Owner,
    Manager,
    Waiter,
    Kitchen,
    Counter,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] = [Self::Owner, Self::Manager, Self::Waiter, Self::Kitchen, Self::Counter];

    /// The stable word used in data and room names.
    pub fn word(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Manager => "manager",
            Self::Waiter => "waiter",
            Self::Kitchen => "kitchen",
            Self::Counter => "counter",
        }
    }
    /// The role of a word; `None` for any other text.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// Who somebody is, by id alone: what stays the same when a name, a role, a cookie or a device changes.
/// A tap may wait on a device that somebody else uses by then; it is carried out in no other principal's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Tagged)]
#[serde(tag = "as", content = "id", rename_all = "snake_case")]
pub enum Principal {
    Guest(GuestId),
    Staff(StaffId),
    /// Comanda itself.
    System,
}

/// The one who submits a command, as the server has established it (never as the client says): a principal at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tagged)]
#[serde(tag = "as", rename_all = "snake_case")]
pub enum Actor {
    /// Holds a table's token but sits in no session yet.
    Visitor {
        table: TableId,
    },
    Guest(GuestActor),
    Staff(StaffActor),
    /// Comanda itself: demo history, timers.
    System,
}

/// A phone at a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestActor {
    pub session: SessionId,
    pub guest: GuestId,
    pub name: String,
    /// Not let in yet: hears and sees nothing of the party.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waiting: bool,
}

/// A staff member on an enrolled device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffActor {
    pub staff: StaffId,
    pub name: String,
    pub roles: Vec<Role>,
    pub device: DeviceId,
}

impl Actor {
    /// Who acts; nobody is known of a visitor.
    pub fn principal(&self) -> Option<Principal> {
        match self {
            Self::Visitor { .. } => None,
            Self::Guest(guest) => Some(Principal::Guest(guest.guest)),
            Self::Staff(staff) => Some(Principal::Staff(staff.staff)),
            Self::System => Some(Principal::System),
        }
    }
    /// Does a staff member with this role act?
    pub fn has(&self, wanted: Role) -> bool {
        matches!(self, Self::Staff(staff) if staff.roles.contains(&wanted))
    }
    /// May they decide what only managers decide? Owners and Comanda itself may.
    pub fn is_manager(&self) -> bool {
        self.has(Role::Manager) || self.has(Role::Owner) || matches!(self, Self::System)
    }
    /// The guest's own id, if a guest acts.
    pub fn guest(&self) -> Option<GuestId> {
        match self {
            Self::Guest(guest) => Some(guest.guest),
            _ => None,
        }
    }
    /// What the log and the other screens may say of this actor.
    pub fn by(&self) -> By {
        let (role, name) = match self {
            Self::Visitor { .. } => (None, PersonName::default()),
            Self::Guest(guest) => (None, guest.name.as_str().into()),
            Self::Staff(staff) => (Some(staff.roles.first().copied().unwrap_or(Role::Waiter)), first_name(&staff.name).into()),
            Self::System => return By::system(),
        };
        By { who: self.principal().unwrap_or(Principal::System), role, name }
    }
}

/// Guests see first names only.
fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// The one who did something, as every screen may see it: first names only.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct By {
    #[serde(flatten)]
    pub who: Principal,
    /// In which role, if staff did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    pub name: PersonName,
}

/// What somebody goes by. Their own words stay as they are; a number has its words in each reader's language (`crates/i18n`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum PersonName {
    /// A guest who has given no name: which one at the table.
    Number(u32),
    /// As they or the house have said. Empty where nobody is named: for who has just scanned a table’s code, and to integrations.
    Given(String),
}

impl<'de> Deserialize<'de> for PersonName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl Visitor<'_> for Either {
            type Value = PersonName;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name or a number")
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<PersonName, E> {
                number.try_into().map(PersonName::Number).map_err(E::custom)
            }
            fn visit_str<E: Error>(self, name: &str) -> Result<PersonName, E> {
                Ok(name.into())
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl Default for PersonName {
    fn default() -> Self {
        Self::Given(String::new())
    }
}
impl From<&str> for PersonName {
    fn from(name: &str) -> Self {
        Self::Given(name.to_owned())
    }
}

impl PersonName {
    /// The name they were given, if they were.
    pub fn given(&self) -> Option<&str> {
        match self {
            Self::Given(name) => Some(name),
            Self::Number(_) => None,
        }
    }

    /// The number they go by, or have put at the end of their name: “Guest 3”, in any language.
    pub fn number(&self) -> Option<u32> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Given(name) => name.rsplit(|c: char| !c.is_ascii_digit()).next()?.parse().ok(),
        }
    }
}

impl By {
    /// Comanda itself.
    pub fn system() -> Self {
        Self { who: Principal::System, role: None, name: "Comanda".into() }
    }
    /// The guest's id, if a guest did it.
    pub fn guest(&self) -> Option<GuestId> {
        match self.who {
            Principal::Guest(id) => Some(id),
            Principal::Staff(_) | Principal::System => None,
        }
    }
    /// Did somebody of the house do it?
    pub fn is_staff(&self) -> bool {
        matches!(self.who, Principal::Staff(_))
    }
    /// The same person, whatever they are called now and whatever their role.
    pub fn is_same(&self, other: &Self) -> bool {
        self.who == other.who
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_text_and_a_number_is_a_number() {
        for (name, json, number) in [
            (PersonName::Number(2), "2", Some(2)),
            ("Mara".into(), "\"Mara\"", None),
            ("2".into(), "\"2\"", Some(2)),
            ("Ospite 12".into(), "\"Ospite 12\"", Some(12)),
            ("Guest 99999999999".into(), "\"Guest 99999999999\"", None),
            (PersonName::default(), "\"\"", None),
        ] {
            assert_eq!(serde_json::to_string(&name).expect("JSON"), json);
            assert_eq!(serde_json::from_str::<PersonName>(json).expect("a name"), name);
            assert_eq!(name.number(), number, "{json}");
        }
    }
}
