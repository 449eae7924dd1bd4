//! The laws of `spec`: what must hold for every event and every state, whatever was asked.

use crate::world::{World, cook, hears, waiter};
use comanda::actor::GuestActor;
use comanda::command::Command;
use comanda::ids::{ItemId, OrderId, ProductId};
use comanda::kitchen::TicketCard;
use comanda::party::{
    CartLine, ItemStatus, MAX_CALLS, MAX_CART_LINES, MAX_GUESTS, MAX_ITEMS, MAX_LEGS, MAX_ORDERS, MAX_STEPS, Order, OrderStatus,
    Session, SessionStatus, Ticket,
};
use comanda::party::{CartOperation, SessionChange};
use comanda::{Actor, Event, KitchenCommand, PartyCommand, PartyEvent, ShopEvent};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use std::collections::{BTreeMap, BTreeSet};

type Law = Result<(), TestCaseError>;

/// What was said so far, to hold against what is.
#[derive(Debug, Default)]
pub struct Said {
    orders: BTreeMap<OrderId, OrderStatus>,
    numbers: BTreeSet<String>,
    /// Portions counted, and sold since, of each product that is counted now.
    counted: BTreeMap<ProductId, (i64, i64)>,
}

impl Said {
    pub fn of(world: &World) -> Self {
        let counted = |p: &comanda::shop::menu::Product| p.availability.portions.map(|n| (p.id, (i64::from(n), 0)));
        Self { counted: world.menu.products.iter().filter_map(|p| counted(p)).collect(), ..Self::default() }
    }

    /// Everything that must hold of an accepted command. `before` is the world it was decided on, `after` what it left.
    pub fn hold(&mut self, before: &World, actor: &Actor, command: &Command, events: &[Event], after: &World) -> Law {
        let mut folded = before.snapshot();
        for event in events {
            let previous = folded.snapshot();
            folded.fold(event);
            payload_agrees_with_the_fold(&previous, command, event, &folded)?;
            self.hear(command, event)?;
            told_to_whom_it_concerns(actor, &previous, event, &folded)?;
        }
        prop_assert_eq!(&folded.sessions, &after.sessions);
        prop_assert_eq!(&folded.menu, &after.menu);
        let touched: BTreeSet<_> = events.iter().filter_map(Event::session).collect();
        for session in touched.iter().filter_map(|s| after.sessions.get(s)) {
            state_is_lawful(session)?;
            for order in &session.orders {
                prop_assert_eq!(self.orders.get(&order.id), Some(&order.status()), "said of order {}", order.number);
            }
        }
        self.portions_add_up(after)
    }

    fn hear(&mut self, command: &Command, event: &Event) -> Law {
        match event {
            Event::Party(PartyEvent::OrderCreated { order, .. }) => {
                prop_assert!(self.orders.insert(order.id, OrderStatus::Pending).is_none(), "an order is created once");
                prop_assert!(self.numbers.insert(order.number.clone()), "{} given twice", order.number);
                for item in &order.items {
                    if let Some((_, sold)) = self.counted.get_mut(&item.product) {
                        *sold += i64::from(item.quantity);
                    }
                }
            }
            Event::Party(PartyEvent::OrderStatusChanged { order_ref, previous, new, .. }) => {
                prop_assert_eq!(self.orders.insert(order_ref.order_id, *new), Some(*previous));
                prop_assert_ne!(previous, new);
            }
            Event::Shop(ShopEvent::AvailabilityChanged { product_id, availability, .. })
                if matches!(command, Command::Shop(_)) =>
            {
                match availability.portions {
                    Some(n) => self.counted.insert(*product_id, (i64::from(n), 0)),
                    None => self.counted.remove(product_id),
                };
            }
            _ => {}
        }
        Ok(())
    }

    /// Called with each item whose cancellation was taken back.
    pub fn taken(&mut self, product: ProductId, quantity: u32) {
        if let Some((_, sold)) = self.counted.get_mut(&product) {
            *sold += i64::from(quantity);
        }
    }

    /// Called with each item that was cancelled.
    pub fn returned(&mut self, product: ProductId, quantity: u32) {
        if let Some((_, sold)) = self.counted.get_mut(&product) {
            *sold -= i64::from(quantity);
        }
    }

    fn portions_add_up(&self, after: &World) -> Law {
        for product in &after.menu.products {
            let expected = self.counted.get(&product.id).map(|(counted, sold)| counted - sold);
            prop_assert_eq!(product.availability.portions.map(i64::from), expected, "portions of {}", product.name);
        }
        Ok(())
    }
}

