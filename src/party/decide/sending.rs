//! From the cart to the kitchen, and back while nobody has seen it.

use super::cart::{check_available, line, price_line};
use crate::actor::Actor;
use crate::draft::Draft;
use crate::error::{Limit, Rejection};
use crate::ids::{GuestId, OrderId, ProductId, StationId, TicketId};
use crate::money::sum;
use crate::party::{
    CartLine, Item, ItemStatus, LineAccounting, MAX_CART_LINES, MAX_ITEMS, MAX_ORDERS, NewLine, Order, PartyEvent, SendScope,
    SessionStatus, Step, Ticket,
};
use crate::shop::ShopEvent;
use crate::shop::menu::Availability;
use crate::time::MINUTE;
use std::sync::Arc;

/// The cart's lines, or the sender's own of them. What the menu does not price any more stays in the cart: one stale line holds
/// nobody up.
pub(super) fn send(draft: &mut Draft<'_>, id: OrderId, scope: SendScope, expected: Option<i64>) -> Result<(), Rejection> {
    let (priced, stale): (Vec<_>, Vec<_>) = chosen(draft, scope).into_iter().partition(|line| price_line(draft, line).is_ok());
    if let (true, Some(line)) = (priced.is_empty(), stale.first()) {
        price_line(draft, line)?;
    }
    submit(draft, id, &priced, expected)
}

/// Lines that never were in the cart.
pub(super) fn place(draft: &mut Draft<'_>, id: OrderId, new: &[NewLine], expected: Option<i64>) -> Result<(), Rejection> {
    if new.len() > MAX_CART_LINES {
        return Err(Rejection::CartFull { max: MAX_CART_LINES });
    }
    let mut lines: Vec<CartLine> = Vec::with_capacity(new.len());
    for asked in new {
        if lines.iter().any(|known| known.id == asked.id) {
            return Err(Rejection::AlreadyExists);
        }
        lines.push(line(draft, asked)?);
    }
    submit(draft, id, &lines, expected)
}

fn submit(draft: &mut Draft<'_>, id: OrderId, lines: &[CartLine], expected: Option<i64>) -> Result<(), Rejection> {
    if draft.session.orders.iter().any(|o| o.id == id) {
        return Err(Rejection::AlreadyExists);
    }
    if draft.session.orders.len() >= MAX_ORDERS {
        return Err(Rejection::TooMany { what: Limit::Orders, max: MAX_ORDERS });
    }
    if lines.is_empty() {
        return Err(Rejection::NothingToSend);
    }
    if draft.session.items().count() + lines.len() > MAX_ITEMS {
        return Err(Rejection::TooMany { what: Limit::Items, max: MAX_ITEMS });
    }
    draft.check_currency()?;
    let portions = portions(lines);
    for (product, quantity) in &portions {
        check_available(draft, *product, *quantity)?;
    }
    let (items, minutes) = price(draft, lines)?;
    let now = sum(items.iter().map(Item::total));
    if let Some(expected) = expected.filter(|expected| *expected != now) {
        return Err(Rejection::PriceChanged { expected, now, currency: draft.session.currency });
    }
    check_unseen(draft, &items)?;
    let order = Arc::new(order(draft, id, items, minutes));
    let before_status = draft.session.status;
    let order_ref = draft.order_ref(&order);
    let mut totals = draft.session.clone();
    totals.orders.push(Arc::clone(&order));
    let event = PartyEvent::OrderCreated {
        order_ref,
        order_type: draft.session.order_type,
        totals: Some(totals.totals()),
        created_by: draft.by.clone(),
        ordered_for: proxied(draft, lines),
        accounting: accounting(draft, lines),
        order,
    };
    draft.push(event);
    for (product, quantity) in portions {
        take_portions(draft, product, |left| left.saturating_sub(quantity));
    }
    if matches!(before_status, SessionStatus::BillRequested | SessionStatus::Paying) {
        draft.set_status(SessionStatus::Open);
    }
    draft.bill_updated();
    Ok(())
}

/// What guests send goes to the kitchen by itself up to the store's limit; beyond it a waiter sends it.
/// Errors: [`Rejection::NeedsWaiter`].
pub(super) fn check_unseen(draft: &Draft<'_>, items: &[Item]) -> Result<(), Rejection> {
    let limit = draft.world.store.unseen;
    if draft.world.actor.guest().is_none() {
        return Ok(());
    }
    let unseen = || draft.session.items().filter(|i| i.status < ItemStatus::Acknowledged).chain(items);
    let portions = unseen().fold(0_u32, |sum, item| sum.saturating_add(item.quantity));
    let total = sum(unseen().map(Item::total));
    if limit.portions.is_some_and(|most| portions > most) || limit.total.is_some_and(|most| total > most) {
        return Err(Rejection::NeedsWaiter { portions: limit.portions, total: limit.total, currency: draft.session.currency });
    }
    Ok(())
}

