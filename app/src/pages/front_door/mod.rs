//! The front door: on a demo install what Comanda is, its three rooms and their keys; on a real one, the way to the sign-in.

mod hero;
mod keys;
mod miniatures;
mod plain;
mod rooms;

use crate::AppError;
use crate::components::icon::Icon;
use crate::components::language_switch::LanguageSwitch;
use crate::components::problem::Problem;
use crate::components::theme::{Theme, ThemeSwitch};
use crate::language::{SLOT, around};
use crate::page_facts::Title;
use crate::queries::Answer;
use comanda::backend::Fault;
use comanda::views::{DemoDoor, FrontDoor};
use hero::Hero;
use keys::Keys;
use leptos::prelude::*;
use plain::Plain;
use rooms::Rooms;

/// `/`: drawn by the server, and needs no program.
#[component]
pub fn FrontDoorPage(door: Answer<FrontDoor>) -> impl IntoView {
    let theme = Theme::remembered(Theme::OF_DOORS, Theme::OF_THE_DOOR);
    #[cfg(feature = "ssr")]
    crate::page_facts::painted(theme.attribute());
    let content = match door {
        Ok(FrontDoor { store_name, demo: Some(demo), .. }) => view! { <Demo store_name demo /> }.into_any(),
        Ok(FrontDoor { store_name, tagline, demo: None }) => view! { <Plain store_name tagline /> }.into_any(),
        Err(AppError::Fault { fault: Fault::NotFound }) => view! { <NoRestaurant /> }.into_any(),
        Err(error) => view! {
            <section class="page front-rooms">
                <Problem error />
            </section>
        }
        .into_any(),
    };
    view! {
        <Title text=say!(front_title) />
        <div class="front">
            <a class="skip-link" href="#main">
                {say!(skip_to_content)}
            </a>
            <Bar theme />
            <main id="main">
                {content}
            </main>
            <footer class="page front-foot">
                <LanguageSwitch />
                <p>{say!(front_foot)}</p>
            </footer>
        </div>
    }
}

#[component]
fn Demo(store_name: String, demo: DemoDoor) -> impl IntoView {
    let (path, label) = (demo.table_path.clone(), demo.table_label.clone());
    view! {
        <Hero />
        <Rooms store_name path label />
        <Keys demo />
    }
}

#[component]
fn Bar(theme: Theme) -> impl IntoView {
    view! {
        <header class="page front-bar">
            <a class="brand" href="/">
                <svg class="brand-mark" viewBox="0 0 24 30" aria-hidden="true">
                    <path
                        fill="currentColor"
                        d="M3 1h18a2 2 0 0 1 2 2v25.5l-3.67-2.5-3.66 2.5L12 26l-3.67 2.5L4.67 26 1 28.5V3a2 2 0 0 1 2-2z"
                    ></path>
                    <path
                        d="M16 9.2a5.2 5.2 0 1 0 0 7.6"
                        fill="none"
                        stroke="var(--paper)"
                        stroke-width="2.4"
                        stroke-linecap="round"
                    ></path>
                </svg>
                "Comanda"
            </a>
            <nav aria-label=say!(staff)>
                <ThemeSwitch theme choices=Theme::OF_THE_DOOR back="/" />
                <a class="btn btn-quiet" href="/sign-in">
                    {say!(sign_in)}
                </a>
            </nav>
        </header>
    }
}

/// A server whose database holds nothing yet.
#[component]
fn NoRestaurant() -> impl IntoView {
    let (before, after) = around(&say!(no_restaurant_run, command = SLOT));
    view! {
        <section class="page front-rooms">
            <div class="empty">
                <Icon name="door" />
                <h1 class="empty-title">{say!(no_restaurant)}</h1>
                <p>{before} <code>"comanda demo"</code> {after}</p>
            </div>
        </section>
    }
}
