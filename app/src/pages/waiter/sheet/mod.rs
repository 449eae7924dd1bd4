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
use crate::components::icon::Icon;
use crate::components::keyed::keyed;
use crate::components::tap_guard::use_open_guard;
use comanda::ids::{SessionId, TableId};
use free::FreeTable;
use leptos::prelude::*;
use party::PartySheet;

/// What the sheet is about.
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
    // A free table's sheet turns into a party's at a tap: the second of two must not reach what is there then.
    let guard = use_open_guard();
    Effect::new(move |before: Option<Subject>| {
        let subject = subject.get();
        if let (Some(Subject::Free(was)), Subject::Party(is, _)) = (before, subject)
            && was == is
        {
            guard.close();
        }
        subject
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
