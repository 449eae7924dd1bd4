//! Which commands are shown as done although their events have not come. Pure; the simulations use it as the pages do.

use crate::guess::{Acked, Guess};
use crate::outbox::Entry;
use crate::tail::Tail;
use comanda::backend::Fault;
use comanda::ids::{CommandKey, ItemId};
use comanda::protocol::Cursor;
use comanda::{Command, Outcome, PartyCommand};
use std::sync::Arc;

/// A command that has been answered while its events have not come is believed for so many others.
const ACKED_KEPT: usize = 20;

/// Are all of these shown?
pub fn shows(all: &[Guess], entries: &[Entry]) -> bool {
    entries.iter().all(|entry| all.iter().any(|guess| guess.envelope.key == entry.key()))
}

/// Shows what waits, in the order of the taps.
pub fn show(all: &mut Vec<Guess>, entries: Vec<Entry>) {
    for entry in entries {
        if !all.iter().any(|guess| guess.envelope.key == entry.key()) {
            let place = all.partition_point(|guess| guess.envelope.key < entry.key());
            all.insert(place, Guess { owner: entry.owner, envelope: Arc::new(entry.envelope), acked: None });
        }
    }
}

/// An answer has come: what was accepted stays shown until its events come, what was refused goes.
pub fn settle(all: &mut Vec<Guess>, key: CommandKey, result: &Result<Outcome, Fault>, tail: &Tail) {
    let Ok(outcome) = result else {
        all.retain(|guess| guess.envelope.key != key);
        return;
    };
    if tail.has_heard(key) {
        all.retain(|guess| guess.envelope.key != key);
    } else if let Some(guess) = all.iter_mut().find(|guess| guess.envelope.key == key) {
        guess.acked = Some(Acked { log: tail.log(), seq: outcome.seq });
    }
    // Whose events come to other rooms only: long since part of every answer.
    let acked = all.iter().filter(|guess| guess.acked.is_some()).count();
    if acked > ACKED_KEPT
        // Without the tap that seated a party, nothing else about it could be shown.
        && let Some(oldest) = all.iter().position(|guess| guess.acked.is_some() && guess.envelope.command.opens().is_none())
    {
        all.remove(oldest);
    }
}

/// The log is followed from here. An answer that came before its first word belongs to it, unless it tells of a place the log has
/// not reached: that was another log, of before a restored backup, as are those of a log that is followed no more.
pub fn begin(all: &mut Vec<Guess>, from: Cursor) {
    all.retain_mut(|guess| match &mut guess.acked {
        Some(Acked { log: Some(log), .. }) => *log == from.epoch,
        Some(acked) => {
            acked.log = Some(from.epoch);
            acked.seq <= from.seq
        }
        None => true,
    });
}

/// Lets go of those whose events have come.
pub fn let_go(all: &mut Vec<Guess>, tail: &Tail) {
    all.retain(|guess| !tail.has_heard(guess.envelope.key));
}

/// The lines and items a command makes or changes.
pub fn touched(command: &Command) -> Vec<ItemId> {
    match command {
        Command::Party(PartyCommand::AddLine { line, .. }) => vec![line.id],
        Command::Party(PartyCommand::ChangeLine { line, .. }) => vec![*line],
        Command::Party(PartyCommand::PlaceOrder { lines, .. }) => lines.iter().map(|line| line.id).collect(),
        Command::Party(PartyCommand::CancelItem { item, .. }) => vec![*item],
        Command::Party(PartyCommand::Serve { items, .. }) => items.clone(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use comanda::actor::Principal;
    use comanda::ids::{Epoch, GuestId, SessionId};
    use comanda::{At, Command, Envelope};
    use uuid::Uuid;

    const NOW: Epoch = Epoch(Uuid::from_u128(2));

    fn acked(log: Option<Epoch>, seq: i64) -> Guess {
        let command = Command::Party(PartyCommand::Approve { session: SessionId(Uuid::from_u128(7)), guest: None });
        let key = CommandKey(Uuid::from_u128(1));
        let envelope = Arc::new(Envelope { key, command, at: At(0), base_seq: 0 });
        Guess { envelope, owner: Principal::Guest(GuestId(Uuid::from_u128(9))), acked: Some(Acked { log, seq }) }
    }

    #[test]
    fn an_answer_from_before_the_first_word_is_of_this_log_or_of_one_that_is_gone() {
        let kept = |guess: Guess| {
            let mut all = vec![guess];
            begin(&mut all, Cursor { epoch: NOW, seq: 100 });
            all.first().and_then(|guess| guess.acked)
        };
        assert_eq!(kept(acked(None, 90)), Some(Acked { log: Some(NOW), seq: 90 }));
        assert_eq!(kept(acked(None, 101)), None, "a backup was put back: it has never been there");
        assert_eq!(kept(acked(Some(Epoch(Uuid::from_u128(1))), 90)), None);
        assert_eq!(kept(acked(Some(NOW), 101)), Some(Acked { log: Some(NOW), seq: 101 }), "its events are on their way");
        let waiting = Guess { acked: None, ..acked(None, 0) };
        assert_eq!(kept(waiting), None, "nothing is known of it");
    }
}
