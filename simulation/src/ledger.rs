//! What people did and were told, written down outside of their phones: the story, and the books that are checked at its end.

use comanda::backend::Fault;
use comanda::ids::CommandKey;
use comanda::{Envelope, Outcome};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

/// A tap and what its phone was told in the end.
#[derive(Debug, Clone)]
pub struct Tap {
    #[allow(dead_code, reason = "for the reader of a failure")]
    pub who: &'static str,
    #[allow(dead_code, reason = "as well")]
    pub envelope: Envelope,
    pub told: Option<Result<Outcome, Fault>>,
}

/// How often things happened: a simulation in which nothing does proves nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub delivered: u64,
    pub caught_up: u64,
    pub resyncs: u64,
    pub sent_again: u64,
    pub by_http: u64,
    pub polled: u64,
    pub by_socket: u64,
    pub asked: u64,
    pub groups_of_several: u64,
}

impl Counts {
    /// Every figure by its name.
    #[must_use]
    pub fn named(&self) -> [(&'static str, u64); 9] {
        [
            ("events delivered", self.delivered),
            ("catch-ups", self.caught_up),
            ("resyncs", self.resyncs),
            ("commands decided again", self.sent_again),
            ("commands by HTTP", self.by_http),
            ("polls", self.polled),
            ("commands by socket", self.by_socket),
            ("questions", self.asked),
            ("groups of several commands", self.groups_of_several),
        ]
    }
}

#[derive(Debug, Default)]
pub struct Ledger {
    taps: RefCell<BTreeMap<CommandKey, Tap>>,
    /// Committed once, and lost with the database that a backup replaced.
    gone: RefCell<BTreeSet<CommandKey>>,
    /// Handed to the database, once or more often.
    decided: RefCell<BTreeSet<CommandKey>>,
    story: RefCell<Vec<String>>,
    complaints: RefCell<Vec<String>>,
    counts: Cell<Counts>,
}

impl Ledger {
    pub fn tell(&self, line: String) {
        self.story.borrow_mut().push(line);
    }
    /// Something that must not happen.
    pub fn complain(&self, complaint: String) {
        self.tell(format!("COMPLAINT {complaint}"));
        self.complaints.borrow_mut().push(complaint);
    }
    pub fn count(&self, change: impl FnOnce(&mut Counts)) {
        let mut counts = self.counts.get();
        change(&mut counts);
        self.counts.set(counts);
    }
    pub fn tapped(&self, who: &'static str, envelope: &Envelope) {
        self.taps.borrow_mut().insert(envelope.key, Tap { who, envelope: envelope.clone(), told: None });
    }
    pub fn told(&self, who: &'static str, key: CommandKey, result: &Result<Outcome, Fault>) {
        match self.taps.borrow_mut().get_mut(&key) {
            Some(Tap { told: Some(before), .. }) if before != result => {
                self.complain(format!("{who} was told {result:?} about {key:?}, and {before:?} before"));
            }
            Some(tap) => tap.told = Some(result.clone()),
            None => self.complain(format!("{who} was told about {key:?}, which nobody tapped")),
        }
    }
    /// A command goes to the database.
    pub fn decided(&self, key: CommandKey) {
        if !self.decided.borrow_mut().insert(key) {
            self.count(|counts| counts.sent_again += 1);
        }
    }
    pub fn gone(&self, keys: impl IntoIterator<Item = CommandKey>) {
        self.gone.borrow_mut().extend(keys);
    }
    pub fn is_gone(&self, key: CommandKey) -> bool {
        self.gone.borrow().contains(&key)
    }
    pub fn taps(&self) -> BTreeMap<CommandKey, Tap> {
        self.taps.borrow().clone()
    }
    pub fn counts(&self) -> Counts {
        self.counts.get()
    }
    pub fn complaints(&self) -> Vec<String> {
        self.complaints.borrow().clone()
    }
    pub fn story(&self) -> Vec<String> {
        self.story.borrow().clone()
    }
}
