//! `/manage`, the office: what managers change of the restaurant while it runs.

mod desk;
mod dish;
mod draft;
mod list;
mod preview;

use crate::components::gate::Gate;
use crate::components::icon::Icon;
use crate::components::lost::LostStrip;
use crate::components::room::Room;
use crate::components::theme::{PageTheme, Theme, ThemeHandle, ThemeToggle, use_theme};
use crate::memo::memo;
use crate::queries::cached::{use_menu, use_viewer};
use comanda::access::Surface;
use comanda::ids::ProductId;
use desk::{Desk, Sources, listen};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The menu's editor.
pub const MENU: &str = "/manage/menu";

/// The word in the address that stands for a dish not made yet.
const NEW: &str = "new";

/// What the editor shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Chosen {
    Dish(ProductId),
    New,
}

impl Chosen {
    fn href(self) -> String {
        match self {
            Self::Dish(id) => format!("{MENU}?dish={id}"),
            Self::New => format!("{MENU}?dish={NEW}"),
        }
    }
}

/// `/manage/menu`
#[component]
pub fn MenuPage() -> impl IntoView {
    let sources = Sources { viewer: use_viewer(), menu: use_menu() };
    listen(sources.viewer);
    let theme = use_theme("theme-office", &[Theme::System, Theme::Light, Theme::Dark]);
    view! {
        <Title text=say!(office_title) />
        <Room name="office" />
        <PageTheme theme />
        <Transition>
            <Gate viewer=sources.viewer surface=Surface::Office to=MENU>
                <MenuScreen sources theme />
            </Gate>
        </Transition>
    }
    .into_any()
}

#[component]
fn MenuScreen(sources: Sources, theme: ThemeHandle) -> impl IntoView {
    let desk = Desk::new(sources);
    let query = use_query_map();
    let chosen = memo(move || {
        query.with(|query| {
            let dish = query.get_str("dish")?;
            if dish == NEW { Some(Chosen::New) } else { dish.parse().ok().map(Chosen::Dish) }
        })
    });
    view! {
        <div class="office" data-open=move || chosen.get().is_some().to_string()>
            <header class="obar">
                <a class="brand" href=MENU>
                    <Icon name="settings" class="icon-lg" />
                    <span>{move || desk.store_name.get()}</span>
                </a>
                <h1 class="obar-title">{say!(menu)}</h1>
                <div class="obar-end">
                    <ThemeToggle theme />
                    <a class="btn btn-quiet" href="/waiter">
                        <Icon name="grid" />
                        <span>{say!(office_floor)}</span>
                    </a>
                </div>
            </header>
            <LostStrip class="olost" missing=say!(office_lost) />
            <main class="omenu" id="main">
                <list::Dishes desk chosen />
                <dish::Editor desk chosen />
            </main>
        </div>
    }
    .into_any()
}
