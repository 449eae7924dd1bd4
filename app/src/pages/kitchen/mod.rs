//! The kitchen: a wall display a station, and one over all.

mod alarm;
mod all_day;
mod bar;
mod board;
mod desk;
mod eighty_six;
mod keys;
mod line;
mod neighbour;
mod overflow;
mod parts;
mod recall;
mod step;
mod ticket;
mod upkeep;
mod whole_order;

use crate::AppError;
use crate::browser::screen::use_awake;
use crate::browser::sound::use_speaker;
use crate::components::lost::{LostStrip, SoundHint};
use crate::components::problem::Problem;
use crate::components::room::Room as InRoom;
use crate::components::text_size::{PageText, TextSize, use_text_size};
use crate::components::theme::{PageTheme, Theme, ThemeHandle, use_theme};
use crate::memo::memo;
use crate::queries::cached::{use_menu, use_pass, use_viewer};
use crate::queries::{Answer, Answered, derived};
use crate::realtime::{Audience, use_audience};
use all_day::AllDay;
use bar::Bar;
use board::{BoardSkeleton, BoardView};
use comanda::access::Surface;
use comanda::backend::{Fault, Hat};
use comanda::ids::StationId;
use comanda::replica::Pass;
use comanda::rooms::Room;
use comanda::shop::menu::Menu;
use comanda::views::Viewer;
use desk::make_desk;
use eighty_six::EightySixDrawer;
use keys::{KeyHelp, KeyStrip};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_query_map;
use recall::RecallDrawer;

/// What the page asks the server, all of it asked at once.
#[derive(Clone, Copy)]
struct Asked {
    viewer: Resource<Answer<Viewer>>,
    pass: Resource<Answered<Pass>>,
    menu: Resource<Answered<Menu>>,
    station: Memo<Option<StationId>>,
}

/// Who stands before the board.
#[derive(Clone, PartialEq)]
enum Door {
    Cook,
    /// Signed in, but not to cook; or not signed in at all.
    Stranger,
    Problem(AppError),
}

#[component]
pub fn KitchenPage() -> impl IntoView {
    let query = use_query_map();
    let station = memo(move || query.with(|q| q.get("station").and_then(|id| id.parse().ok())));
    let asked = Asked { viewer: use_viewer(), pass: use_pass(), menu: use_menu(), station };
    let theme = use_theme("theme-kitchen", &[Theme::Kitchen, Theme::Light, Theme::Dark]);
    let text = use_text_size("kitchen-text");
    view! {
        <Title text="Kitchen · Comanda" />
        <InRoom name="kitchen" />
        <PageTheme theme />
        <PageText size=text />
        <Transition fallback=|| view! { <BoardSkeleton /> }>
            <Guarded asked theme text />
        </Transition>
    }
}

#[component]
fn Guarded(asked: Asked, theme: ThemeHandle, text: TextSize) -> impl IntoView {
    let door = derived(move |before: Option<&Option<Door>>| {
        let answers = asked.viewer.with(|v| {
            v.as_ref().map(|v| match v {
                Ok(viewer) if viewer.staff.as_ref().is_some_and(|staff| staff.may_open(Surface::Kitchen)) => Door::Cook,
                Ok(_) | Err(AppError::Fault { fault: Fault::Unauthenticated }) => Door::Stranger,
                Err(error) => Door::Problem(error.clone()),
            })
        });
        // The board too, so that the server waits for it; a first failure is said, a later one leaves what was known.
        let board = asked.pass.with(|b| b.as_ref().map(|b| b.as_ref().err().cloned()));
        let menu = asked.menu.with(|m| m.as_ref().map(|m| m.as_ref().err().cloned()));
        let open = before.is_some_and(|before| *before == Some(Door::Cook));
        match (answers?, board?.or(menu?)) {
            (Door::Cook, Some(error)) if !open => Some(Door::Problem(error)),
            (door, _) => Some(door),
        }
    });
    move || {
        door.get().map(|door| match door {
            Door::Cook => view! { <Kitchen asked theme text /> }.into_any(),
            Door::Stranger => view! { <Redirect path="/sign-in?to=/kitchen" /> }.into_any(),
            Door::Problem(error) => view! {
                <main class="board-empty">
                    <Problem error />
                </main>
            }
            .into_any(),
        })
    }
}

#[component]
fn Kitchen(asked: Asked, theme: ThemeHandle, text: TextSize) -> impl IntoView {
    let station = asked.station;
    let speaker = use_speaker();
    let desk = make_desk(station, asked.viewer, asked.pass, asked.menu, speaker.is_ready(), use_awake());
    provide_context(desk);
    // The whole kitchen, whatever this board shows: going to another station asks nothing.
    use_audience(|| Some(Audience { hat: Hat::Staff, rooms: vec![Room::Store, Room::Kitchen] }));
    alarm::use_alarms(speaker);
    keys::use_keys(text);
    upkeep::use_upkeep();

    view! {
        <div class="kitchen" data-layout=move || if desk.columns.get() { "columns" } else { "grid" }>
            <div class="ktop">
                <Bar theme text speaker />
                <LostStrip class="klost" missing="New tickets do not arrive." retries=true />
            </div>
            <BoardView />
            {move || desk.all_day.get().then(|| view! { <AllDay /> })}
            <KeyStrip />
            <SoundHint wanted=Signal::derive(move || desk.sound.get()) ready=speaker.is_ready() />
        </div>
        <RecallDrawer />
        <EightySixDrawer />
        <KeyHelp />
    }
}
