//! Sign in: who is signing in, then a PIN. A browser that is no screen of the restaurant yet becomes one first.

mod destination;
mod enrol;
mod manage;
mod people;
mod pin;
mod team;

use crate::AppError;
use crate::clock::{clock_time, use_now, use_store_zone};
use crate::components::icon::Icon;
use crate::components::problem::Problem;
use crate::components::room::Room;
use crate::components::theme::{PageTheme, Theme, ThemeHandle, ThemeToggle, use_theme};
use crate::memo::memo;
use crate::queries::Answer;
use crate::queries::cached::{use_staff, use_viewer};
use comanda::ids::StaffId;
use comanda::views::{StaffCard, StaffSeat, Viewer};
use destination::Destination;
use enrol::Enrol;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use manage::Manage;
use people::People;
use pin::PinPad;

/// What the page is about to ask.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    Enrol,
    Who,
    Pin(StaffCard),
    Problem(AppError),
}

#[component]
pub fn SignInPage() -> impl IntoView {
    let theme = use_theme(Theme::OF_DOORS, Theme::OF_THE_DOOR);
    let (viewer, staff) = (use_viewer(), use_staff());
    view! {
        <Title text="Sign in · Comanda" />
        <Room name="waiter" plain=true />
        <PageTheme theme />
        <Transition fallback=|| view! { <Waiting /> }>
            <SignIn viewer staff theme />
        </Transition>
    }
}

#[component]
fn SignIn(viewer: Resource<Answer<Viewer>>, staff: Resource<Answer<Vec<StaffCard>>>, theme: ThemeHandle) -> impl IntoView {
    let query = use_query_map();
    let destination = memo(move || query.with(|q| Destination::of(q.get("to").as_deref())));
    let chosen = memo(move || query.with(|q| q.get("staff").and_then(|id| id.parse::<StaffId>().ok())));
    // What a form without scripts was told.
    let told = memo(move || query.with(|q| crate::told::sentence(q.get_str("problem")?)));
    let seat = memo(move || viewer.with(|v| v.as_ref()?.as_ref().ok()?.staff.clone()));
    let people = memo(move || staff.with(|s| s.as_ref().and_then(|s| s.as_ref().ok()).cloned()));
    let step = memo(move || {
        let device = viewer.with(|v| v.as_ref().map(|v| v.as_ref().map(|v| v.device.is_some()).map_err(Clone::clone)))?;
        let staff = staff.with(|s| s.as_ref().map(|s| s.as_ref().err().cloned()))?;
        Some(match (device, staff) {
            (Ok(false), _) => Step::Enrol,
            (Err(error), _) | (_, Some(error)) => Step::Problem(error),
            (Ok(true), None) => {
                let card = chosen.get().and_then(|id| people.with(|p| p.as_ref()?.iter().find(|c| c.id == id).cloned()));
                card.map_or(Step::Who, Step::Pin)
            }
        })
    });
    view! {
        <div class="signin">
            <Head viewer />
            <main class="signin-main">
                {move || {
                    step.get()
                        .map(|step| match step {
                            Step::Enrol => {
                                fine();
                                view! { <Enrol destination told /> }.into_any()
                            }
                            Step::Who => view! { <People people destination seat /> }.into_any(),
                            Step::Pin(person) => view! { <PinPad person destination told /> }.into_any(),
                            Step::Problem(error) => view! { <Problem error /> }.into_any(),
                        })
                }}
            </main>
            <Foot seat theme />
        </div>
    }
}

/// Asking an unknown device to enrol is this page's business, not a failure: the list of people it may not see is not missed.
fn fine() {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(axum::http::StatusCode::OK);
    }
}

#[component]
fn Head(viewer: Resource<Answer<Viewer>>) -> impl IntoView {
    let now = use_now();
    let known = move |part: fn(&Viewer) -> Option<String>| {
        move || viewer.with(|v| v.as_ref().and_then(|v| v.as_ref().ok()).and_then(part))
    };
    use_store_zone(move || known(|v| v.store.as_ref().map(|s| s.time_zone.clone()))());
    let store = memo(move || known(|v| v.store.as_ref().map(|s| s.name.clone()))());
    let device = memo(move || known(|v| v.device.clone())());
    let minute = memo(move || now.get().map(clock_time));
    view! {
        <header class="signin-head">
            <a class="brand" href="/">
                <Icon name="bell" class="icon-lg" />
                {move || store.get().unwrap_or_else(|| "Comanda".into())}
            </a>
            <div class="cluster">
                {move || {
                    device
                        .get()
                        .map(|device| {
                            view! {
                                <span class="status signin-device">
                                    <Icon name="tablet" class="icon-sm" />
                                    {device}
                                </span>
                            }
                        })
                }} <time class="signin-clock" datetime=move || minute.get()>
                    {move || minute.get()}
                </time>
            </div>
        </header>
    }
}

#[component]
fn Foot(seat: Memo<Option<StaffSeat>>, theme: ThemeHandle) -> impl IntoView {
    view! {
        <footer class="signin-foot">
            <Manage seat />
            <a class="btn btn-quiet" href="/">
                <Icon name="door" />
                "Front door"
            </a>
            <ThemeToggle theme />
        </footer>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="signin">
            <div class="signin-head">
                <p class="brand skeleton">"Comanda"</p>
            </div>
            <main class="signin-main" aria-busy="true" aria-label="Loading">
                <div class="signin-people">
                    <ul class="speople">
                        {(0..4)
                            .map(|_| {
                                view! {
                                    <li>
                                        <div class="sperson">
                                            <span class="avatar sperson-avatar skeleton"></span>
                                            <span class="sperson-name skeleton">"Somebody"</span>
                                        </div>
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                </div>
            </main>
        </div>
    }
}
