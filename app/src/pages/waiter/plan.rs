//! The rooms as drawn, every table with its live state.

use super::desk::Desk;
use super::drawing::{chairs, place as placed, ratio};
use super::place::{FLOOR, table_href, use_go};
use super::words::{FLOOR_STATES, Sign, counted, floor_sign, short_elapsed};
use crate::clock::use_now;
use crate::components::icon::Icon;
use comanda::ids::{AreaId, TableId};
use comanda::store::{Area, Feature};
use comanda::views::{FloorState, FloorTable, Party};
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
    let areas = Memo::new(move |_| desk.floor.with(|f| f.as_ref().map_or_else(Vec::new, |f| f.areas.clone())));
    let shown = Memo::new(move |_| {
        let wanted = chosen.get().or_else(|| selected.get().and_then(area_of));
        areas.with(|all| all.iter().find(|a| Some(a.id) == wanted).or_else(|| all.first()).cloned())
    });
    let tables = Memo::new(move |_| {
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
}

/// A room's tab with how many of its tables are taken.
#[component]
fn RoomTab(desk: Desk, area: Area, shown: Memo<Option<Area>>, chosen: RwSignal<Option<AreaId>>) -> impl IntoView {
    let id = area.id;
    let taken = Memo::new(move |_| {
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

/// One table: drawn to scale, its state in words under it.
#[component]
fn Spot(desk: Desk, id: TableId, shown: Memo<Option<Area>>, selected: Signal<Option<TableId>>) -> impl IntoView {
    let go = use_go();
    let table = desk.table(id);
    let style = move || {
        shown.with(|area| {
            table.with(|t| match (area, t) {
                (Some(area), Some(FloorTable { table, .. })) => placed(area, table.x, table.y, table.w, table.h),
                _ => String::new(),
            })
        })
    };
    let state =
        Memo::new(move |_| table.with(|t| t.as_ref().and_then(|t| t.party.as_ref()).map_or(FloorState::Free, |p| p.state)));
    let sign = move || floor_sign(state.get());
    let pressed = move || selected.get() == Some(id);
    let seats = Memo::new(move |_| {
        table.with(|t| {
            t.as_ref().map_or_else(Vec::new, |t| {
                let covers = t.party.as_ref().map_or(0, |p| p.covers);
                let taken = usize::try_from(covers).unwrap_or(usize::MAX);
                chairs(&t.table).into_iter().enumerate().map(|(n, chair)| (chair.style(), n < taken)).collect::<Vec<_>>()
            })
        })
    });
    let tap = move |_| match (selected.get_untracked(), pressed()) {
        // A second tap puts the table back.
        (_, true) => go.run((FLOOR.into(), false)),
        (before, false) => go.run((table_href(id), before.is_some())),
    };
    view! {
        <li class="floor-spot" style=style>
            <button
                class="ftable"
                type="button"
                data-state=move || sign().state
                data-shape=move || table.with(|t| t.as_ref().map(|t| t.table.shape.word()))
                aria-pressed=move || pressed().to_string()
                on:click=tap
            >
                <span class="ftable-top">
                    {move || {
                        seats
                            .get()
                            .into_iter()
                            .map(|(style, taken)| view! { <i class="ftable-seat" style=style data-taken=taken></i> })
                            .collect_view()
                    }}
                    <span class="ftable-no">
                        <span class="visually-hidden">"Table "</span>
                        {move || table.with(|t| t.as_ref().map(|t| t.table.label.clone()))}
                    </span>
                    <Icon name=Signal::derive(move || sign().icon) />
                </span>
                <span class="ftable-label">
                    <span class="ftable-state">{move || sign().word}</span>
                    {move || {
                        table
                            .get()
                            .map(|t| match t.party {
                                Some(party) => view! { <PartyLine desk party /> }.into_any(),
                                None => {
                                    let seats = counted(t.table.seats, "seat", "seats");
                                    view! {
                                        <span class="ftable-meta">
                                            <span>{seats}</span>
                                        </span>
                                    }
                                        .into_any()
                                }
                            })
                    }}
                </span>
                {move || {
                    let calls = table.with(|t| t.as_ref().and_then(|t| t.party.as_ref()).is_some_and(|p| !p.open_calls.is_empty()));
                    calls
                        .then(|| {
                            view! {
                                <span class="ftable-flag">
                                    <Icon name="hand" />
                                    <span class="visually-hidden">"calls"</span>
                                </span>
                            }
                        })
                }}
            </button>
        </li>
    }
}

/// Time seated, covers, amount.
#[component]
fn PartyLine(desk: Desk, party: Party) -> impl IntoView {
    let now = use_now();
    let Party { seated_at, covers, total, .. } = party;
    let seated = Memo::new(move |_| now.get().map_or_else(String::new, |now| short_elapsed(now.since(seated_at))));
    view! {
        <span class="ftable-meta">
            <span>{move || seated.get()}</span>
            <span>
                <Icon name="users" />
                {covers}
                <span class="visually-hidden">" covers"</span>
            </span>
            {(total > 0).then(|| view! { <span>{desk.money(total)}</span> })}
        </span>
    }
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
}
