//! Taps the server has said no to. Each is said on the line it concerns until somebody has read it or taps there again.

use super::coordinator::Coordinator;
use super::under_way::touched;
use comanda::backend::Fault;
use comanda::command::NewLine;
use comanda::ids::{CommandKey, ItemId, SessionId};
use comanda::session::CartLine;
use comanda::{Command, Envelope, Rejection};
use leptos::prelude::*;
use std::sync::Arc;

/// So many are kept; the oldest go first.
const KEPT: usize = 50;

/// A tap that the rules refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub envelope: Arc<Envelope>,
    pub rejection: Rejection,
}

impl Refused {
    pub fn key(&self) -> CommandKey {
        self.envelope.key
    }

    /// The cart line that never came to be.
    pub fn lost(&self) -> Option<&NewLine> {
        match &self.envelope.command {
            Command::AddLine { line, .. } => Some(line),
            _ => None,
        }
    }

    /// Is this why a line of the cart is not as it was tapped, or was not sent?
    pub fn concerns(&self, line: &CartLine) -> bool {
        match &self.envelope.command {
            Command::SendOrder { .. } => self.rejection.product() == Some(line.product),
            command => touched(command).contains(&line.id),
        }
    }

    /// What can be tapped instead on a line that stands: as many as are left, or none. Nothing, if it is no more than that.
    pub fn way_on(&self, line: &CartLine) -> Option<(String, Command)> {
        let session = self.envelope.command.session()?;
        let CartLine { id, options, quantity, note, .. } = line.clone();
        match self.rejection {
            Rejection::OnlyLeft { left, .. } if left >= quantity => None,
            Rejection::OnlyLeft { left, .. } if left > 0 => {
                Some((format!("Take {left}"), Command::ChangeLine { session, line: id, quantity: left, options, note }))
            }
            Rejection::SoldOut { .. } | Rejection::OnlyLeft { .. } => {
                Some(("Take it off".into(), Command::RemoveLine { session, line: id }))
            }
            _ => None,
        }
    }

    /// What can be tapped instead of a line that never came to be, while the dish is to be had: as many as are left, or the same
    /// again.
    pub fn second_try(&self) -> Option<(String, Command)> {
        let session = self.envelope.command.session()?;
        let line = NewLine { id: crate::ids::fresh(), ..self.lost()?.clone() };
        match self.rejection {
            Rejection::OnlyLeft { left: 0, .. } => None,
            Rejection::OnlyLeft { left, .. } => {
                Some((format!("Add {left}"), Command::AddLine { session, line: NewLine { quantity: left, ..line } }))
            }
            _ => Some(("Try again".into(), Command::AddLine { session, line })),
        }
    }

    /// Is it over once this is tapped?
    fn is_answered_by(&self, tap: &Command) -> bool {
        let held = &self.envelope.command;
        let lines = touched(held);
        let sends = |command: &Command| matches!(command, Command::SendOrder { .. }) && command.session() == held.session();
        sends(held) && sends(tap) || touched(tap).iter().any(|line| lines.contains(line))
    }
}

/// Somebody taps: what was said of the same line before is over.
pub fn tapped(all: &mut Vec<Refused>, tap: &Command) {
    all.retain(|refused| !refused.is_answered_by(tap));
}

/// The server has said no.
pub fn note(all: &mut Vec<Refused>, refused: Refused) {
    all.push(refused);
    if all.len() > KEPT {
        all.remove(0);
    }
}

/// What was refused on this page; `Copy`.
#[derive(Debug, Clone, Copy)]
pub struct Refusals(RwSignal<Vec<Refused>>);

/// What was refused on this page and not read yet.
pub fn use_refusals() -> Refusals {
    use_context::<Coordinator>().map_or_else(|| Refusals(RwSignal::new(Vec::new())), |coordinator| coordinator.refusals)
}

impl Refusals {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// Why a line of the cart is not as it was tapped: the last word.
    pub fn of_line(self, line: Memo<Option<CartLine>>) -> Memo<Option<Refused>> {
        Memo::new(move |_| {
            line.with(|line| {
                let line = line.as_ref()?;
                self.0.with(|all| all.iter().rev().find(|refused| refused.concerns(line)).cloned())
            })
        })
    }

    /// The same of an ordered item.
    pub fn of_item(self, item: ItemId) -> Memo<Option<Refused>> {
        Memo::new(move |_| {
            self.0.with(|all| all.iter().rev().find(|refused| touched(&refused.envelope.command).contains(&item)).cloned())
        })
    }

    /// Lines that were not added to a party's cart.
    pub fn lost(self, session: SessionId) -> Memo<Vec<Refused>> {
        let of_it = move |refused: &&Refused| refused.lost().is_some() && refused.envelope.command.session() == Some(session);
        Memo::new(move |_| self.0.with(|all| all.iter().filter(of_it).cloned().collect()))
    }

