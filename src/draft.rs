//! A decision in the making: the events so far, and what they leave of everything they touch.

use crate::actor::By;
use crate::command::Command;
use crate::error::Rejection;
use crate::event::Event;
use crate::ids::{ItemId, OrderId, SessionId, TableId, TicketId};
use crate::party::{
    Item, ItemStatus, Order, OrderRef, OrderStatus, PartyCommand, PartyEvent, PartyRef, Session, SessionChange, SessionStatus,
    Standing, Ticket, UNDO_WINDOW,
};
use crate::shop::menu::Menu;
use crate::time::{At, MINUTE};
use crate::world::World;
use std::borrow::Cow;

/// Copies, made on the first write, of what a command changes. Each event it pushes evolves all of them, so that the second line of
/// a command sees what the first one took.
pub(crate) struct Draft<'a> {
    pub world: &'a World<'a>,
    /// The party the command names first.
    pub session: Session,
    others: Vec<Session>,
    menu: Cow<'a, Menu>,
    pub events: Vec<Event>,
    pub by: By,
}

impl<'a> Draft<'a> {
    /// Begins a decision about the party the command names.
    /// Errors: [`Rejection::UnknownSession`]; [`Rejection::NotAllowed`] for a guest who does not sit here; see [`Self::check_open`].
    pub fn of(world: &'a World<'a>, command: &Command) -> Result<Self, Rejection> {
        let named = command.session().and_then(|id| world.party(id));
        let session = named.cloned().ok_or(Rejection::UnknownSession)?;
        let by = match world.actor.guest() {
            // The name as the table knows it, not as the cookie remembers it.
            Some(id) => {
                let me = session.guest(id).filter(|g| g.standing != Standing::Removed).ok_or(Rejection::NotAllowed)?;
                By { name: me.name.clone(), ..world.actor.by() }
            }
            None => world.actor.by(),
        };
        let draft = Self { world, session, others: Vec::new(), menu: Cow::Borrowed(world.menu), events: Vec::new(), by };
        draft.check_open(command)?;
        Ok(draft)
    }

    /// The menu as the events so far leave it.
    pub fn menu(&self) -> &Menu {
        &self.menu
    }

    /// A party as the events so far leave it.
    fn party(&self, id: SessionId) -> Option<&Session> {
        if id == self.session.id {
            return Some(&self.session);
        }
        self.others.iter().find(|party| party.id == id).or_else(|| self.world.party(id))
    }

    /// Who sits at this table as the events so far leave it.
    pub fn seated_at(&self, table: TableId) -> Option<&Session> {
        let parties = self.world.parties.iter().filter_map(|party| self.party(party.id));
        parties.into_iter().find(|party| party.table() == Some(table) && !party.is_closed())
    }

    /// A closed table takes nothing more, but the kitchen and the waiters may finish what is on its tickets, and take the closing back.
    /// Who waits to be let in may only give a name.
    fn check_open(&self, command: &Command) -> Result<(), Rejection> {
        let finishing = matches!(
            command,
            Command::Kitchen(_)
                | Command::Party(
                    PartyCommand::ReopenSession { .. } | PartyCommand::Serve { .. } | PartyCommand::UndoServe { .. }
                )
        );
        let naming = matches!(command, Command::Party(PartyCommand::NameGuest { .. }));
        let admitting = matches!(command, Command::Party(PartyCommand::Approve { .. } | PartyCommand::Decline { .. }));
        let me = self.world.actor.guest().and_then(|id| self.session.guest(id));
        let waits = me.is_some_and(|me| me.standing.waits()) && !naming;
        match self.session.status {
            SessionStatus::Closed if !finishing => Err(Rejection::TableClosed),
            SessionStatus::PendingApproval if !naming && !admitting => Err(Rejection::AwaitingApproval),
            _ if waits => Err(Rejection::AwaitingApproval),
            _ => Ok(()),
        }
    }

