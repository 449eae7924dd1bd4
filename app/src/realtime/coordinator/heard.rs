//! What the log brings: kept, handed to the screens in batches, and where it does not suffice, asked for again.

#[cfg(target_arch = "wasm32")]
use super::BATCH;
use super::{Coordinator, now_and_luck};
use crate::queries::QueryKey;
use crate::realtime::invalidate::stale;
use crate::realtime::notice::Notice;
use crate::realtime::status::Counters;
use comanda::Event;
use comanda::backend::Hat;
use comanda::ids::CommandKey;
use comanda::protocol::{Cursor, WireEvent};
use leptos::prelude::*;
use std::sync::Arc;
use sync::guess::Guess;
use sync::under_way;

impl Coordinator {
    pub(super) fn deliver(self, event: WireEvent) {
        self.count(|counters| counters.events += 1);
        // A guest's phone may have been let in or taken off; who works here is the same as before. What the restaurant is, both show.
        let concerned = self.hat.get_value() == Hat::Guest || matches!(event.event, Event::Shop(_));
        for key in stale(&event.event).iter().filter(|key| concerned || **key != QueryKey::Viewer) {
            self.mark(*key);
        }
        let notice = Notice::of(&event.event);
        self.fresh.update_value(|fresh| fresh.push(Arc::new(event)));
        if let Some(notice) = notice {
            self.notices.tell(&notice);
        }
        self.flush_soon();
    }

    /// An answer can't be kept true by events: it is asked for again with the next batch, once however many say so.
    pub(in crate::realtime) fn ask_again(self, key: QueryKey) {
        self.mark(key);
        self.flush_soon();
    }

    fn mark(self, key: QueryKey) {
        self.stale.update_value(|stale| stale.mark(key));
    }

    pub(in crate::realtime) fn count(self, change: impl FnOnce(&mut Counters)) {
        self.status.counters.update_value(change);
    }

    #[cfg(target_arch = "wasm32")]
    fn flush_soon(self) {
        if self.flushing.get_value() {
            return;
        }
        self.flushing.set_value(true);
        leptos::task::spawn_local(async move {
            gloo_timers::future::TimeoutFuture::new(BATCH).await;
            self.flushing.set_value(false);
            self.flush();
        });
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn flush_soon(self) {
        self.flush();
    }

    #[cfg(target_arch = "wasm32")]
    fn ask_in(self, rest: i64) {
        if self.asking.get_value() {
            return;
        }
        self.asking.set_value(true);
        leptos::task::spawn_local(async move {
            gloo_timers::future::TimeoutFuture::new(u32::try_from(rest).unwrap_or_default()).await;
            self.asking.set_value(false);
            self.ask();
        });
    }

    fn flush(self) {
        let mut events = Vec::new();
        self.fresh.update_value(|fresh| events = std::mem::take(fresh));
        self.count(|counters| counters.batches += 1);
        if !events.is_empty() {
            self.tail.update(|tail| events.into_iter().for_each(|event| tail.push(event)));
            self.let_go();
        }
        self.ask();
    }

    /// Asks again what is stale, or sees to it that it will be.
    fn ask(self) {
        let (now, _) = now_and_luck();
        let (mut keys, mut rest) = (Vec::new(), None);
        self.stale.update_value(|stale| {
            keys = stale.take(now);
            rest = stale.rest(now);
        });
        self.count(|counters| counters.refetched += u64::try_from(keys.len()).unwrap_or(0));
        self.questions.with_value(|questions| questions.ask_again(&keys));
        #[cfg(target_arch = "wasm32")]
        if let Some(rest) = rest {
            self.ask_in(rest);
        }
        // Without a browser nobody comes back to it.
        #[cfg(not(target_arch = "wasm32"))]
        let _ = rest;
    }

    /// Have a command's events come, even if they are not handed on yet?
    pub(in crate::realtime) fn has_heard(self, key: CommandKey) -> bool {
        self.fresh.with_value(|fresh| fresh.iter().any(|event| event.meta.command_key == key))
            || self.tail.with_untracked(|tail| tail.has_heard(key))
    }

    /// Lets go of the guesses whose events have come.
    fn let_go(self) {
        let told = |guess: &Guess| self.tail.with_untracked(|tail| tail.has_heard(guess.envelope.key));
        if self.under_way.with_untracked(|all| all.iter().any(told)) {
            self.under_way.update(|all| all.retain(|guess| !told(guess)));
        }
    }

    pub(super) fn begin(self, from: Cursor) {
        if self.tail.with_untracked(|tail| tail.begins_at(from)) {
            return;
        }
        self.tail.update(|tail| tail.start(from));
        self.under_way.update(|all| under_way::begin(all, from));
    }

    pub(super) fn restart(self, from: Cursor) {
        self.fresh.update_value(Vec::clear);
        self.tail.update(|tail| tail.start(from));
        self.under_way.update(|all| under_way::begin(all, from));
        // Answers that are followed see for themselves that they have missed something; these can't.
        self.mark(QueryKey::PastTickets);
        self.flush_soon();
    }
}
