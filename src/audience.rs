//! What each kind of listener may know: allow-lists for events and for what screens hold.
//!
//! Sessions, orders, items, lines, calls, guests, payments and the events that reach guests or the kitchen are taken apart field by
//! field and without `..`: a new field of theirs does not compile until this file says who may know it.

use crate::access::{Reading, may_read};
use crate::actor::Actor;
use crate::event::{Event, SessionChange};
use crate::ids::GuestId;
use crate::menu::Modifier;
use crate::session::{Call, CartLine, Guest, Item, Order, PaymentLeg, Session, SessionStatus, Ticket, Voided};
use crate::store::ServiceCharge;
use crate::tax::RateBps;
use std::sync::Arc;

/// A kind of listener.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Listener {
    /// A guest's phone: its own party, without what the restaurant keeps to itself.
    Guest,
    /// Staff who do not work the floor: what is to be made, for whom; no money.
    Kitchen,
    /// Staff of the floor, who take payments.
    Floor,
}

impl Listener {
    /// The kind of listener an actor is.
    pub fn of(actor: &Actor) -> Self {
        match actor {
            Actor::Guest { .. } | Actor::Visitor { .. } => Self::Guest,
            Actor::Staff { .. } if may_read(actor, Reading::Floor) => Self::Floor,
            Actor::Staff { .. } => Self::Kitchen,
            Actor::System => Self::Floor,
        }
    }
}

/// The event as this listener hears it. `None`: as it is.
pub fn heard(event: &Event, listener: Listener) -> Option<Event> {
    match listener {
        Listener::Floor => None,
        Listener::Guest => heard_by_guests(event),
        Listener::Kitchen => heard_by_the_kitchen(event),
    }
}

/// Guests are not told why a bill was written off or a payment taken back.
fn heard_by_guests(event: &Event) -> Option<Event> {
    match event {
        Event::SessionUpdated { table, by, change: SessionChange::Closed { write_off: Some(_) } } => {
            let change = SessionChange::Closed { write_off: None };
            Some(Event::SessionUpdated { table: table.clone(), by: by.clone(), change })
        }
        Event::PaymentVoided { table, leg_id, amount, reason: Some(_), by, remaining } => Some(Event::PaymentVoided {
            table: table.clone(),
            leg_id: *leg_id,
            amount: *amount,
            reason: None,
            by: by.clone(),
            remaining: *remaining,
        }),
        Event::PaymentCompleted { table, leg, remaining } => {
            let leg = leg_of_guests(leg.clone());
            Some(Event::PaymentCompleted { table: table.clone(), leg, remaining: *remaining })
        }
        Event::SessionUpdated { table: _, by: _, change: _ }
        | Event::CartUpdated { table: _, by: _, operation: _ }
        | Event::AssistanceRequested { table: _, call: _ }
        | Event::AssistanceAcknowledged { table: _, call_id: _, by: _ }
        | Event::AssistanceResolved { table: _, call_id: _, by: _ }
        | Event::AssistanceReopened { table: _, call_id: _, by: _ }
        | Event::OrderCreated { order_ref: _, order: _, order_type: _, totals: _, created_by: _, ordered_for: _ }
        | Event::OrderConfirmed { order_ref: _, confirmed_at: _ }
        | Event::OrderStatusChanged { order_ref: _, previous: _, new: _, by: _, estimated_ready_at: _ }
        | Event::ItemStatusChanged {
            order_ref: _,
            item_id: _,
            station_id: _,
            previous: _,
            new: _,
            by: _,
            undone: _,
            reason: _,
        }
        | Event::OrderReady { order_ref: _, ready_at: _, prep_time_minutes: _ }
        | Event::OrderCancelled { order_ref: _, reason: _, by: _ }
        | Event::TicketAcknowledged { order_ref: _, ticket_id: _, station_id: _, chef: _ }
        | Event::TicketPreparing { order_ref: _, ticket_id: _, station_id: _, by: _ }
        | Event::TicketReady { order_ref: _, ticket_id: _, station_id: _, by: _ }
        | Event::TicketCompleted { order_ref: _, ticket_id: _, station_id: _, by: _, prep_time_minutes: _ }
        | Event::TicketRecalled { order_ref: _, ticket_id: _, station_id: _, by: _, undone: _ }
        | Event::TableClosed { table: _, stations: _, closed: _ }
        | Event::BillUpdated { table: _, totals: _ }
        | Event::PaymentVoided { table: _, leg_id: _, amount: _, reason: _, by: _, remaining: _ }
        | Event::TableTokenRotated { table_id: _, table_label: _, by: _ }
        | Event::AvailabilityChanged { product_id: _, name: _, availability: _, by: _ } => None,
    }
}

