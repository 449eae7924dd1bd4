//! Lines that were tapped and refused before they came to be: what, why, and the way on.

use super::dish::is_open;
use super::seat::use_seat;
use crate::components::icon::Icon;
use crate::components::line_word::RefusedNote;
use crate::memo::memo;
use crate::realtime::{Refused, Said, use_dispatch};
use comanda::backend::Hat;
use leptos::prelude::*;

/// The part of the cart they stand in; nothing where there are none.
#[component]
pub fn NotAdded(lost: Memo<Vec<Refused>>) -> impl IntoView {
    let some = memo(move || !lost.with(Vec::is_empty));
    view! {
        <Show when=move || some.get()>
            <section class="cart-guest cart-lost" aria-label=say!(not_added)>
                <header class="cart-guest-head">
                    <Icon name="alert-triangle" />
                    <h3 class="guest-name">{say!(not_added)}</h3>
                </header>
                <ul class="cart-lines">
                    <For each=move || lost.get() key=|refused| refused.key children=move |refused| view! { <LostLine refused /> } />
                </ul>
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn LostLine(refused: Refused) -> impl IntoView {
    let seat = use_seat();
    let door = use_dispatch(Hat::Guest);
    let (product, quantity) = refused.lost.as_ref().map(|line| (line.product, line.quantity))?;
    let name = seat.menu.with_untracked(|m| m.product(product).map_or_else(|| say!(dish_unnamed).to_owned(), |p| p.name.clone()));
    let open = is_open(seat, product);
    let said = Said { rejection: refused.rejection.clone(), tap: Some(refused.key) };
    let said = memo(move || Some(said.clone()));
    let send = Callback::new(move |command| door.send(command));
    let way = Callback::new(move |_| refused.second_try().filter(|_| open.get()));
    Some(
        view! {
            <li class="cart-line">
                <p class="cart-line-name">
                    <span class="qty" translate="no">{quantity} " ×"</span>
                    " "
                    <span class="given">{name}</span>
                </p>
                <RefusedNote said way send />
            </li>
        }
        .into_any(),
    )
}
