//! `/waiter`: the drawn floor with the table sheet beside it, or the queues.

use super::alerts::use_alerts;
use super::bar::Bar;
use super::bell::{Bell, use_bell};
use super::desk::{Desk, Sources, listen};
use super::place::{FLOOR, FloorPath, use_place};
use super::plan::Plan;
use super::queues::QueuesPanel;
use super::sheet::Sheet;
use super::skeleton::FloorSkeleton;
use crate::components::gate::Gate;
use crate::components::problem::Problem;
use crate::components::room::Room;
use crate::components::theme::{PageTheme, Theme, ThemeHandle, use_theme};
use crate::memo::memo;
use crate::queries::derived;
use comanda::access::Surface;
use leptos::prelude::*;
use leptos_meta::Title;

/// What a waiter's page may be painted in.
pub const THEMES: &[Theme] = &[Theme::System, Theme::Light, Theme::Dark];

#[component]
pub fn FloorPage() -> impl IntoView {
    let sources = Sources::ask();
    listen(sources.viewer);
    let theme = use_theme("theme-waiter", THEMES);
    let bell = use_bell();
    let place = use_place();
    view! {
        <Title text="Floor · Comanda" />
        <Room name="waiter" />
        <PageTheme theme />
        <Transition fallback=FloorSkeleton>
            <Gate viewer=sources.viewer surface=Surface::Floor to=FLOOR>
                <FloorScreen sources theme bell place />
            </Gate>
        </Transition>
    }
    .into_any()
}

#[component]
fn FloorScreen(sources: Sources, theme: ThemeHandle, bell: Bell, place: Memo<FloorPath>) -> impl IntoView {
    let desk = Desk::new(sources);
    use_alerts(bell, desk);
    let selected = memo(move || place.get().table);
    // Not looked at directly: every answer would draw the room anew, and close what stands open in it.
    let failed = derived(move |_| desk.house.get().and_then(Result::err));
    let queue = memo(move || place.get().queue);
    view! {
        <div class="waiter">
            <Bar desk theme bell place=Signal::derive(move || Some(place.get())) />
            {move || match (failed.get(), queue.get()) {
                (Some(error), _) => view! { <main><Problem error /></main> }.into_any(),
                (None, Some(current)) => view! { <QueuesPanel desk bell current /> }.into_any(),
                (None, None) => {
                    view! {
                        <main class="floor-page">
                            <Plan desk selected />
                            <Sheet desk selected />
                        </main>
                    }
                        .into_any()
                }
            }}
        </div>
    }
    .into_any()
}