/// What `decide` wrote into an event must be what the fold says at that very moment.
fn payload_agrees_with_the_fold(before: &World, command: &Command, event: &Event, after: &World) -> Law {
    let session = |world: &World| event.session().and_then(|s| world.sessions.get(&s).cloned());
    let order = |world: &World| session(world).and_then(|s| s.orders.into_iter().find(|o| Some(o.id) == event.order()));
    match event {
        Event::Party(PartyEvent::ItemStatusChanged { item_id, previous, new, undone, station_id, .. }) => {
            let item = |world| order(world).and_then(|o| o.items.iter().find(|i| i.id == *item_id).cloned());
            let (was, is) = (item(before).expect("a known item"), item(after).expect("a known item"));
            prop_assert_eq!((was.status, is.status, is.station), (*previous, *new, *station_id));
            prop_assert_eq!(is.steps.last().map(|s| s.to), Some(*new));
            let back = matches!(was.status, ItemStatus::Ready | ItemStatus::Served) && *new == ItemStatus::Preparing;
            let lawful = match command {
                Command::Kitchen(KitchenCommand::RecallTicket { .. }) => back && !undone,
                Command::Kitchen(KitchenCommand::UndoBump { .. }) if *undone => {
                    was.status == ItemStatus::Ready && new.is_cooking()
                }
                Command::Party(PartyCommand::UndoServe { .. }) if *undone => was.status == ItemStatus::Served && new.is_live(),
                Command::Party(PartyCommand::UndoCancel { .. }) if *undone => {
                    was.status == ItemStatus::Cancelled && new.is_cooking()
                }
                _ => previous.may_become(*new) && !undone,
            };
            prop_assert!(lawful, "{previous:?} → {new:?} by {command:?}");
        }
        Event::Party(PartyEvent::OrderStatusChanged { new, .. }) => prop_assert_eq!(order(after).map(|o| o.status()), Some(*new)),
        Event::Party(PartyEvent::OrderConfirmed { .. }) => {
            prop_assert_eq!(order(before).and_then(|o| o.confirmed_at), None, "an order is confirmed once");
        }
        Event::Party(PartyEvent::OrderReady { .. }) => {
            prop_assert_eq!(order(after).map(|o| o.status()), Some(OrderStatus::Ready));
        }
        Event::Party(PartyEvent::OrderCancelled { .. }) => {
            prop_assert_eq!(order(after).map(|o| o.status()), Some(OrderStatus::Cancelled));
        }
        Event::Party(PartyEvent::OrderCreated { order: sent, totals, .. }) => {
            prop_assert_eq!(session(after).map(|s| s.totals()), *totals);
            let cart = session(before).expect("a session").cart;
            prop_assert!(!sent.items.is_empty());
            for item in &sent.items {
                let asked = match command {
                    Command::Party(PartyCommand::PlaceOrder { lines, .. }) => {
                        let line = lines.iter().find(|l| l.id == item.id).expect("an item was asked for");
                        (line.product, line.quantity, line.for_guest.or(sent.sent_by.guest()))
                    }
                    _ => {
                        let line = cart.iter().find(|l| l.id == item.id).expect("an item was a line of the cart");
                        (line.product, line.quantity, line.guest())
                    }
                };
                prop_assert_eq!(asked, (item.product, item.quantity, item.guest));
                let product = before.menu.product(item.product).expect("a known product");
                prop_assert!(product.availability.is_open(before.now), "{} was sold out", product.name);
                let extras: i64 = item.modifiers.iter().map(|m| m.price).sum();
                prop_assert_eq!(item.unit_price, (product.price + extras).max(0));
                prop_assert_eq!(sent.tickets.iter().filter(|t| t.station == item.station).count(), 1);
            }
            prop_assert!(sent.tickets.iter().all(|t| sent.items_at(t.station).count() > 0));
        }
        Event::Party(PartyEvent::BillUpdated { totals, .. }) => {
            prop_assert_eq!(session(after).map(|s| s.totals()), Some(*totals));
        }
        Event::Party(PartyEvent::PaymentCompleted { leg, remaining, .. }) => {
            prop_assert!(leg.amount > 0 && leg.tip >= 0);
            prop_assert_eq!(session(after).map(|s| s.totals().remaining), Some(*remaining));
            prop_assert!(leg.tendered.is_none_or(|given| given - leg.change() == leg.amount + leg.tip));
        }
        Event::Party(PartyEvent::PaymentVoided { leg_id, amount, remaining, .. }) => {
            let leg = |world| session(world).and_then(|s| s.legs.into_iter().find(|leg| leg.id == *leg_id));
            let (was, is) = (leg(before).expect("a known payment"), leg(after).expect("it stays to be read"));
            prop_assert!(was.is_completed() && !is.is_completed() && is.voided.is_some() && was.amount == *amount);
            prop_assert_eq!(session(after).map(|s| s.totals().remaining), Some(*remaining));
        }
        Event::Party(PartyEvent::SessionUpdated { change, .. }) => {
            let was = session(before).map(|s| s.status);
            match change {
                SessionChange::StatusChanged { previous, status } => {
                    prop_assert_eq!(was, Some(*previous));
                    prop_assert!(table_may_become(*previous, *status), "{previous:?} → {status:?}");
                }
                SessionChange::Opened { .. } => prop_assert_eq!(was, None),
                SessionChange::Reopened => prop_assert_eq!(was, Some(SessionStatus::Closed)),
                _ => prop_assert!(was.is_some_and(|s| s != SessionStatus::Closed), "{change:?} at a closed table"),
            }
        }
        _ => {}
    }
    Ok(())
}

