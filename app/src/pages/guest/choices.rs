//! The questions a dish asks: groups of radio buttons and boxes, with what an option opens right under it.

use super::seat::Seat;
use comanda::ids::GroupId;
use comanda::shop::menu::{Choice, Menu, ModifierGroup, Product};
use leptos::prelude::*;

/// The name of a group's fields in a form. What stands in brackets begins with a letter: a digit would make it a place in a list
/// to whoever reads the form, and most ids begin with one.
pub fn field_name(group: GroupId) -> String {
    format!("choices[g{group}][]")
}

/// Every group of a dish as fields, its defaults chosen.
pub fn groups(seat: Seat, menu: &Menu, product: &Product) -> impl IntoView + use<> {
    let plain = menu.default_options(product);
    let groups = menu.groups_of(product).map(|group| {
        let options = group.options.iter().map(|option| {
            let nested = option.nested.and_then(|id| menu.group(id)).map(|nested| {
                let label = format!("nested-{}", nested.id);
                let labelled = label.clone();
                view! {
                    <div class="choice-nested" role=role(nested) aria-labelledby=labelled>
                        <p class="choice-group-head">
                            <span class="label" id=label>
                                {nested.name.clone()}
                            </span>
                            <span class="badge">{how_many(nested)}</span>
                        </p>
                        {nested.options.iter().map(|o| choice(seat, nested, o, o.default, false)).collect_view()}
                    </div>
                }
            });
            (choice(seat, group, option, plain.contains(&option.id), group.is_single()), nested)
        });
        view! {
            <fieldset class="product-group">
                <legend><span class="given">{group.name.clone()}</span> <span class="badge">{how_many(group)}</span></legend>
                <div class="choices">{options.collect_view()}</div>
            </fieldset>
        }
    });
    groups.collect_view()
}

fn role(group: &ModifierGroup) -> &'static str {
    if group.is_single() { "radiogroup" } else { "group" }
}

/// `Choose 1`, `Up to 3`, `Choose 2`, `1 to 3`.
fn how_many(group: &ModifierGroup) -> String {
    let offered = u32::try_from(group.options.len()).unwrap_or(u32::MAX);
    let max = group.max.min(offered);
    match (group.min, max) {
        (0, 1) => say!(if_you_like).into(),
        (0, max) if max >= offered => say!(as_you_like).into(),
        (0, max) => say!(up_to, max = max),
        (min, max) if min == max => say!(choose_exactly, count = min),
        (min, max) => say!(from_to, min = min, max = max),
    }
}

/// One option. `required` asks the browser to insist on an answer; not in a nested group, which may be out of sight.
fn choice(seat: Seat, group: &ModifierGroup, option: &Choice, chosen: bool, required: bool) -> impl IntoView + use<> {
    let kind = if group.is_single() { "radio" } else { "checkbox" };
    let price = (option.price != 0).then(|| view! { <span class="price" translate="no">{seat.difference(option.price)}</span> });
    let names = |all: &[comanda::shop::menu::Allergen]| {
        crate::words().all_of(&all.iter().map(|a| crate::language::allergen(*a).to_lowercase()).collect::<Vec<_>>())
    };
    let hint = match (option.adds.is_empty(), option.removes.is_empty()) {
        (true, true) => None,
        (false, true) => Some(say!(contains_list, what = &names(&option.adds))),
        (true, false) => Some(say!(free_of, what = &names(&option.removes))),
        (false, false) => Some(say!(contains_free_of, adds = &names(&option.adds), removes = &names(&option.removes))),
    };
    view! {
        <label class="choice">
            <input
                type=kind
                name=field_name(group.id)
                value=option.id.to_string()
                checked=chosen
                required=required
            />
            <span class="choice-text">
                <span class="given">{option.name.clone()}</span> {hint.map(|text| view! { <span class="choice-hint">{text}</span> })}
            </span>
            {price}
        </label>
    }
    .into_any()
}
