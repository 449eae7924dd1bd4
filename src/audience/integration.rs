//! What an integration is told: what was ordered, where it stands, what was paid. Nobody's name, no note, no reason, no cart.

use super::state::{edit_for_guests, settings_for_guests};
use crate::actor::{By, PersonName};
use crate::event::Event;
use crate::kitchen::KitchenEvent;
use crate::party::{Item, Order, OrderRef, PartyEvent, PartyRef, PaymentLeg, Place, Seen, SessionChange, Step, Ticket};
use crate::shop::ShopEvent;
use crate::shop::menu::{Availability, EightySix, Modifier};
use std::sync::Arc;

/// The event as another system may read it. `None`: it is not told of it.
pub fn heard_by_integrations(event: &Event) -> Option<Event> {
    match event {
        Event::Party(event) => party(event).map(Event::Party),
        Event::Kitchen(event) => kitchen(event).map(Event::Kitchen),
        Event::Shop(event) => shop(event).map(Event::Shop),
    }
}

fn party(event: &PartyEvent) -> Option<PartyEvent> {
    Some(match event {
        PartyEvent::SessionUpdated { party, by, change } => {
            PartyEvent::SessionUpdated { party: party_ref_of(party), by: nameless(by), change: session_change(change)? }
        }
        PartyEvent::OrderCreated { order_ref, order, order_type, totals, created_by, ordered_for: _, accounting: _ } => {
            PartyEvent::OrderCreated {
                order_ref: order_ref_of(order_ref),
                order: Arc::new(order_of(order)),
                order_type: *order_type,
                totals: *totals,
                created_by: nameless(created_by),
                ordered_for: Vec::new(),
                accounting: Vec::new(),
            }
        }
        PartyEvent::OrderConfirmed { order_ref, confirmed_at } => {
            PartyEvent::OrderConfirmed { order_ref: order_ref_of(order_ref), confirmed_at: *confirmed_at }
        }
        PartyEvent::OrderStatusChanged { order_ref, previous, new, by, estimated_ready_at } => PartyEvent::OrderStatusChanged {
            order_ref: order_ref_of(order_ref),
            previous: *previous,
            new: *new,
            by: nameless(by),
            estimated_ready_at: *estimated_ready_at,
        },
        PartyEvent::ItemStatusChanged { order_ref, item_id, station_id, previous, new, by, undone, reason: _ } => {
            PartyEvent::ItemStatusChanged {
                order_ref: order_ref_of(order_ref),
                item_id: *item_id,
                station_id: *station_id,
                previous: *previous,
                new: *new,
                by: nameless(by),
                undone: *undone,
                reason: None,
            }
        }
        PartyEvent::OrderReady { order_ref, ready_at, prep_time_minutes } => PartyEvent::OrderReady {
            order_ref: order_ref_of(order_ref),
            ready_at: *ready_at,
            prep_time_minutes: *prep_time_minutes,
        },
        PartyEvent::OrderCancelled { order_ref, reason: _, by } => {
            PartyEvent::OrderCancelled { order_ref: order_ref_of(order_ref), reason: None, by: nameless(by) }
        }
        PartyEvent::BillUpdated { party, totals } => PartyEvent::BillUpdated { party: party_ref_of(party), totals: *totals },
        PartyEvent::PaymentCompleted { party, leg, remaining } => {
            PartyEvent::PaymentCompleted { party: party_ref_of(party), leg: leg_of(leg), remaining: *remaining }
        }
        PartyEvent::PaymentVoided { party, leg_id, amount, reason: _, by, remaining } => PartyEvent::PaymentVoided {
            party: party_ref_of(party),
            leg_id: *leg_id,
            amount: *amount,
            reason: None,
            by: nameless(by),
            remaining: *remaining,
        },
        PartyEvent::CartUpdated { .. }
        | PartyEvent::AssistanceRequested { .. }
        | PartyEvent::AssistanceAcknowledged { .. }
        | PartyEvent::AssistanceResolved { .. }
        | PartyEvent::AssistanceReopened { .. } => return None,
    })
}