fn table_may_become(from: SessionStatus, to: SessionStatus) -> bool {
    use SessionStatus::{BillRequested, Open, Paying, PendingApproval};
    matches!(
        (from, to),
        (Paying, BillRequested)
            | (PendingApproval | BillRequested | Paying, Open)
            | (Open, BillRequested | Paying)
            | (BillRequested, Paying)
    )
}

/// Rooms reach everybody whose screen changes, and nobody's surname or device is said.
fn told_to_whom_it_concerns(actor: &Actor, before: &World, event: &Event, after: &World) -> Law {
    // That a table is closed the kitchen hears in an event of its own.
    let card = |s: &Session, o: &Order, t: &Ticket| TicketCard { table_closed: false, ..TicketCard::of(s, o, t) };
    let cards = |world: &World| -> Vec<TicketCard> {
        let of = |s: &Session| s.orders.iter().flat_map(|o| o.tickets.iter().map(|t| card(s, o, t))).collect::<Vec<_>>();
        world.sessions.values().flat_map(of).collect()
    };
    if cards(before) != cards(after) {
        prop_assert!(hears(&cook(), event), "a ticket changed and the kitchen does not hear of it");
    }
    prop_assert!(hears(&waiter(), event), "waiters hear of everything on the floor");
    if let (Actor::Guest(GuestActor { session, .. }), Some(other)) = (actor, event.session()) {
        prop_assert_eq!(*session, other, "a guest changed another table");
    }
    guests_keep_to_their_own(actor, before, event)?;
    let said = serde_json::to_string(event).expect("an event serialises");
    prop_assert!(!said.contains("Familyname") && !said.contains("\"device\""), "{said}");
    let back: Event = serde_json::from_str(&said).map_err(|e| TestCaseError::fail(format!("{e}: {said}")))?;
    prop_assert_eq!(&back, event);
    Ok(())
}

/// The order's status in the words of the specification, not of the code.
fn derived(order: &Order) -> OrderStatus {
    let any = |wanted: ItemStatus| order.items.iter().any(|i| i.status == wanted);
    match () {
        () if any(ItemStatus::Pending) => OrderStatus::Pending,
        () if any(ItemStatus::Acknowledged) => OrderStatus::Confirmed,
        () if any(ItemStatus::Preparing) => OrderStatus::Preparing,
        () if any(ItemStatus::Ready) => OrderStatus::Ready,
        () if any(ItemStatus::Served) => OrderStatus::Completed,
        () => OrderStatus::Cancelled,
    }
}

/// Whatever a guest brings about concerns themselves and what is theirs; and they do sit there.
fn guests_keep_to_their_own(actor: &Actor, before: &World, event: &Event) -> Law {
    let Actor::Guest(GuestActor { session, guest: me, .. }) = actor else { return Ok(()) };
    let session = before.sessions.get(session).expect("a guest's session");
    prop_assert!(session.guest(*me).is_some(), "a stranger did {}", event.kind());
    let of_line = |id| session.line(id).and_then(CartLine::guest);
    let of_item = |id| session.items().find(|i| i.id == id).and_then(|i| i.guest);
    let whose = match event {
        Event::Party(PartyEvent::SessionUpdated { change: SessionChange::GuestNamed { guest_id, .. }, .. }) => Some(*guest_id),
        Event::Party(PartyEvent::CartUpdated { operation, .. }) => match operation {
            CartOperation::Added { line } => line.guest(),
            // What can't be ordered any more anybody at the table may take off.
            CartOperation::Removed { line_id } if is_stale(before, session, *line_id) => Some(*me),
            CartOperation::Changed { line_id, .. } | CartOperation::Removed { line_id } => of_line(*line_id),
        },
        Event::Party(PartyEvent::ItemStatusChanged { item_id, .. }) => of_item(*item_id),
        _ => Some(*me),
    };
    prop_assert_eq!(whose, Some(*me), "not theirs: {:?}", event);
    Ok(())
}

