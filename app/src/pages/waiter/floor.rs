//! `/waiter`: the drawn floor with the table sheet beside it, or the queues.

use super::alerts::use_alerts;
use super::bar::Bar;
use super::bell::{Bell, use_bell};
use super::desk::{Desk, Sources, listen};
use super::gate::Gate;
use super::place::{FLOOR, Place, use_place};
use super::plan::Plan;
use super::queues::QueuesPanel;
use super::sheet::Sheet;
use super::skeleton::FloorSkeleton;
use crate::components::problem::Problem;
use crate::components::room::Room;
use crate::components::theme::{PageTheme, Theme, ThemeHandle, use_theme};
use crate::queries::{derived, use_floor, use_menu, use_queues, use_session, use_viewer};
use comanda::backend::Hat;
use comanda::ids::SessionId;
use leptos::prelude::*;
use leptos_meta::Title;

/// What a waiter's page may be painted in.
pub const THEMES: &[Theme] = &[Theme::System, Theme::Light, Theme::Dark];

#[component]
pub fn FloorPage() -> impl IntoView {
    // Which session is open follows from the floor and the address; it is asked for once the page is alive.
    let open = RwSignal::new(None::<SessionId>);
    let sources = Sources {
        viewer: use_viewer(),
        floor: use_floor(),
        queues: use_queues(),
        menu: use_menu(),
        session: use_session(move || open.get().map(|id| (Hat::Staff, id))),
    };
    listen(sources.viewer, move || open.get());
    let theme = use_theme("theme-waiter", THEMES);
    let bell = use_bell();
    let place = use_place();
    view! {
        <Title text="Floor · Comanda" />
        <Room name="waiter" />
        <PageTheme theme />
        <Transition fallback=FloorSkeleton>
            <Gate viewer=sources.viewer to=FLOOR>
                <FloorScreen sources open theme bell place />
            </Gate>
        </Transition>
    }
    .into_any()
}

#[component]
fn FloorScreen(
    sources: Sources,
    open: RwSignal<Option<SessionId>>,
    theme: ThemeHandle,
    bell: Bell,
    place: Memo<Place>,
) -> impl IntoView {
    let desk = Desk::new(sources);
    use_alerts(bell);
    let selected = Memo::new(move |_| place.get().table);
    let session = Memo::new(move |_| {
        let id = selected.get()?;
        desk.floor.with(|f| f.as_ref()?.tables.iter().find(|t| t.table.id == id)?.party.as_ref().map(|p| p.session))
    });
    Effect::new(move |_| open.set(session.get()));
    // Not looked at directly: every answer would draw the room anew, and close what stands open in it.
    let failed = derived(move |_| sources.floor.get().and_then(Result::err));
    let queue = Memo::new(move |_| place.get().queue);
    view! {
        <div class="waiter">
            <Bar desk theme bell place=Signal::derive(move || Some(place.get())) />
            {move || match (failed.get(), queue.get()) {
                (Some(error), _) => view! { <main><Problem error /></main> }.into_any(),
                (None, Some(current)) => view! { <QueuesPanel desk current /> }.into_any(),
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
