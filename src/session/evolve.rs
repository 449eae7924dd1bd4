//! What an event changes. Used by the browser on its cache and by tests to fold the log; the tables must agree with it.

use super::state::{Answered, Standing};
use super::{ItemStatus, LegStatus, Seen, Session, Step, Voided};
use crate::event::{CartOperation, Event, SessionChange};
use crate::ids::{GuestId, ItemId, StoreId, TicketId};
use crate::menu::Menu;
use crate::time::At;
use std::sync::Arc;

impl Session {
    /// The session that an opening event begins; `None` for any other event.
    pub fn opened(store: StoreId, at: At, event: &Event) -> Option<Self> {
        let Event::SessionUpdated { table, by, change } = event else { return None };
        let SessionChange::Opened { status, covers, order_type, currency, service } = change else { return None };
        Some(Self {
            id: table.session_id,
            store,
            table: table.table_id,
            table_label: table.table_label.clone(),
            status: *status,
            covers: *covers,
            order_type: *order_type,
            currency: *currency,
            service: *service,
            opened_at: at,
            opened_by: by.clone(),
            closed_at: None,
            write_off: None,
            reopened: 0,
            guests: Vec::new(),
            cart: Vec::new(),
            orders: Vec::new(),
            calls: Vec::new(),
            legs: Vec::new(),
        })
    }

    /// Applies one event of this session. Events of other sessions change nothing.
    pub fn evolve(&mut self, at: At, event: &Event) {
        if event.session() != Some(self.id) {
            return;
        }
        match event {
            Event::SessionUpdated { change, .. } => self.apply_change(at, change),
            Event::CartUpdated { operation, .. } => self.apply_cart(operation),
            Event::AssistanceRequested { call, .. } => self.calls.push(call.clone()),
            Event::AssistanceAcknowledged { call_id, by, .. } => {
                if let Some(call) = self.calls.iter_mut().find(|c| c.id == *call_id) {
                    call.acknowledged = Some(Answered { at, by: by.clone() });
                }
            }
            Event::AssistanceResolved { call_id, by, .. } => {
                if let Some(call) = self.calls.iter_mut().find(|c| c.id == *call_id) {
                    let answered = Answered { at, by: by.clone() };
                    call.acknowledged.get_or_insert_with(|| answered.clone());
                    call.resolved = Some(answered);
                }
            }
            Event::AssistanceReopened { call_id, .. } => {
                if let Some(call) = self.calls.iter_mut().find(|c| c.id == *call_id)
                    && call.resolved.take().is_none()
                {
                    call.acknowledged = None;
                }
            }
            Event::OrderCreated { order, .. } => {
                self.cart.retain(|line| !order.items.iter().any(|item| item.id == line.id));
                self.orders.push(order.clone());
            }
            Event::OrderConfirmed { order_ref, confirmed_at } => {
                if let Some(order) = self.orders.iter_mut().find(|o| o.id == order_ref.order_id) {
                    Arc::make_mut(order).confirmed_at = Some(*confirmed_at);
                }
            }
            Event::ItemStatusChanged { item_id, new, by, undone, .. } => self.apply_item(*item_id, *new, *undone, at, by),
            Event::TicketAcknowledged { ticket_id, chef, .. } => {
                self.with_ticket(*ticket_id, |t| t.seen = Some(Seen { at, by: chef.clone() }));
            }
            Event::TicketCompleted { ticket_id, .. } => self.with_ticket(*ticket_id, |t| t.bumped_at = Some(at)),
            Event::TicketRecalled { ticket_id, undone, .. } => self.with_ticket(*ticket_id, |t| {
                t.bumped_at = None;
                if !undone {
                    t.recalled_at = Some(at);
                }
            }),
            Event::PaymentCompleted { leg, .. } => self.legs.push(leg.clone()),
            Event::PaymentVoided { leg_id, by, reason, .. } => {
                if let Some(leg) = self.legs.iter_mut().find(|leg| leg.id == *leg_id) {
                    leg.status = LegStatus::Voided;
                    leg.voided = Some(Voided { at, by: by.clone(), reason: reason.clone() });
                }
            }
            // The kitchen hears this alone of a party's leaving.
            Event::TableClosed { closed, .. } => {
                self.status = if *closed { super::SessionStatus::Closed } else { super::SessionStatus::Open };
            }
            // What these say follows from the state: they are for screens and integrations.
            Event::OrderStatusChanged { .. }
            | Event::OrderReady { .. }
            | Event::OrderCancelled { .. }
            | Event::TicketPreparing { .. }
            | Event::TicketReady { .. }
            | Event::BillUpdated { .. }
            | Event::TableTokenRotated { .. }
            | Event::AvailabilityChanged { .. } => {}
        }
    }

