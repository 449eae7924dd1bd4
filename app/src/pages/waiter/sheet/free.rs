//! A free table: how many guests?

use super::code::TableCodeButton;
use crate::clock::{clock_time, use_alive};
use crate::components::icon::Icon;
use crate::components::service_note::ServiceNote;
use crate::components::stepper::Stepper;
use crate::components::tap_guard::{TapGuard, use_fresh_guard, use_open_guard};
use crate::ids::fresh;
use crate::memo::memo;
use crate::pages::waiter::desk::Desk;
use crate::pages::waiter::place::{FLOOR, pad_href, use_go};
use crate::pages::waiter::words::counted;
use comanda::ids::{SessionId, TableId};
use comanda::party::MAX_COVERS;
use comanda::{Command, PartyCommand};
use leptos::prelude::*;

#[component]
pub fn FreeTable(desk: Desk, id: TableId) -> impl IntoView {
    let go = use_go();
    let table = desk.table(id);
    let label = memo(move || table.with(|t| t.as_ref().map_or_else(String::new, |t| t.table.label.clone())));
    let seats = memo(move || table.with(|t| t.as_ref().map_or(2, |t| t.table.seats)));
    let code = memo(move || table.with(|t| t.as_ref().and_then(|t| t.code.clone())));
    let covers = RwSignal::new(seats.get_untracked().clamp(1, MAX_COVERS));
    // The party that left last, while it is at hand.
    let alive = use_alive();
    let last = memo(move || {
        let house = desk.house.get().and_then(Result::ok).filter(|_| desk.is_manager())?;
        let left = house.sessions.iter().filter(|s| s.table() == Some(id) && s.is_closed()).max_by_key(|s| s.closed_at)?;
        let at = left.closed_at.filter(|_| alive.get()).map_or_else(String::new, |at| format!(" at {}", clock_time(at)));
        Some((left.id, format!("The last party left{at}: {}.", desk.money(left.totals().total))))
    });
    let busy = desk.dispatch.in_flight();
    // The party sits there at once. Should somebody else have been faster, a toast says so, the floor shows it, and the pad leads back.
    let sheet = use_context::<TapGuard>().unwrap_or_else(use_open_guard);
    let open = move |order: bool| {
        if !sheet.hears() {
            return;
        }
        let session: SessionId = fresh();
        desk.send(Command::Party(PartyCommand::SeatParty { table: id, session, covers: covers.get_untracked() }));
        if order {
            go.run((pad_href(session), false));
        }
    };
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
                        <TableCodeButton desk table=id />
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
                    <p class="topen-lead">"How many guests?"</p>
                    <Stepper
                        value=covers
                        min=1
                        max=MAX_COVERS
                        label="Guests"
                        class="stepper stepper-lg tcovers"
                        on_change=Callback::new(move |n| covers.set(n))
                    />
                    <div class="tcovers-quick" role="group" aria-label="Guests">
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
                    <ServiceNote service=desk.service covers />
                    <p>{move || counted(seats.get(), "seat", "seats")} ". Guests who scan the code join this table."</p>
                    {move || last.get().map(|(session, words)| view! { <Reopen desk session words /> })}
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
                    <button class="btn is-half" type="button" disabled=waiting on:click=move |_| open(true)>
                        <Icon name="edit" />
                        "Open and order"
                    </button>
                </div>
            </footer>
        </aside>
    }
    .into_any()
}

/// A manager takes the last closing back.
#[component]
fn Reopen(desk: Desk, session: SessionId, words: String) -> impl IntoView {
    // Another party may have been the last one until now.
    let guard = use_fresh_guard();
    let reopen = move |_| {
        if guard.hears() {
            desk.send(Command::Party(PartyCommand::ReopenSession { session }));
        }
    };
    view! {
        <p class="topen-last">
            {words} " "
            <button class="btn btn-sm" type="button" on:click=reopen>
                "Reopen"
            </button>
        </p>
    }
}
