//! The strip over the board: stations, numbers of the moment, tools, connection, clock.

use super::desk::{Shelf, use_desk};
use super::step::Pace;
use crate::browser::screen::use_full_screen;
use crate::browser::sound::Speaker;
use crate::clock::{clock_time, timer};
use crate::components::icon::Icon;
use crate::components::status::ConnectionStatus;
use crate::components::text_size::{TextSize, TextSizeButton};
use crate::components::theme::{ThemeHandle, ThemeToggle};
use crate::memo::memo;
use comanda::ids::StationId;
use leptos::prelude::*;

#[component]
pub fn Bar(theme: ThemeHandle, text: TextSize, speaker: Speaker) -> impl IntoView {
    let desk = use_desk();
    let title = move || {
        let name = desk.station.get().and_then(|id| desk.menu.with(|m| m.as_ref()?.station(id).map(|s| s.name.clone())));
        format!("Kitchen board, {}", name.unwrap_or_else(|| "Expo".into()))
    };
    let minute = memo(move || desk.now.get().map(clock_time));
    view! {
        <header class="kbar">
            <h1 class="visually-hidden">{title}</h1>
            <Stations />
            <Stats />
            <Tools theme text speaker />
            <div class="kbar-end">
                <ConnectionStatus />
                <time class="kclock" datetime=move || minute.get()>
                    {move || minute.get()}
                </time>
            </div>
        </header>
    }
}

/// A board for each station and one over all. Links, so that a display can be bookmarked to its station.
#[component]
fn Stations() -> impl IntoView {
    let desk = use_desk();
    let stations = memo(move || {
        desk.menu.with(|menu| {
            let named = menu.iter().flat_map(|m| &m.stations).map(|s| (Some(s.id), s.name.clone()));
            std::iter::once((None, "Expo".to_owned())).chain(named).collect::<Vec<_>>()
        })
    });
    view! {
        <div class="kstations" role="tablist" aria-label="Stations">
            <For
                each=move || stations.get()
                key=|station| station.clone()
                children=|(id, name)| view! { <StationTab id name /> }
            />
        </div>
    }
}

#[component]
fn StationTab(
    /// `None` is expo.
    id: Option<StationId>,
    name: String,
) -> impl IntoView {
    let desk = use_desk();
    let open = memo(move || desk.station.get() == id);
    // A station's display hears of its own tickets only; expo counts for all.
    let known = memo(move || open.get() || desk.station.get().is_none());
    let count = memo(move || {
        known.get().then(|| desk.tickets.with(|all| all.iter().filter(|t| id.is_none_or(|id| t.station == id)).count()))
    });
    let late = memo(move || {
        let now = desk.now.get();
        desk.menu.with(|menu| {
            desk.tickets.with(|all| {
                all.iter()
                    .filter(|t| known.get() && id.is_none_or(|id| t.station == id))
                    .filter(|t| Pace::of(t, menu.as_ref().and_then(|m| m.station(t.station)), now) == Pace::Late)
                    .count()
            })
        })
    });
    let href = id.map_or_else(|| "/kitchen".to_owned(), |id| format!("/kitchen?station={id}"));
    view! {
        <a
            class="kstation"
            href=href
            role="tab"
            aria-selected=move || if open.get() { "true" } else { "false" }
            aria-controls="board"
        >
            {name}
            {move || {
                count
                    .get()
                    .map(|count| {
                        view! {
                            <span class="badge badge-count" data-state="held">
                                {count}
                                <span class="visually-hidden">" tickets"</span>
                            </span>
                        }
                    })
            }}
            {move || {
                let late = late.get();
                (late > 0)
                    .then(|| {
                        view! {
                            <span class="kstation-late">
                                <Icon name="alert-triangle" />
                                <span class="visually-hidden">{format!("{late} late")}</span>
                            </span>
                        }
                    })
            }}
        </a>
    }
}

