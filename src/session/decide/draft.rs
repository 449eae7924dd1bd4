//! A decision in the making: the events so far and the session as they leave it.

use crate::actor::By;
use crate::command::Command;
use crate::error::Rejection;
use crate::event::{Event, OrderRef, SessionChange, TableRef};
use crate::ids::{ItemId, OrderId, TicketId};
use crate::session::{Context, Item, ItemStatus, Order, OrderStatus, Session, SessionStatus, Standing, Ticket};
use crate::time::MINUTE;

pub(super) struct Draft<'a> {
    pub context: &'a Context<'a>,
    pub session: Session,
    pub events: Vec<Event>,
    pub by: By,
}

impl<'a> Draft<'a> {
    /// Errors: [`Rejection::UnknownSession`]; [`Rejection::NotAllowed`] for a guest who does not sit here.
    pub fn of(context: &'a Context<'a>) -> Result<Self, Rejection> {
        let session = context.session.cloned().ok_or(Rejection::UnknownSession)?;
        let by = match context.actor.guest() {
            // The name as the table knows it, not as the cookie remembers it.
            Some(id) => {
                let me = session.guest(id).filter(|g| g.standing != Standing::Removed).ok_or(Rejection::NotAllowed)?;
                By { name: me.name.clone(), ..context.actor.by() }
            }
            None => context.actor.by(),
        };
        Ok(Self { context, session, events: Vec::new(), by })
    }

    /// A closed table takes nothing more, but the kitchen and the waiters may finish what is on its tickets, and take the closing back.
    /// Who waits to be let in may only give a name.
    pub fn check_open(&self, command: &Command) -> Result<(), Rejection> {
        let finishing = matches!(
            command,
            Command::ReopenSession { .. }
                | Command::AcknowledgeTicket { .. }
                | Command::StartTicket { .. }
                | Command::ReadyTicket { .. }
                | Command::BumpTicket { .. }
                | Command::UndoBump { .. }
                | Command::RecallTicket { .. }
                | Command::Serve { .. }
                | Command::UndoServe { .. }
        );
        let me = self.context.actor.guest().and_then(|id| self.session.guest(id));
        let waits = me.is_some_and(|me| me.standing.waits()) && !matches!(command, Command::NameGuest { .. });
        match self.session.status {
            SessionStatus::Closed if !finishing => Err(Rejection::TableClosed),
            SessionStatus::PendingApproval
                if !matches!(command, Command::Approve { .. } | Command::Decline { .. } | Command::NameGuest { .. }) =>
            {
                Err(Rejection::AwaitingApproval)
            }
            _ if waits => Err(Rejection::AwaitingApproval),
            _ => Ok(()),
        }
    }

    pub fn push(&mut self, event: Event) {
        self.session.evolve(self.context.at, &event);
        self.events.push(event);
    }

    pub fn table_ref(&self) -> TableRef {
        TableRef { session_id: self.session.id, table_id: self.session.table, table_label: self.session.table_label.clone() }
    }

    pub fn order_ref(&self, order: &Order) -> OrderRef {
        OrderRef {
            order_id: order.id,
            order_number: order.number.clone(),
            session_id: self.session.id,
            table_id: self.session.table,
            table_label: self.session.table_label.clone(),
        }
    }

    pub fn change(&mut self, change: SessionChange) {
        let event = Event::SessionUpdated { table: self.table_ref(), by: self.by.clone(), change };
        self.push(event);
    }

    pub fn set_status(&mut self, status: SessionStatus) {
        let previous = self.session.status;
        if previous != status {
            self.change(SessionChange::StatusChanged { previous, status });
        }
    }

    pub fn bill_updated(&mut self) {
        let event = Event::BillUpdated { table: self.table_ref(), totals: self.session.totals() };
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
        let (store, given) = (self.session.currency, self.context.menu.currency);
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
        let event = Event::ItemStatusChanged {
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
        let at = self.context.at;
        if after == before {
            return;
        }
        let seen = matches!(after, OrderStatus::Confirmed | OrderStatus::Preparing | OrderStatus::Ready | OrderStatus::Completed);
        if confirmed.is_none() && seen {
            self.push(Event::OrderConfirmed { order_ref: order_ref.clone(), confirmed_at: at });
        }
        self.push(Event::OrderStatusChanged {
            order_ref: order_ref.clone(),
            previous: before,
            new: after,
            by: self.by.clone(),
            estimated_ready_at,
        });
        if after == OrderStatus::Ready {
            self.push(Event::OrderReady { order_ref, ready_at: at, prep_time_minutes: at.since(sent_at) / MINUTE });
        }
    }
}
