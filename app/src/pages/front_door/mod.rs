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
use crate::components::theme::{PageTheme, Theme, ThemeHandle, ThemeToggle, use_theme};
use crate::language::{Language, SLOT, around};
use crate::queries::use_front_door;
use crate::words;
use comanda::backend::Fault;
use comanda::views::{DemoDoor, FrontDoor};
use hero::Hero;
use keys::Keys;
use leptos::prelude::*;
use leptos_meta::Title;
use plain::Plain;
use rooms::Rooms;

#[component]
pub fn FrontDoorPage() -> impl IntoView {
    let theme = use_theme("theme", &[Theme::System, Theme::Light, Theme::Dark]);
    let door = use_front_door();
    let content = move || {
        door.get().map(|answer| match answer {
            Ok(FrontDoor { store_name, demo: Some(demo), .. }) => view! { <Demo store_name demo /> }.into_any(),
            Ok(FrontDoor { store_name, tagline, demo: None }) => view! { <Plain store_name tagline /> }.into_any(),
            Err(AppError::Fault { fault: Fault::NotFound }) => view! { <NoRestaurant /> }.into_any(),
            Err(error) => view! {
                <section class="page front-rooms">
                    <Problem error />
                </section>
            }
            .into_any(),
        })
    };
    view! {
        <Title text=say!(front_title) />
        <PageTheme theme />
        <div class="front">
            <a class="skip-link" href="#main">
                {say!(skip_to_content)}
            </a>
            <Bar theme />
            <main id="main">
                <Transition fallback=|| view! { <Waiting /> }>{content}</Transition>
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
fn Bar(theme: ThemeHandle) -> impl IntoView {
    let leaves = to_staff();
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
                <ThemeToggle theme />
                <a class="btn btn-quiet" href="/sign-in" rel=leaves>
                    {say!(sign_in)}
                </a>
            </nav>
        </header>
    }
}

/// Staff screens are English: from a page of another language the browser loads them whole.
pub(super) fn to_staff() -> Option<&'static str> {
    (words().language() != Language::En).then_some("external")
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

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <section class="page front-hero" aria-busy="true" aria-label=say!(loading)>
            <div>
                <p class="front-title skeleton">{say!(hero_skeleton_title)}</p>
                <p class="front-lead skeleton">{say!(hero_skeleton_text)}</p>
            </div>
        </section>
    }
}
