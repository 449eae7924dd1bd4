//! A free table: how many people sit down?

use crate::components::icon::Icon;
use crate::components::stepper::Stepper;
use crate::ids::fresh;
use crate::pages::waiter::desk::Desk;
use crate::pages::waiter::place::{FLOOR, pad_href, table_href, use_go};
use crate::pages::waiter::words::counted;
use comanda::Command;
use comanda::ids::{SessionId, TableId};
use comanda::session::MAX_COVERS;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

/// Back to the table from the pad of a party that was not seated after all, if one is still there; made here, used once this sheet
/// is gone.
fn use_way_back(table: TableId) -> impl Fn(&str) + Clone + 'static {
    let (navigate, here) = (use_navigate(), use_location().pathname);
    move |pad| {
        if here.try_get_untracked().is_some_and(|here| here == pad) {
            navigate(&table_href(table), NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    }
}

#[component]
pub fn FreeTable(desk: Desk, id: TableId) -> impl IntoView {
    let go = use_go();
    let leave = use_way_back(id);
    let table = desk.table(id);
    let label = Memo::new(move |_| table.with(|t| t.as_ref().map_or_else(String::new, |t| t.table.label.clone())));
    let seats = Memo::new(move |_| table.with(|t| t.as_ref().map_or(2, |t| t.table.seats)));
    let code = Memo::new(move |_| table.with(|t| t.as_ref().and_then(|t| t.code.clone())));
    let covers = RwSignal::new(seats.get_untracked().clamp(1, MAX_COVERS));
    let busy = desk.dispatch.in_flight();
    // The party sits there at once. Should somebody else have been faster, the toast says so and the floor shows it.
    let open = move |order: bool| {
        let session: SessionId = fresh();
        let command = Command::SeatParty { table: id, session, covers: covers.get_untracked() };
        let leave = leave.clone();
        desk.dispatch.send_then(command, move |result| {
            if result.is_err() {
                leave(&pad_href(session));
            }
        });
        if order {
            go.run((pad_href(session), false));
        }
    };
    let (open, order) = (open.clone(), open);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        open(false);
    };
    let waiting = move || busy.get() > 0;
    view! {
        <aside class="tsheet" aria-labelledby="topen-title" data-open="">
            <header class="tsheet-head">
                <div class="tsheet-title">
                    <h2 id="topen-title">"Table " {move || label.get()}</h2>
                    <span class="badge badge-lg badge-outline">
                        <Icon name="plus" class="icon-sm" />
                        "Free"
                    </span>
                    <div class="tsheet-tools">
                        <button
                            class="btn btn-quiet btn-icon tsheet-close"
                            type="button"
                            aria-label="Close the sheet"
                            on:click=move |_| go.run((FLOOR.into(), false))
                        >
                            <Icon name="close" />
                        </button>
                    </div>
                </div>
            </header>
            <form class="tsheet-body" id="topen" on:submit=submit>
                <div class="topen">
                    <p class="topen-lead">"How many people sit down?"</p>
                    <Stepper
                        value=covers
                        min=1
                        max=MAX_COVERS
                        label="Covers"
                        class="stepper stepper-lg tcovers"
                        on_change=Callback::new(move |n| covers.set(n))
                    />
                    <div class="tcovers-quick" role="group" aria-label="Covers">
                        {[1_u32, 2, 3, 4, 6]
                            .into_iter()
                            .map(|n| {
                                view! {
                                    <button
                                        class="btn"
                                        type="button"
                                        aria-pressed=move || (covers.get() == n).to_string()
                                        on:click=move |_| covers.set(n)
                                    >
                                        {n}
                                    </button>
                                }
                            })
                            .collect_view()}
                    </div>
                    <p>{move || counted(seats.get(), "seat", "seats")} ". Guests who scan the code join this table."</p>
                    {move || {
                        code.get()
                            .map(|code| {
                                view! {
                                    <p>"Table code " <strong class="code num">{code}</strong></p>
                                }
                            })
                    }}
                </div>
            </form>
            <footer class="tsheet-foot">
                <div class="tsheet-actions">
                    <button class="btn btn-primary is-half" type="submit" form="topen" disabled=waiting>
                        <Icon name="check" />
                        "Open table"
                    </button>
                    <button class="btn is-half" type="button" disabled=waiting on:click=move |_| order(true)>
                        <Icon name="edit" />
                        "Open and order"
                    </button>
                </div>
            </footer>
        </aside>
    }
    .into_any()
}
