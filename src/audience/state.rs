//! What a listener may hold of a session, an order, the menu.

use crate::ids::GuestId;
use crate::party::{Call, CartLine, Guest, Item, Order, PaymentLeg, Session, SessionStatus, Ticket, Voided};
use crate::shop::menu::{
    Availability, Category, Choice, EightySix, Menu, MenuEdit, Modifier, ModifierGroup, Product, StationChanges, TaxClass,
};
use crate::shop::{ServiceCharge, Station, StoreChanges};
use crate::tax::RateBps;
use std::sync::Arc;

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

pub(super) fn leg_of_guests(leg: PaymentLeg) -> PaymentLeg {
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
            place,
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
            place,
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
        let guests = self.guests.iter().filter(|one| one.id == guest).cloned().collect();
        self.place_of(SessionStatus::PendingApproval, guests)
    }

    /// What a phone may know of it that has the table's code and does not sit yet: the table, and the guest it will be.
    #[must_use]
    pub fn for_visitor(self, guest: Guest) -> Self {
        self.place_of(SessionStatus::Open, vec![guest])
    }

    /// The table itself, with these guests alone and nothing that the party has done.
    fn place_of(self, status: SessionStatus, guests: Vec<Guest>) -> Self {
        let Self {
            id,
            store,
            place,
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
            guests: _,
            cart: _,
            orders: _,
            calls: _,
            legs: _,
        } = self;
        Self {
            id,
            store,
            place,
            status,
            covers: 1,
            order_type,
            currency,
            service,
            opened_at,
            opened_by,
            closed_at,
            write_off: None,
            reopened,
            guests,
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
            place,
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
            place,
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

pub(super) fn availability_for_guests(availability: &Availability) -> Availability {
    let Availability { eighty_six, portions, stock } = availability;
    let eighty_six = eighty_six.as_ref().map(|EightySix { until, by: _ }| EightySix { until: *until, by: None });
    Availability { eighty_six, portions: *portions, stock: *stock }
}

fn product_for_guests(product: &mut Arc<Product>) {
    if product.availability.eighty_six.as_ref().is_some_and(|off| off.by.is_some()) {
        let availability = availability_for_guests(&product.availability);
        Arc::make_mut(product).availability = availability;
    }
}

/// A name: how long it may take is the kitchen's own business.
fn station_for_guests(station: &Station) -> Station {
    let Station { id, name, warn_minutes: _, late_minutes: _, archived } = station;
    Station { id: *id, name: name.clone(), warn_minutes: 0, late_minutes: 0, archived: *archived }
}

/// What guests may know of an edit of the menu: all that the menu in their hands shows. A field that is added must be named here, or be
/// taken out.
pub(super) fn edit_for_guests(edit: &MenuEdit) -> MenuEdit {
    const _: fn(&Product) = |Product {
                                 id: _,
                                 category: _,
                                 name: _,
                                 description: _,
                                 price: _,
                                 station: _,
                                 tax_class: _,
                                 allergens: _,
                                 tags: _,
                                 groups: _,
                                 picture: _,
                                 prep_minutes: _,
                                 position: _,
                                 archived: _,
                                 availability: _,
                             }| ();
    const _: fn(&Choice) = |Choice { id: _, name: _, price: _, default: _, quiet: _, adds: _, removes: _, nested: _ }| ();
    const _: fn(&ModifierGroup) = |ModifierGroup { id: _, name: _, min: _, max: _, options: _, archived: _ }| ();
    const _: fn(&Category) = |Category { id: _, name: _, hint: _, position: _, archived: _ }| ();
    const _: fn(&TaxClass) = |TaxClass { id: _, name: _, rates: _, archived: _ }| ();
    match edit {
        MenuEdit::AddProduct { product } => {
            let mut product = Arc::clone(product);
            product_for_guests(&mut product);
            MenuEdit::AddProduct { product }
        }
        MenuEdit::EditProduct { .. }
        | MenuEdit::AddCategory { .. }
        | MenuEdit::EditCategory { .. }
        | MenuEdit::AddGroup { .. }
        | MenuEdit::EditGroup { .. }
        | MenuEdit::AddTaxClass { .. }
        | MenuEdit::EditTaxClass { .. } => edit.clone(),
        MenuEdit::AddStation { station } => MenuEdit::AddStation { station: station_for_guests(station) },
        MenuEdit::EditStation { id, changes: StationChanges { name, archived, warn_minutes: _, late_minutes: _ } } => {
            let (name, archived) = (name.clone(), archived.clone());
            MenuEdit::EditStation { id: *id, changes: StationChanges { name, archived, warn_minutes: None, late_minutes: None } }
        }
    }
}

/// What guests may know of changed settings: a screen of theirs holds these. A field that is added must be named here, or be taken out.
pub(super) fn settings_for_guests(changes: &StoreChanges) -> Box<StoreChanges> {
    let StoreChanges { name, tagline, address, locale, time_zone, day_ends_hour, seating, service, unseen } = changes.clone();
    Box::new(StoreChanges { name, tagline, address, locale, time_zone, day_ends_hour, seating, service, unseen })
}

impl Menu {
    /// What guests may know of it: who took a dish off is the house's own.
    #[must_use]
    pub fn for_guests(mut self) -> Self {
        self.products.iter_mut().for_each(product_for_guests);
        self.archived = Vec::new();
        for station in &mut self.stations {
            *station = station_for_guests(station);
        }
        self
    }
}
