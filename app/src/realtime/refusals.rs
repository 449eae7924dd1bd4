//! Taps the server has said no to. Each is said on the line it concerns until somebody has read it or taps there again.

use super::coordinator::Coordinator;
use crate::AppError;
use comanda::actor::Principal;
use comanda::backend::Fault;
use comanda::ids::{CommandKey, ItemId, ProductId, SessionId, TableId};
use comanda::party::CartLine;
use comanda::party::{NewLine, NewPayment};
use comanda::time::{MINUTE, SECOND};
use comanda::{At, Command, Envelope, PartyCommand, Rejection};
use leptos::prelude::*;
use std::sync::Arc;
use sync::under_way::touched;

/// So many are kept; the oldest go first.
const KEPT: usize = 50;

/// So long a page waits for somebody to read what was refused before it loads itself anew, milliseconds.
const WHILE: i64 = 30 * MINUTE;

/// A tap on a line that the rules refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub key: CommandKey,
    /// When it was tapped.
    at: At,
    /// Whose tap it was: nobody else need read it.
    owner: Principal,
    pub session: SessionId,
    /// The lines it was about.
    lines: Vec<ItemId>,
    /// How many of the dish were asked for, where that is why.
    asked: Option<(ProductId, u32)>,
    /// The cart line that never came to be, as it was wanted in the end.
    pub lost: Option<NewLine>,
    pub rejection: Rejection,
}

impl Refused {
    /// The first of these taps, which was refused; the others came after it and wait. `None`: it was about no line, or about one that
    /// is not wanted any more.
    fn of(owner: Principal, taps: &[Arc<Envelope>], rejection: &Rejection) -> Option<Self> {
        let (first, later) = taps.split_first()?;
        let command = &first.command;
        let asked = match command {
            Command::Party(PartyCommand::AddLine { line, .. }) => Some(line.quantity),
            Command::Party(PartyCommand::ChangeLine { quantity, .. }) => Some(*quantity),
            _ => None,
        };
        let lost = match command {
            Command::Party(PartyCommand::AddLine { line, .. }) => Some(as_wanted(line, later)?),
            _ => None,
        };
        let lines = touched(command);
        (!lines.is_empty()).then_some(())?;
        let asked = rejection.product().zip(asked);
        Some(Self {
            key: first.key,
            at: first.at,
            owner,
            session: command.session()?,
            lines,
            asked,
            lost,
            rejection: rejection.clone(),
        })
    }

    fn is_of(&self, who: Option<Principal>) -> bool {
        who == Some(self.owner)
    }

    /// What can be tapped instead of a line that never came to be, while the dish is to be had: as many as are left, or the same
    /// again.
    pub fn second_try(&self) -> Option<(String, Command)> {
        let session = self.session;
        let line = NewLine { id: crate::ids::fresh(), ..self.lost.clone()? };
        match self.rejection {
            Rejection::OnlyLeft { left: 0, .. } => None,
            Rejection::OnlyLeft { left, .. } => Some((
                say!(add_so_many, count = left),
                Command::Party(PartyCommand::AddLine { session, line: NewLine { quantity: left, ..line } }),
            )),
            _ => Some((say!(try_again).into(), Command::Party(PartyCommand::AddLine { session, line }))),
        }
    }
}

/// A tap so old is one that nobody waits for any more, milliseconds.
const LATE: i64 = 5 * SECOND;

/// What was shown as done about a party's money or stay, a while ago, and was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    pub key: CommandKey,
    owner: Principal,
    pub session: SessionId,
    pub what: StayChange,
    pub why: Fault,
}

/// What somebody did about a party's money or stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StayChange {
    Paid(NewPayment),
    TookBack,
    Closed,
    Reopened,
}

impl Undone {
    /// `None`: the tap was about something else, or whoever tapped still looks at it.
    fn of(owner: Principal, tap: &Envelope, why: &Fault, now: At) -> Option<Self> {
        let what = match &tap.command {
            Command::Party(PartyCommand::RecordPayment { payment, .. }) => StayChange::Paid(payment.clone()),
            Command::Party(PartyCommand::VoidPayment { .. }) => StayChange::TookBack,
            Command::Party(PartyCommand::CloseSession { .. }) => StayChange::Closed,
            Command::Party(PartyCommand::ReopenSession { .. }) => StayChange::Reopened,
            _ => return None,
        };
        let session = tap.command.session()?;
        (now.since(tap.at) >= LATE).then(|| Self { key: tap.key, owner, session, what, why: why.clone() })
    }
}

