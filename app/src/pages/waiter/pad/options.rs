//! The options of a dish as chips, and what is chosen among them.

use super::choices::{how_many, is_full, tap};
use crate::pages::waiter::desk::Desk;
use comanda::Rejection;
use comanda::ids::{GroupId, OptionId, ProductId};
use comanda::shop::menu::{Choice, ModifierGroup, OrderType};
use leptos::prelude::*;

/// What is being chosen; `Copy`.
#[derive(Clone, Copy)]
pub struct Chosen {
    pub desk: Desk,
    pub product: ProductId,
    pub options: RwSignal<Vec<OptionId>>,
}

impl Chosen {
    /// One unit as it is chosen, minor units; errors: what the menu refuses.
    pub fn price(self) -> Result<i64, Rejection> {
        self.desk.menu.with(|menu| {
            let menu = menu.as_ref().ok_or_else(Rejection::unknown_product)?;
            self.options.with(|options| menu.price(self.product, options, OrderType::DineIn)).map(|priced| priced.unit_price)
        })
    }
    fn tap(self, group: GroupId, option: OptionId) {
        self.desk.menu.with_untracked(|menu| {
            if let Some((menu, group)) = menu.as_ref().and_then(|menu| Some((menu, menu.group(group)?))) {
                self.options.update(|chosen| *chosen = tap(menu, chosen, group, option));
            }
        });
    }
}

/// A group of options; under a chosen one, the group it opens.
#[component]
pub fn Group(chosen: Chosen, group: ModifierGroup) -> impl IntoView {
    let badge = how_many(&group);
    let opened: Vec<_> = group
        .options
        .iter()
        .filter_map(|option| {
            let nested = option.nested?;
            let nested = chosen.desk.menu.with_untracked(|m| m.as_ref().and_then(|m| m.group(nested)).cloned())?;
            Some((option.id, nested))
        })
        .collect();
    let name = group.name.clone();
    view! {
        <fieldset class="pmods-group">
            <legend>{name} {badge.map(|words| view! { <span class="badge" data-state="info">{words}</span> })}</legend>
            <Chips chosen group />
            {opened
                .into_iter()
                .map(|(option, nested)| {
                    move || {
                        let shown = chosen.options.with(|all| all.contains(&option));
                        let nested = nested.clone();
                        shown
                            .then(|| {
                                view! {
                                    <fieldset class="pmods-group pmods-nested">
                                        <legend>{nested.name.clone()}</legend>
                                        <Chips chosen group=nested.clone() />
                                    </fieldset>
                                }
                            })
                    }
                })
                .collect_view()}
        </fieldset>
    }
    .into_any()
}

#[component]
fn Chips(chosen: Chosen, group: ModifierGroup) -> impl IntoView {
    let kind = if group.is_single() { "radio" } else { "checkbox" };
    let (id, name) = (group.id, format!("g{}", group.id));
    let options = group.options.clone();
    let group = StoredValue::new(group);
    view! {
        <div class="chips">
            {options
                .into_iter()
                .map(|option| {
                    let Choice { id: option, name: words, price, .. } = option;
                    let on = move || chosen.options.with(|all| all.contains(&option));
                    let rests = move || !on() && chosen.options.with(|all| group.with_value(|g| is_full(all, g)));
                    // The box shows what is chosen, whatever the browser did with the tap.
                    let change = move |event: leptos::ev::Event| {
                        chosen.tap(id, option);
                        set_checked(&event, untrack(on));
                    };
                    view! {
                        <label class="chip">
                            <input type=kind name=name.clone() prop:checked=on disabled=rests on:change=change />
                            <span>{words}</span>
                            {(price != 0)
                                .then(|| view! { <span class="num">{move || signed(chosen.desk, price)}</span> })}
                        </label>
                    }
                })
                .collect_view()}
        </div>
    }
    .into_any()
}

fn set_checked(event: &leptos::ev::Event, on: bool) {
    #[cfg(target_arch = "wasm32")]
    event_target::<web_sys::HtmlInputElement>(event).set_checked(on);
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (event, on);
}

/// `+€0.50`, `−€2.00`.
fn signed(desk: Desk, minor: i64) -> String {
    let sign = if minor < 0 { "−" } else { "+" };
    format!("{sign}{}", desk.money(minor.saturating_abs()))
}
