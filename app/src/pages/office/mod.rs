//! `/manage`, the office: what managers change of the restaurant while it runs.

mod desk;
mod dish;
mod draft;
mod fields;
mod list;
mod part_draft;
mod parts;
mod preview;
mod prices;
mod settings;

pub use parts::PartsPage;
pub use settings::SettingsPage;

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

/// What dishes are made of beside themselves.
const PARTS: &str = "/manage/parts";

/// The restaurant's settings.
const SETTINGS: &str = "/manage/settings";

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
        <Frame desk theme here=MENU title=say!(menu) open=Signal::derive(move || chosen.get().is_some())>
            <main class="omenu" id="main">
                <list::Dishes desk chosen />
                <dish::Editor desk chosen />
            </main>
        </Frame>
    }
    .into_any()
}

/// The bar over the office's pages, and the way from one to the other.
#[component]
fn Frame(
    desk: Desk,
    theme: ThemeHandle,
    /// The address of this page.
    here: &'static str,
    title: &'static str,
    /// On narrow screens: is a part of the page in front?
    #[prop(optional, into)]
    open: Signal<bool>,
    children: Children,
) -> impl IntoView {
    let link = move |href: &'static str, icon: &'static str, name: &'static str| {
        view! {
            <a class="obar-link" href=href aria-current=(href == here).then_some("page")>
                <Icon name=icon />
                <span>{name}</span>
            </a>
        }
    };
    view! {
        <div class="office" data-open=move || open.get().to_string()>
            <header class="obar">
                <p class="brand">{move || desk.store_name.get()}</p>
                <h1 class="visually-hidden">{title}</h1>
                <nav class="obar-links" aria-label=say!(office)>
                    {link(MENU, "menu", say!(menu))} {link(PARTS, "columns", say!(office_parts))} {link(SETTINGS, "settings", say!(office_settings))}
                    {link("/waiter", "grid", say!(office_floor))}
                </nav>
                <div class="obar-end">
                    <ThemeToggle theme />
                </div>
            </header>
            <LostStrip class="olost" missing=say!(office_lost) />
            {children()}
        </div>
    }
    .into_any()
}