    /// Adds an event and evolves what it is about.
    pub fn push(&mut self, event: impl Into<Event>) {
        let (event, at) = (event.into(), self.world.at);
        match event.session() {
            Some(id) if id == self.session.id => self.session.evolve(at, &event),
            Some(id) => {
                if !self.others.iter().any(|party| party.id == id) {
                    self.others.extend(self.world.party(id).cloned());
                }
                if let Some(party) = self.others.iter_mut().find(|party| party.id == id) {
                    party.evolve(at, &event);
                }
            }
            None => {}
        }
        if let Event::Shop(change) = &event {
            self.menu.to_mut().evolve(change);
        }
        self.events.push(event);
    }

    pub fn party_ref(&self) -> PartyRef {
        PartyRef { session_id: self.session.id, place: self.session.place.clone() }
    }

    pub fn order_ref(&self, order: &Order) -> OrderRef {
        OrderRef {
            order_id: order.id,
            order_number: order.number.clone(),
            session_id: self.session.id,
            place: self.session.place.clone(),
        }
    }

    pub fn change(&mut self, change: SessionChange) {
        let event = PartyEvent::SessionUpdated { party: self.party_ref(), by: self.by.clone(), change };
        self.push(event);
    }

    pub fn set_status(&mut self, status: SessionStatus) {
        let previous = self.session.status;
        if previous != status {
            self.change(SessionChange::StatusChanged { previous, status });
        }
    }

    pub fn bill_updated(&mut self) {
        let event = PartyEvent::BillUpdated { party: self.party_ref(), totals: self.session.totals() };
        self.push(event);
    }

    /// What is on the bill must stay worth what has been paid. Errors: [`Rejection::PaidAlready`].
    pub fn check_not_overpaid(&self) -> Result<(), Rejection> {
        let totals = self.session.totals();
        if totals.remaining < 0 {
            return Err(Rejection::PaidAlready { paid: totals.paid, currency: self.session.currency });
        }
        Ok(())
    }

    /// Prices of another currency never land on this bill. Errors: [`Rejection::WrongCurrency`].
    pub fn check_currency(&self) -> Result<(), Rejection> {
        let (store, given) = (self.session.currency, self.world.menu.currency);
        if store == given { Ok(()) } else { Err(Rejection::WrongCurrency { store, given }) }
    }

    /// Errors: [`Rejection::UnknownTicket`].
    pub fn ticket(&self, id: TicketId) -> Result<(&Order, &Ticket), Rejection> {
        self.session
            .orders
            .iter()
            .find_map(|order| order.ticket(id).map(|ticket| (&**order, ticket)))
            .ok_or(Rejection::UnknownTicket)
    }

    /// Errors: [`Rejection::UnknownItem`].
    pub fn item(&self, id: ItemId) -> Result<(&Order, &Item), Rejection> {
        self.session
            .orders
            .iter()
            .find_map(|order| order.items.iter().find(|item| item.id == id).map(|item| (&**order, item)))
            .ok_or(Rejection::UnknownItem)
    }

    pub fn move_item(&mut self, id: ItemId, new: ItemStatus, reason: Option<&str>) {
        let Ok((order, item)) = self.item(id) else { return };
        let event = PartyEvent::ItemStatusChanged {
            order_ref: self.order_ref(order),
            item_id: id,
            station_id: item.station,
            previous: item.status,
            new,
            by: self.by.clone(),
            undone: false,
            reason: reason.map(str::to_owned),
        };
        self.push(event);
    }

    /// Says what follows for an order from what happened to its items, `before` being its status until then.
    pub fn follow_order(&mut self, id: OrderId, before: OrderStatus) {
        let Some(order) = self.session.orders.iter().find(|o| o.id == id) else { return };
        let (after, order_ref) = (order.status(), self.order_ref(order));
        let (confirmed, sent_at, estimated_ready_at) = (order.confirmed_at, order.sent_at, order.estimated_ready_at);
        let at = self.world.at;
        if after == before {
            return;
        }
        let seen = matches!(after, OrderStatus::Confirmed | OrderStatus::Preparing | OrderStatus::Ready | OrderStatus::Completed);
        if confirmed.is_none() && seen {
            self.push(PartyEvent::OrderConfirmed { order_ref: order_ref.clone(), confirmed_at: at });
        }
        self.push(PartyEvent::OrderStatusChanged {
            order_ref: order_ref.clone(),
            previous: before,
            new: after,
            by: self.by.clone(),
            estimated_ready_at,
        });
        if after == OrderStatus::Ready {
            self.push(PartyEvent::OrderReady { order_ref, ready_at: at, prep_time_minutes: at.since(sent_at) / MINUTE });
        }
    }

