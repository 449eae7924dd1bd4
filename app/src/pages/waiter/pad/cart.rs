//! The shared cart as this waiter sees and changes it: line operations only, one after the other, shown at once.

use super::overlay::{Pending, overlay, settle};
use crate::components::toast::{ToastHandle, use_toasts};
use crate::ids::fresh;
use crate::pages::waiter::desk::Desk;
use comanda::actor::{By, Who};
use comanda::command::{NewLine, SendScope};
use comanda::ids::{GuestId, ItemId, OptionId, ProductId, SessionId};
use comanda::menu::OrderType;
use comanda::session::{CartLine, MAX_QUANTITY, Session};
use comanda::{At, Command, Role};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::VecDeque;
use std::sync::Arc;

/// How long an accepted operation is shown while the cart says something else, milliseconds: then the cart is believed,
/// since somebody else may have changed the line.
const BELIEVED: u64 = 3_000;

/// Lines with what they come to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sum {
    pub lines: Vec<ItemId>,
    pub portions: u32,
    /// Minor units.
    pub total: i64,
}

type Step = (u64, Command, Option<Callback<()>>);

/// The cart; `Copy`.
#[derive(Clone, Copy)]
pub struct Cart {
    desk: Desk,
    id: SessionId,
    held: Memo<Vec<CartLine>>,
    pending: RwSignal<Vec<Pending>>,
    lines: Memo<Vec<CartLine>>,
    mine: Memo<Sum>,
    all: Memo<Sum>,
    steps: StoredValue<VecDeque<Step>>,
    busy: RwSignal<bool>,
    taps: StoredValue<u64>,
    toasts: ToastHandle,
}

/// The cart of a session.
pub fn use_cart(desk: Desk, id: SessionId, session: Memo<Option<Arc<Session>>>) -> Cart {
    let held = Memo::new(move |_| session.with(|s| s.as_ref().map_or_else(Vec::new, |s| s.cart.clone())));
    let pending = RwSignal::new(Vec::<Pending>::new());
    let lines = Memo::new(move |_| held.with(|held| pending.with(|pending| overlay(held, pending))));
    let me = move || desk.me.with(|me| me.as_ref().map(|me| me.id));
    let mine = Memo::new(move |_| {
        let me = me();
        lines.with(|lines| sum(desk, lines.iter().filter(|line| is_by(&line.by, me))))
    });
    let all = Memo::new(move |_| lines.with(|lines| sum(desk, lines.iter())));
    Effect::new(move |_| held.with(|held| pending.maybe_update(|pending| settle(held, pending))));
    Cart {
        desk,
        id,
        held,
        pending,
        lines,
        mine,
        all,
        steps: StoredValue::new(VecDeque::new()),
        busy: RwSignal::new(false),
        taps: StoredValue::new(0),
        toasts: use_toasts(),
    }
}

fn is_by(by: &By, staff: Option<comanda::ids::StaffId>) -> bool {
    matches!(by.who, Who::Staff { id, .. } if Some(id) == staff)
}

fn sum<'a>(desk: Desk, lines: impl Iterator<Item = &'a CartLine>) -> Sum {
    lines.fold(Sum::default(), |mut sum, line| {
        sum.lines.push(line.id);
        sum.portions += line.quantity;
        sum.total += desk.line_total(line);
        sum
    })
}

