//! The rooms as drawn, every table with its live state.

use super::desk::Desk;
use super::drawing::{place as placed, ratio};
use super::spot::Spot;
use super::words::{FLOOR_STATES, Sign, counted, floor_sign};
use crate::components::icon::Icon;
use crate::memo::memo;
use comanda::ids::{AreaId, TableId};
use comanda::shop::{Area, Feature};
use leptos::prelude::*;

/// Rooms as tabs, the room's tables, the legend.
#[component]
pub fn Plan(desk: Desk, #[prop(into)] selected: Signal<Option<TableId>>) -> impl IntoView {
    let area_of = move |id: TableId| {
        desk.floor.with(|f| f.as_ref().and_then(|f| f.tables.iter().find(|t| t.table.id == id)).map(|t| t.table.area))
    };
    let chosen = RwSignal::new(None::<AreaId>);
    // Whoever opens a table from a queue sees its room.
    Effect::new(move |_| {
        if let Some(area) = selected.get().and_then(|id| untrack(|| area_of(id))) {
            chosen.set(Some(area));
        }
    });
    let areas = memo(move || desk.floor.with(|f| f.as_ref().map_or_else(Vec::new, |f| f.areas.clone())));
    let shown = memo(move || {
        let wanted = chosen.get().or_else(|| selected.get().and_then(area_of));
        areas.with(|all| all.iter().find(|a| Some(a.id) == wanted).or_else(|| all.first()).cloned())
    });
    let tables = memo(move || {
        let area = shown.with(|a| a.as_ref().map(|a| a.id));
        desk.floor.with(|f| {
            f.iter().flat_map(|f| &f.tables).filter(|t| Some(t.table.area) == area).map(|t| t.table.id).collect::<Vec<_>>()
        })
    });
    let summary = move || {
        desk.floor.with(|f| {
            let parties = || f.iter().flat_map(|f| &f.tables).filter_map(|t| t.party.as_ref());
            let covers = parties().map(|p| p.covers).sum::<u32>();
            let open = parties().map(|p| p.remaining).sum::<i64>();
            (counted(covers, "cover", "covers"), desk.money(open))
        })
    };
    let name = move || shown.with(|a| a.as_ref().map_or_else(String::new, |a| a.name.clone()));
    let tab_id = move || shown.with(|a| a.as_ref().map_or_else(String::new, |a| format!("room-{}", a.id)));
    view! {
        <section class="floor" aria-labelledby="floor-title">
            <h1 class="visually-hidden" id="floor-title">
                "Floor"
            </h1>
            <div class="floor-tools">
                <div class="tabs floor-rooms" role="tablist" aria-label="Rooms">
                    <For each=move || areas.get() key=|area| area.id let:area>
                        <RoomTab desk area shown chosen />
                    </For>
                </div>
                <p class="floor-summary">
                    {move || summary().0} " · " <span class="num">{move || summary().1}</span> " open"
                </p>
            </div>
            <div class="floor-room" id="room" role="tabpanel" aria-labelledby=tab_id>
                <ul
                    class="floor-plan"
                    style=move || format!("--room-ratio:{}", shown.with(|a| a.as_ref().map_or_else(|| "1.5".into(), ratio)))
                    aria-label=move || format!("Tables of {}", name())
                >
                    {move || shown.get().map(|area| view! { <Furniture area /> })}
                    <For each=move || tables.get() key=|id| *id let:id>
                        <Spot desk id shown selected />
                    </For>
                </ul>
            </div>
            <Legend />
        </section>
    }
    .into_any()
}

/// A room's tab with how many of its tables are taken.
#[component]
fn RoomTab(desk: Desk, area: Area, shown: Memo<Option<Area>>, chosen: RwSignal<Option<AreaId>>) -> impl IntoView {
    let id = area.id;
    let taken = memo(move || {
        desk.floor.with(|f| {
            let mine = || f.iter().flat_map(|f| &f.tables).filter(|t| t.table.area == id);
            (mine().filter(|t| t.party.is_some()).count(), mine().count())
        })
    });
    let current = move || shown.with(|a| a.as_ref().is_some_and(|a| a.id == id));
    let step = move |event: leptos::ev::KeyboardEvent| {
        let forward = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => true,
            "ArrowLeft" | "ArrowUp" => false,
            _ => return,
        };
        event.prevent_default();
        let all: Vec<AreaId> = desk.floor.with_untracked(|f| f.iter().flat_map(|f| &f.areas).map(|a| a.id).collect());
        let Some(at) = all.iter().position(|a| *a == id) else { return };
        let next = if forward { (at + 1) % all.len() } else { (at + all.len() - 1) % all.len() };
        chosen.set(Some(all[next]));
        focus_tab(all[next]);
    };
    view! {
        <button
            class="tab"
            type="button"
            role="tab"
            id=format!("room-{id}")
            aria-selected=move || current().to_string()
            aria-controls="room"
            tabindex=move || if current() { "0" } else { "-1" }
            on:click=move |_| chosen.set(Some(id))
            on:keydown=step
        >
            {area.name}
            " "
            <span class="badge">{move || taken.get().0} " of " {move || taken.get().1}</span>
        </button>
    }
    .into_any()
}

fn focus_tab(id: AreaId) {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::JsCast;
        let tab = document().get_element_by_id(&format!("room-{id}"));
        if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok()) {
            // A tab that has just gone needs no focus.
            let _ = tab.focus();
        }
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = id;
}

/// Bar, doors, windows, plants: what stands in a room besides tables.
#[component]
fn Furniture(area: Area) -> impl IntoView {
    let features = area.features.clone();
    features
        .into_iter()
        .map(|feature| {
            let style = placed(&area, feature.x, feature.y, feature.w, feature.h);
            let Feature { kind, label, w, h, .. } = feature;
            let upright = h > w && kind != "plant";
            let plant = kind == "plant";
            view! {
                <li
                    class="floor-feature"
                    data-kind=kind
                    data-upright=upright
                    style=style
                    aria-hidden=label.is_empty().then_some("true")
                >
                    {(!label.is_empty()).then(|| view! { <span>{label.clone()}</span> })}
                    {plant.then(|| view! { <Icon name="leaf" /> })}
                </li>
            }
        })
        .collect_view()
}

/// What the colours and signs mean.
#[component]
fn Legend() -> impl IntoView {
    let calls = Sign { state: "late", icon: "hand", word: "Calls" };
    view! {
        <ul class="floor-legend" aria-label="What the colours and signs mean">
            {FLOOR_STATES
                .into_iter()
                .map(floor_sign)
                .chain([calls])
                .map(|sign| {
                    view! {
                        <li data-state=sign.state>
                            <span class="floor-key">
                                <Icon name=sign.icon />
                            </span>
                            {sign.word}
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
    .into_any()
}
