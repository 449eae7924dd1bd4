//! One line of the order.

use super::Pad;
use super::order::line_of;
use super::seat::WhoseButton;
use super::tile::is_open;
use crate::components::avatar::Face;
use crate::components::icon::Icon;
use crate::components::line_word::{RefusedNote, Unsent};
use crate::components::note::Note;
use crate::components::stepper::Stepper;
use crate::components::tap_guard::use_row_guard;
use crate::memo::memo;
use crate::realtime::{Refused, Said, way_on};
use comanda::Rejection;
use comanda::ids::ItemId;
use comanda::party::{CartLine, MAX_QUANTITY};
use leptos::prelude::*;

/// A line of this waiter's: quantity, whose it is, choices and note.
#[component]
pub fn OwnLine(pad: Pad, id: ItemId) -> impl IntoView {
    let line = line_of(pad, id);
    let quantity = Signal::derive(move || line.with(|l| l.as_ref().map_or(1, |l| l.quantity)));
    let selected = move || pad.asking.with(|asking| asking.as_ref().is_some_and(|(_, l)| l.as_ref().is_some_and(|l| l.id == id)));
    let name = untrack(|| line.with(|l| l.as_ref().map_or_else(String::new, |l| pad.desk.line_name(l))));
    let edit_label = format!("Choices and note of {name}");
    let step = Callback::new(move |n: u32| match (n, line.get_untracked()) {
        (0, _) => pad.cart.remove(id),
        (quantity, Some(line)) => pad.cart.change(CartLine { quantity, ..line }),
        _ => {}
    });
    // A line that goes makes room for the next one under the finger.
    let lost = pad.cart.lost();
    let length = move || pad.cart.mine().with(|mine| mine.lines.len());
    let place = move || pad.cart.mine().with(|mine| mine.lines.iter().position(|line| *line == id));
    let guard = use_row_guard(length, place).watching(move || lost.with(Vec::len));
    let edit = move |_| {
        if let Some(line) = line.get_untracked() {
            pad.asking.set(Some((line.product, Some(line))));
        }
    };
    let said = pad.cart.said(line);
    let way = Callback::new(move |said: Said| way_on(pad.cart.session(), &line.get()?, &said.rejection));
    let send = Callback::new(move |command| pad.desk.send(command));
    view! {
        <li class="pline" data-selected=selected>
            <Words pad id line />
            <RefusedNote said way send />
            <div class="pline-tools">
                <Stepper value=quantity min=1 max=MAX_QUANTITY label=name.clone() removes=true guard on_change=step />
                <WhoseButton pad line name=name.clone() />
                <button class="btn btn-quiet btn-icon" type="button" aria-label=edit_label on:click=edit>
                    <Icon name="edit" />
                </button>
            </div>
        </li>
    }
    .into_any()
}

/// A guest's or a colleague's line: seen, not touched.
#[component]
pub fn OtherLine(pad: Pad, id: ItemId) -> impl IntoView {
    let line = line_of(pad, id);
    let owner = move || {
        let by = line.get()?.by;
        let colour = by.guest().and_then(|id| pad.session.with(|s| s.as_ref()?.guest(id).map(|g| g.colour)));
        Some((by.name, colour))
    };
    let said = pad.cart.said(line);
    view! {
        <li class="pline">
            <Words pad id line />
            <RefusedNote said />
            {move || {
                owner()
                    .map(|(name, colour)| {
                        view! {
                            <p class="tguest pline-mods">
                                <Face name=name.clone() look=colour />
                                <bdi>{crate::person(&name)}</bdi>
                            </p>
                        }
                    })
            }}
        </li>
    }
    .into_any()
}

/// A line that was tapped and refused before it came to be.
#[component]
pub fn LostLine(pad: Pad, refused: Refused) -> impl IntoView {
    let (product, quantity) = refused.lost.as_ref().map(|line| (line.product, line.quantity))?;
    let open = is_open(pad.desk, product);
    let said = Said { rejection: refused.rejection.clone(), tap: Some(refused.key) };
    let said = memo(move || Some(said.clone()));
    let way = Callback::new(move |_| refused.second_try().filter(|_| open.get()));
    let send = Callback::new(move |command| pad.desk.send(command));
    Some(
        view! {
            <li class="pline">
                <div class="pline-main">
                    <p class="pline-name">{quantity} " × " {move || pad.desk.dish(product)}</p>
                </div>
                <RefusedNote said way send />
            </li>
        }
        .into_any(),
    )
}

/// What it is and what it costs.
#[component]
fn Words(pad: Pad, id: ItemId, line: Signal<Option<CartLine>>) -> impl IntoView {
    let desk = pad.desk;
    let choices = move || Some(desk.line_choices(&line.get()?)).filter(|words| !words.is_empty());
    let price = move || {
        Some(match desk.line_total(&line.get()?) {
            Ok(total) => desk.money(total),
            Err(Rejection::UnknownProduct { .. }) => "No longer on the menu".to_owned(),
            Err(_) => "Can’t be ordered so".to_owned(),
        })
    };
    let portions = move || line.with(|l| l.as_ref().filter(|l| !pad.cart.is_mine(l)).map(|l| format!("{} × ", l.quantity)));
    view! {
        <div class="pline-main">
            <p class="pline-name">{portions} {move || line.with(|l| l.as_ref().map(|l| desk.line_name(l)))}</p>
            <Unsent id />
            {move || choices().map(|words| view! { <p class="pline-mods">{words}</p> })}
            {move || line.get().and_then(|line| line.note).map(|note| view! { <Note note class="pline-note" /> })}
        </div>
        <span class="price pline-price">{price}</span>
    }
    .into_any()
}
