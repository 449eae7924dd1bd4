//! Which cached questions an event makes stale although nobody can fold it into their answers, and when they are asked again.
//! Exhaustive: a new kind of event does not compile until somebody has decided.

use crate::queries::QueryKey;
use comanda::{At, Event, KitchenEvent, PartyEvent, ShopEvent};

/// The queries that have to be asked again. Answers that are followed ([`super::follow`]) are not among them.
pub fn stale(event: &Event) -> &'static [QueryKey] {
    match event {
        // The history of bumped tickets comes in pages.
        Event::Kitchen(KitchenEvent::TicketCompleted { .. } | KitchenEvent::TicketRecalled { .. }) => &[QueryKey::PastTickets],
        // Whose place it is may be this phone's own.
        Event::Party(PartyEvent::SessionUpdated { change, .. }) if change.moves().is_some() => &[QueryKey::Viewer],
        Event::Party(
            PartyEvent::SessionUpdated { .. }
            | PartyEvent::CartUpdated { .. }
            | PartyEvent::AssistanceRequested { .. }
            | PartyEvent::AssistanceAcknowledged { .. }
            | PartyEvent::AssistanceResolved { .. }
            | PartyEvent::AssistanceReopened { .. }
            | PartyEvent::OrderCreated { .. }
            | PartyEvent::OrderConfirmed { .. }
            | PartyEvent::OrderStatusChanged { .. }
            | PartyEvent::OrderReady { .. }
            | PartyEvent::OrderCancelled { .. }
            | PartyEvent::ItemStatusChanged { .. }
            | PartyEvent::BillUpdated { .. }
            | PartyEvent::PaymentCompleted { .. }
            | PartyEvent::PaymentVoided { .. },
        )
        | Event::Kitchen(
            KitchenEvent::TicketAcknowledged { .. }
            | KitchenEvent::TicketPreparing { .. }
            | KitchenEvent::TicketReady { .. }
            | KitchenEvent::TableClosed { .. },
        )
        | Event::Shop(
            ShopEvent::TableTokenRotated { .. }
            | ShopEvent::AvailabilityChanged { .. }
            | ShopEvent::ProductUpdated { .. }
            | ShopEvent::MenuUpdated { .. },
        ) => &[],
        // Who looks is told what the restaurant is, too.
        Event::Shop(ShopEvent::SettingsUpdated { .. }) => &[QueryKey::Viewer],
    }
}

/// Between two rounds of questions, milliseconds: twenty events in a tenth of a second make two rounds at most.
const ROUND: i64 = 100;

/// Questions that have to be asked again, each once a round however many events say so.
#[derive(Debug, Clone, Default)]
pub struct Stale {
    keys: Vec<QueryKey>,
    asked_at: Option<At>,
}

impl Stale {
    pub fn mark(&mut self, key: QueryKey) {
        if !self.keys.contains(&key) {
            self.keys.push(key);
        }
    }

    /// What is to be asked now; nothing while the last round is too short a time ago.
    pub fn take(&mut self, now: At) -> Vec<QueryKey> {
        if self.keys.is_empty() || self.rest(now).is_some() {
            return Vec::new();
        }
        self.asked_at = Some(now);
        std::mem::take(&mut self.keys)
    }

    /// How long what is marked has to wait, milliseconds; `None` if nothing is, or it need not.
    pub fn rest(&self, now: At) -> Option<i64> {
        let asked_at = self.asked_at.filter(|_| !self.keys.is_empty())?;
        // A clock that was set back makes nobody wait longer.
        let since = now.0.saturating_sub(asked_at.0);
        (0..ROUND).contains(&since).then(|| ROUND - since)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_events_in_a_tenth_of_a_second_ask_twice_at_most_and_the_last_is_not_forgotten() {
        let mut stale = Stale::default();
        let mut asked = Vec::new();
        let mut now = 1_000;
        for event in 0..20 {
            now = 1_000 + event * 5;
            stale.mark(QueryKey::PastTickets);
            asked.extend(stale.take(At(now)).iter().map(|_| now));
        }
        assert_eq!(asked, [1_000], "the first at once");
        let wait = stale.rest(At(now)).expect("the others together");
        assert_eq!((now + wait, stale.take(At(now + wait)).len()), (1_100, 1));
        assert_eq!((stale.rest(At(1_101)), stale.take(At(1_101)).len()), (None, 0));
    }

    #[test]
    fn a_clock_that_is_set_back_holds_no_question_up() {
        let mut stale = Stale::default();
        stale.mark(QueryKey::Menu);
        assert_eq!(stale.take(At(1_000_000)).len(), 1);
        stale.mark(QueryKey::Menu);
        assert_eq!(stale.take(At(5_000)).len(), 1);
    }
}