/// Now, and today.
#[component]
fn Stats() -> impl IntoView {
    let desk = use_desk();
    let span = |span: Option<i64>| span.map_or_else(|| "–".to_owned(), timer);
    let number = move |read: fn(&comanda::kitchen::KitchenStats) -> u32| move || desk.stats.with(read);
    view! {
        <dl class="kstats" aria-label="Now and today">
            <div class="kstat" data-state="new">
                <dt>
                    <Icon name="bell" />
                    "To start"
                </dt>
                <dd>{number(|s| s.pending)}</dd>
            </div>
            <div class="kstat" data-state="preparing">
                <dt>
                    <Icon name="flame" />
                    "Preparing"
                </dt>
                <dd>{number(|s| s.preparing)}</dd>
            </div>
            <div class="kstat" data-state="ready">
                <dt>
                    <Icon name="check" />
                    "Ready"
                </dt>
                <dd>{number(|s| s.ready)}</dd>
            </div>
            <div class="kstat" data-state="held">
                <dt>
                    <Icon name="check-double" />
                    "Done"
                </dt>
                <dd>{number(|s| s.completed)}</dd>
            </div>
            <div class="kstat" data-state="held">
                <dt>
                    <Icon name="clock" />
                    "Average"
                </dt>
                <dd>{move || span(desk.stats.with(|s| s.average_prep))}</dd>
            </div>
            <div class="kstat kstat-within" data-state="held">
                <dt>
                    <Icon name="chart" />
                    "90 % within"
                </dt>
                <dd>{move || span(desk.stats.with(|s| s.p90_prep))}</dd>
            </div>
        </dl>
    }
}

#[component]
fn Tools(theme: ThemeHandle, text: TextSize, speaker: Speaker) -> impl IntoView {
    let desk = use_desk();
    let (full, toggle_full) = use_full_screen();
    let pressed = |on: bool| if on { "true" } else { "false" };
    let layout = move || if desk.columns.get() { "Layout: columns. Change to grid" } else { "Layout: grid. Change to columns" };
    let sound = move || match (desk.sound.get(), speaker.is_ready().get()) {
        (false, _) => "Sound: off",
        (true, true) => "Sound: on",
        (true, false) => "Sound: on, after the first tap on this screen",
    };
    view! {
        <div class="ktools">
            <button
                class="btn btn-quiet ktool"
                type="button"
                aria-pressed=move || pressed(desk.all_day.get())
                on:click=move |_| desk.all_day.flip()
            >
                <Icon name="menu" />
                <span>"All day"</span>
            </button>
            <button class="btn btn-quiet ktool" type="button" on:click=move |_| desk.shelf.set(Some(Shelf::EightySix))>
                <Icon name="ban" />
                <span>"Sold out"</span>
            </button>
            <button class="btn btn-quiet ktool" type="button" on:click=move |_| desk.shelf.set(Some(Shelf::Recall))>
                <Icon name="recall" />
                <span>"Recall"</span>
            </button>
            <button class="btn btn-quiet btn-icon" type="button" aria-label=layout title=layout on:click=move |_| desk.columns.flip()>
                <Icon name=Signal::derive(move || if desk.columns.get() { "grid" } else { "columns" }) />
            </button>
            <button class="btn btn-quiet btn-icon" type="button" aria-label=sound title=sound on:click=move |_| desk.sound.flip()>
                <Icon name=Signal::derive(move || if desk.sound.get() { "volume" } else { "volume-off" }) />
            </button>
            <button
                class="btn btn-quiet btn-icon"
                type="button"
                aria-label="Full screen"
                title="Full screen"
                aria-pressed=move || pressed(full.get())
                on:click=move |_| toggle_full()
            >
                <Icon name=Signal::derive(move || if full.get() { "minimize" } else { "maximize" }) />
            </button>
            <TextSizeButton size=text />
            <ThemeToggle theme />
        </div>
    }
}