/// A line as it was wanted after all that was tapped on it; `None` if it was taken off again.
fn as_wanted(line: &NewLine, later: &[Arc<Envelope>]) -> Option<NewLine> {
    let mut wanted = Some(line.clone());
    for tap in later {
        match &tap.command {
            Command::Party(PartyCommand::ChangeLine { line: id, quantity, options, note, .. }) if *id == line.id => {
                let (quantity, options, note) = (*quantity, options.clone(), note.clone());
                wanted = wanted.map(|line| NewLine { quantity, options, note, ..line });
            }
            Command::Party(PartyCommand::RemoveLine { line: id, .. }) if *id == line.id => wanted = None,
            _ => {}
        }
    }
    wanted
}

/// What can be tapped instead on a line that stands: as many as are left, or none. Nothing, if it is no more than that.
pub fn way_on(session: SessionId, line: &CartLine, no: &Rejection) -> Option<(String, Command)> {
    let CartLine { id, options, quantity, note, .. } = line.clone();
    match *no {
        Rejection::OnlyLeft { left, .. } if left >= quantity => None,
        Rejection::OnlyLeft { left, .. } if left > 0 => Some((
            say!(take_so_many, count = left),
            Command::Party(PartyCommand::ChangeLine { session, line: id, quantity: left, options, note }),
        )),
        Rejection::SoldOut { .. }
        | Rejection::OnlyLeft { .. }
        | Rejection::UnknownProduct { .. }
        | Rejection::UnknownModifier { .. }
        | Rejection::ModifierCount { .. } => {
            Some((say!(remove).into(), Command::Party(PartyCommand::RemoveLine { session, line: id })))
        }
        _ => None,
    }
}

/// Somebody taps: what was said of the same line before is over.
fn over(all: &[Refused], tap: &Command) -> Vec<CommandKey> {
    let lines = about(tap);
    all.iter().filter(|refused| refused.lines.iter().any(|line| lines.contains(line))).map(|refused| refused.key).collect()
}

/// The server has said no.
fn note(all: &mut Vec<Refused>, refused: Refused) {
    all.push(refused);
    if all.len() > KEPT {
        all.remove(0);
    }
}

/// Keeps the last few.
fn remember<T>(kept: &mut Vec<T>, one: T) {
    kept.push(one);
    if kept.len() > KEPT {
        kept.remove(0);
    }
}

/// What was chosen for a party that was not seated after all, as it was wanted in the end.
pub(super) fn chosen(taps: &[Arc<Envelope>], party: SessionId) -> Vec<NewLine> {
    let lines = |(n, tap): (usize, &Arc<Envelope>)| match &tap.command {
        Command::Party(PartyCommand::AddLine { session, line }) if *session == party => {
            as_wanted(line, &taps[n + 1..]).into_iter().collect()
        }
        Command::Party(PartyCommand::PlaceOrder { session, lines, .. }) if *session == party => lines.clone(),
        _ => Vec::new(),
    };
    taps.iter().enumerate().flat_map(lines).collect()
}

/// The lines a tap is about.
fn about(tap: &Command) -> Vec<ItemId> {
    match tap {
        Command::Party(PartyCommand::RemoveLine { line, .. }) => vec![*line],
        other => touched(other),
    }
}

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
        Memo::new(move |_| {
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
        Memo::new(move |_| {
            let me = self.me();
            self.all.with(|all| {
                let last = all.iter().rev().find(|refused| refused.is_of(me) && refused.lines.contains(&item))?;
                Some(Said { rejection: last.rejection.clone(), tap: Some(last.key) })
            })
        })
    }

    /// Lines that were not added to a party's cart.
    pub fn lost(self, session: SessionId) -> Memo<Vec<Refused>> {
        Memo::new(move |_| {
            let me = self.me();
            let of_it = |refused: &&Refused| refused.is_of(me) && refused.lost.is_some() && refused.session == session;
            self.all.with(|all| all.iter().filter(of_it).cloned().collect())
        })
    }

    /// Why a party's last order was not sent.
    pub fn unsent(self, session: SessionId) -> Memo<Option<AppError>> {
        Memo::new(move |_| self.unsent.with(|all| all.iter().find(|(party, _)| *party == session).map(|(_, why)| why.clone())))
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
        Memo::new(move |_| {
            let me = self.me();
            self.undone.with(|all| all.iter().filter(|undone| Some(undone.owner) == me).cloned().collect())
        })
    }

    /// Where a party was to sit that was not seated after all, a while ago at most.
    pub fn unseated(self, party: impl Fn() -> Option<SessionId> + Send + Sync + 'static) -> Memo<Option<TableId>> {
        Memo::new(move |_| {
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
