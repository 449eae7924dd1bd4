//! What a listener hears of an event.

use super::Listener;
use super::state::{availability_for_guests, edit_for_guests, leg_of_guests, order_of_the_kitchen, settings_for_guests};
use crate::actor::Actor;
use crate::event::Event;
use crate::kitchen::KitchenEvent;
use crate::party::{PartyEvent, SessionChange};
use crate::shop::ShopEvent;
use std::sync::Arc;

/// The event as this listener hears it. `None`: as it is.
pub fn heard(event: &Event, listener: Listener) -> Option<Event> {
    match (event, listener) {
        (Event::Party(event), Listener::Floor) => heard_by_the_floor(event).map(Event::Party),
        (Event::Party(event), Listener::Guest) => heard_by_guests(event).map(Event::Party),
        (Event::Party(event), Listener::Kitchen) => heard_by_the_kitchen(event).map(Event::Party),
        (Event::Kitchen(event), _) => {
            known_whole(event);
            None
        }
        (Event::Shop(_), Listener::Floor | Listener::Kitchen) => None,
        (Event::Shop(event), Listener::Guest) => shop_heard_by_guests(event).map(Event::Shop),
    }
}

/// What reports need is for no screen of the floor.
fn heard_by_the_floor(event: &PartyEvent) -> Option<PartyEvent> {
    match event {
        PartyEvent::OrderCreated { order_ref, order, order_type, totals, created_by, ordered_for, accounting: _ } => {
            Some(PartyEvent::OrderCreated {
                order_ref: order_ref.clone(),
                order: Arc::clone(order),
                order_type: *order_type,
                totals: *totals,
                created_by: created_by.clone(),
                ordered_for: ordered_for.clone(),
                accounting: Vec::new(),
            })
        }
        _ => None,
    }
}

/// Guests are not told why a bill was written off or a payment taken back.
fn heard_by_guests(event: &PartyEvent) -> Option<PartyEvent> {
    match event {
        PartyEvent::SessionUpdated { party, by, change: SessionChange::Closed { write_off: Some(_) } } => {
            let change = SessionChange::Closed { write_off: None };
            Some(PartyEvent::SessionUpdated { party: party.clone(), by: by.clone(), change })
        }
        PartyEvent::PaymentVoided { party, leg_id, amount, reason: Some(_), by, remaining } => Some(PartyEvent::PaymentVoided {
            party: party.clone(),
            leg_id: *leg_id,
            amount: *amount,
            reason: None,
            by: by.clone(),
            remaining: *remaining,
        }),
        PartyEvent::PaymentCompleted { party, leg, remaining } => {
            let leg = leg_of_guests(leg.clone());
            Some(PartyEvent::PaymentCompleted { party: party.clone(), leg, remaining: *remaining })
        }
        PartyEvent::OrderCreated {
            order_ref: _,
            order: _,
            order_type: _,
            totals: _,
            created_by: _,
            ordered_for: _,
            accounting: _,
        } => heard_by_the_floor(event),
        PartyEvent::SessionUpdated { party: _, by: _, change: _ }
        | PartyEvent::CartUpdated { party: _, by: _, operation: _ }
        | PartyEvent::AssistanceRequested { party: _, call: _ }
        | PartyEvent::AssistanceAcknowledged { party: _, call_id: _, by: _ }
        | PartyEvent::AssistanceResolved { party: _, call_id: _, by: _ }
        | PartyEvent::AssistanceReopened { party: _, call_id: _, by: _ }
        | PartyEvent::OrderConfirmed { order_ref: _, confirmed_at: _ }
        | PartyEvent::OrderStatusChanged { order_ref: _, previous: _, new: _, by: _, estimated_ready_at: _ }
        | PartyEvent::ItemStatusChanged {
            order_ref: _,
            item_id: _,
            station_id: _,
            previous: _,
            new: _,
            by: _,
            undone: _,
            reason: _,
        }
        | PartyEvent::OrderReady { order_ref: _, ready_at: _, prep_time_minutes: _ }
        | PartyEvent::OrderCancelled { order_ref: _, reason: _, by: _ }
        | PartyEvent::BillUpdated { party: _, totals: _ }
        | PartyEvent::PaymentVoided { party: _, leg_id: _, amount: _, reason: _, by: _, remaining: _ } => None,
    }
}