/// That a party came, how many they are, that it left: who they are is nobody else's business.
fn session_change(change: &SessionChange) -> Option<SessionChange> {
    match change {
        SessionChange::Opened { status, covers, order_type, currency, service } => Some(SessionChange::Opened {
            status: *status,
            covers: *covers,
            order_type: *order_type,
            currency: *currency,
            service: *service,
        }),
        SessionChange::CoversChanged { covers } => Some(SessionChange::CoversChanged { covers: *covers }),
        SessionChange::StatusChanged { previous, status } => {
            Some(SessionChange::StatusChanged { previous: *previous, status: *status })
        }
        SessionChange::Closed { write_off: _ } => Some(SessionChange::Closed { write_off: None }),
        SessionChange::Reopened => Some(SessionChange::Reopened),
        SessionChange::GuestJoined { .. }
        | SessionChange::GuestNamed { .. }
        | SessionChange::GuestAdmitted { .. }
        | SessionChange::GuestRemoved { .. } => None,
    }
}

fn kitchen(event: &KitchenEvent) -> Option<KitchenEvent> {
    Some(match event {
        KitchenEvent::TicketAcknowledged { order_ref, ticket_id, station_id, chef } => KitchenEvent::TicketAcknowledged {
            order_ref: order_ref_of(order_ref),
            ticket_id: *ticket_id,
            station_id: *station_id,
            chef: nameless(chef),
        },
        KitchenEvent::TicketPreparing { order_ref, ticket_id, station_id, by } => KitchenEvent::TicketPreparing {
            order_ref: order_ref_of(order_ref),
            ticket_id: *ticket_id,
            station_id: *station_id,
            by: nameless(by),
        },
        KitchenEvent::TicketReady { order_ref, ticket_id, station_id, by } => KitchenEvent::TicketReady {
            order_ref: order_ref_of(order_ref),
            ticket_id: *ticket_id,
            station_id: *station_id,
            by: nameless(by),
        },
        KitchenEvent::TicketCompleted { order_ref, ticket_id, station_id, by, prep_time_minutes } => {
            KitchenEvent::TicketCompleted {
                order_ref: order_ref_of(order_ref),
                ticket_id: *ticket_id,
                station_id: *station_id,
                by: nameless(by),
                prep_time_minutes: *prep_time_minutes,
            }
        }
        KitchenEvent::TicketRecalled { order_ref, ticket_id, station_id, by, undone } => KitchenEvent::TicketRecalled {
            order_ref: order_ref_of(order_ref),
            ticket_id: *ticket_id,
            station_id: *station_id,
            by: nameless(by),
            undone: *undone,
        },
        // The party's own event says so.
        KitchenEvent::TableClosed { .. } => return None,
    })
}

fn shop(event: &ShopEvent) -> Option<ShopEvent> {
    match event {
        ShopEvent::AvailabilityChanged { product_id, name, availability, by } => {
            let Availability { eighty_six, portions, stock } = availability;
            let eighty_six =
                eighty_six.as_ref().map(|EightySix { until, by }| EightySix { until: *until, by: by.as_ref().map(nameless) });
            Some(ShopEvent::AvailabilityChanged {
                product_id: *product_id,
                name: name.clone(),
                availability: Availability { eighty_six, portions: *portions, stock: *stock },
                by: nameless(by),
            })
        }
        ShopEvent::ProductUpdated { listed: false, .. } => None,
        ShopEvent::ProductUpdated { product_id, name, listed, edit, by } => Some(ShopEvent::ProductUpdated {
            product_id: *product_id,
            name: name.clone(),
            listed: *listed,
            edit: Box::new(edit_for_guests(edit)),
            by: nameless(by),
        }),
        ShopEvent::MenuUpdated { name, edit, by } => {
            Some(ShopEvent::MenuUpdated { name: name.clone(), edit: Box::new(edit_for_guests(edit)), by: nameless(by) })
        }
        ShopEvent::SettingsUpdated { changes, by } => {
            Some(ShopEvent::SettingsUpdated { changes: settings_for_guests(changes), by: nameless(by) })
        }
        ShopEvent::TableTokenRotated { .. } => None,
    }
}

