//! The menu as a list: headings, their dishes, and what has been taken off.

use super::Chosen;
use super::desk::Desk;
use super::prices::Prices;
use crate::components::icon::Icon;
use crate::memo::memo;
use comanda::ids::{CategoryId, ProductId};
use comanda::shop::menu::{CategoryChanges, Menu, MenuEdit, Product, ProductChanges, places};
use leptos::prelude::*;
use std::sync::Arc;

/// A heading with the dishes that are shown under it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    id: CategoryId,
    dishes: Vec<ProductId>,
}

#[component]
pub fn Dishes(desk: Desk, chosen: Memo<Option<Chosen>>) -> impl IntoView {
    let find = RwSignal::new(String::new());
    let pricing = RwSignal::new(false);
    let parts = memo(move || {
        let wanted = find.with(|words| words.trim().to_lowercase());
        desk.menu.with(|menu| {
            let Some(menu) = menu else { return Vec::new() };
            let part = |id| Part {
                id,
                dishes: menu.in_category(id).filter(|dish| matches(dish, &wanted)).map(|dish| dish.id).collect(),
            };
            let all = menu.categories.iter().filter(|one| !one.archived).map(|one| part(one.id));
            all.filter(|part| wanted.is_empty() || !part.dishes.is_empty()).collect::<Vec<_>>()
        })
    });
    let archived = memo(move || {
        let wanted = find.with(|words| words.trim().to_lowercase());
        desk.menu.with(|menu| {
            let all = menu.iter().flat_map(|menu| &menu.archived);
            all.filter(|dish| matches(dish, &wanted)).map(|dish| dish.id).collect::<Vec<_>>()
        })
    });
    view! {
        <section class="olist" aria-label=say!(menu)>
            <div class="olist-tools">
                <div class="search grow">
                    <Icon name="search" />
                    <label class="visually-hidden" for="office-find">
                        {say!(office_find)}
                    </label>
                    <input
                        class="input"
                        id="office-find"
                        type="search"
                        placeholder=say!(office_find)
                        autocomplete="off"
                        prop:value=move || find.get()
                        on:input=move |event| find.set(event_target_value(&event))
                    />
                    <button type="button" aria-label=say!(close) on:click=move |_| find.set(String::new())>
                        <Icon name="close" />
                    </button>
                </div>
                <a class="btn btn-primary" href=Chosen::New.href() data-noscroll="">
                    <Icon name="plus" />
                    <span>{say!(office_new_dish)}</span>
                </a>
                <button class="btn" type="button" on:click=move |_| pricing.set(true)>
                    <Icon name="chart" />
                    <span>{say!(office_prices)}</span>
                </button>
                <Prices desk open=pricing />
            </div>
            <div class="olist-body">
                <For each=move || parts.get() key=|part| part.id let:part>
                    <Heading desk id=part.id parts chosen />
                </For>
                <NewHeading desk />
                <Show when=move || !archived.with(Vec::is_empty)>
                    <details class="oarchive">
                        <summary>{move || say!(office_archived, count = archived.with(Vec::len))}</summary>
                        <ul class="orows">
                            <For each=move || archived.get() key=|id| *id let:id>
                                <Row desk id chosen />
                            </For>
                        </ul>
                    </details>
                </Show>
            </div>
        </section>
    }
    .into_any()
}

fn matches(dish: &Product, wanted: &str) -> bool {
    wanted.is_empty() || dish.name.to_lowercase().contains(wanted) || dish.description.to_lowercase().contains(wanted)
}

#[component]
fn Heading(desk: Desk, id: CategoryId, parts: Memo<Vec<Part>>, chosen: Memo<Option<Chosen>>) -> impl IntoView {
    let name = memo(move || desk.menu.with(|menu| menu.as_ref()?.category(id).map(|one| one.name.clone())).unwrap_or_default());
    let dishes = move || parts.with(|all| all.iter().find(|one| one.id == id).map(|one| one.dishes.clone()).unwrap_or_default());
    let renaming = RwSignal::new(None::<String>);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(new) = renaming.get_untracked() else { return };
        let edit = desk.menu.with_untracked(|menu| {
            let before = menu.as_ref()?.category(id)?;
            let mut after = before.clone();
            after.name.clone_from(&new);
            Some(MenuEdit::EditCategory { id, changes: CategoryChanges::between(before, &after) })
        });
        renaming.set(None);
        if let Some(edit) = edit {
            desk.edit(vec![edit], say!(office_saved, what = &new), |_| {});
        }
    };
    view! {
        <section class="opart">
            <header class="opart-head">
                {move || match renaming.get() {
                    None => {
                        view! {
                            <h2 class="opart-name">{move || name.get()}</h2>
                            <button
                                class="btn btn-quiet btn-icon"
                                type="button"
                                aria-label=say!(office_rename, what = &name.get_untracked())
                                on:click=move |_| renaming.set(Some(name.get_untracked()))
                            >
                                <Icon name="edit" />
                            </button>
                        }
                            .into_any()
                    }
                    Some(start) => {
                        view! {
                            <form class="opart-form" on:submit=save>
                                <label class="visually-hidden" for=format!("heading-{id}")>
                                    {say!(office_heading_name)}
                                </label>
                                <input
                                    class="input"
                                    id=format!("heading-{id}")
                                    value=start
                                    autocomplete="off"
                                    on:change=move |event| renaming.set(Some(event_target_value(&event)))
                                />
                                <button class="btn btn-primary" type="submit">
                                    {say!(save)}
                                </button>
                            </form>
                        }
                            .into_any()
                    }
                }}
            </header>
            <ul class="orows">
                <For each=dishes key=|id| *id let:id>
                    <Row desk id chosen />
                </For>
            </ul>
        </section>
    }
    .into_any()
}

