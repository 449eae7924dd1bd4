//! What every part of a guest's page reads: the session, the menu, who they are. Derived once, shared by context.

use crate::clock::use_now;
use crate::memo::memo;
use crate::pages::portions::{Portions, count};
use crate::settled::settled;
use crate::words;
use comanda::ids::{GuestId, ItemId, ProductId, SessionId};
use comanda::money::sum;
use comanda::party::{CartLine, Guest, ItemStatus, Session, SessionStatus};
use comanda::shop::ServiceCharge;
use comanda::shop::menu::{Menu, Priced};
use comanda::{At, Rejection};
use leptos::prelude::*;
use std::sync::Arc;

/// A guest's place at the table; `Copy`.
#[derive(Clone, Copy)]
pub struct Seat {
    pub id: SessionId,
    pub me: GuestId,
    pub session: Memo<Arc<Session>>,
    pub menu: Memo<Arc<Menu>>,
    /// Sums of the cart, by the menu as it stands.
    pub cart: Memo<CartSums>,
    /// Portions of each product in the whole cart.
    pub portions: Portions,
    /// Do they still wait at the door?
    waiting: Signal<bool>,
    /// Still to pay, minor units.
    pub owed: Memo<i64>,
    /// When the server answered: what times are counted from until the page is alive.
    pub as_of: At,
    pub store: StoredValue<String>,
    /// Said to screen readers only: what a tap did, where everybody else sees it.
    pub said: RwSignal<String>,
}

/// Sums of the cart, minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CartSums {
    pub mine: i64,
    pub table: i64,
    pub my_lines: usize,
    pub lines: usize,
    /// Lines that the menu still prices: what a send takes along.
    pub my_sendable: usize,
    pub sendable: usize,
    /// Portions over all lines.
    pub portions: u32,
}

/// The place at the table, provided by the guard.
pub fn use_seat() -> Seat {
    expect_context()
}

impl Seat {
    pub fn new(me: GuestId, id: SessionId, session: Memo<Arc<Session>>, menu: Memo<Arc<Menu>>, as_of: At, store: String) -> Self {
        let cart = memo(move || menu.with(|menu| session.with(|session| CartSums::of(session, menu, me))));
        let portions = Portions::new(memo(move || session.with(|s| count(&s.cart))));
        let waiting = settled(memo(move || session.with(|s| s.status == SessionStatus::PendingApproval)));
        let owed = memo(move || session.with(|s| s.totals().remaining));
        Self {
            id,
            me,
            session,
            menu,
            cart,
            portions,
            waiting,
            owed,
            as_of,
            store: StoredValue::new(store),
            said: RwSignal::new(String::new()),
        }
    }

    /// The service charge of this stay, and for how many people it is reckoned.
    pub fn service(self) -> (Signal<ServiceCharge>, Signal<u32>) {
        let session = self.session;
        (Signal::derive(move || session.with(|s| s.service)), Signal::derive(move || session.with(|s| s.covers)))
    }

    /// An amount in the store's currency.
    pub fn money(&self, minor: i64) -> String {
        words().money(self.session.with_untracked(|s| s.money(minor)))
    }

    /// `+€0.50`, `−€2.00`: what a choice changes.
    pub fn difference(&self, minor: i64) -> String {
        words().difference(self.session.with_untracked(|s| s.money(minor)))
    }

    pub fn guest(&self, id: GuestId) -> Option<Guest> {
        self.session.with(|s| s.guest(id).cloned())
    }

    /// A party that still waits at the door may read, not order.
    pub fn is_waiting(&self) -> bool {
        self.waiting.get()
    }

    /// The time as far as this page knows it; the same on server and browser while it hydrates.
    pub fn now(&self) -> At {
        use_now().get().unwrap_or(self.as_of)
    }

    /// What one unit of a cart line costs now. Errors: the menu has changed under it.
    pub fn price(&self, line: &CartLine) -> Result<Priced, Rejection> {
        // A party stays what it was seated as.
        let order_type = self.session.with_untracked(|s| s.order_type);
        self.menu.with(|menu| menu.price_line(line, order_type))
    }

    /// What there is too little of for so many, as the menu stands.
    pub fn short_of(&self, product: ProductId, quantity: u32) -> Option<Rejection> {
        self.menu.with(|menu| {
            // The clock matters only to an 86 that lifts itself.
            let lifts = menu.product(product).is_some_and(|p| p.availability.until().is_some());
            let at = if lifts { self.now() } else { self.as_of };
            menu.check_available(product, quantity, at).err()
        })
    }

    /// The line of mine that one more of a product, as it comes, would be the same as.
    pub fn like_it(&self, product: ProductId) -> Option<(ItemId, u32)> {
        self.menu.with_untracked(|menu| {
            let mut plain = menu.default_options(menu.product(product)?);
            plain.sort_unstable();
            self.session.with_untracked(|session| {
                let mine = session.cart.iter().filter(|l| l.guest() == Some(self.me) && l.product == product && l.note.is_none());
                mine.map(|line| {
                    let mut options = line.options.clone();
                    options.sort_unstable();
                    (line.id, line.quantity, options)
                })
                .find(|(_, _, options)| *options == plain)
                .map(|(id, quantity, _)| (id, quantity))
            })
        })
    }

    /// Dishes that stand ready for this table.
    pub fn ready(&self) -> usize {
        self.session.with(|s| s.items().filter(|i| i.status == ItemStatus::Ready).count())
    }
}

impl CartSums {
    pub fn of(session: &Session, menu: &Menu, me: GuestId) -> Self {
        let mut sums = Self::default();
        let (mut mine, mut table) = (Vec::new(), Vec::new());
        for line in &session.cart {
            let is_mine = line.guest() == Some(me);
            sums.lines += 1;
            sums.my_lines += usize::from(is_mine);
            sums.portions = sums.portions.saturating_add(line.quantity);
            let Ok(priced) = menu.price(line.product, &line.options, session.order_type) else { continue };
            let total = priced.unit_price.saturating_mul(i64::from(line.quantity));
            table.push(total);
            if is_mine {
                mine.push(total);
            }
        }
        (sums.my_sendable, sums.sendable) = (mine.len(), table.len());
        (sums.mine, sums.table) = (sum(mine), sum(table));
        sums
    }
}