/// The kitchen hears no prices and no totals. What is not named here reaches none of its rooms.
fn heard_by_the_kitchen(event: &PartyEvent) -> Option<PartyEvent> {
    match event {
        PartyEvent::OrderCreated { order_ref, order, order_type, totals: _, created_by, ordered_for, accounting: _ } => {
            Some(PartyEvent::OrderCreated {
                order_ref: order_ref.clone(),
                order: Arc::new(order_of_the_kitchen(order)),
                order_type: *order_type,
                totals: None,
                created_by: created_by.clone(),
                ordered_for: ordered_for.clone(),
                accounting: Vec::new(),
            })
        }
        PartyEvent::OrderConfirmed { order_ref: _, confirmed_at: _ }
        | PartyEvent::OrderStatusChanged { order_ref: _, previous: _, new: _, by: _, estimated_ready_at: _ }
        | PartyEvent::ItemStatusChanged {
            order_ref: _,
            item_id: _,
            station_id: _,
            previous: _,
            new: _,
            by: _,
            undone: _,
            reason: _,
        }
        | PartyEvent::OrderReady { order_ref: _, ready_at: _, prep_time_minutes: _ }
        | PartyEvent::OrderCancelled { order_ref: _, reason: _, by: _ } => None,
        PartyEvent::SessionUpdated { .. }
        | PartyEvent::CartUpdated { .. }
        | PartyEvent::AssistanceRequested { .. }
        | PartyEvent::AssistanceAcknowledged { .. }
        | PartyEvent::AssistanceResolved { .. }
        | PartyEvent::AssistanceReopened { .. }
        | PartyEvent::BillUpdated { .. }
        | PartyEvent::PaymentCompleted { .. }
        | PartyEvent::PaymentVoided { .. } => None,
    }
}

/// Guests and the kitchen know whole what happens to tickets. A field that is added must be named here, or be taken out.
fn known_whole(event: &KitchenEvent) {
    match event {
        KitchenEvent::TicketAcknowledged { order_ref: _, ticket_id: _, station_id: _, chef: _ }
        | KitchenEvent::TicketPreparing { order_ref: _, ticket_id: _, station_id: _, by: _ }
        | KitchenEvent::TicketReady { order_ref: _, ticket_id: _, station_id: _, by: _ }
        | KitchenEvent::TicketCompleted { order_ref: _, ticket_id: _, station_id: _, by: _, prep_time_minutes: _ }
        | KitchenEvent::TicketRecalled { order_ref: _, ticket_id: _, station_id: _, by: _, undone: _ }
        | KitchenEvent::TableClosed { party: _, stations: _, closed: _ } => {}
    }
}

/// Guests are not told who took a dish off, or brought it back.
fn shop_heard_by_guests(event: &ShopEvent) -> Option<ShopEvent> {
    match event {
        ShopEvent::AvailabilityChanged { product_id, name, availability, by: _ } => Some(ShopEvent::AvailabilityChanged {
            product_id: *product_id,
            name: name.clone(),
            availability: availability_for_guests(availability),
            by: Actor::System.by(),
        }),
        ShopEvent::ProductUpdated { product_id, name, listed, edit, by: _ } => Some(ShopEvent::ProductUpdated {
            product_id: *product_id,
            name: name.clone(),
            listed: *listed,
            edit: Box::new(edit_for_guests(edit)),
            by: Actor::System.by(),
        }),
        ShopEvent::MenuUpdated { name, edit, by: _ } => {
            Some(ShopEvent::MenuUpdated { name: name.clone(), edit: Box::new(edit_for_guests(edit)), by: Actor::System.by() })
        }
        ShopEvent::SettingsUpdated { changes, by: _ } => {
            Some(ShopEvent::SettingsUpdated { changes: settings_for_guests(changes), by: Actor::System.by() })
        }
        ShopEvent::TableTokenRotated { table_id: _, table_label: _, by: _ } => None,
    }
}
