//! Answers that stay true: the snapshot a query holds, the log's tail folded into it, and on top what is still on its way.
//!
//! Nothing is ever taken back by hand. What a screen shows is worked out from three things that only their owners change: the
//! answer (the query cache), the tail (the coordinator) and the commands under way (the outbox). A refused command leaves the
//! outbox, and with it goes all it would have done.

use super::coordinator::Coordinator;
use crate::AppError;
use crate::queries::{Answered, QueryKey};
use comanda::protocol::Cursor;
use comanda::replica::{Fit, Ground, Replica, Stamped, foresee};
use leptos::prelude::*;
use std::sync::Arc;

/// What a screen reads: nothing yet, the last answer as it is by now, or why there is none.
pub type Known<T> = Signal<Option<Result<Arc<T>, AppError>>>;

/// An answer with the events since.
#[derive(Debug, Clone)]
struct Folded<T> {
    base: Stamped<Arc<T>>,
    /// Folded up to here.
    cursor: Cursor,
    value: Arc<T>,
    /// Counts what has changed.
    version: u64,
    /// It can't be kept true from here on: the question must be asked again.
    lost: bool,
}

impl<T> PartialEq for Folded<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.base.value, &other.base.value) && self.version == other.version && self.lost == other.lost
    }
}

impl<T: Replica> Folded<T> {
    fn new(base: Stamped<Arc<T>>) -> Self {
        Self { cursor: base.cursor, value: base.value.clone(), base, version: 0, lost: false }
    }

    fn follow(&mut self, tail: &super::tail::Tail) -> Followed {
        let mut followed = Followed::default();
        let Some(events) = tail.after(self.cursor) else {
            self.lost |= tail.has_begun();
            return followed;
        };
        for event in events {
            self.cursor.seq = event.seq;
            match Arc::make_mut(&mut self.value).fold(event.meta.store_id, event.at, &event.event) {
                Fit::Evolved => {
                    self.version += 1;
                    followed.evolved += 1;
                }
                Fit::Unconcerned => {}
                Fit::Lost => self.lost = true,
            }
        }
        followed
    }
}

/// What folding did, for the counters.
#[derive(Debug, Clone, Copy, Default)]
struct Followed {
    evolved: u64,
}

/// Keeps an answer true. `key` is asked again, once, when events do not suffice. Make it inside the page's `Transition`, where
/// the answer is waited for.
pub fn follow<T>(
    key: impl Fn() -> Option<QueryKey> + Send + Sync + 'static,
    asked: impl Fn() -> Option<Answered<T>> + Copy + Send + Sync + 'static,
) -> Known<T>
where
    T: Replica + PartialEq + Eq + Send + Sync + 'static,
{
    if cfg!(feature = "ssr") {
        // On the server there is no tail, and the answer itself must be read: see `queries::derived`.
        return Signal::derive(move || asked().map(|answer| answer.map(|base| base.value)));
    }
    let Some(coordinator) = use_context::<Coordinator>() else { return Signal::derive(|| None) };
    let truth = Memo::new(move |before: Option<&Option<Result<Folded<T>, AppError>>>| {
        let base = match asked() {
            None => return before.cloned().flatten(),
            Some(Err(error)) => match before {
                // A failed refetch takes nothing off the screen.
                Some(Some(Ok(held))) => return Some(Ok(held.clone())),
                _ => return Some(Err(error)),
            },
            Some(Ok(base)) => base,
        };
        let mut folded = match before {
            Some(Some(Ok(held))) if Arc::ptr_eq(&held.base.value, &base.value) => held.clone(),
            _ => Folded::new(base),
        };
        let followed = coordinator.tail.with(|tail| folded.follow(tail));
        coordinator.count(|counters| counters.evolved += followed.evolved);
        Some(Ok(folded))
    });
    let asked_for = StoredValue::new(0_usize);
    Effect::new(move |_| {
        let lost = truth.with(|truth| match truth {
            Some(Ok(folded)) if folded.lost => Some(Arc::as_ptr(&folded.base.value) as usize),
            _ => None,
        });
        // Once for each answer that was lost.
        if let Some(base) = lost
            && asked_for.get_value() != base
            && let Some(key) = key()
        {
            asked_for.set_value(base);
            coordinator.ask_again(key);
        }
    });
    let shown = Memo::new(move |_| {
        truth.with(|truth| match truth {
            None => None,
            Some(Err(error)) => Some(Err(error.clone())),
            Some(Ok(folded)) => Some(Ok(guessed(&coordinator, folded))),
        })
    });
    shown.into()
}

/// What is on its way, on top of the truth.
fn guessed<T: Replica>(coordinator: &Coordinator, folded: &Folded<T>) -> Arc<T> {
    coordinator.under_way.with(|under_way| {
        let left = under_way.iter().filter(|guess| {
            let told = coordinator.tail.with_untracked(|tail| tail.has_heard(guess.envelope.key));
            !told && guess.acked.is_none_or(|seq| seq > folded.cursor.seq.max(folded.base.cursor.seq))
        });
        let mut left = left.peekable();
        if left.peek().is_none() {
            return folded.value.clone();
        }
        coordinator.ground.with_untracked(|ground| {
            let Some(ground) = ground else { return folded.value.clone() };
            let mut value = (*folded.value).clone();
            for guess in left {
                let ground = Ground { actor: &ground.actor, store: &ground.store, menu: &ground.menu };
                // What the rules refuse here, the server will refuse with a sentence.
                let _ = foresee(&mut value, ground, guess.envelope.at, &guess.envelope.command);
            }
            Arc::new(value)
        })
    })
}
