//! The shared cart as this waiter sees and changes it: line operations only.

use crate::components::toast::{ToastHandle, use_toasts};
use crate::ids::fresh;
use crate::memo::memo;
use crate::pages::portions::{Portions, count};
use crate::pages::waiter::desk::Desk;
use crate::realtime::{Refused, Said, use_refusals};
use comanda::actor::{By, Principal};
use comanda::ids::{GuestId, ItemId, OptionId, ProductId, SessionId};
use comanda::party::{CartLine, MAX_QUANTITY, Session};
use comanda::party::{NewLine, SendScope};
use comanda::shop::menu::OrderType;
use comanda::{Command, PartyCommand, Rejection};
use leptos::prelude::*;
use std::sync::Arc;

/// Lines with what they come to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sum {
    pub lines: Vec<ItemId>,
    /// Of what the menu still prices: what a send takes along.
    pub portions: u32,
    /// Minor units.
    pub total: i64,
}

/// The cart; `Copy`. What this screen has tapped is in it before the server has answered: see [`crate::realtime::follow`].
#[derive(Clone, Copy)]
pub struct Cart {
    desk: Desk,
    id: SessionId,
    lines: Memo<Vec<CartLine>>,
    portions: Portions,
    mine: Memo<Sum>,
    all: Memo<Sum>,
    toasts: ToastHandle,
}

/// The cart of a session.
pub fn use_cart(desk: Desk, id: SessionId, session: Signal<Option<Arc<Session>>>) -> Cart {
    let lines = memo(move || session.with(|s| s.as_ref().map_or_else(Vec::new, |s| s.cart.clone())));
    let me = move || desk.me.with(|me| me.as_ref().map(|me| me.id));
    let mine = memo(move || {
        let me = me();
        lines.with(|lines| sum(desk, lines.iter().filter(|line| is_by(&line.by, me))))
    });
    let all = memo(move || lines.with(|lines| sum(desk, lines.iter())));
    let portions = Portions::new(memo(move || lines.with(|lines| count(lines))));
    Cart { desk, id, lines, portions, mine, all, toasts: use_toasts() }
}

fn is_by(by: &By, staff: Option<comanda::ids::StaffId>) -> bool {
    matches!(by.who, Principal::Staff(id) if Some(id) == staff)
}

fn sum<'a>(desk: Desk, lines: impl Iterator<Item = &'a CartLine>) -> Sum {
    lines.fold(Sum::default(), |mut sum, line| {
        sum.lines.push(line.id);
        if let Ok(total) = desk.line_total(line) {
            sum.portions = sum.portions.saturating_add(line.quantity);
            sum.total = sum.total.saturating_add(total);
        }
        sum
    })
}

impl Desk {
    /// What a line comes to at today's prices, minor units. Errors: why it can't be ordered any more.
    pub fn line_total(self, line: &CartLine) -> Result<i64, Rejection> {
        let priced =
            self.menu.with(|menu| menu.as_ref().ok_or_else(Rejection::unknown_product)?.price_line(line, OrderType::DineIn))?;
        Ok(priced.unit_price.saturating_mul(i64::from(line.quantity)))
    }
}

impl Cart {
    pub fn lines(self) -> Memo<Vec<CartLine>> {
        self.lines
    }
    /// What this waiter has chosen.
    pub fn mine(self) -> Memo<Sum> {
        self.mine
    }
    /// The whole table's.
    pub fn all(self) -> Memo<Sum> {
        self.all
    }
    pub fn session(self) -> SessionId {
        self.id
    }
    /// What a line has to say: that there is too little of it, or why the last tap on it was refused.
    pub fn said(self, line: Signal<Option<CartLine>>) -> Memo<Option<Said>> {
        use_refusals().of_line(
            self.id,
            line,
            move |product| self.portions(product),
            move |product, n| self.desk.short_of(product, n),
        )
    }
    /// What was tapped and never came to be a line.
    pub fn lost(self) -> Memo<Vec<Refused>> {
        use_refusals().lost(self.id)
    }
    /// Says something at the foot of the screen.
    pub fn toasts(self) -> ToastHandle {
        self.toasts
    }
    pub fn is_mine(self, line: &CartLine) -> bool {
        is_by(&line.by, self.desk.me.with(|me| me.as_ref().map(|me| me.id)))
    }
    /// Portions of a dish in the cart.
    pub fn portions(self, product: ProductId) -> u32 {
        self.portions.of(product)
    }

    /// One more of a dish as it comes: onto the line that is there, or a new one.
    pub fn one_more(self, product: ProductId, whose: Option<GuestId>) {
        let Some(options) = self.desk.menu.with_untracked(|menu| {
            let menu = menu.as_ref()?;
            Some(menu.default_options(menu.product(product)?))
        }) else {
            return;
        };
        let twin = self.lines.with_untracked(|lines| {
            let mut own = lines.iter().filter(|line| untrack(|| self.is_mine(line)));
            own.find(|l| l.product == product && same_options(&l.options, &options) && l.note.is_none() && l.for_guest == whose)
                .cloned()
        });
        match twin {
            Some(line) if line.quantity < MAX_QUANTITY => self.change(CartLine { quantity: line.quantity + 1, ..line }),
            _ => self.add(NewLine { id: fresh(), product, options, quantity: 1, note: None, for_guest: whose }),
        }
    }

    pub fn add(self, line: NewLine) {
        self.desk.send(Command::Party(PartyCommand::AddLine { session: self.id, line }));
    }

    /// The line with another quantity, other choices or another note.
    pub fn change(self, line: CartLine) {
        let CartLine { id, quantity, options, note, .. } = line;
        self.desk.send(Command::Party(PartyCommand::ChangeLine { session: self.id, line: id, quantity, options, note }));
    }

    pub fn remove(self, line: ItemId) {
        self.desk.send(Command::Party(PartyCommand::RemoveLine { session: self.id, line }));
    }

    /// The same line for somebody else: a line never changes hands, so a new one takes its place.
    pub fn hand_over(self, line: CartLine, whose: Option<GuestId>) {
        self.remove(line.id);
        let CartLine { product, options, quantity, note, .. } = line;
        self.add(NewLine { id: fresh(), product, options, quantity, note, for_guest: whose });
    }

    /// Sends to the kitchen, at the total on the button, and says so. `then` once it is sent, or kept for want of a connection.
    /// `back` once it was refused after that.
    pub fn send(self, scope: SendScope, then: Callback<()>, back: impl FnOnce() + 'static) {
        let Sum { total, .. } = match scope {
            SendScope::Mine => self.mine.get_untracked(),
            SendScope::Table => self.all.get_untracked(),
        };
        let command = Command::Party(PartyCommand::SendOrder { session: self.id, order: fresh(), scope, expected: Some(total) });
        let toasts = self.toasts;
        let kept = move || {
            toasts.say("No connection. It goes to the kitchen by itself as soon as there is one.");
            let _ = then.try_run(());
        };
        self.desk.dispatch.send_or(command, kept, move |left, result| match result {
            Ok(_) => {
                toasts.say("Sent to the kitchen.");
                if !left {
                    let _ = then.try_run(());
                }
            }
            // Nothing was sent: whoever has gone on is told where it is said why.
            Err(error) => {
                toasts.problem(error.sentence());
                if left {
                    back();
                }
            }
        });
    }
}

/// Options as a set: the order they were chosen in means nothing.
fn same_options(one: &[OptionId], two: &[OptionId]) -> bool {
    let sorted = |all: &[OptionId]| {
        let mut all = all.to_vec();
        all.sort_unstable();
        all
    };
    sorted(one) == sorted(two)
}
