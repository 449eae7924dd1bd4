//! The front door: on a demo install what Comanda is, its three rooms and their keys; on a real one, the way to the sign-in.

mod hero;
mod keys;
mod miniatures;
mod plain;
mod rooms;

use crate::AppError;
use crate::components::icon::Icon;
use crate::components::problem::Problem;
use crate::components::theme::{PageTheme, Theme, ThemeHandle, ThemeToggle, use_theme};
use crate::queries::use_front_door;
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
        <Title text="Comanda · a restaurant’s floor in real time" />
        <PageTheme theme />
        <div class="front">
            <a class="skip-link" href="#main">
                "Skip to content"
            </a>
            <Bar theme />
            <main id="main">
                <Transition fallback=|| view! { <Waiting /> }>{content}</Transition>
            </main>
            <footer class="page front-foot">
                <p>"Comanda, one binary for the whole floor."</p>
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
            <nav aria-label="Staff">
                <ThemeToggle theme />
                <a class="btn btn-quiet" href="/sign-in">
                    "Sign in"
                </a>
            </nav>
        </header>
    }
}

/// A server whose database holds nothing yet.
#[component]
fn NoRestaurant() -> impl IntoView {
    view! {
        <section class="page front-rooms">
            <div class="empty">
                <Icon name="door" />
                <h1 class="empty-title">"No restaurant set up yet"</h1>
                <p>"Run " <code>"comanda demo"</code> " on the server for one to try, then load this page again."</p>
            </div>
        </section>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <section class="page front-hero" aria-busy="true" aria-label="Loading">
            <div>
                <p class="front-title skeleton">"Every table, every ticket"</p>
                <p class="front-lead skeleton">"Comanda runs a restaurant’s floor in real time."</p>
            </div>
        </section>
    }
}
