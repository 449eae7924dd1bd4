//! One dish of the pad.

use super::Pad;
use crate::clock::use_now;
use crate::components::icon::Icon;
use crate::memo::memo;
use crate::pages::waiter::desk::Desk;
use comanda::At;
use comanda::ids::ProductId;
use leptos::prelude::*;

/// One dish: a tap adds it. A long press, the menu key or a right click opens its availability.
#[component]
pub fn Tile(pad: Pad, id: ProductId) -> impl IntoView {
    let desk = pad.desk;
    let product = memo(move || desk.menu.with(|menu| menu.as_ref().and_then(|m| m.product(id)).cloned()));
    let open = is_open(desk, id);
    let few = memo(move || product.with(|p| p.as_ref().and_then(|p| p.availability.few_left())));
    let asks = memo(move || {
        desk.menu.with(|menu| menu.as_ref().is_some_and(|m| m.product(id).is_some_and(|p| m.groups_of(p).next().is_some())))
    });
    let state = move || match (open.get(), few.get()) {
        (false, _) => Some("sold-out"),
        (true, Some(_)) => Some("low"),
        (true, None) => None,
    };
    let menu = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        pad.stocking.set(Some(id));
    };
    view! {
        <li>
            <button
                class="ptile"
                type="button"
                data-state=state
                aria-haspopup=move || (asks.get() || !open.get()).then_some("dialog")
                on:click=move |_| pad.tap(id, open.get_untracked())
                on:contextmenu=menu
            >
                <span class="ptile-name">{move || product.with(|p| p.as_ref().map(|p| p.name.clone()))}</span>
                <span class="ptile-foot">
                    <span class="price">{move || desk.money(product.with(|p| p.as_ref().map_or(0, |p| p.price)))}</span>
                    {move || match (open.get(), few.get(), asks.get()) {
                        (false, ..) => {
                            view! {
                                <span class="badge badge-solid">
                                    <Icon name="ban" class="icon-sm" />
                                    "Sold out"
                                </span>
                            }
                                .into_any()
                        }
                        (true, Some(left), _) => view! { <span class="badge">{left} " left"</span> }.into_any(),
                        (true, None, true) => {
                            view! {
                                <span class="ptile-mods">
                                    <Icon name="more" class="icon-sm" />
                                    <span class="visually-hidden">"has choices"</span>
                                </span>
                            }
                                .into_any()
                        }
                        (true, None, false) => ().into_any(),
                    }}
                </span>
                {move || {
                    let portions = pad.cart.portions(id);
                    (portions > 0)
                        .then(|| {
                            view! {
                                <span class="ptile-qty">
                                    {portions}
                                    <span class="visually-hidden">" in the order"</span>
                                </span>
                            }
                        })
                }}
            </button>
        </li>
    }
    .into_any()
}

/// Can it be ordered now?
pub fn is_open(desk: Desk, id: ProductId) -> Memo<bool> {
    let now = use_now();
    let availability =
        memo(move || desk.menu.with(|menu| menu.as_ref().and_then(|m| m.product(id)).map(|p| p.availability.clone())));
    memo(move || {
        availability.with(|availability| {
            availability.as_ref().is_some_and(|availability| {
                // Only an 86 that lifts itself needs to know the time.
                let at = if availability.until().is_some() { now.get().unwrap_or_default() } else { At::default() };
                availability.is_open(at)
            })
        })
    })
}
