//! The menu: find, read, choose; the table's cart with it.

use super::cart::{CartAside, CartSheet};
use super::categories::{CategoryBar, anchor};
use super::dish::Dish;
use super::filter::Filter;
use super::filter_panel::{FilterPopover, FilterSummary, Finder, SearchBar};
use super::frame::{ProblemNote, use_problem};
use super::people::Newcomer;
use super::place::use_query;
use super::product::ProductSheet;
use super::seat::{Seat, use_seat};
use crate::components::icon::Icon;
use crate::components::line_word::portions_and_lost;
use crate::components::service_note::ServiceNote;
use crate::memo::memo;
use crate::realtime::use_refusals;
use comanda::ids::{CategoryId, ProductId};
use comanda::shop::menu::{Allergen, Category};
use leptos::prelude::*;

/// `/table`
pub fn body(seat: Seat) -> AnyView {
    let query = use_query();
    let start = query.with_untracked(Filter::of);
    let kept = StoredValue::new(start.query());
    let finder = Finder::new(start);
    // What is left, by category in menu order.
    let found = memo(move || {
        let filter = finder.filter.get();
        seat.menu.with(|menu| {
            let categories = menu.categories.iter().enumerate().map(|(plate, category)| {
                let dishes = menu.in_category(category.id).filter(|p| filter.shows(menu, p)).map(|p| p.id);
                Course { plate, category: category.clone(), dishes: dishes.collect() }
            });
            categories.filter(|course| !course.dishes.is_empty()).collect::<Vec<_>>()
        })
    });
    #[cfg(feature = "ssr")]
    found.with_untracked(|all| {
        let dishes = all.iter().flat_map(|course| &course.dishes);
        seat.menu.with_untracked(|menu| {
            let pictures = dishes.filter_map(|id| menu.product(*id)?.picture.as_deref());
            crate::page_facts::pictured(pictures.map(|name| format!("/dishes/{name}.svg")));
        });
    });
    let shown = memo(move || found.with(|all| all.iter().map(|c| c.dishes.len()).sum::<usize>()));
    let all = memo(move || seat.menu.with(|m| m.products.len()));
    let categories = Signal::derive(move || found.with(|all| all.iter().map(|c| c.category.clone()).collect::<Vec<_>>()));
    let (service, covers) = seat.service();
    let problem = use_problem();
    // A refusal shows where it was earned: in the sheet, if one is open.
    let here = Signal::derive(move || {
        let in_sheet = query.with(|q| q.get("product").is_some() || q.get("cart").is_some());
        problem.get().filter(|_| !in_sheet)
    });
    view! {
        <FilterPopover finder shown />
        <div class="menu-layout">
            <main id="main">
                <h1 class="visually-hidden">{say!(menu)}</h1>
                <div class="menu-head">
                    <ProblemNote problem=here />
                    <Newcomer />
                    <SearchBar finder />
                    <ServiceNote service covers />
                </div>
                <CategoryBar categories />
                <FilterSummary finder all shown />
                <For
                    each=move || found.with(|all| all.iter().map(|c| (c.category.clone(), c.plate)).collect::<Vec<_>>())
                    key=|(category, _)| (category.id, category.name.clone(), category.hint.clone())
                    children=move |(Category { id, .. }, plate)| view! { <CourseSection id plate found kept /> }
                />
                <Show when=move || shown.get() == 0>
                    <NothingFound finder />
                </Show>
                <Legend />
            </main>
            <CartAside />
        </div>
        <CartButton kept />
        <CartSheet kept />
        <ProductSheet kept />
    }
    .into_any()
}

/// A category with the dishes that are left of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Course {
    plate: usize,
    category: Category,
    dishes: Vec<ProductId>,
}