/// Who, but not what they are called.
fn nameless(by: &By) -> By {
    let By { who, role, name: _ } = by;
    By { who: *who, role: *role, name: PersonName::default() }
}

fn party_ref_of(party: &PartyRef) -> PartyRef {
    let PartyRef { session_id, place } = party;
    PartyRef { session_id: *session_id, place: place_of(place) }
}

fn order_ref_of(order: &OrderRef) -> OrderRef {
    let OrderRef { order_id, order_number, session_id, place } = order;
    OrderRef { order_id: *order_id, order_number: order_number.clone(), session_id: *session_id, place: place_of(place) }
}

/// Where it is, but not who comes for it or lives there.
fn place_of(place: &Place) -> Place {
    match place {
        Place::Table { table_id, table_label } => Place::Table { table_id: *table_id, table_label: table_label.clone() },
        Place::Counter { counter_id, counter_label } => {
            Place::Counter { counter_id: *counter_id, counter_label: counter_label.clone() }
        }
        Place::Takeaway { contact_id: _ } => Place::Takeaway { contact_id: None },
        Place::Delivery { contact_id: _ } => Place::Delivery { contact_id: None },
    }
}

fn modifier_of(modifier: &Modifier) -> Modifier {
    let Modifier { option, group, name, price, default, quiet } = modifier;
    Modifier { option: *option, group: *group, name: name.clone(), price: *price, default: *default, quiet: *quiet }
}

fn order_of(order: &Order) -> Order {
    let Order { id, number, short, sent_at, sent_by, estimated_ready_at, confirmed_at, items, tickets } = order;
    Order {
        id: *id,
        number: number.clone(),
        short: short.clone(),
        sent_at: *sent_at,
        sent_by: nameless(sent_by),
        estimated_ready_at: *estimated_ready_at,
        confirmed_at: *confirmed_at,
        items: items.iter().map(item_of).collect(),
        tickets: tickets.iter().map(ticket_of).collect(),
    }
}

fn item_of(item: &Item) -> Item {
    let Item {
        id,
        product,
        name,
        modifiers,
        allergens,
        quantity,
        unit_price,
        rate,
        note: _,
        by,
        guest: _,
        station,
        status,
        steps,
    } = item;
    Item {
        id: *id,
        product: *product,
        name: name.clone(),
        modifiers: modifiers.iter().map(modifier_of).collect(),
        allergens: allergens.clone(),
        quantity: *quantity,
        unit_price: *unit_price,
        rate: *rate,
        note: None,
        by: nameless(by),
        guest: None,
        station: *station,
        status: *status,
        steps: steps.iter().map(|Step { to, at, by }| Step { to: *to, at: *at, by: nameless(by) }).collect(),
    }
}

fn ticket_of(ticket: &Ticket) -> Ticket {
    let Ticket { id, station, seen, bumped_at, recalled_at } = ticket;
    let seen = seen.as_ref().map(|Seen { at, by }| Seen { at: *at, by: nameless(by) });
    Ticket { id: *id, station: *station, seen, bumped_at: *bumped_at, recalled_at: *recalled_at }
}

fn leg_of(leg: &PaymentLeg) -> PaymentLeg {
    let PaymentLeg { id, method, status, amount, tip, tendered, part, at, by, voided: _ } = leg;
    PaymentLeg {
        id: *id,
        method: *method,
        status: *status,
        amount: *amount,
        tip: *tip,
        tendered: *tendered,
        part: *part,
        at: *at,
        by: nameless(by),
        voided: None,
    }
}
