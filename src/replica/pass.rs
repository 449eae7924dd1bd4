//! The kitchen as its screens hold it: every party's orders. Each station's board is a view of it.
//!
//! A kitchen hears of orders and tickets, not of carts, calls or payments: sessions are held without those.

use super::{Fit, Replica, change};
use crate::audience::{Listener, heard, order_of_the_kitchen};
use crate::event::Event;
use crate::ids::{SessionId, StationId, StoreId, TicketId};
use crate::kitchen::{KitchenEvent, KitchenStats, TicketCard};
use crate::money::Currency;
use crate::party::{PartyEvent, Session, SessionStatus};
use crate::shop::ServiceCharge;
use crate::time::At;
use crate::views::Board;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::Arc;

/// Sessions with nothing left to make that are kept, for add-ons and recall.
const FINISHED_KEPT: usize = 200;
/// Bumped tickets a board keeps at hand for recall.
pub const RECENT: usize = 12;

/// A ticket completed today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    pub ticket: TicketId,
    pub station: StationId,
    /// Milliseconds from sent to bumped.
    pub took: i64,
}

/// All that stands, cooks or is read at the pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pass {
    pub currency: Currency,
    /// Everybody who is here, and whoever left with tickets still open. Without carts, calls, guests and payments.
    pub sessions: Vec<Arc<Session>>,
    /// Tickets bumped last, of parties that have left; the newest first.
    pub older: Vec<TicketCard>,
    pub done: Vec<Done>,
    /// When the business day ends: `done` starts anew then.
    pub day_until: At,
}

impl Session {
    fn is_finished(&self) -> bool {
        self.orders.iter().flat_map(|order| &order.tickets).all(|ticket| ticket.bumped_at.is_some())
    }
}

impl Pass {
    /// A station's board; `None` is the expo board over all.
    pub fn board(&self, station: Option<StationId>) -> Board {
        let here = |of: StationId| station.is_none_or(|station| station == of);
        let mut tickets = Vec::new();
        let mut recent: Vec<TicketCard> = self.older.iter().filter(|card| here(card.station)).cloned().collect();
        for session in &self.sessions {
            for order in &session.orders {
                for ticket in order.tickets.iter().filter(|ticket| here(ticket.station)) {
                    let cards = if ticket.bumped_at.is_some() { &mut recent } else { &mut tickets };
                    cards.push(TicketCard::of(session, order, ticket));
                }
            }
        }
        tickets.sort_by_key(|card| (card.sent_at, card.id));
        recent.sort_by_key(|card| Reverse((card.bumped_at, card.id)));
        recent.truncate(RECENT);
        let took: Vec<i64> = self.done.iter().filter(|done| here(done.station)).map(|done| done.took).collect();
        Board { stats: KitchenStats::of(&tickets, &took), tickets, recent }
    }

    fn note(&mut self, at: At, event: &Event) {
        match event {
            Event::Kitchen(KitchenEvent::TicketCompleted { order_ref, ticket_id, station_id, .. }) => {
                let sent = self.session(order_ref.session_id).and_then(|session| {
                    session.orders.iter().find(|order| order.ticket(*ticket_id).is_some()).map(|order| order.sent_at)
                });
                if let Some(sent) = sent {
                    self.done.push(Done { ticket: *ticket_id, station: *station_id, took: at.since(sent) });
                }
            }
            Event::Kitchen(KitchenEvent::TicketRecalled { ticket_id, .. }) => self.done.retain(|done| done.ticket != *ticket_id),
            _ => {}
        }
    }

    /// An order of somebody who had none when the question was asked.
    fn meet(&mut self, store: StoreId, at: At, event: &Event) -> Fit {
        let Event::Party(PartyEvent::OrderCreated { order_ref, order, order_type, .. }) = event else { return Fit::Lost };
        let session = Session {
            id: order_ref.session_id,
            store,
            place: order_ref.place.clone(),
            status: SessionStatus::Open,
            covers: 0,
            order_type: *order_type,
            currency: self.currency,
            service: ServiceCharge::default(),
            opened_at: at,
            opened_by: order.sent_by.clone(),
            closed_at: None,
            write_off: None,
            reopened: 0,
            guests: Vec::new(),
            cart: Vec::new(),
            orders: vec![Arc::new(order_of_the_kitchen(order))],
            calls: Vec::new(),
            legs: Vec::new(),
        };
        self.sessions.push(Arc::new(session));
        Fit::Evolved
    }
}

/// Is it about orders or tickets, as far as the kitchen is told?
fn concerns_kitchen(event: &Event) -> bool {
    crate::rooms::rooms(event).contains(&crate::rooms::Room::Kitchen)
}

impl Replica for Pass {
    fn concerns(&self, event: &Event) -> bool {
        concerns_kitchen(event)
    }

    fn fold(&mut self, store: StoreId, at: At, event: &Event) -> Fit {
        let Some(id) = event.session().filter(|_| self.concerns(event)) else { return Fit::Unconcerned };
        if at >= self.day_until {
            // Today's figures begin anew; how many there are by now is the server's to say.
            return Fit::Lost;
        }
        // Who works the floor, too, hears more than a kitchen holds.
        let event = heard(event, Listener::Kitchen).map_or(Cow::Borrowed(event), Cow::Owned);
        let event = event.as_ref();
        match change(&mut self.sessions, id, |session| session.evolve(at, event)) {
            Fit::Unconcerned => self.meet(store, at, event),
            fit => {
                self.note(at, event);
                let finished = self.sessions.iter().filter(|s| s.is_finished()).count();
                if finished > FINISHED_KEPT
                    && let Some(oldest) = self.sessions.iter().position(|s| s.is_finished())
                {
                    self.sessions.remove(oldest);
                }
                fit
            }
        }
    }

    fn session(&self, id: SessionId) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id == id).map(Arc::as_ref)
    }
}
