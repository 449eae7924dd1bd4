//! Taps the server has said no to. Each is said on the line it concerns until somebody has read it or taps there again.

use super::coordinator::Coordinator;
use super::refused::{Refused, Undone, about, note, over, remember};
use crate::AppError;
use crate::memo::memo;
use comanda::actor::Principal;
use comanda::backend::Fault;
use comanda::ids::{CommandKey, ItemId, ProductId, SessionId, TableId};
use comanda::party::CartLine;
use comanda::time::MINUTE;
use comanda::{At, Command, Envelope, PartyCommand, Rejection};
use leptos::prelude::*;
use std::sync::Arc;

/// So long a page waits for somebody to read what was refused before it loads itself anew, milliseconds.
const WHILE: i64 = 30 * MINUTE;

/// What a line has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub rejection: Rejection,
    /// The refused tap; `None` for what is so, and leaves by itself.
    pub tap: Option<CommandKey>,
}

/// What was refused on this page; `Copy`.
#[derive(Debug, Clone, Copy)]
pub struct Refusals {
    all: RwSignal<Vec<Refused>>,
    /// Lines that never came to be, the last few: whatever else was tapped on them is refused, too.
    never: StoredValue<Vec<ItemId>>,
    /// Parties that were not seated, the last few, and the tables they were meant for: the same of whatever was tapped for them.
    unseated: RwSignal<Vec<(SessionId, TableId)>>,
    /// Orders that were not sent, and why, until somebody has read it or sends again. Kept here since the part of the page that sent
    /// it may be gone when the answer comes: a cart that is shown as sent has no button.
    unsent: RwSignal<Vec<(SessionId, AppError)>>,
    undone: RwSignal<Vec<Undone>>,
    who: Memo<Option<Principal>>,
}

/// What was refused on this page and not read yet.
pub fn use_refusals() -> Refusals {
    use_context::<Coordinator>().map_or_else(|| Refusals::new(Memo::new(|_| None)), |coordinator| coordinator.refusals)
}

impl Refusals {
    /// `who` is here.
    pub(super) fn new(who: Memo<Option<Principal>>) -> Self {
        Self {
            all: RwSignal::new(Vec::new()),
            never: StoredValue::new(Vec::new()),
            unseated: RwSignal::new(Vec::new()),
            unsent: RwSignal::new(Vec::new()),
            undone: RwSignal::new(Vec::new()),
            who,
        }
    }

    fn me(self) -> Option<Principal> {
        self.who.get()
    }

    /// Whether this person has not read a refusal yet: of a payment or a closing, or of a line younger than [`WHILE`].
    pub fn is_unread(self, now: At) -> bool {
        let me = self.me();
        self.undone.with(|all| all.iter().any(|undone| Some(undone.owner) == me))
            || self.all.with(|all| all.iter().any(|refused| refused.lost.is_some() && now.since(refused.at) < WHILE))
    }

    /// What a line of a party's cart has to say: that there is not enough for the whole cart (`wanted` of it), or why the last tap on
    /// it was refused. `short_of` asks the menu as it stands.
    pub fn of_line(
        self,
        session: SessionId,
        line: Signal<Option<CartLine>>,
        wanted: impl Fn(ProductId) -> u32 + Send + Sync + 'static,
        short_of: impl Fn(ProductId, u32) -> Option<Rejection> + Send + Sync + 'static,
    ) -> Memo<Option<Said>> {
        memo(move || {
            let (id, product) = line.with(|line| line.as_ref().map(|line| (line.id, line.product)))?;
            if let Some(rejection) = short_of(product, wanted(product)) {
                return Some(Said { rejection, tap: None });
            }
            let me = self.me();
            self.all.with(|all| {
                let of_it = |refused: &&Refused| refused.is_of(me) && refused.session == session && refused.lines.contains(&id);
                all.iter().rev().filter(of_it).find_map(|refused| {
                    // There may be enough of it by now, or less still.
                    let rejection = match refused.asked {
                        Some((product, asked)) => short_of(product, asked)?,
                        None => refused.rejection.clone(),
                    };
                    Some(Said { rejection, tap: Some(refused.key) })
                })
            })
        })
    }

    /// The same of an ordered item.
    pub fn of_item(self, item: ItemId) -> Memo<Option<Said>> {
        memo(move || {
            let me = self.me();
            self.all.with(|all| {
                let last = all.iter().rev().find(|refused| refused.is_of(me) && refused.lines.contains(&item))?;
                Some(Said { rejection: last.rejection.clone(), tap: Some(last.key) })
            })
        })
    }

