//! Many prices at once: by a percentage, rounded, with each old and new price to be read before anything is changed.

use super::desk::Desk;
use crate::components::dialog::Dialog;
use crate::components::icon::Icon;
use crate::memo::memo;
use comanda::ids::CategoryId;
use comanda::shop::menu::{Menu, MenuEdit, Product, ProductChanges};
use comanda::{Currency, Money};
use leptos::prelude::*;

/// What prices are rounded to, minor units.
const STEPS: [i64; 4] = [1, 10, 50, 100];

/// A thousand times as much: beyond it is a slip of the finger, and the server refuses such prices.
const MOST_BPS: i128 = 10_000_000;

/// A price, so many basis points more, rounded to the nearest step; never below zero.
fn repriced(price: i64, bps: i64, step: i64) -> i64 {
    let (price, bps, step) = (i128::from(price), i128::from(bps), i128::from(step.max(1)));
    let scale = 10_000 * step;
    let steps = (price * (10_000 + bps).clamp(0, MOST_BPS) * 2 + scale) / (scale * 2);
    i64::try_from(steps * step).unwrap_or(i64::MAX)
}

/// A percentage as it is typed, `5`, `-2,5`, in basis points.
fn percent(text: &str) -> Option<i64> {
    let text = text.trim().trim_end_matches('%').trim();
    let (less, text) = text.strip_prefix(['-', '−']).map_or((false, text), |rest| (true, rest));
    let bps = Money::typed(text.strip_prefix('+').unwrap_or(text), Currency::EUR)?.minor;
    Some(if less { -bps } else { bps })
}

/// The dishes whose price changes, with their new one.
fn changed(menu: &Menu, category: Option<CategoryId>, bps: i64, step: i64) -> Vec<(&Product, i64)> {
    let all = menu.products.iter().map(AsRef::as_ref).filter(|one: &&Product| category.is_none_or(|id| one.category == id));
    all.map(|one| (one, repriced(one.price, bps, step))).filter(|(one, new)| one.price != *new).collect()
}

#[component]
pub fn Prices(desk: Desk, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog
            open=open
            on_close=Callback::new(move |()| open.set(false))
            class="modal oprices"
            labelled_by="office-prices"
        >
            <Change desk open />
        </Dialog>
    }
}

#[component]
fn Change(desk: Desk, open: RwSignal<bool>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let category = RwSignal::new(None::<CategoryId>);
    let step = RwSignal::new(STEPS[1]);
    let headings = memo(move || {
        desk.menu.with(|menu| {
            let all = menu.iter().flat_map(|menu| &menu.categories).filter(|one| !one.archived);
            all.map(|one| (one.id, one.name.clone())).collect::<Vec<_>>()
        })
    });
    let bps = memo(move || typed.with(|text| percent(text)));
    let rows = memo(move || {
        desk.menu.with(|menu| {
            let (Some(menu), Some(bps)) = (menu, bps.get()) else { return Vec::new() };
            let rows = changed(menu, category.get(), bps, step.get()).into_iter();
            rows.map(|(dish, new)| (dish.id, dish.name.clone(), dish.price, new)).collect::<Vec<_>>()
        })
    });
    let unread = move || bps.with(Option::is_none) && typed.with(|text| !text.trim().is_empty());
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let edits: Vec<MenuEdit> = desk.menu.with_untracked(|menu| {
            let (Some(menu), Some(bps)) = (menu, bps.get_untracked()) else { return Vec::new() };
            changed(menu, category.get_untracked(), bps, step.get_untracked())
                .into_iter()
                .map(|(dish, price)| {
                    let after = Product { price, ..dish.clone() };
                    MenuEdit::EditProduct { id: dish.id, changes: Box::new(ProductChanges::between(dish, &after)) }
                })
                .collect()
        });
        let count = edits.len();
        open.set(false);
        desk.edit(edits, say!(office_prices_changed, count = count), |_| {});
    };
    view! {
        <form class="oprices-form" on:submit=apply novalidate>
            <h2 id="office-prices">{say!(office_prices)}</h2>
            <div class="oform-pair">
                <div class="field">
                    <label for="office-percent">{say!(office_prices_percent)}</label>
                    <input
                        class="input"
                        id="office-percent"
                        dir="ltr"
                        autocomplete="off"
                        placeholder="5"
                        aria-invalid=move || unread().to_string()
                        prop:value=move || typed.get()
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                </div>
                <div class="field">
                    <label for="office-prices-of">{say!(office_prices_of)}</label>
                    <select class="input" id="office-prices-of" on:change=move |event| category.set(event_target_value(&event).parse().ok())>
                        <option value="">{say!(office_prices_all)}</option>
                        <For each=move || headings.get() key=|heading| heading.clone() let((id, name))>
                            <option value=id.to_string()>{name}</option>
                        </For>
                    </select>
                </div>
                <div class="field">
                    <label for="office-round">{say!(office_prices_round)}</label>
                    <select
                        class="input"
                        id="office-round"
                        on:change=move |event| step.set(event_target_value(&event).parse().unwrap_or(STEPS[1]))
                    >
                        {STEPS
                            .map(|minor| {
                                view! {
                                    <option value=minor.to_string() selected=minor == STEPS[1]>
                                        {desk.money(minor)}
                                    </option>
                                }
                            })}
                    </select>
                </div>
            </div>
            <ul class="oprices-list" aria-label=say!(office_prices_preview) tabindex="0">
                <For each=move || rows.get() key=|row| row.clone() let((_, name, old, new))>
                    <li class="oprices-row">
                        <span class="orow-name" dir="auto">
                            {name}
                        </span>
                        <span class="price-was" translate="no">
                            {desk.money(old)}
                        </span>
                        <Icon name="arrow-right" class="icon-flip icon-sm" />
                        <span class="price" translate="no">
                            {desk.money(new)}
                        </span>
                    </li>
                </For>
            </ul>
            <div class="modal-actions">
                <button class="btn" type="button" on:click=move |_| open.set(false)>
                    {say!(cancel)}
                </button>
                <button class="btn btn-primary" type="submit" disabled=move || rows.with(Vec::is_empty)>
                    {move || say!(office_prices_apply, count = rows.with(Vec::len))}
                </button>
            </div>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_rounded_to_the_nearest_step() {
        assert_eq!(
            [(750, 1_000, 1), (750, 1_000, 10), (750, 1_000, 50), (745, 0, 10)].map(|(p, b, s)| repriced(p, b, s)),
            [825, 830, 850, 750]
        );
        assert_eq!((repriced(1_000, -250, 10), repriced(1_000, -20_000, 10), repriced(0, 500, 50)), (980, 0, 0));
        assert_eq!((repriced(i64::MAX, i64::MAX, 1), repriced(1_000, i64::MAX, 1)), (i64::MAX, 1_000_000));
    }

    #[test]
    fn a_percentage_has_a_sign_or_none() {
        assert_eq!(["5", "+5 %", "-2,5", "−1.25"].map(percent), [Some(500), Some(500), Some(-250), Some(-125)]);
        assert_eq!(["", "five", "5-"].map(percent), [None; 3]);
    }
}
