//! The end of the log, as far as this page has heard it. Pure; tested natively.

use comanda::ids::{CommandKey, Epoch};
use comanda::protocol::{Cursor, WireEvent};
use std::collections::VecDeque;
use std::sync::Arc;

/// Events held at most. What is folded already does not need them; only an answer on its way from the server may.
const MOST: usize = 1_000;

/// Every event of this page's rooms after a place in the log.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tail {
    /// After here none is missing; `None` until the server has said where the log stands.
    from: Option<Cursor>,
    events: VecDeque<Arc<WireEvent>>,
}

impl Tail {
    /// Begins anew: what came before is not known here.
    pub fn start(&mut self, from: Cursor) {
        self.from = Some(from);
        self.events.clear();
    }

    /// The next event. Ignored before the start, and what is not newer than the last.
    pub fn push(&mut self, event: Arc<WireEvent>) {
        let Some(from) = &mut self.from else { return };
        let last = self.events.back().map_or(from.seq, |last| last.seq);
        if event.seq <= last {
            return;
        }
        self.events.push_back(event);
        if self.events.len() > MOST
            && let Some(oldest) = self.events.pop_front()
        {
            from.seq = oldest.seq;
        }
    }

    /// The events after a place, in order. `None`: some of them are not held, or the log is another one.
    pub fn after(&self, cursor: Cursor) -> Option<impl Iterator<Item = &Arc<WireEvent>>> {
        let from = self.from?;
        if from.epoch != cursor.epoch || cursor.seq < from.seq {
            return None;
        }
        let known = self.events.partition_point(|event| event.seq <= cursor.seq);
        Some(self.events.range(known..))
    }

    /// Does it begin at this very place, with nothing heard yet?
    pub fn begins_at(&self, from: Cursor) -> bool {
        self.from == Some(from) && self.events.is_empty()
    }

    /// Which log it is the end of.
    pub fn log(&self) -> Option<Epoch> {
        self.from.map(|from| from.epoch)
    }

    /// Has the server said where the log stands?
    pub fn has_begun(&self) -> bool {
        self.from.is_some()
    }

    /// Have this command's events come?
    pub fn has_heard(&self, key: CommandKey) -> bool {
        self.events.iter().rev().any(|event| event.meta.command_key == key)
    }

    /// The last place heard of.
    pub fn reach(&self) -> i64 {
        self.events.back().map(|last| last.seq).or(self.from.map(|from| from.seq)).unwrap_or(0)
    }
}

#[cfg(test)]
#[path = "tail_tests.rs"]
mod tests;
