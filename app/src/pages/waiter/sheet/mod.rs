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
use comanda::ids::{SessionId, TableId};
use free::FreeTable;
use leptos::prelude::*;
use party::PartySheet;

/// What the sheet is about.
///
/// Its parts find a [`TapGuard`](crate::components::tap_guard::TapGuard) in their context. The sheet of a table turns from a free
/// table's into a party's and back: when this waiter or a colleague taps; a second tap must not reach the new sheet's buttons. The
/// sheet also stands where the order pad's buttons were before the page was turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Subject {
    Nothing,
    Free(TableId),
    Party(TableId, SessionId),
}

/// The sheet beside the floor: nothing, a free table, or a party.
#[component]
pub fn Sheet(desk: Desk, #[prop(into)] selected: Signal<Option<TableId>>) -> impl IntoView {
    let subject = Memo::new(move |_| {
        let Some(id) = selected.get() else { return Subject::Nothing };
        desk.floor.with(|floor| match floor.iter().flat_map(|f| &f.tables).find(|t| t.table.id == id) {
            None => Subject::Nothing,
            Some(table) => table.party.as_ref().map_or(Subject::Free(id), |party| Subject::Party(id, party.session)),
        })
    });
    // Who chooses another table means what they then see. On a phone the sheet comes up over the table, under a second tap on it.
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
