//! The outbox as a pure state machine: what waits, what is on which road, what to do next. No browser, no clock, no luck of its own.

pub use comanda::actor::Principal;
use comanda::backend::{Fault, Hat};
use comanda::ids::{CommandKey, SessionId};
use comanda::{At, Command, Envelope, Outcome, PartyCommand, Rejection};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// The first wait after an unreachable server, milliseconds; doubled each time.
const FIRST_WAIT: i64 = 500;
/// The longest wait, milliseconds.
const LONGEST_WAIT: i64 = 15_000;
/// An answer over the socket that has not come by then is asked for over HTTP, milliseconds.
const ANSWER_WITHIN: i64 = 8_000;
/// The same of an answer over HTTP: some networks swallow a request and say nothing for minutes, milliseconds.
const REQUEST_WITHIN: i64 = 30_000;
/// The server takes no tap that is older than a week: one whose owner has not come back by then is forgotten, milliseconds.
const FORGOTTEN: i64 = 8 * 24 * 3_600_000;
/// So many settled commands are remembered: what was read from the device before they were forgotten there must not come back.
const SETTLED: usize = 500;
/// So many waiting is worth a warning.
pub const MANY: usize = 50;

/// A command as it is kept until the server has answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub envelope: Envelope,
    pub hat: Hat,
    pub owner: Principal,
}

impl Entry {
    pub fn key(&self) -> CommandKey {
        self.envelope.key
    }
    /// What one person taps about one party keeps its order, from the tap that seats it; what is about none (a dish taken off) keeps its own. Nobody waits for
    /// somebody who has gone home.
    fn lane(&self) -> (Principal, Option<SessionId>) {
        let command = &self.envelope.command;
        (self.owner, command.session().or(command.opens()))
    }
}

/// How a command travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Road {
    Socket,
    Http,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Waiting,
    /// The socket did not answer, although it is live: it goes the other way.
    Unanswered,
    Sent {
        road: Road,
        at: At,
        doubtful: bool,
    },
}

/// What happens to the outbox.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// A tap in this tab.
    Put(Entry),
    /// What is kept on this device, by whichever tab.
    Found(Vec<Entry>),
    /// Who is at the seat or signed in here.
    Here(Vec<Principal>),
    /// For whom of them this tab sends.
    Owners(Vec<Principal>),
    /// The server says that the guest's seat continues on another device: nothing of theirs is sent from here until they are back.
    Replaced,
    /// The socket is live under this hat, or not.
    Line(Option<Hat>),
    /// The server has answered, or another tab says that it has.
    Answered { key: CommandKey, result: Result<Outcome, Fault> },
    /// A command did not reach the server, or its answer was lost.
    Unreachable(CommandKey),
    /// Time passes.
    Tick,
    /// The browser came online or the page became visible.
    Wake,
}

/// What to do about it.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Keep it on the device before anything else is done with it.
    Keep(Entry),
    Forget(CommandKey),
    Send(Entry, Road),
    /// It is over: tell whoever waits for it.
    Settle {
        key: CommandKey,
        result: Result<Outcome, Fault>,
    },
}

/// The outbox.
#[derive(Debug, Clone, Default)]
pub struct Outbox {
    entries: Vec<(Entry, Phase)>,
    here: Vec<Principal>,
    owners: Vec<Principal>,
    line: Option<Hat>,
    retry_at: At,
    attempt: u32,
    /// The last settled, by whichever tab.
    settled: VecDeque<CommandKey>,
}