/// A dish of the list: the way to its fields, and one place up or down.
#[component]
fn Row(desk: Desk, id: ProductId, chosen: Memo<Option<Chosen>>) -> impl IntoView {
    let dish = memo(move || desk.menu.with(|menu| menu.as_ref()?.any_product(id).cloned()));
    let name = move || dish.with(|dish| dish.as_ref().map(|dish| dish.name.clone()).unwrap_or_default());
    let here = move || (chosen.get() == Some(Chosen::Dish(id))).then_some("true");
    let off = move || dish.with(|dish| dish.as_ref().is_some_and(|dish| dish.archived));
    let step = move |up: bool| {
        let edits = desk.menu.with_untracked(|menu| menu.as_ref().map(|menu| moved(menu, id, up)).unwrap_or_default());
        desk.edit(edits, say!(office_moved, what = &name()), |_| {});
    };
    view! {
        <li class="orow">
            <a class="orow-link" href=Chosen::Dish(id).href() aria-current=here data-noscroll="">
                <span class="orow-name">{name}</span>
                {move || {
                    let sold_out = dish.with(|dish| dish.as_ref().is_some_and(|dish| dish.availability.eighty_six.is_some()));
                    sold_out.then(|| view! { <span class="badge" data-state="sold-out">{say!(sold_out)}</span> })
                }}
                <span class="price" translate="no">
                    {move || dish.with(|dish| dish.as_ref().map(|dish| desk.money(dish.price)))}
                </span>
            </a>
            <Show when=move || !off()>
                <button class="btn btn-quiet btn-icon" type="button" aria-label=move || say!(office_up, what = &name()) on:click=move |_| step(true)>
                    <Icon name="chevron-up" />
                </button>
                <button class="btn btn-quiet btn-icon" type="button" aria-label=move || say!(office_down, what = &name()) on:click=move |_| step(false)>
                    <Icon name="chevron-down" />
                </button>
            </Show>
        </li>
    }
    .into_any()
}

/// What moves a dish one place up or down under its heading: it changes places with its neighbour.
fn moved(menu: &Menu, id: ProductId, up: bool) -> Vec<MenuEdit> {
    let Some(dish) = menu.product(id) else { return Vec::new() };
    let row: Vec<&Product> = menu.in_category(dish.category).collect();
    let Some(at) = row.iter().position(|one| one.id == id) else { return Vec::new() };
    let next = if up { at.checked_sub(1) } else { at.checked_add(1) };
    let Some(other) = next.and_then(|next| row.get(next)) else { return Vec::new() };
    let put = |dish: &Product, position| {
        let after = Product { position, ..dish.clone() };
        MenuEdit::EditProduct { id: dish.id, changes: Box::new(ProductChanges::between(dish, &after)) }
    };
    if dish.position != other.position {
        return vec![put(dish, other.position), put(other, dish.position)];
    }
    // Both have the same position: every dish gets a new one, with the two exchanged.
    let mut all: Vec<&Product> = menu.products.iter().map(Arc::as_ref).collect();
    let place = |id| all.iter().position(|one| one.id == id);
    if let (Some(one), Some(two)) = (place(id), place(other.id)) {
        all.swap(one, two);
    }
    all.into_iter().zip(places()).filter(|(dish, position)| dish.position != *position).map(|(dish, at)| put(dish, at)).collect()
}

#[component]
fn NewHeading(desk: Desk) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let new = name.get_untracked();
        let last = desk.menu.with_untracked(|menu| menu.as_ref().and_then(|m| m.categories.iter().map(|one| one.position).max()));
        let category = comanda::shop::menu::Category {
            id: crate::ids::fresh(),
            name: new.clone(),
            hint: String::new(),
            position: last.unwrap_or(0).saturating_add(places().next().unwrap_or(1)),
            archived: false,
        };
        name.set(String::new());
        desk.edit(vec![MenuEdit::AddCategory { category }], say!(office_added, what = &new), move |_| {
            let _ = name.try_set(new);
        });
    };
    view! {
        <form class="oheading" on:submit=add>
            <label class="visually-hidden" for="new-heading">
                {say!(office_new_heading)}
            </label>
            <input
                class="input"
                id="new-heading"
                placeholder=say!(office_new_heading)
                autocomplete="off"
                prop:value=move || name.get()
                on:input=move |event| name.set(event_target_value(&event))
            />
            <button class="btn" type="submit" aria-label=say!(office_new_heading) disabled=move || name.with(|name| name.trim().is_empty())>
                <Icon name="plus" />
            </button>
        </form>
    }
    .into_any()
}
