//! Answers that stay true: the snapshot a query holds, the log's tail folded into it, and on top what is still on its way.
//!
//! Nothing is ever taken back by hand. What a screen shows is worked out from three things that only their owners change: the
//! answer (the query cache), the tail (the coordinator) and the commands under way (the outbox). A refused command leaves the
//! outbox, and with it goes all it would have done.
//!
//! Every event is looked at by every answer; only those that it changes are heard of further on ([`settled`]).

use super::coordinator::Coordinator;
use crate::AppError;
use crate::memo::memo;
use crate::queries::{Answered, QueryKey};
use crate::settled::settled;
use comanda::replica::Replica;
use leptos::prelude::*;
use std::sync::Arc;
use sync::connection::Input;
use sync::folded::Folded;

/// What a screen reads: nothing yet, the last answer as it is by now, or why there is none.
pub type Known<T> = Signal<Option<Result<Arc<T>, AppError>>>;

/// Keeps an answer true. `key` is asked again, once, when events do not suffice. Make it inside the page's `Transition`; for the page
/// to wait for the answer, somebody there reads the answer itself.
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
    // Read when it changes, not at every event: each look at an answer tells the `Transition` that somebody waits.
    let answer = Memo::new_with_compare(
        move |_| asked(),
        |before, now| !is_same(before.and_then(Option::as_ref), now.and_then(Option::as_ref)),
    );
    let truth = Memo::new(move |before: Option<&Option<Result<Folded<T>, AppError>>>| {
        let base = match answer.get() {
            None => return before.cloned().flatten(),
            Some(Err(error)) => match before {
                // A failed refetch takes nothing off the screen.
                Some(Some(Ok(held))) => return Some(Ok(held.clone())),
                _ => return Some(Err(error)),
            },
            Some(Ok(base)) => base,
        };
        let mut folded = match before {
            Some(Some(Ok(held))) if held.is_of(&base) => held.clone(),
            _ => Folded::new(base),
        };
        let evolved = coordinator.tail.with(|tail| folded.follow(tail));
        coordinator.count(|counters| counters.evolved += evolved);
        Some(Ok(folded))
    });
    // A page that loses its line before the first greeting takes the log up where its answers are.
    Effect::new(move |_| {
        if let Some(Ok(base)) = answer.get() {
            coordinator.feed(Input::Known(base.cursor));
        }
    });
    let asked_for = StoredValue::new(None);
    Effect::new(move |_| {
        let lost = truth.with(|truth| match truth {
            Some(Ok(folded)) => folded.lost(),
            _ => None,
        });
        // Once for each answer that was lost.
        if lost.is_some()
            && asked_for.with_value(|asked_for| *asked_for != lost)
            && let Some(key) = key()
        {
            asked_for.set_value(lost);
            coordinator.ask_again(key);
        }
    });
    let shown = memo(move || {
        truth.with(|truth| match truth {
            None => None,
            Some(Err(error)) => Some(Err(error.clone())),
            Some(Ok(folded)) => Some(Ok(guessed(&coordinator, folded))),
        })
    });
    settled(shown)
}

/// The very same answer, not one that says the same.
fn is_same<T>(before: Option<&Answered<T>>, now: Option<&Answered<T>>) -> bool {
    match (before, now) {
        (None, None) => true,
        (Some(Ok(before)), Some(Ok(now))) => before.cursor == now.cursor && Arc::ptr_eq(&before.value, &now.value),
        (Some(Err(before)), Some(Err(now))) => before == now,
        _ => false,
    }
}

/// What is on its way, on top of the truth.
fn guessed<T: Replica>(coordinator: &Coordinator, folded: &Folded<T>) -> Arc<T> {
    // Foreseen as soon as it is known who taps, which may be after what waits was found. The ground itself holds the menu, which is
    // worked out here, too: reading that would go round in circles.
    coordinator.who.track();
    coordinator.under_way.with(|under_way| {
        coordinator.tail.with_untracked(|tail| {
            if !folded.is_guessed_on(tail, under_way) {
                return folded.value();
            }
            coordinator.ground.with_untracked(|ground| folded.guessed(tail, under_way, ground.as_ref()))
        })
    })
}
