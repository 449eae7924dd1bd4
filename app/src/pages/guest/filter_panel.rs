//! Search and filter: plain GET forms that the phone answers at once.
//!
//! The fields are the truth: what somebody typed or ticked before the page was alive is read when it wakes.

use super::filter::{Filter, menu_address};
use crate::browser::dom::{chosen, close_popover, tick_only, typed};
use crate::components::icon::Icon;
use crate::memo::memo;
use crate::remember::take_up;
use comanda::shop::menu::{Allergen, Tag};
use leptos::html;
use leptos::prelude::*;

/// The filter of this page with its forms; `Copy`.
#[derive(Clone, Copy)]
pub struct Finder {
    pub filter: RwSignal<Filter>,
    search: NodeRef<html::Form>,
    chips: NodeRef<html::Form>,
}

impl Finder {
    pub fn new(filter: Filter) -> Self {
        let finder = Self { filter: RwSignal::new(filter), search: NodeRef::new(), chips: NodeRef::new() };
        // Rooms are kept without a question in their address: there the phone's memory rules.
        take_up(move || {
            if let Some(chips) = finder.chips.get_untracked() {
                tick_only(&chips, &Filter::kept().ticks());
            }
        });
        Effect::new(move |_| finder.read());
        finder
    }

    /// Reads both forms.
    fn read(self) {
        let (Some(search), Some(chips)) = (self.search.get_untracked(), self.chips.get_untracked()) else { return };
        let words = typed(&search, "q");
        let ticked = chosen(&chips);
        let of = |name: &str| ticked.iter().filter(|(n, _)| n == name).map(|(_, v)| v.clone()).collect::<Vec<_>>();
        let now = Filter { words, ..Filter::named(&of("without"), &of("diet")) };
        if self.filter.with_untracked(|held| *held != now) {
            now.remember();
            self.filter.set(now);
        }
    }

    /// Shows everything again.
    pub fn clear(self) {
        if let Some(search) = self.search.get_untracked() {
            search.reset();
            // `reset` goes back to what the server rendered, which may be a search.
            #[cfg(target_arch = "wasm32")]
            if let Ok(Some(field)) = search.query_selector("input[name=q]") {
                use wasm_bindgen::JsCast;
                field.unchecked_into::<web_sys::HtmlInputElement>().set_value("");
            }
        }
        if let Some(chips) = self.chips.get_untracked() {
            tick_only(&chips, &[]);
        }
        self.read();
    }
}

/// The search field and the button that opens the filter.
#[component]
pub fn SearchBar(finder: Finder) -> impl IntoView {
    let start = finder.filter.get_untracked();
    let rest = Filter { words: String::new(), ..start.clone() };
    let count = memo(move || finder.filter.with(Filter::count));
    let class = move || if count.get() > 0 { "btn btn-round menu-filter-on" } else { "btn btn-round" };
    view! {
        <div class="menu-tools">
            <form
                class="search"
                role="search"
                method="get"
                action="/table"
                node_ref=finder.search
                on:submit=move |event| event.prevent_default()
                on:input=move |_| finder.read()
            >
                <Icon name="search" />
                <input
                    class="input"
                    type="search"
                    name="q"
                    value=start.words
                    placeholder=say!(search)
                    aria-label=say!(search_the_menu)
                    autocomplete="off"
                    enterkeyhint="search"
                />
                // Without scripts the other form's filter goes along.
                {hidden_fields(&rest)}
                <a
                    href=menu_address(&rest.query())
                    aria-label=say!(clear_the_search)
                    on:click=move |event| {
                        event.prevent_default();
                        clear_words(finder);
                    }
                >
                    <Icon name="close" />
                </a>
            </form>
            <button class=class type="button" popovertarget="filter">
                <Icon name="filter" />
                {say!(filter)}
                " "
                {move || {
                    let n = count.get();
                    (n > 0)
                        .then(|| {
                            view! {
                                <span class="badge badge-count" translate="no">
                                    {n}
                                    <span class="visually-hidden">" " {say!(filters_active, count = n)}</span>
                                </span>
                            }
                        })
                }}
            </button>
        </div>
    }
    .into_any()
}

