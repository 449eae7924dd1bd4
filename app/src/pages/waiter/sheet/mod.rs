//! The table sheet: one table, everything a waiter does for it.

mod asks;
mod cancelling;
mod closing;
mod code;
mod covers;
mod foot;
mod free;
mod guests;
mod head;
mod orders;
mod party;
mod payment;
mod payment_parts;
mod payment_taken;
mod payment_void;
mod reason;

use super::desk::Desk;
use crate::browser::dom::floats;
use crate::components::icon::Icon;
use crate::components::keyed::keyed;
use crate::components::tap_guard::use_fresh_guard;
use crate::memo::memo;
use comanda::ids::{SessionId, TableId};
use free::FreeTable;
use leptos::prelude::*;
use party::PartySheet;

/// What the sheet is about.
///
/// The sheet's parts read a [`TapGuard`](crate::components::tap_guard::TapGuard) from the context. It ignores taps for a moment after
/// the sheet has replaced something else: the order pad's page, or the other kind of sheet when this waiter or a colleague opens or
/// closes the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Subject {
    Nothing,
    Free(TableId),
    Party(TableId, SessionId),
}

/// The sheet beside the floor: nothing, a free table, or a party.
#[component]
pub fn Sheet(desk: Desk, #[prop(into)] selected: Signal<Option<TableId>>) -> impl IntoView {
    let subject = memo(move || {
        let Some(id) = selected.get() else { return Subject::Nothing };
        desk.floor.with(|floor| match floor.iter().flat_map(|f| &f.tables).find(|t| t.table.id == id) {
            None => Subject::Nothing,
            Some(table) => table.party.as_ref().map_or(Subject::Free(id), |party| Subject::Party(id, party.session)),
        })
    });
    // A waiter who selects another table expects its sheet. On a phone the sheet covers the table and receives a second tap on it.
    let guard = use_fresh_guard().watching_others(move || selected.get(), move || subject.get());
    Effect::new(move |before: Option<Option<TableId>>| {
        let now = selected.get();
        if before.is_some_and(|before| before != now) && floats(".tsheet") {
            guard.close();
        }
        now
    });
    provide_context(guard);
    keyed(
        move || Some(subject.get()),
        move |subject| match subject {
            Subject::Nothing => view! {
                <aside class="tsheet" aria-label="Table">
                    <div class="empty tsheet-empty">
                        <Icon name="table" />
                        <p class="empty-title">"Tap a table"</p>
                        <p>"Its orders, calls and bill open here. A free table asks how many guests sit down."</p>
                    </div>
                </aside>
            }
            .into_any(),
            Subject::Free(table) => view! { <FreeTable desk id=table /> }.into_any(),
            Subject::Party(table, session) => view! { <PartySheet desk table session /> }.into_any(),
        },
    )
}