/// The kitchen hears no prices and no totals. What is not named here reaches none of its rooms.
fn heard_by_the_kitchen(event: &Event) -> Option<Event> {
    match event {
        Event::OrderCreated { order_ref, order, order_type, totals: _, created_by, ordered_for } => Some(Event::OrderCreated {
            order_ref: order_ref.clone(),
            order: Arc::new(order_of_the_kitchen(order)),
            order_type: *order_type,
            totals: None,
            created_by: created_by.clone(),
            ordered_for: ordered_for.clone(),
        }),
        Event::OrderConfirmed { order_ref: _, confirmed_at: _ }
        | Event::OrderStatusChanged { order_ref: _, previous: _, new: _, by: _, estimated_ready_at: _ }
        | Event::ItemStatusChanged {
            order_ref: _,
            item_id: _,
            station_id: _,
            previous: _,
            new: _,
            by: _,
            undone: _,
            reason: _,
        }
        | Event::OrderReady { order_ref: _, ready_at: _, prep_time_minutes: _ }
        | Event::OrderCancelled { order_ref: _, reason: _, by: _ }
        | Event::TicketAcknowledged { order_ref: _, ticket_id: _, station_id: _, chef: _ }
        | Event::TicketPreparing { order_ref: _, ticket_id: _, station_id: _, by: _ }
        | Event::TicketReady { order_ref: _, ticket_id: _, station_id: _, by: _ }
        | Event::TicketCompleted { order_ref: _, ticket_id: _, station_id: _, by: _, prep_time_minutes: _ }
        | Event::TicketRecalled { order_ref: _, ticket_id: _, station_id: _, by: _, undone: _ }
        | Event::TableClosed { table: _, stations: _, closed: _ }
        | Event::AvailabilityChanged { product_id: _, name: _, availability: _, by: _ } => None,
        Event::SessionUpdated { .. }
        | Event::CartUpdated { .. }
        | Event::AssistanceRequested { .. }
        | Event::AssistanceAcknowledged { .. }
        | Event::AssistanceResolved { .. }
        | Event::AssistanceReopened { .. }
        | Event::BillUpdated { .. }
        | Event::PaymentCompleted { .. }
        | Event::PaymentVoided { .. }
        | Event::TableTokenRotated { .. } => None,
    }
}

/// An order as the kitchen holds it: what is made, for whom, where it stands.
pub fn order_of_the_kitchen(order: &Order) -> Order {
    let Order { id, number, short, sent_at, sent_by, estimated_ready_at, confirmed_at, items, tickets } = order;
    Order {
        id: *id,
        number: number.clone(),
        short: short.clone(),
        sent_at: *sent_at,
        sent_by: sent_by.clone(),
        estimated_ready_at: *estimated_ready_at,
        confirmed_at: *confirmed_at,
        items: items.iter().map(item_of_the_kitchen).collect(),
        tickets: tickets.clone(),
    }
}

fn item_of_the_kitchen(item: &Item) -> Item {
    let Item {
        id,
        product,
        name,
        modifiers,
        allergens,
        quantity,
        unit_price: _,
        rate: _,
        note,
        by,
        guest,
        station,
        status,
        steps,
    } = item;
    Item {
        id: *id,
        product: *product,
        name: name.clone(),
        modifiers: modifiers.iter().map(modifier_of_the_kitchen).collect(),
        allergens: allergens.clone(),
        quantity: *quantity,
        unit_price: 0,
        rate: RateBps(0),
        note: note.clone(),
        by: by.clone(),
        guest: *guest,
        station: *station,
        status: *status,
        steps: steps.clone(),
    }
}

fn modifier_of_the_kitchen(modifier: &Modifier) -> Modifier {
    let Modifier { option, group, name, price: _, default, quiet } = modifier;
    Modifier { option: *option, group: *group, name: name.clone(), price: 0, default: *default, quiet: *quiet }
}