    fn apply_change(&mut self, at: At, change: &SessionChange) {
        match change {
            SessionChange::Opened { .. } => {}
            SessionChange::GuestJoined { guest } => self.guests.push(guest.clone()),
            SessionChange::GuestNamed { guest_id, name } => {
                if let Some(guest) = self.guests.iter_mut().find(|g| g.id == *guest_id) {
                    guest.name.clone_from(name);
                }
            }
            SessionChange::GuestAdmitted { guest_id } => self.stand(*guest_id, Standing::Seated),
            SessionChange::GuestRemoved { guest_id } => self.stand(*guest_id, Standing::Removed),
            SessionChange::CoversChanged { covers } => self.covers = *covers,
            SessionChange::StatusChanged { status, .. } => self.status = *status,
            SessionChange::Closed { write_off } => {
                self.status = super::SessionStatus::Closed;
                self.closed_at = Some(at);
                self.write_off.clone_from(write_off);
            }
            SessionChange::Reopened => {
                self.status = super::SessionStatus::Open;
                self.closed_at = None;
                self.write_off = None;
                self.reopened = self.reopened.saturating_add(1);
            }
        }
    }

    fn stand(&mut self, id: GuestId, standing: Standing) {
        if let Some(guest) = self.guests.iter_mut().find(|g| g.id == id) {
            guest.standing = standing;
        }
    }

    fn apply_cart(&mut self, operation: &CartOperation) {
        match operation {
            CartOperation::Added { line } => self.cart.push(line.clone()),
            CartOperation::Changed { line_id, quantity, options, note } => {
                if let Some(line) = self.cart.iter_mut().find(|l| l.id == *line_id) {
                    line.quantity = *quantity;
                    line.options.clone_from(options);
                    line.note.clone_from(note);
                }
            }
            CartOperation::Removed { line_id } => self.cart.retain(|l| l.id != *line_id),
        }
    }

    fn apply_item(&mut self, id: ItemId, new: ItemStatus, undone: bool, at: At, by: &crate::actor::By) {
        let Some(order) = self.orders.iter_mut().find(|o| o.items.iter().any(|i| i.id == id)) else { return };
        let Some(item) = Arc::make_mut(order).items.iter_mut().find(|i| i.id == id) else { return };
        item.status = new;
        if undone {
            item.steps.pop();
        } else {
            item.steps.push(Step { to: new, at, by: by.clone() });
        }
    }

    fn with_ticket(&mut self, id: TicketId, change: impl FnOnce(&mut super::Ticket)) {
        if let Some(order) = self.orders.iter_mut().find(|o| o.ticket(id).is_some())
            && let Some(ticket) = Arc::make_mut(order).tickets.iter_mut().find(|t| t.id == id)
        {
            change(ticket);
        }
    }
}

impl Menu {
    /// Applies an event of the store to the catalogue.
    pub fn evolve(&mut self, event: &Event) {
        if let Event::AvailabilityChanged { product_id, availability, .. } = event
            && let Some(product) = self.products.iter_mut().find(|p| p.id == *product_id)
        {
            product.availability = availability.clone();
        }
    }
}