impl Desk {
    /// What a line comes to at today's prices, minor units; nothing for what is not on the menu any more.
    pub fn line_total(self, line: &CartLine) -> i64 {
        self.menu
            .with(|menu| menu.as_ref()?.price(line.product, &line.options, OrderType::DineIn).ok())
            .map_or(0, |priced| priced.unit_price.saturating_mul(i64::from(line.quantity)))
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
    /// Says something at the foot of the screen.
    pub fn toasts(self) -> ToastHandle {
        self.toasts
    }
    pub fn is_mine(self, line: &CartLine) -> bool {
        is_by(&line.by, self.desk.me.with(|me| me.as_ref().map(|me| me.id)))
    }
    /// Portions of a dish in the cart.
    pub fn portions(self, product: ProductId) -> u32 {
        self.lines.with(|lines| lines.iter().filter(|l| l.product == product).map(|l| l.quantity).sum())
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

    pub fn add(self, new: NewLine) {
        let line = CartLine {
            id: new.id,
            product: new.product,
            options: new.options.clone(),
            quantity: new.quantity,
            note: new.note.clone(),
            by: self.me(),
            for_guest: new.for_guest,
            added_at: At::default(),
        };
        self.step(vec![(line.id, Some(line))], Command::AddLine { session: self.id, line: new }, None);
    }

    /// The line with another quantity, other choices or another note.
    pub fn change(self, line: CartLine) {
        let command = Command::ChangeLine {
            session: self.id,
            line: line.id,
            quantity: line.quantity,
            options: line.options.clone(),
            note: line.note.clone(),
        };
        self.step(vec![(line.id, Some(line))], command, None);
    }

    pub fn remove(self, line: ItemId) {
        self.step(vec![(line, None)], Command::RemoveLine { session: self.id, line }, None);
    }

    /// The same line for somebody else: a line never changes hands, so a new one takes its place.
    pub fn hand_over(self, line: CartLine, whose: Option<GuestId>) {
        self.remove(line.id);
        let CartLine { product, options, quantity, note, .. } = line;
        self.add(NewLine { id: fresh(), product, options, quantity, note, for_guest: whose });
    }

    /// Sends to the kitchen, at the total on the button.
    pub fn send(self, scope: SendScope, then: Callback<()>) {
        let Sum { lines, total, .. } = match scope {
            SendScope::Mine => self.mine.get_untracked(),
            SendScope::Table => self.all.get_untracked(),
        };
        let gone = lines.into_iter().map(|id| (id, None)).collect();
        let command = Command::SendOrder { session: self.id, order: fresh(), scope, expected: Some(total) };
        self.step(gone, command, Some(then));
    }

    /// This waiter, as the log will say.
    fn me(self) -> By {
        self.desk.me.with_untracked(|me| match me {
            Some(me) => By {
                who: Who::Staff { id: me.id, role: me.roles.first().copied().unwrap_or(Role::Waiter) },
                name: me.name.split_whitespace().next().unwrap_or(&me.name).to_owned(),
            },
            None => By { who: Who::System, name: String::new() },
        })
    }

    fn step(self, wants: Vec<(ItemId, Option<CartLine>)>, command: Command, then: Option<Callback<()>>) {
        let tap = self.taps.get_value() + 1;
        self.taps.set_value(tap);
        self.pending.update(|pending| {
            pending.extend(wants.into_iter().map(|(line, want)| Pending { tap, line, want, landed: false }));
        });
        self.steps.update_value(|steps| steps.push_back((tap, command, then)));
        if !self.busy.get_untracked() {
            self.busy.set(true);
            spawn_local(self.drain());
        }
    }

    /// One command after the other: a change never overtakes the line it changes.
    async fn drain(self) {
        while let Some(Some((tap, command, then))) = self.steps.try_update_value(VecDeque::pop_front) {
            match self.desk.dispatch.run(command).await {
                Ok(_) => {
                    self.landed(tap);
                    if let Some(then) = then {
                        then.run(());
                    }
                }
                Err(error) => {
                    self.toasts.problem(error.to_string());
                    let _ = self.pending.try_update(|pending| pending.retain(|one| one.tap != tap));
                }
            }
        }
        let _ = self.busy.try_set(false);
    }

    fn landed(self, tap: u64) {
        let _ = self.pending.try_update(|pending| {
            for one in pending.iter_mut().filter(|one| one.tap == tap) {
                one.landed = true;
            }
            self.held.with_untracked(|held| settle(held, pending));
        });
        let forget = move || {
            let _ = self.pending.try_update(|pending| pending.retain(|one| one.tap != tap));
        };
        set_timeout(forget, std::time::Duration::from_millis(BELIEVED));
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
