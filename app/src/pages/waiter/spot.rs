//! One table on the plan: its shape, its chairs, its state in words.

use super::desk::Desk;
use super::drawing::{chairs, place as placed};
use super::place::{FLOOR, table_href, use_go};
use super::words::{NOT_SENT, counted, floor_sign, short_elapsed};
use crate::clock::use_now;
use crate::components::icon::Icon;
use crate::memo::memo;
use crate::realtime::use_unsent_parties;
use comanda::ids::TableId;
use comanda::shop::Area;
use comanda::views::{FloorState, FloorTable, Party};
use leptos::prelude::*;

/// One table: drawn to scale, its state in words under it.
#[component]
pub fn Spot(desk: Desk, id: TableId, shown: Memo<Option<Area>>, selected: Signal<Option<TableId>>) -> impl IntoView {
    let go = use_go();
    let table = desk.table(id);
    let style = move || {
        shown.with(|area| {
            table.with(|t| match (area, t) {
                (Some(area), Some(FloorTable { table, .. })) => placed(area, table.x, table.y, table.w, table.h),
                _ => String::new(),
            })
        })
    };
    let state = memo(move || table.with(|t| t.as_ref().and_then(|t| t.party.as_ref()).map_or(FloorState::Free, |p| p.state)));
    let sign = move || floor_sign(state.get());
    let pressed = move || selected.get() == Some(id);
    let seats = memo(move || {
        table.with(|t| {
            t.as_ref().map_or_else(Vec::new, |t| {
                let covers = t.party.as_ref().map_or(0, |p| p.covers);
                let taken = usize::try_from(covers).unwrap_or(usize::MAX);
                chairs(&t.table).into_iter().enumerate().map(|(n, chair)| (chair.style(), n < taken)).collect::<Vec<_>>()
            })
        })
    });
    // A second tap puts the table back.
    let tap = move |_| {
        if pressed() {
            go.run((FLOOR.into(), false));
        } else {
            go.run((table_href(id), selected.get_untracked().is_some()));
        }
    };
    view! {
        <li class="floor-spot" style=style>
            <button
                class="ftable"
                type="button"
                data-state=move || sign().state
                data-shape=move || table.with(|t| t.as_ref().map(|t| t.table.shape.word()))
                aria-pressed=move || pressed().to_string()
                on:click=tap
            >
                <span class="ftable-top">
                    {move || {
                        seats
                            .get()
                            .into_iter()
                            .map(|(style, taken)| view! { <i class="ftable-seat" style=style data-taken=taken></i> })
                            .collect_view()
                    }}
                    <span class="ftable-no">
                        <span class="visually-hidden">"Table "</span>
                        {move || table.with(|t| t.as_ref().map(|t| t.table.label.clone()))}
                    </span>
                    <Icon name=Signal::derive(move || sign().icon) />
                </span>
                <span class="ftable-label">
                    <span class="ftable-state">{move || sign().word}</span>
                    {move || {
                        table
                            .get()
                            .map(|t| {
                                if let Some(party) = t.party {
                                    return view! { <PartyLine desk party /> }.into_any();
                                }
                                let seats = counted(t.table.seats, "seat", "seats");
                                view! {
                                    <span class="ftable-meta">
                                        <span>{seats}</span>
                                    </span>
                                }
                                    .into_any()
                            })
                    }}
                </span>
                {move || {
                    let calls = table.with(|t| t.as_ref().and_then(|t| t.party.as_ref()).is_some_and(|p| !p.open_calls.is_empty()));
                    calls
                        .then(|| {
                            view! {
                                <span class="ftable-flag">
                                    <Icon name="hand" />
                                    <span class="visually-hidden">"calls"</span>
                                </span>
                            }
                        })
                }}
            </button>
        </li>
    }
    .into_any()
}

/// For how long they have been in this state, covers, amount.
#[component]
fn PartyLine(desk: Desk, party: Party) -> impl IntoView {
    let now = use_now();
    let Party { state_since, covers, total, session, .. } = party;
    let unsent = use_unsent_parties();
    let waits = memo(move || unsent.with(|unsent| unsent.contains(&session)));
    let in_state = memo(move || now.get().map_or_else(String::new, |now| short_elapsed(now.since(state_since))));
    view! {
        <span class="ftable-meta">
            <span>{move || if waits.get() { NOT_SENT.word.to_owned() } else { in_state.get() }}</span>
            <span>
                <Icon name="users" />
                {covers}
                <span class="visually-hidden">" covers"</span>
            </span>
            {(total > 0).then(|| view! { <span>{desk.money(total)}</span> })}
        </span>
    }
    .into_any()
}