fn chosen(draft: &Draft<'_>, scope: SendScope) -> Vec<CartLine> {
    let mine = |line: &&CartLine| match (scope, draft.world.actor.guest()) {
        (SendScope::Table, _) => true,
        (SendScope::Mine, Some(me)) => line.guest() == Some(me),
        (SendScope::Mine, None) => line.by.is_same(&draft.by),
    };
    draft.session.cart.iter().filter(mine).cloned().collect()
}

/// Portions of each product over all lines, in line order.
fn portions(lines: &[CartLine]) -> Vec<(ProductId, u32)> {
    let mut sums: Vec<(ProductId, u32)> = Vec::new();
    for line in lines {
        match sums.iter_mut().find(|(product, _)| *product == line.product) {
            Some((_, quantity)) => *quantity = quantity.saturating_add(line.quantity),
            None => sums.push((line.product, line.quantity)),
        }
    }
    sums
}

/// The items as they will be sent, and the longest preparation among them in minutes.
fn price(draft: &Draft<'_>, lines: &[CartLine]) -> Result<(Vec<Item>, i64), Rejection> {
    let mut minutes = 0;
    let mut items = Vec::with_capacity(lines.len());
    for line in lines {
        let priced = price_line(draft, line)?;
        minutes = minutes.max(priced.prep_minutes);
        items.push(Item {
            id: line.id,
            product: line.product,
            name: priced.name,
            modifiers: priced.modifiers,
            allergens: priced.allergens,
            quantity: line.quantity,
            unit_price: priced.unit_price,
            rate: priced.rate,
            note: line.note.clone(),
            by: line.by.clone(),
            guest: line.guest(),
            station: priced.station,
            status: ItemStatus::Pending,
            steps: vec![Step { to: ItemStatus::Pending, at: draft.world.at, by: draft.by.clone() }],
        });
    }
    Ok((items, minutes))
}

fn order(draft: &Draft<'_>, id: OrderId, items: Vec<Item>, minutes: i64) -> Order {
    let mut stations: Vec<StationId> = Vec::new();
    for item in &items {
        if !stations.contains(&item.station) {
            stations.push(item.station);
        }
    }
    let tickets = stations
        .into_iter()
        .map(|station| Ticket { id: TicketId::of(id, station), station, seen: None, bumped_at: None, recalled_at: None })
        .collect();
    Order {
        id,
        number: draft.world.numbering().long(),
        short: draft.world.numbering().short(),
        sent_at: draft.world.at,
        sent_by: draft.by.clone(),
        estimated_ready_at: draft.world.at.plus(minutes.saturating_mul(MINUTE)),
        confirmed_at: None,
        items,
        tickets,
    }
}

/// What reports will ask of the lines, as the menu stands.
fn accounting(draft: &Draft<'_>, lines: &[CartLine]) -> Vec<LineAccounting> {
    let menu = draft.menu();
    let line = |line: &CartLine| {
        let product = menu.product(line.product)?;
        Some(LineAccounting {
            item: line.id,
            category: product.category,
            category_name: menu.category(product.category).map(|c| c.name.clone()).unwrap_or_default(),
            tax_class: product.tax_class,
            tax_class_name: menu.tax_class(product.tax_class).map(|c| c.name.clone()).unwrap_or_default(),
            cost: draft.world.costs.get(&line.product).copied(),
        })
    };
    lines.iter().filter_map(line).collect()
}

/// Guests a staff member ordered for.
fn proxied(draft: &Draft<'_>, lines: &[CartLine]) -> Vec<GuestId> {
    if draft.world.actor.guest().is_some() {
        return Vec::new();
    }
    let mut guests: Vec<GuestId> = lines.iter().filter_map(CartLine::guest).collect();
    guests.sort_unstable();
    guests.dedup();
    guests
}

/// Changes the count of a product whose portions are counted. The whole store hears of it, so it does not say who ordered.
pub(super) fn take_portions(draft: &mut Draft<'_>, id: ProductId, change: impl FnOnce(u32) -> u32) {
    let Some(product) = draft.menu().any_product(id) else { return };
    let Some(left) = product.availability.portions else { return };
    let availability = Availability { portions: Some(change(left)), ..product.availability.clone() };
    let event =
        ShopEvent::AvailabilityChanged { product_id: id, name: product.name.clone(), availability, by: Actor::System.by() };
    draft.push(event);
}
