//! Which commands are shown as done although their events have not come. Pure; the simulations use it as the pages do.

use super::guess::{Acked, Guess};
use super::outbox::queue::Entry;
use super::tail::Tail;
use comanda::Outcome;
use comanda::backend::Fault;
use comanda::ids::CommandKey;
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
            all.insert(place, Guess { envelope: Arc::new(entry.envelope), acked: None });
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
        && let Some(oldest) = all.iter().position(|guess| guess.acked.is_some())
    {
        all.remove(oldest);
    }
}

/// Lets go of those whose events have come.
pub fn let_go(all: &mut Vec<Guess>, tail: &Tail) {
    all.retain(|guess| !tail.has_heard(guess.envelope.key));
}
