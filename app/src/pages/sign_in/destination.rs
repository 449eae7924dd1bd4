//! Where somebody wants to go, and who may. Pure.

use crate::browser::place::own_path;
use comanda::Role;
use comanda::access::{Surface, may_open};
use comanda::ids::StaffId;

/// The wish in the address: `?to=…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination(Option<String>);

impl Destination {
    /// Anything but a path of ours is no wish.
    pub fn of(to: Option<&str>) -> Self {
        Self(to.and_then(own_path).map(str::to_owned))
    }

    /// The wish, or the room of one's trade.
    pub fn path(&self, roles: &[Role]) -> String {
        match &self.0 {
            Some(to) => to.clone(),
            None if may_open(roles, Surface::Floor) => "/waiter".into(),
            None if may_open(roles, Surface::Kitchen) => "/kitchen".into(),
            None => "/".into(),
        }
    }

    /// Whether somebody with these roles would be let in there.
    pub fn admits(&self, roles: &[Role]) -> bool {
        match self.0.as_deref().and_then(|to| to.split(['/', '?']).nth(1)) {
            Some("kitchen") => may_open(roles, Surface::Kitchen),
            Some("waiter") => may_open(roles, Surface::Floor),
            Some("manage") => may_open(roles, Surface::Office),
            _ => true,
        }
    }

    /// Whom the picker asks for.
    pub fn lead(&self) -> &'static str {
        match self.0.as_deref().and_then(|to| to.split(['/', '?']).nth(1)) {
            Some("kitchen") => "For the kitchen. Tap your name, then your PIN.",
            Some("waiter") => "For the floor. Tap your name, then your PIN.",
            _ => "Tap your name, then your PIN.",
        }
    }

    /// What the room is called to somebody it does not admit.
    pub fn screens(&self) -> &'static str {
        match self.0.as_deref().and_then(|to| to.split(['/', '?']).nth(1)) {
            Some("kitchen") => "kitchen screens",
            Some("waiter") => "waiters’ screens",
            _ => "screen you asked for",
        }
    }

    /// The sign-in page with this wish kept, with or without somebody chosen.
    pub fn address(&self, staff: Option<StaffId>) -> String {
        let to = self.0.as_deref().map(|to| format!("to={}", crate::browser::place::encode(to)));
        let staff = staff.map(|id| format!("staff={id}"));
        let query: Vec<_> = [to, staff].into_iter().flatten().collect();
        if query.is_empty() { "/sign-in".into() } else { format!("/sign-in?{}", query.join("&")) }
    }
}

/// A role as people say it.
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::Owner => "Owner",
        Role::Manager => "Manager",
        Role::Waiter => "Waiter",
        Role::Kitchen => "Kitchen",
        Role::Counter => "Counter",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_wish_everybody_goes_to_their_own_room() {
        let none = Destination::of(None);
        assert_eq!(none.path(&[Role::Waiter]), "/waiter");
        assert_eq!(none.path(&[Role::Kitchen]), "/kitchen");
        assert_eq!(none.path(&[Role::Counter]), "/");
    }

    #[test]
    fn a_wish_for_another_site_is_no_wish() {
        assert_eq!(Destination::of(Some("//evil.example/kitchen")).path(&[Role::Kitchen]), "/kitchen");
        assert_eq!(Destination::of(Some("//evil.example")).address(None), "/sign-in");
    }

    #[test]
    fn the_kitchen_admits_cooks_and_managers_only() {
        let kitchen = Destination::of(Some("/kitchen?station=1"));
        assert!(kitchen.admits(&[Role::Kitchen]) && kitchen.admits(&[Role::Manager]));
        assert!(!kitchen.admits(&[Role::Waiter]));
        assert!(Destination::of(Some("/")).admits(&[Role::Counter]));
    }
}