    /// Somebody has read it.
    pub fn understood(self, key: CommandKey) {
        let _ = self.0.try_update(|all| all.retain(|refused| refused.key() != key));
    }

    pub(super) fn tapped(self, tap: &Command) {
        if self.0.with_untracked(|all| all.iter().any(|refused| refused.is_answered_by(tap))) {
            self.0.update(|all| tapped(all, tap));
        }
    }

    /// Only the rules' own word is about a line; everything else is about the road.
    pub(super) fn note(self, envelope: Arc<Envelope>, fault: &Fault) {
        if let Fault::Rejected { rejection } = fault {
            self.0.update(|all| note(all, Refused { envelope, rejection: rejection.clone() }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use comanda::At;
    use comanda::actor::{By, Who};
    use comanda::command::SendScope;
    use comanda::ids::{GuestId, OrderId, ProductId};
    use uuid::Uuid;

    const TABLE: SessionId = SessionId(Uuid::from_u128(7));

    fn line(id: u128, product: u128) -> CartLine {
        CartLine {
            id: ItemId(Uuid::from_u128(id)),
            product: ProductId(Uuid::from_u128(product)),
            options: Vec::new(),
            quantity: 1,
            note: None,
            for_guest: None,
            by: By { who: Who::Guest { id: GuestId(Uuid::from_u128(9)) }, name: "Ada".into() },
            added_at: At(0),
        }
    }

    fn change(id: u128) -> Command {
        Command::ChangeLine { session: TABLE, line: ItemId(Uuid::from_u128(id)), quantity: 2, options: Vec::new(), note: None }
    }

    fn send() -> Command {
        Command::SendOrder { session: TABLE, order: OrderId(Uuid::from_u128(3)), scope: SendScope::Mine, expected: None }
    }

    fn refused(command: Command) -> Refused {
        let envelope = Envelope { key: CommandKey(Uuid::from_u128(1)), command, at: At(0), base_seq: 0 };
        let rejection = Rejection::SoldOut { product: ProductId(Uuid::from_u128(50)), name: "Supplì".into() };
        Refused { envelope: Arc::new(envelope), rejection }
    }

    #[test]
    fn a_refusal_is_about_the_line_that_was_tapped_or_the_dish_that_held_the_order_up() {
        assert!(refused(change(1)).concerns(&line(1, 50)));
        assert!(!refused(change(1)).concerns(&line(2, 50)));
        assert!(refused(send()).concerns(&line(2, 50)));
        assert!(!refused(send()).concerns(&line(2, 51)));
    }

    #[test]
    fn a_refusal_is_over_once_the_same_is_tapped_again() {
        let after = |tap: &Command| {
            let mut all = Vec::new();
            note(&mut all, refused(change(1)));
            note(&mut all, refused(send()));
            tapped(&mut all, tap);
            all.len()
        };
        assert_eq!(after(&change(1)), 1);
        assert_eq!(after(&change(2)), 2);
        assert_eq!(after(&send()), 1);
    }

    #[test]
    fn the_way_on_is_as_many_as_are_left() {
        let few = |command: Command, left: u32| {
            let product = ProductId(Uuid::from_u128(50));
            Refused { rejection: Rejection::OnlyLeft { product, name: "Supplì".into(), left }, ..refused(command) }
        };
        let three = CartLine { quantity: 3, ..line(1, 50) };
        let label = |way: Option<(String, Command)>| way.map(|(label, _)| label);
        assert_eq!(label(few(change(1), 2).way_on(&three)).as_deref(), Some("Take 2"));
        assert_eq!(label(few(change(1), 3).way_on(&three)), None);
        assert_eq!(label(few(change(1), 0).way_on(&three)).as_deref(), Some("Take it off"));
        assert_eq!(label(refused(send()).way_on(&three)).as_deref(), Some("Take it off"));
        let CartLine { id, product, options, quantity, .. } = three;
        let add =
            Command::AddLine { session: TABLE, line: NewLine { id, product, options, quantity, note: None, for_guest: None } };
        let again = few(add.clone(), 2).second_try();
        assert!(
            matches!(&again, Some((_, Command::AddLine { line, .. })) if line.quantity == 2 && line.id != id),
            "another line: {again:?}"
        );
        assert_eq!(label(few(add, 0).second_try()), None);
    }

    #[test]
    fn an_evening_of_refusals_does_not_grow_without_end() {
        let mut all = Vec::new();
        (0..2 * KEPT).for_each(|_| note(&mut all, refused(send())));
        assert_eq!(all.len(), KEPT);
    }
}