impl Outbox {
    /// What waits or is under way, oldest first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().map(|(entry, _)| entry)
    }

    /// How many of those who are here the server has not been reached with. Somebody else's are nobody's business.
    pub fn waiting(&self) -> usize {
        let is_under_way = |phase: Phase| self.attempt == 0 && matches!(phase, Phase::Sent { doubtful: false, .. });
        // What stands behind a tap that is under way is as good as under way itself.
        let mut lanes: Vec<((Principal, Option<SessionId>), bool)> = Vec::new();
        let waits = |(entry, phase): &&(Entry, Phase)| {
            let lane = entry.lane();
            let under_way = lanes.iter().find(|(held, _)| *held == lane).map(|(_, under_way)| *under_way);
            let under_way = under_way.unwrap_or_else(|| {
                lanes.push((lane, is_under_way(*phase)));
                is_under_way(*phase)
            });
            self.here.contains(&entry.owner) && !under_way
        };
        self.entries.iter().filter(waits).count()
    }

    /// One step.
    pub fn step(&mut self, now: At, input: Input) -> Vec<Action> {
        let mut actions = Vec::new();
        match input {
            Input::Put(entry) => {
                if self.add(entry.clone()) {
                    actions.push(Action::Keep(entry));
                }
            }
            Input::Found(entries) => {
                for entry in entries {
                    if now.since(entry.envelope.at) > FORGOTTEN && !self.owners.contains(&entry.owner) {
                        actions.push(Action::Forget(entry.key()));
                    } else {
                        self.add(entry);
                    }
                }
            }
            Input::Here(here) => self.here = here,
            Input::Owners(owners) => {
                let new = owners.iter().filter(|owner| !self.here.contains(owner)).copied().collect::<Vec<_>>();
                self.here.extend(new);
                self.owners = owners;
            }
            Input::Replaced => self.owners.retain(|held| !matches!(held, Principal::Guest(_))),
            Input::Line(line) => {
                if line.is_some() && self.line != line {
                    self.reached();
                }
                self.line = line;
                if line.is_none() {
                    self.lost(Phase::Waiting, |road, _| road == Road::Socket);
                }
            }
            Input::Answered { key, result } => actions.extend(self.answered(now, key, result)),
            Input::Unreachable(key) => {
                if let Some((_, phase)) = self.entries.iter_mut().find(|(entry, _)| entry.key() == key) {
                    *phase = Phase::Waiting;
                    self.back_off(now);
                }
            }
            Input::Tick => {
                self.lost(Phase::Unanswered, |road, at| road == Road::Socket && now.since(at) > ANSWER_WITHIN);
                self.lost(Phase::Waiting, |road, at| road == Road::Http && now.since(at) > REQUEST_WITHIN);
            }
            Input::Wake => self.reached(),
        }
        actions.extend(self.pump(now));
        actions
    }

    /// Keeps the order of the taps: keys are made in time order.
    fn add(&mut self, entry: Entry) -> bool {
        if self.settled.contains(&entry.key()) || self.entries.iter().any(|(held, _)| held.key() == entry.key()) {
            return false;
        }
        let place = self.entries.partition_point(|(held, _)| held.key() < entry.key());
        self.entries.insert(place, (entry, Phase::Waiting));
        true
    }

    fn answered(&mut self, now: At, key: CommandKey, result: Result<Outcome, Fault>) -> Vec<Action> {
        let Some(place) = self.entries.iter().position(|(entry, _)| entry.key() == key) else {
            // Another tab's, not found here yet.
            self.settle(key);
            return Vec::new();
        };
        match &result {
            // Nothing was decided: the same again, later.
            Err(Fault::Unavailable) => {
                self.entries[place].1 = Phase::Waiting;
                self.back_off(now);
                return Vec::new();
            }
            Err(Fault::RateLimited { retry_after_ms }) => {
                self.entries[place].1 = Phase::Waiting;
                self.retry_at = now.plus(i64::try_from(*retry_after_ms).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT));
                return Vec::new();
            }
            // A sign-in that has ended, a seat that continues elsewhere: it waits until the same person is back.
            Err(fault)
                if matches!(fault, Fault::Replaced { .. })
                    || *fault == Fault::Unauthenticated && matches!(self.entries[place].0.owner, Principal::Staff(_)) =>
            {
                let owner = self.entries[place].0.owner;
                self.entries[place].1 = Phase::Waiting;
                self.owners.retain(|held| *held != owner);
                return Vec::new();
            }
            _ => {}
        }
        self.reached();
        let (entry, _) = self.entries.remove(place);
        self.settle(key);
        let refused = matches!(result, Err(Fault::Rejected { .. }));
        let never = refused.then(|| self.about_what_never_was(&entry)).into_iter().flatten();
        let never = never.flat_map(|(key, rejection)| {
            let result = Err(Fault::Rejected { rejection });
            [Action::Forget(key), Action::Settle { key, result }]
        });
        [Action::Forget(key), Action::Settle { key, result }].into_iter().chain(never).collect()
    }

    /// A line was not added, a party not seated: what the same person has tapped about it since is about nothing, and is not sent.
    fn about_what_never_was(&mut self, refused: &Entry) -> Vec<(CommandKey, Rejection)> {
        let said = |entry: &Entry| match (&refused.envelope.command, &entry.envelope.command) {
            _ if entry.lane() != refused.lane() => None,
            (
                Command::Party(PartyCommand::AddLine { line: never, .. }),
                Command::Party(PartyCommand::ChangeLine { line, .. } | PartyCommand::RemoveLine { line, .. }),
            ) => (*line == never.id).then_some(Rejection::UnknownLine),
            (Command::Party(PartyCommand::SeatParty { .. }), _) => Some(Rejection::UnknownSession),
            _ => None,
        };
        let over: Vec<_> = self.entries().filter_map(|entry| Some((entry.key(), said(entry)?))).collect();
        self.entries.retain(|(entry, _)| said(entry).is_none());
        for (key, _) in &over {
            self.settle(*key);
        }
        over
    }

    fn settle(&mut self, key: CommandKey) {
        if !self.settled.contains(&key) {
            self.settled.push_back(key);
        }
        if self.settled.len() > SETTLED {
            self.settled.pop_front();
        }
    }

    fn reached(&mut self) {
        self.attempt = 0;
        self.retry_at = At(0);
    }

    fn back_off(&mut self, now: At) {
        let wait = FIRST_WAIT.saturating_mul(1 << self.attempt.min(10)).min(LONGEST_WAIT);
        self.attempt = self.attempt.saturating_add(1);
        self.retry_at = now.plus(wait);
    }

    /// What was sent and will not be answered there goes again: its key makes that safe.
    fn lost(&mut self, then: Phase, which: impl Fn(Road, At) -> bool) {
        for (_, phase) in &mut self.entries {
            if let Phase::Sent { road, at, .. } = *phase
                && which(road, at)
            {
                *phase = then;
            }
        }
    }

    /// The first of each lane goes; the others wait for its answer.
    fn pump(&mut self, now: At) -> Vec<Action> {
        // The clock was set back: nobody waits longer than the longest wait.
        let resting = now < self.retry_at && self.retry_at.since(now) <= LONGEST_WAIT;
        if resting {
            return Vec::new();
        }
        let mut begun: Vec<(Principal, Option<SessionId>)> = Vec::new();
        let mut actions = Vec::new();
        for (entry, phase) in &mut self.entries {
            let lane = entry.lane();
            if begun.contains(&lane) {
                continue;
            }
            begun.push(lane);
            let doubtful = *phase == Phase::Unanswered;
            if !matches!(phase, Phase::Sent { .. }) && self.owners.contains(&entry.owner) {
                let road = if self.line == Some(entry.hat) && !doubtful { Road::Socket } else { Road::Http };
                *phase = Phase::Sent { road, at: now, doubtful };
                actions.push(Action::Send(entry.clone(), road));
            }
        }
        actions
    }
}

#[cfg(test)]
#[path = "outbox_tests.rs"]
mod tests;
