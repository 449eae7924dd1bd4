//! 86: take a dish off every phone, count what is left, bring it back.

mod ask;
mod row;
mod sort;

use super::desk::{Shelf, use_desk};
use crate::components::drawer::Drawer;
use crate::components::icon::Icon;
use crate::components::lost::EmptyList;
use crate::memo::memo;
use ask::Ask;
use comanda::ids::ProductId;
use leptos::prelude::*;
use row::Row;
use sort::{Kind, Scope, kind_of, matches};

#[component]
pub fn EightySixDrawer() -> impl IntoView {
    let desk = use_desk();
    let open = Signal::derive(move || desk.shelf.get() == Some(Shelf::EightySix));
    view! {
        <Drawer open class="sheet sheet-side kdrawer k86-panel" title="Sold out (86)" id="k86-title" on_close=move || desk.shelf.set(None)>
            <Panel />
        </Drawer>
    }
}

#[component]
fn Panel() -> impl IntoView {
    let desk = use_desk();
    let find = RwSignal::new(String::new());
    let scope = RwSignal::new(Scope::All);
    // The dish whose return is being asked about.
    let asked = RwSignal::new(None::<ProductId>);
    let field = NodeRef::<leptos::html::Input>::new();
    let kinds = memo(move || {
        let now = desk.now.get().unwrap_or_default();
        desk.menu.with(|menu| menu.iter().flat_map(|m| &m.products).map(|p| (p.id, kind_of(p, now))).collect::<Vec<_>>())
    });
    // What is off or running low comes first, as it stood when the panel was opened: rows must not jump under a finger.
    let mut standing = kinds.get_untracked();
    standing.sort_by_key(|(_, kind)| *kind);
    let standing: Vec<ProductId> = standing.into_iter().map(|(id, _)| id).collect();
    let shown = memo(move || {
        let (words, scope) = (find.get().trim().to_lowercase(), scope.get());
        kinds.with(|kinds| {
            let kind = |id: ProductId| kinds.iter().find(|(held, _)| *held == id).map(|(_, kind)| *kind);
            desk.menu.with(|menu| {
                let Some(menu) = menu else { return Vec::new() };
                let fits = |id: &ProductId| {
                    kind(*id).is_some_and(|kind| scope.takes(kind)) && menu.product(*id).is_some_and(|p| matches(menu, p, &words))
                };
                standing.iter().copied().filter(fits).collect::<Vec<_>>()
            })
        })
    });
    let count = move |kind: Kind| kinds.with(|all| all.iter().filter(|(_, held)| *held == kind).count());
    let option = move |option: Scope, label: Signal<String>| {
        view! {
            <button
                type="button"
                aria-pressed=move || if scope.get() == option { "true" } else { "false" }
                on:click=move |_| scope.set(option)
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="k86-tools">
            <div class="search grow">
                <Icon name="search" />
                <label class="visually-hidden" for="k86-find">
                    "Find a dish or an ingredient"
                </label>
                <input
                    class="input"
                    id="k86-find"
                    type="search"
                    placeholder="Dish or ingredient"
                    autocomplete="off"
                    node_ref=field
                    prop:value=move || find.get()
                    on:input=move |event| find.set(event_target_value(&event))
                />
                <button
                    type="button"
                    aria-label="Clear"
                    on:click=move |_| {
                        find.set(String::new());
                        if let Some(field) = field.get_untracked() {
                            let _ = field.focus();
                        }
                    }
                >
                    <Icon name="close" />
                </button>
            </div>
            <div class="segmented k86-scope" role="group" aria-label="Show">
                {option(Scope::All, Signal::derive(|| "All".to_owned()))}
                {option(Scope::Off, Signal::derive(move || format!("Sold out · {}", count(Kind::Off))))}
                {option(Scope::Low, Signal::derive(move || format!("Low · {}", count(Kind::Low))))}
            </div>
        </div>
        <div class="sheet-body">
            <ul class="krows">
                <For
                    each=move || shown.get()
                    key=|id| *id
                    children=move |id| {
                        let first = desk.menu.with_untracked(|m| m.as_ref()?.product(id).cloned())?;
                        let product = Memo::new(move |before: Option<&_>| {
                            desk.menu
                                .with(|m| m.as_ref()?.product(id).cloned())
                                .or_else(|| before.cloned())
                                .unwrap_or_else(|| first.clone())
                        });
                        let place = Signal::derive(move || shown.with(|all| all.iter().position(|one| *one == id)));
                        Some(view! { <Row product asked place /> })
                    }
                />
            </ul>
            {move || shown.with(Vec::is_empty).then(|| view! { <Nothing find scope /> })}
        </div>
        <Ask asked />
    }
}

#[component]
fn Nothing(find: RwSignal<String>, scope: RwSignal<Scope>) -> impl IntoView {
    let searched = memo(move || find.with(|words| !words.trim().is_empty()));
    let title = Signal::derive(move || match scope.get() {
        Scope::Off => "Everything is on".to_owned(),
        _ => "Nothing is running low".to_owned(),
    });
    move || {
        if searched.get() {
            view! {
                <div class="empty">
                    <Icon name="search" />
                    <p class="empty-title">{move || format!("No dish called “{}”", find.with(|words| words.trim().to_owned()))}</p>
                    <p>"Try fewer letters. Words of the description are found too: “funghi” lists every dish that names them."</p>
                </div>
            }
            .into_any()
        } else {
            view! {
                <EmptyList
                    icon="check"
                    title
                    advice="Set how many are left, and a dish shows up here when it gets low."
                    unheard="Dishes may have sold out since."
                />
            }
            .into_any()
        }
    }
}
