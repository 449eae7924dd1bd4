//! What a refused tap was about, and what can be tapped instead.

use comanda::actor::Principal;
use comanda::backend::Fault;
use comanda::ids::{CommandKey, ItemId, ProductId, SessionId};
use comanda::party::{CartLine, NewLine, NewPayment};
use comanda::time::SECOND;
use comanda::{At, Command, Envelope, PartyCommand, Rejection};
use std::sync::Arc;
use sync::under_way::touched;

/// So many are kept; the oldest go first.
pub(super) const KEPT: usize = 50;

/// A tap on a line that the rules refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub key: CommandKey,
    /// When it was tapped.
    pub(super) at: At,
    /// Who tapped: only this person is shown it.
    pub(super) owner: Principal,
    pub session: SessionId,
    /// The lines it was about.
    pub(super) lines: Vec<ItemId>,
    /// How many of the dish were asked for, where that is why.
    pub(super) asked: Option<(ProductId, u32)>,
    /// The cart line that never came to be, as it was wanted in the end.
    pub lost: Option<NewLine>,
    pub rejection: Rejection,
}

impl Refused {
    /// The first of these taps, which was refused; the others came after it and wait. `None`: it was about no line, or about one that
    /// is not wanted any more.
    pub(super) fn of(owner: Principal, taps: &[Arc<Envelope>], rejection: &Rejection) -> Option<Self> {
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

    pub(super) fn is_of(&self, who: Option<Principal>) -> bool {
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

/// The age from which the person who tapped no longer looks at the result, milliseconds.
pub(super) const LATE: i64 = 5 * SECOND;

/// What was shown as done about a party's money or stay, a while ago, and was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    pub key: CommandKey,
    pub(super) owner: Principal,
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
    pub(super) fn of(owner: Principal, tap: &Envelope, why: &Fault, now: At) -> Option<Self> {
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
pub(super) fn as_wanted(line: &NewLine, later: &[Arc<Envelope>]) -> Option<NewLine> {
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

/// The refusals that a new tap on the same line replaces.
pub(super) fn over(all: &[Refused], tap: &Command) -> Vec<CommandKey> {
    let lines = about(tap);
    all.iter().filter(|refused| refused.lines.iter().any(|line| lines.contains(line))).map(|refused| refused.key).collect()
}

/// The server has said no.
pub(super) fn note(all: &mut Vec<Refused>, refused: Refused) {
    all.push(refused);
    if all.len() > KEPT {
        all.remove(0);
    }
}

/// Keeps the last few.
pub(super) fn remember<T>(kept: &mut Vec<T>, one: T) {
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
pub(super) fn about(tap: &Command) -> Vec<ItemId> {
    match tap {
        Command::Party(PartyCommand::RemoveLine { line, .. }) => vec![*line],
        other => touched(other),
    }
}
