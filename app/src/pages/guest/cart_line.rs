//! A line of the cart. One's own carries a stepper; others' are to read.

use super::seat::{Seat, use_seat};
use crate::components::icon::Icon;
use crate::components::line_word::{RefusedNote, Unsent};
use crate::components::note::Note;
use crate::components::tap_form::TapForm;
use crate::components::tap_guard::{use_row_guard, use_tap_guard};
use crate::components::toast::use_toasts;
use crate::memo::memo;
use crate::realtime::{Said, use_dispatch, use_refusals, way_on};
use crate::settled::settled;
use comanda::backend::Hat;
use comanda::ids::ItemId;
use comanda::party::NewLine;
use comanda::party::{CartLine, MAX_QUANTITY};
use comanda::shop::menu::said as said_of;
use comanda::{Command, PartyCommand};
use leptos::prelude::*;

/// Where the forms of a line lead: the cart as a sheet, which every screen can show.
const CART: &str = "/table?cart=1";

/// How long a removed line may be taken back, milliseconds.
const UNDO: u64 = 6_000;

/// One line.
#[component]
pub fn CartLineRow(id: ItemId, mine: bool) -> impl IntoView {
    let seat = use_seat();
    let line = settled(memo(move || seat.session.with(|s| s.line(id).cloned())));
    let quantity = memo(move || line.with(|l| l.as_ref().map_or(0, |l| l.quantity)));
    let first = line.get_untracked()?;
    let product = first.product;
    let name = memo(move || seat.menu.with(|m| m.product(product).map_or_else(|| first.name.clone(), |p| p.name.clone())));
    let priced = memo(move || line.get().map(|l| seat.price(&l)));
    let options = move || {
        let words = priced.get()?.ok().map(|p| said_of(&p.modifiers)).filter(|words| !words.is_empty())?;
        Some(view! { <p class="cart-line-options">{words}</p> })
    };
    let note = move || line.get()?.note.map(|note| view! { <Note note class="cart-line-note" /> });
    let wanted = move |product| seat.portions.of(product);
    let refused = use_refusals().of_line(seat.id, line, wanted, move |product, quantity| seat.short_of(product, quantity));
    // Or why it has no price any more.
    let said = memo(move || refused.get().or_else(|| Some(Said { rejection: priced.get().and_then(Result::err)?, tap: None })));
    let total = move || {
        let unit = priced.get().and_then(Result::ok).map(|p| p.unit_price);
        unit.map(|unit| seat.money(unit.saturating_mul(i64::from(quantity.get()))))
    };
    let door = use_dispatch(Hat::Guest);
    let send = Callback::new(move |command| door.send(command));
    // What can't be ordered any more anybody at the table may remove.
    let gone = move || line.get().is_some_and(|l| seat.price(&l).is_err() || seat.short_of(l.product, 1).is_some());
    let way = Callback::new(move |said: Said| way_on(seat.id, &line.get()?, &said.rejection).filter(|_| mine || gone()));
    let end = if mine {
        view! { <LineStepper id line quantity name /> }.into_any()
    } else {
        view! { <span class="qty" translate="no">"× " {move || quantity.get()}</span> }.into_any()
    };
    Some(
        view! {
            <li class="cart-line">
                <div>
                    <p class="cart-line-name">{move || name.get()}</p>
                    <Unsent id />
                    {options}
                    {note}
                </div>
                <div class="cart-line-end">
                    <span class="price" translate="no">{total}</span>
                    {end}
                </div>
                <RefusedNote said way send />
            </li>
        }
        .into_any(),
    )
}

#[component]
fn LineStepper(id: ItemId, line: Signal<Option<CartLine>>, quantity: Memo<u32>, name: Memo<String>) -> impl IntoView {
    let seat = use_seat();
    let last = memo(move || quantity.get() <= 1);
    // A line that goes makes room for the next one under the finger, and at the last portion the minus turns into the bin.
    let lost = use_refusals().lost(seat.id);
    let length = move || seat.session.with(|s| s.cart.len());
    let place = move || seat.session.with(|s| s.cart.iter().filter(|l| l.guest() == Some(seat.me)).position(|l| l.id == id));
    let moved = use_row_guard(length, place).watching(move || lost.with(Vec::len));
    let bin = use_tap_guard(move || last.get());
    let (fewer, more) = (change(seat, id, line, name, -1), change(seat, id, line, name, 1));
    let fewer = move || {
        if moved.hears() && (!last.get_untracked() || bin.hears()) {
            fewer();
        }
    };
    let more = move || {
        if moved.hears() {
            more();
        }
    };
    let full = move || quantity.get() >= MAX_QUANTITY;
    let icon = Signal::derive(move || if last.get() { "trash" } else { "minus" });
    let label = move || if last.get() { say!(remove_dish, dish = &name.get()) } else { say!(one_less_dish, dish = &name.get()) };
    view! {
        <div class="stepper stepper-sm" role="group" aria-label=move || say!(quantity_of, dish = &name.get())>
            <TapForm action="/api/change_line" back=CART act=fewer>
                <input type="hidden" name="line" value=id.to_string() />
                <input type="hidden" name="quantity" value=move || quantity.get().saturating_sub(1) />
                <button aria-label=label>
                    <Icon name=icon class="icon-sm" />
                </button>
            </TapForm>
            <output translate="no">{move || quantity.get()}</output>
            <TapForm action="/api/change_line" back=CART act=more>
                <input type="hidden" name="line" value=id.to_string() />
                <input type="hidden" name="quantity" value=move || quantity.get().saturating_add(1) />
                <button aria-label=move || say!(one_more_dish, dish = &name.get()) disabled=full>
                    <Icon name="plus" class="icon-sm" />
                </button>
            </TapForm>
        </div>
    }
    .into_any()
}

/// One more or one less; the last one less takes the line off, with a way back.
fn change(
    seat: Seat,
    id: ItemId,
    line: Signal<Option<CartLine>>,
    name: Memo<String>,
    by: i32,
) -> impl Fn() + Copy + Send + Sync + 'static {
    let door = use_dispatch(Hat::Guest);
    let toasts = use_toasts();
    move || {
        let Some(held) = line.get_untracked() else { return };
        let quantity = held.quantity.saturating_add_signed(by);
        if quantity > 0 {
            let CartLine { options, note, .. } = held;
            door.send(Command::Party(PartyCommand::ChangeLine { session: seat.id, line: id, quantity, options, note }));
            return;
        }
        let name = name.get_untracked();
        door.send(Command::Party(PartyCommand::RemoveLine { session: seat.id, line: id }));
        toasts.offer_undo(say!(dish_removed, dish = &name), UNDO, move || {
            let CartLine { product, options, quantity, note, .. } = held.clone();
            let line = NewLine { id: crate::ids::fresh(), product, options, quantity, note, for_guest: None };
            door.send(Command::Party(PartyCommand::AddLine { session: seat.id, line }));
        });
    }
}
