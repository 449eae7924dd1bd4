//! Categories, the search, the dishes as tiles.

use super::Pad;
use super::round::repeat_round;
use super::search::finds;
use super::tile::Tile;
use crate::components::icon::Icon;
use crate::memo::memo;
use crate::pages::waiter::place::{FLOOR, place_href};
use comanda::ids::CategoryId;
use comanda::shop::menu::{Product, Tag};
use leptos::html;
use leptos::prelude::*;

/// What the tiles show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shelf {
    /// The dishes the house is known for.
    Favourites,
    Category(CategoryId),
}

#[component]
pub fn Dishes(pad: Pad) -> impl IntoView {
    let desk = pad.desk;
    let categories = memo(move || {
        desk.menu.with(|menu| {
            menu.as_ref().map_or_else(Vec::new, |menu| {
                let all = menu.categories.iter().map(|c| (c.id, c.name.clone(), menu.in_category(c.id).count()));
                // A heading without a dish leads nowhere.
                all.filter(|(.., dishes)| *dishes > 0).collect::<Vec<_>>()
            })
        })
    });
    let favourites =
        memo(move || desk.menu.with(|menu| menu.iter().flat_map(|m| &m.products).filter(|p| is_favourite(p)).count()));
    let chosen = RwSignal::new(None::<Shelf>);
    let shelf = memo(move || {
        chosen
            .get()
            .or_else(|| categories.with(|all| all.first().map(|(id, ..)| Shelf::Category(*id))))
            .unwrap_or(Shelf::Favourites)
    });
    let query = RwSignal::new(String::new());
    let searching = memo(move || query.with(|q| !q.trim().is_empty()));
    let found = memo(move || {
        desk.menu.with(|menu| {
            let all = menu.iter().flat_map(|m| &m.products);
            let shown = all.filter(|product| match (searching.get(), shelf.get()) {
                (true, _) => query.with(|query| finds(query, product)),
                (false, Shelf::Favourites) => is_favourite(product),
                (false, Shelf::Category(id)) => product.category == id,
            });
            shown.map(|p| p.id).collect::<Vec<_>>()
        })
    });
    let title = move || {
        if searching.get() {
            return query.with(|q| format!("“{}”", q.trim()));
        }
        match shelf.get() {
            Shelf::Favourites => "Favourites".into(),
            Shelf::Category(id) => {
                categories.with(|all| all.iter().find(|(c, ..)| *c == id).map_or_else(String::new, |(_, n, _)| n.clone()))
            }
        }
    };
    let pick = move |shelf: Shelf| {
        query.set(String::new());
        chosen.set(Some(shelf));
    };
    let current = move |one: Shelf| move || (!searching.get() && shelf.get() == one).then_some("true");
    let back = move || pad.session.with(|s| s.as_ref().map_or_else(|| FLOOR.to_owned(), |s| place_href(&s.place)));
    view! {
        <nav class="pcats" aria-label="Categories">
            <a class="btn pcats-back" href=back aria-label="Floor">
                <Icon name="arrow-left" class="icon-flip" />
                <span>"Floor"</span>
            </a>
            <ul class="pcats-list">
                {move || {
                    (favourites.get() > 0)
                        .then(|| {
                            view! {
                                <li>
                                    <button
                                        class="pcat"
                                        type="button"
                                        aria-current=current(Shelf::Favourites)
                                        on:click=move |_| pick(Shelf::Favourites)
                                    >
                                        <Icon name="star" />
                                        <span>"Favourites"</span>
                                        <span class="pcat-count">{move || favourites.get()}</span>
                                    </button>
                                </li>
                            }
                        })
                }}
                <For each=move || categories.get() key=|category| category.clone() let((id, name, count))>
                    <li>
                        <button
                            class="pcat"
                            type="button"
                            aria-current=current(Shelf::Category(id))
                            on:click=move |_| pick(Shelf::Category(id))
                        >
                            <span>{name}</span>
                            <span class="pcat-count">{count}</span>
                        </button>
                    </li>
                </For>
            </ul>
        </nav>
        <section class="pdishes" aria-labelledby="pdishes-title">
            <Tools pad query />
            <div class="pdishes-body">
                <h2 class="pdishes-title" id="pdishes-title">
                    {title}
                </h2>
                <ul class="ptiles">
                    <For each=move || found.get() key=|id| *id let:id>
                        <Tile pad id />
                    </For>
                </ul>
                {move || {
                    (searching.get() && found.with(Vec::is_empty))
                        .then(|| {
                            view! {
                                <div class="empty">
                                    <Icon name="search" />
                                    <p class="empty-title">{move || query.with(|q| format!("No dish called “{}”", q.trim()))}</p>
                                    <p>"Try fewer letters, or a category. Sold-out dishes are found too."</p>
                                </div>
                            }
                        })
                }}
            </div>
        </section>
    }
    .into_any()
}

fn is_favourite(product: &Product) -> bool {
    product.tags.contains(&Tag::Signature)
}

/// The search, the last round again, and the 86 mode in which a tap opens a dish's availability.
#[component]
fn Tools(pad: Pad, query: RwSignal<String>) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let clear = move |_| {
        query.set(String::new());
        if let Some(field) = field.get_untracked() {
            // A field that has left the page needs no focus.
            let _ = field.focus();
        }
    };
    let has_round = memo(move || pad.session.with(|s| s.as_ref().is_some_and(|s| !s.orders.is_empty())));
    view! {
        <div class="pdishes-tools">
            <div class="search grow">
                <Icon name="search" />
                <label class="visually-hidden" for="find">
                    "Find a dish"
                </label>
                <input
                    class="input"
                    id="find"
                    type="search"
                    placeholder="Find a dish"
                    autocomplete="off"
                    node_ref=field
                    prop:value=move || query.get()
                    on:input=move |event| query.set(event_target_value(&event))
                />
                <button type="button" aria-label="Clear" on:click=clear>
                    <Icon name="close" />
                </button>
            </div>
            <button class="btn" type="button" disabled=move || !has_round.get() on:click=move |_| repeat_round(pad)>
                <Icon name="refresh" />
                <span>"Repeat round"</span>
            </button>
            <button
                class="btn"
                type="button"
                aria-pressed=move || pad.counting.get().to_string()
                on:click=move |_| pad.counting.update(|on| *on = !*on)
            >
                <Icon name="ban" />
                <span>"Sold out"</span>
            </button>
        </div>
    }
    .into_any()
}
