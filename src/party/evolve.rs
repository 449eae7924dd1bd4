//! What an event changes. Used by the browser on its cache and by tests to fold the log; the tables must agree with it.

use super::state::{Answered, Standing};
use super::{ItemStatus, LegStatus, Session, Step, Voided};
use crate::event::Event;
use crate::ids::{GuestId, ItemId, StoreId};
use crate::party::{CartOperation, PartyEvent, SessionChange};
use crate::time::At;
use std::sync::Arc;

impl Session {
    /// The session that an opening event begins; `None` for any other event.
    pub fn opened(store: StoreId, at: At, event: &Event) -> Option<Self> {
        let Event::Party(PartyEvent::SessionUpdated { party, by, change }) = event else { return None };
        let SessionChange::Opened { status, covers, order_type, currency, service } = change else { return None };
        Some(Self {
            id: party.session_id,
            store,
            place: party.place.clone(),
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
            Event::Party(event) => self.evolve_party(at, event),
            Event::Kitchen(event) => self.evolve_tickets(at, event),
            Event::Shop(_) => {}
        }
    }

    fn evolve_party(&mut self, at: At, event: &PartyEvent) {
        match event {
            PartyEvent::SessionUpdated { change, .. } => self.apply_change(at, change),
            PartyEvent::CartUpdated { operation, .. } => self.apply_cart(operation),
            PartyEvent::AssistanceRequested { call, .. } => self.calls.push(call.clone()),
            PartyEvent::AssistanceAcknowledged { call_id, by, .. } => {
                if let Some(call) = self.calls.iter_mut().find(|c| c.id == *call_id) {
                    call.acknowledged = Some(Answered { at, by: by.clone() });
                }
            }
            PartyEvent::AssistanceResolved { call_id, by, .. } => {
                if let Some(call) = self.calls.iter_mut().find(|c| c.id == *call_id) {
                    let answered = Answered { at, by: by.clone() };
                    call.acknowledged.get_or_insert_with(|| answered.clone());
                    call.resolved = Some(answered);
                }
            }
            PartyEvent::AssistanceReopened { call_id, .. } => {
                if let Some(call) = self.calls.iter_mut().find(|c| c.id == *call_id)
                    && call.resolved.take().is_none()
                {
                    call.acknowledged = None;
                }
            }
            PartyEvent::OrderCreated { order, .. } => {
                self.cart.retain(|line| !order.items.iter().any(|item| item.id == line.id));
                self.orders.push(order.clone());
            }
            PartyEvent::OrderConfirmed { order_ref, confirmed_at } => {
                if let Some(order) = self.orders.iter_mut().find(|o| o.id == order_ref.order_id) {
                    Arc::make_mut(order).confirmed_at = Some(*confirmed_at);
                }
            }
            PartyEvent::ItemStatusChanged { item_id, new, by, undone, .. } => self.apply_item(*item_id, *new, *undone, at, by),
            PartyEvent::PaymentCompleted { leg, .. } => self.legs.push(leg.clone()),
            PartyEvent::PaymentVoided { leg_id, by, reason, .. } => {
                if let Some(leg) = self.legs.iter_mut().find(|leg| leg.id == *leg_id) {
                    leg.status = LegStatus::Voided;
                    leg.voided = Some(Voided { at, by: by.clone(), reason: reason.clone() });
                }
            }
            // What these say follows from the state: they are for screens and integrations.
            PartyEvent::OrderStatusChanged { .. }
            | PartyEvent::OrderReady { .. }
            | PartyEvent::OrderCancelled { .. }
            | PartyEvent::BillUpdated { .. } => {}
        }
    }

    fn apply_change(&mut self, at: At, change: &SessionChange) {
        match change {
            SessionChange::Opened { .. } => {}
            SessionChange::GuestJoined { guest } => self.guests.push(guest.clone()),
            SessionChange::GuestNamed { guest_id, name } => {
                if let Some(guest) = self.guests.iter_mut().find(|g| g.id == *guest_id) {
                    guest.name = name.as_str().into();
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
}
