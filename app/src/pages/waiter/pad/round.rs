//! The same again.

use super::Pad;
use crate::clock;
use crate::ids::fresh;
use comanda::party::NewLine;
use leptos::prelude::*;

/// The last order's dishes once more, for the same people; what has sold out since stays behind, and is named.
pub(super) fn repeat_round(pad: Pad) {
    let items = pad.session.with_untracked(|s| {
        s.as_ref()
            .and_then(|s| s.orders.last())
            .map_or_else(Vec::new, |o| o.items.iter().filter(|i| i.status.is_live()).cloned().collect::<Vec<_>>())
    });
    let now = clock::now();
    let mut missing = Vec::new();
    for item in items {
        let open = pad.desk.menu.with_untracked(|menu| {
            menu.as_ref().and_then(|m| m.product(item.product)).is_some_and(|p| p.availability.is_open(now))
        });
        if open {
            let options = item.modifiers.iter().map(|m| m.option).collect();
            let (product, quantity, note) = (item.product, item.quantity, item.note);
            pad.cart.add(NewLine { id: fresh(), product, options, quantity, note, for_guest: item.guest });
        } else {
            missing.push(item.name);
        }
    }
    if !missing.is_empty() {
        pad.cart.toasts().problem(format!("Sold out: {}.", missing.join(", ")));
    }
}