    /// When this person brought the item where it is, and where it was before; nothing if it was not them, not `to`, or too long ago.
    pub fn last_step(&self, item: &Item, to: ItemStatus) -> Option<(At, ItemStatus)> {
        let mut steps = item.steps.iter().rev();
        let (last, before) = (steps.next()?, steps.next()?);
        let theirs = last.by.is_same(&self.by) || self.world.actor.is_manager();
        let fresh = self.world.at.since(last.at) <= UNDO_WINDOW;
        (item.status == to && theirs && fresh).then_some((last.at, before.to))
    }

    pub fn step_back(&mut self, id: ItemId, previous: ItemStatus) {
        let Ok((order, item)) = self.item(id) else { return };
        let event = PartyEvent::ItemStatusChanged {
            order_ref: self.order_ref(order),
            item_id: id,
            station_id: item.station,
            previous: item.status,
            new: previous,
            by: self.by.clone(),
            undone: true,
            reason: None,
        };
        self.push(event);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Actor;
    use crate::calendar::Calendar;
    use crate::ids::StoreId;
    use crate::money::Currency;
    use crate::party::Place;
    use crate::shop::menu::{Availability, OrderType};
    use crate::shop::{SeatingPolicy, ServiceCharge, ShopEvent, Store, UnseenLimit};
    use crate::time::At;
    use crate::world::Costs;
    use uuid::Uuid;

    fn store() -> Store {
        Store {
            id: StoreId(Uuid::from_u128(1)),
            name: "Osteria".into(),
            tagline: String::new(),
            address: String::new(),
            locale: "en".into(),
            currency: Currency::EUR,
            time_zone: "Europe/Rome".into(),
            day_ends_hour: 4,
            seating: SeatingPolicy::OpenByScan,
            service: ServiceCharge::default(),
            unseen: UnseenLimit::default(),
        }
    }

    fn party(n: u128) -> Session {
        let party = PartyRef { session_id: SessionId(Uuid::from_u128(n)), place: Place::Takeaway { contact_id: None } };
        let change = SessionChange::Opened {
            status: SessionStatus::Open,
            covers: 1,
            order_type: OrderType::Takeaway,
            currency: Currency::EUR,
            service: ServiceCharge::default(),
        };
        let opened = PartyEvent::SessionUpdated { party, by: Actor::System.by(), change };
        Session::opened(store().id, At(1), &opened.into()).expect("an opening event opens")
    }

    /// What a second line of a command sees: the stock the first one took, and another party as an event has left it.
    #[test]
    fn a_draft_sees_its_own_events_across_aggregates() {
        let (store, menu, costs, actor) = (store(), crate::shop::menu::samples::one_dish(3), Costs::new(), Actor::System);
        let (one, two) = (party(10), party(20));
        let world = World {
            at: At(5),
            calendar: Calendar::default(),
            actor: &actor,
            store: &store,
            menu: &menu,
            costs: &costs,
            table: None,
            table_codes: &[],
            parties: &[&one, &two],
            next_order: 1,
            knows_zone: |_| true,
        };
        let mut draft = Draft::of(&world, &PartyCommand::ReopenSession { session: one.id }.into()).expect("a party");
        let dish = menu.products[0].id;
        for left in [2, 1] {
            let availability = Availability::counted(left);
            draft.push(ShopEvent::AvailabilityChanged { product_id: dish, name: "Dish".into(), availability, by: actor.by() });
            assert_eq!(draft.menu().product(dish).and_then(|p| p.availability.portions), Some(left));
        }
        let change = SessionChange::CoversChanged { covers: 7 };
        let other = PartyRef { session_id: two.id, place: two.place.clone() };
        draft.push(PartyEvent::SessionUpdated { party: other, by: actor.by(), change });
        assert_eq!((draft.party(two.id).map(|p| p.covers), draft.session.covers), (Some(7), 1));
        assert_eq!((menu.products[0].availability.portions, two.covers), (Some(3), 1), "the world stays as it was");
        assert_eq!(draft.events.len(), 3);
    }
}