#[component]
fn CourseSection(id: CategoryId, plate: usize, found: Memo<Vec<Course>>, kept: StoredValue<String>) -> impl IntoView {
    let course = memo(move || found.with(|all| all.iter().find(|c| c.category.id == id).cloned()));
    let dishes = move || course.with(|c| c.as_ref().map(|c| c.dishes.clone()).unwrap_or_default());
    let category = course.get_untracked()?.category;
    let place = anchor(&category);
    let name_id = format!("{place}-name");
    let labelled = name_id.clone();
    Some(
        view! {
            <section class="course" id=place aria-labelledby=labelled>
                <header class="course-head">
                    <h2 class="course-name" id=name_id>
                        {category.name}
                    </h2>
                    <p class="course-hint">{category.hint}</p>
                </header>
                <ul class="dishes">
                    <For
                        each=dishes
                        key=|id| *id
                        children=move |id| dish_in_row(id, plate, kept)
                    />
                </ul>
            </section>
        }
        .into_any(),
    )
}

/// A dish in its row; the server may have drawn it before.
fn dish_in_row(id: ProductId, plate: usize, kept: StoredValue<String>) -> AnyView {
    let row = move || {
        view! {
            <li>
                <Dish id plate kept />
            </li>
        }
    };
    #[cfg(feature = "ssr")]
    {
        // A filter goes along in every link.
        let plain = kept.with_value(String::is_empty);
        let draw = || {
            let row = row().to_html();
            row.trim_start_matches("<li>").trim_end_matches("</li>").to_owned()
        };
        if let Some(html) = plain.then(|| crate::stencils::dish(use_seat(), id, draw)).flatten() {
            return view! { <li inner_html=html></li> }.into_any();
        }
    }
    row().into_any()
}

#[component]
fn NothingFound(finder: Finder) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name="search" />
            <p class="empty-title">{move || say!(nothing_found, filter = &finder.filter.with(Filter::spoken))}</p>
            <p>{say!(nothing_found_text)}</p>
            <div class="cluster">
                <a
                    class="btn"
                    href="/table?q="
                    on:click=move |event| {
                        event.prevent_default();
                        finder.clear();
                    }
                >
                    {say!(show_the_whole_menu)}
                </a>
            </div>
        </div>
    }
    .into_any()
}

/// The allergens behind the numbers of a dish.
#[component]
fn Legend() -> impl IntoView {
    let line = |a: Allergen| {
        view! {
            <li>
                <b>{a.number()}</b>
                {crate::language::allergen(a)}
            </li>
        }
    };
    view! {
        <footer class="legend">
            <h2 class="caps">{say!(allergens)}</h2>
            <ol>{Allergen::ALL.iter().copied().map(line).collect_view()}</ol>
        </footer>
    }
    .into_any()
}

/// The floating way to the cart, with its sum.
#[component]
fn CartButton(kept: StoredValue<String>) -> impl IntoView {
    let seat = use_seat();
    let some = memo(move || seat.cart.with(|c| c.lines > 0));
    // Lines that were refused are to be read in the cart, also in one with nothing else.
    let lost = use_refusals().lost(seat.id);
    let unsent = use_refusals().unsent(seat.id);
    let worth_opening = memo(move || some.get() || !lost.with(Vec::is_empty));
    // What is to be read first needs the room.
    let amount = memo(move || some.get() && lost.with(Vec::is_empty));
    let count = move || portions_and_lost(seat.cart.get().portions, lost.with(Vec::len));
    view! {
        <Show when=move || worth_opening.get()>
            <div class="fab" role="region" aria-label=say!(cart)>
                <a
                    class="btn btn-lg btn-primary btn-amount"
                    href=format!("/table?{}cart=1", kept.get_value())
                    data-noscroll=""
                >
                    <span class="cluster">
                        <Icon name="cart" />
                        <span>
                            {say!(view_cart)} " · " <span translate="no">{count}</span>
                            {move || unsent.with(Option::is_some).then(|| format!(" · {}", say!(not_sent)))}
                        </span>
                    </span>
                    {move || amount.get().then(|| view! { <span translate="no">{move || seat.money(seat.cart.get().table)}</span> })}
                </a>
            </div>
        </Show>
    }
    .into_any()
}
