//! The end of a store's log, kept ready to send: live events pass through it, replays are read from it.

use super::outgoing::Outgoing;
use comanda::ids::Epoch;
use std::collections::VecDeque;
use std::sync::Arc;

/// Events kept per store; also how far back a client may be and still be caught up event by event.
pub const WINDOW: usize = 2048;

/// A contiguous piece of the log up to its head.
#[derive(Debug)]
pub struct Tail {
    pub epoch: Epoch,
    /// Position of the last event; of the log's head where there is none.
    head: i64,
    events: VecDeque<Arc<Outgoing>>,
}

impl Tail {
    pub fn new(epoch: Epoch, head: i64) -> Self {
        Self { epoch, head, events: VecDeque::new() }
    }

    pub fn head(&self) -> i64 {
        self.head
    }

    /// Position of the first event held; one past the head where there is none.
    pub fn first(&self) -> i64 {
        self.events.front().map_or(self.head + 1, |e| e.seq)
    }

    /// Takes an event that was committed. What it has already is passed over; after a gap it starts anew.
    pub fn push(&mut self, event: Arc<Outgoing>) {
        if event.seq <= self.head {
            return;
        }
        if event.seq != self.head + 1 {
            self.events.clear();
        }
        self.head = event.seq;
        self.events.push_back(event);
        if self.events.len() > WINDOW {
            self.events.pop_front();
        }
    }

    /// Takes older events that end right before [`Tail::first`]; otherwise it leaves them.
    pub fn prepend(&mut self, older: Vec<Arc<Outgoing>>) {
        if older.last().is_none_or(|last| last.seq + 1 != self.first()) {
            return;
        }
        for event in older.into_iter().rev() {
            if self.events.len() >= WINDOW {
                break;
            }
            self.events.push_front(event);
        }
    }

    /// Everything after a position, if all of it is here.
    pub fn after(&self, seq: i64) -> Option<Vec<Arc<Outgoing>>> {
        let skip = usize::try_from(seq + 1 - self.first()).ok()?;
        (seq <= self.head).then(|| self.events.iter().skip(skip).cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn event(seq: i64) -> Arc<Outgoing> {
        Arc::new(Outgoing::blank(seq))
    }
    fn seqs(events: Option<Vec<Arc<Outgoing>>>) -> Option<Vec<i64>> {
        events.map(|all| all.iter().map(|e| e.seq).collect())
    }

    #[test]
    fn it_answers_from_what_it_has_and_only_that() {
        let mut tail = Tail::new(Epoch(Uuid::nil()), 10);
        assert_eq!(seqs(tail.after(10)), Some(vec![]));
        assert_eq!(seqs(tail.after(9)), None);
        assert_eq!(seqs(tail.after(11)), None, "ahead of the log");
        tail.push(event(11));
        tail.push(event(11));
        tail.push(event(12));
        assert_eq!(seqs(tail.after(10)), Some(vec![11, 12]));
        assert_eq!(seqs(tail.after(11)), Some(vec![12]));
        tail.prepend(vec![event(9), event(10)]);
        assert_eq!(seqs(tail.after(8)), Some(vec![9, 10, 11, 12]));
        tail.prepend(vec![event(6)]);
        assert_eq!(tail.first(), 9, "what does not fit is left");
    }

    #[test]
    fn a_gap_starts_it_anew_and_old_events_leave() {
        let mut tail = Tail::new(Epoch(Uuid::nil()), 0);
        tail.push(event(1));
        tail.push(event(5));
        assert_eq!(seqs(tail.after(1)), None);
        assert_eq!(seqs(tail.after(4)), Some(vec![5]));
        let last = i64::try_from(WINDOW).unwrap() + 10;
        (6..=last).for_each(|seq| tail.push(event(seq)));
        assert_eq!(tail.after(last - i64::try_from(WINDOW).unwrap()).map(|e| e.len()), Some(WINDOW));
    }
}