fn clear_words(finder: Finder) {
    #[cfg(target_arch = "wasm32")]
    if let Some(search) = finder.search.get_untracked()
        && let Ok(Some(field)) = search.query_selector("input[name=q]")
    {
        use wasm_bindgen::JsCast;
        let field = field.unchecked_into::<web_sys::HtmlInputElement>();
        field.set_value("");
        let _ = field.focus();
    }
    finder.read();
}

fn hidden_fields(filter: &Filter) -> impl IntoView + use<> {
    let without = filter.without.iter().map(|a| ("without", a.word()));
    let diets = filter.diets.iter().map(|t| ("diet", t.word()));
    without.chain(diets).map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view()
}

/// The popover with diets and the fourteen allergens. `shown` is how many dishes are left.
#[component]
pub fn FilterPopover(finder: Finder, shown: Memo<usize>) -> impl IntoView {
    let start = finder.filter.get_untracked();
    let words = start.words.clone();
    let diet = |tag: Tag| {
        let icon = if tag == Tag::GlutenFree { "wheat" } else { "leaf" };
        view! {
            <label class="chip">
                <input type="checkbox" name="diet" value=tag.word() checked=start.diets.contains(&tag) />
                <Icon name=icon class="icon-sm" />
                <span>{crate::language::tag(tag)}</span>
            </label>
        }
    };
    let allergen = |allergen: Allergen| {
        view! {
            <label class="chip">
                <input type="checkbox" name="without" value=allergen.word() checked=start.without.contains(&allergen) />
                <span class="code">{allergen.number()}</span>
                <span>{crate::language::allergen(allergen)}</span>
            </label>
        }
    };
    let show = move || match shown.get() {
        0 => say!(no_dish_left).to_owned(),
        n => say!(show_dishes, count = n),
    };
    view! {
        <div class="popover" id="filter" popover="auto" role="dialog" aria-label=say!(filter_the_menu)>
            <form
                class="filter-form"
                method="get"
                action="/table"
                node_ref=finder.chips
                on:submit=move |event| {
                    event.prevent_default();
                    close_popover("filter");
                }
                on:change=move |_| finder.read()
            >
                {(!words.is_empty()).then(|| view! { <input type="hidden" name="q" value=words.clone() /> })}
                <fieldset>
                    <legend>{say!(show_only)}</legend>
                    <div class="chips">{Filter::DIETS.map(diet).collect_view()}</div>
                </fieldset>
                <fieldset>
                    <legend>{say!(hide_dishes)}</legend>
                    <div class="chips">{Allergen::ALL.iter().copied().map(allergen).collect_view()}</div>
                </fieldset>
                <div class="filter-actions">
                    <a
                        class="btn btn-quiet"
                        href="/table?q="
                        on:click=move |event| {
                            event.prevent_default();
                            finder.clear();
                        }
                    >
                        {say!(clear)}
                    </a>
                    <button class="btn btn-primary">{show}</button>
                </div>
            </form>
        </div>
    }
    .into_any()
}

/// Says what is hidden, and shows it again. `all` and `shown` count dishes.
#[component]
pub fn FilterSummary(finder: Finder, all: Memo<usize>, shown: Memo<usize>) -> impl IntoView {
    let line = memo(move || {
        let filter = finder.filter.get();
        filter
            .is_on()
            .then(|| format!("{} ", say!(filter_summary, shown = shown.get(), all = all.get(), filter = &filter.spoken())))
    });
    view! {
        <div role="status">
            {move || {
                line.get()
                    .map(|text| {
                        view! {
                            <p class="filter-summary">
                                {text} <a
                                    class="link"
                                    href="/table?q="
                                    on:click=move |event| {
                                        event.prevent_default();
                                        finder.clear();
                                    }
                                >
                                    {say!(show_all)}
                                </a>
                            </p>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}