// What guests know whole. A field that is added to one of these must be named here, or be taken out above.
const _: fn(&Order) = |Order {
                           id: _,
                           number: _,
                           short: _,
                           sent_at: _,
                           sent_by: _,
                           estimated_ready_at: _,
                           confirmed_at: _,
                           items: _,
                           tickets: _,
                       }| ();
const _: fn(&Item) = |Item {
                          id: _,
                          product: _,
                          name: _,
                          modifiers: _,
                          allergens: _,
                          quantity: _,
                          unit_price: _,
                          rate: _,
                          note: _,
                          by: _,
                          guest: _,
                          station: _,
                          status: _,
                          steps: _,
                      }| ();
const _: fn(&Ticket) = |Ticket { id: _, station: _, seen: _, bumped_at: _, recalled_at: _ }| ();
const _: fn(&CartLine) =
    |CartLine { id: _, product: _, name: _, options: _, quantity: _, note: _, by: _, for_guest: _, added_at: _ }| ();
const _: fn(&Call) = |Call { id: _, kind: _, by: _, at: _, acknowledged: _, resolved: _ }| ();
const _: fn(&Guest) = |Guest { id: _, name: _, colour: _, joined_at: _, standing: _ }| ();

fn leg_of_guests(leg: PaymentLeg) -> PaymentLeg {
    let PaymentLeg { id, method, status, amount, tip, tendered, part, at, by, voided } = leg;
    let voided = voided.map(|Voided { at, by, reason: _ }| Voided { at, by, reason: None });
    PaymentLeg { id, method, status, amount, tip, tendered, part, at, by, voided }
}

impl Session {
    /// What its guests may know of it.
    #[must_use]
    pub fn for_guests(self) -> Self {
        let Self {
            id,
            store,
            table,
            table_label,
            status,
            covers,
            order_type,
            currency,
            service,
            opened_at,
            opened_by,
            closed_at,
            write_off: _,
            reopened,
            guests,
            cart,
            orders,
            calls,
            legs,
        } = self;
        Self {
            id,
            store,
            table,
            table_label,
            status,
            covers,
            order_type,
            currency,
            service,
            opened_at,
            opened_by,
            closed_at,
            write_off: None,
            reopened,
            guests,
            cart,
            orders,
            calls,
            legs: legs.into_iter().map(leg_of_guests).collect(),
        }
    }

    /// What a phone that waits may know of it: the table, and itself.
    #[must_use]
    pub fn for_waiting(self, guest: GuestId) -> Self {
        let Self {
            id,
            store,
            table,
            table_label,
            status: _,
            covers: _,
            order_type,
            currency,
            service,
            opened_at,
            opened_by,
            closed_at,
            write_off: _,
            reopened,
            guests,
            cart: _,
            orders: _,
            calls: _,
            legs: _,
        } = self;
        Self {
            id,
            store,
            table,
            table_label,
            status: SessionStatus::PendingApproval,
            covers: 1,
            order_type,
            currency,
            service,
            opened_at,
            opened_by,
            closed_at,
            write_off: None,
            reopened,
            guests: guests.into_iter().filter(|one| one.id == guest).collect(),
            cart: Vec::new(),
            orders: Vec::new(),
            calls: Vec::new(),
            legs: Vec::new(),
        }
    }

    /// What the kitchen holds of it: its orders, and whether the party has left.
    #[must_use]
    pub fn for_kitchen(self) -> Self {
        let Self {
            id,
            store,
            table,
            table_label,
            status,
            covers: _,
            order_type,
            currency,
            service: _,
            opened_at,
            opened_by,
            closed_at: _,
            write_off: _,
            reopened: _,
            guests: _,
            cart: _,
            orders,
            calls: _,
            legs: _,
        } = self;
        Self {
            id,
            store,
            table,
            table_label,
            status: if status == SessionStatus::Closed { status } else { SessionStatus::Open },
            covers: 0,
            order_type,
            currency,
            service: ServiceCharge::default(),
            opened_at,
            opened_by,
            closed_at: None,
            write_off: None,
            reopened: 0,
            guests: Vec::new(),
            cart: Vec::new(),
            orders: orders.iter().map(|order| Arc::new(order_of_the_kitchen(order))).collect(),
            calls: Vec::new(),
            legs: Vec::new(),
        }
    }
}