fn is_stale(world: &World, session: &Session, id: ItemId) -> bool {
    session.line(id).is_some_and(|line| {
        world.menu.price_line(line, session.order_type).is_err()
            || world.menu.check_available(line.product, 1, world.now).is_err()
    })
}

/// What must hold of every session at every moment.
pub fn state_is_lawful(session: &Session) -> Law {
    let bill = session.bill();
    let t = bill.totals;
    prop_assert_eq!(t.items + t.service, t.total);
    prop_assert_eq!(t.paid + t.remaining, t.total);
    prop_assert!(t.remaining >= 0 && t.paid >= 0 && t.tips >= 0, "{t:?}");
    prop_assert_eq!(bill.lines.iter().map(|l| l.total).sum::<i64>(), t.items);
    prop_assert_eq!(bill.shares.iter().map(|s| s.total).sum::<i64>(), t.items);
    prop_assert_eq!(bill.taxes.iter().map(|x| x.tax).sum::<i64>(), t.tax);
    prop_assert_eq!(bill.taxes.iter().map(|x| x.gross).sum::<i64>(), t.total, "the service charge is taxed here");
    prop_assert_eq!(session.orders.iter().map(|o| o.total()).sum::<i64>(), t.items);

    let unique = |ids: Vec<u128>| ids.iter().collect::<BTreeSet<_>>().len() == ids.len();
    let lines = session.cart.iter().map(|l| l.id.0.as_u128());
    prop_assert!(unique(lines.chain(session.items().map(|i| i.id.0.as_u128())).collect()), "an item id twice");
    prop_assert!(unique(session.guests.iter().map(|g| g.id.0.as_u128()).collect()), "a guest id twice");
    prop_assert!(unique(session.orders.iter().map(|o| o.id.0.as_u128()).collect()), "an order id twice");
    prop_assert!(unique(session.orders.iter().flat_map(|o| &o.tickets).map(|t| t.id.0.as_u128()).collect()), "a ticket id twice");
    prop_assert!(unique(session.calls.iter().map(|c| c.id.0.as_u128()).collect()), "a call id twice");
    prop_assert!(unique(session.legs.iter().map(|l| l.id.0.as_u128()).collect()), "a payment id twice");

    for order in &session.orders {
        prop_assert_eq!(order.status(), derived(order));
        for ticket in &order.tickets {
            let mut items = order.items_at(ticket.station);
            prop_assert!(ticket.bumped_at.is_none() || items.all(|i| !i.status.is_cooking()), "cooking on a bumped ticket");
            let mut items = order.items_at(ticket.station);
            prop_assert!(ticket.seen.is_none() || items.all(|i| i.status != ItemStatus::Pending), "pending on a seen ticket");
        }
        for item in &order.items {
            prop_assert_eq!(item.steps.first().map(|s| s.to), Some(ItemStatus::Pending));
            prop_assert_eq!(item.steps.last().map(|s| s.to), Some(item.status));
            let arrow = |a: ItemStatus, b: ItemStatus| {
                a.may_become(b) || (matches!(a, ItemStatus::Ready | ItemStatus::Served) && b == ItemStatus::Preparing)
            };
            prop_assert!(item.steps.windows(2).all(|w| arrow(w[0].to, w[1].to)), "{:?}", item.steps);
            prop_assert!(item.steps.len() <= MAX_STEPS + 4);
        }
    }
    prop_assert_eq!(session.is_closed(), session.closed_at.is_some());
    prop_assert!(!session.is_closed() || t.remaining == 0 || session.write_off.is_some(), "closed with {} open", t.remaining);
    prop_assert!(session.guests.len() <= MAX_GUESTS && session.cart.len() <= MAX_CART_LINES);
    prop_assert!(session.orders.len() <= MAX_ORDERS && session.items().count() <= MAX_ITEMS);
    prop_assert!(session.calls.len() <= MAX_CALLS && session.legs.len() <= MAX_LEGS);
    let names = session.guests.iter().filter_map(|g| g.name.given());
    for text in names.chain(session.cart.iter().filter_map(|l| l.note.as_deref())) {
        prop_assert_eq!(&comanda::text::one_line(text), text);
    }
    Ok(())
}