    /// Lines that were not added to a party's cart.
    pub fn lost(self, session: SessionId) -> Memo<Vec<Refused>> {
        memo(move || {
            let me = self.me();
            let of_it = |refused: &&Refused| refused.is_of(me) && refused.lost.is_some() && refused.session == session;
            self.all.with(|all| all.iter().filter(of_it).cloned().collect())
        })
    }

    /// Why a party's last order was not sent.
    pub fn unsent(self, session: SessionId) -> Memo<Option<AppError>> {
        memo(move || self.unsent.with(|all| all.iter().find(|(party, _)| *party == session).map(|(_, why)| why.clone())))
    }

    /// A party's order was not sent.
    pub fn note_unsent(self, session: SessionId, why: AppError) {
        self.forget_unsent(session);
        self.unsent.update(|all| remember(all, (session, why)));
    }

    /// Somebody has read why, or sends again.
    pub fn forget_unsent(self, session: SessionId) {
        if self.unsent.with_untracked(|all| all.iter().any(|(party, _)| *party == session)) {
            self.unsent.update(|all| all.retain(|(party, _)| *party != session));
        }
    }

    /// What was shown as done a while ago, and was not, until somebody has read it.
    pub fn undone(self) -> Memo<Vec<Undone>> {
        memo(move || {
            let me = self.me();
            self.undone.with(|all| all.iter().filter(|undone| Some(undone.owner) == me).cloned().collect())
        })
    }

    /// Where a party was to sit that was not seated after all, a while ago at most.
    pub fn unseated(self, party: impl Fn() -> Option<SessionId> + Send + Sync + 'static) -> Memo<Option<TableId>> {
        memo(move || {
            self.unseated.track();
            self.meant_for(party()?)
        })
    }

    fn meant_for(self, party: SessionId) -> Option<TableId> {
        self.unseated.with_untracked(|all| all.iter().find(|(session, _)| *session == party).map(|(_, table)| *table))
    }

    /// Somebody has read it, here.
    pub fn understood(self, tap: CommandKey) {
        self.read(tap);
        super::outbox::tell_read(tap);
    }

    /// Somebody has read it, in whichever tab.
    pub(super) fn read(self, tap: CommandKey) {
        let _ = self.all.try_update(|all| all.retain(|refused| refused.key != tap));
        let _ = self.undone.try_update(|all| all.retain(|undone| undone.key != tap));
    }

    pub(super) fn tapped(self, tap: &Command) {
        let over = self.all.with_untracked(|all| over(all, tap));
        for key in over {
            self.understood(key);
        }
    }

    /// `taps`: the one that was refused, and those after it. Only the rules' own word is about a line; everything else is about the
    /// road.
    pub(super) fn note(self, key: CommandKey, owner: Principal, taps: &[Arc<Envelope>], fault: &Fault) {
        let Some(first) = taps.first().filter(|tap| tap.key == key) else { return };
        // Whatever the reason, nobody sits there.
        if let Command::Party(PartyCommand::SeatParty { session, table, .. }) = &first.command {
            self.unseated.update(|unseated| remember(unseated, (*session, *table)));
        }
        if let Some(undone) = Undone::of(owner, first, fault, crate::clock::now()) {
            self.undone.update(|all| remember(all, undone));
        }
        let Fault::Rejected { rejection } = fault else { return };
        if let Command::Party(PartyCommand::AddLine { line, .. }) = &first.command {
            self.never.update_value(|never| remember(never, line.id));
        }
        let follows = *rejection == Rejection::UnknownLine || self.follows(&first.command, fault);
        if !follows && let Some(refused) = Refused::of(owner, taps, rejection) {
            self.all.update(|all| note(all, refused));
        }
    }

    /// Has it been said already? Whatever is tapped on a line that never came to be is refused, for no other reason.
    pub(super) fn has_said(self, taps: &[Arc<Envelope>], key: CommandKey, fault: &Fault) -> bool {
        taps.first().is_some_and(|tap| tap.key == key && self.follows(&tap.command, fault))
    }

    /// The same, of a command.
    pub(super) fn follows(self, command: &Command, fault: &Fault) -> bool {
        match fault {
            Fault::Rejected { rejection: Rejection::UnknownLine } => {
                self.never.with_value(|never| about(command).iter().any(|line| never.contains(line)))
            }
            Fault::Rejected { rejection: Rejection::UnknownSession } => {
                command.session().is_some_and(|session| self.meant_for(session).is_some())
            }
            _ => false,
        }
    }
}

#[cfg(test)]
#[path = "refusals_tests.rs"]
mod tests;
