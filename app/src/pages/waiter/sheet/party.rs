//! A party's sheet: head, what it asks for, its orders, what can be done.

use super::asks::Asks;
use super::cancelling::CancelDialog;
use super::foot::Foot;
use super::head::Head;
use super::orders::Orders;
use crate::memo::memo;
use crate::pages::waiter::desk::Desk;
use crate::pages::waiter::words::floor_sign;
use comanda::ids::{SessionId, TableId};
use comanda::party::Session;
use comanda::views::{FloorState, FloorTable, Party};
use leptos::prelude::*;
use std::sync::Arc;

/// A party and where it sits, for the parts of its sheet; `Copy`.
#[derive(Clone, Copy)]
pub struct Seated {
    pub desk: Desk,
    pub id: SessionId,
    pub table: Signal<Option<FloorTable>>,
    pub party: Memo<Option<Party>>,
    /// The whole session, once it is here.
    pub session: Signal<Option<Arc<Session>>>,
}

impl Seated {
    pub fn state(self) -> FloorState {
        self.party.with(|p| p.as_ref().map_or(FloorState::Free, |p| p.state))
    }
    pub fn label(self) -> String {
        self.table.with(|t| t.as_ref().map_or_else(String::new, |t| t.table.label.clone()))
    }
    /// Still to pay, minor units: the session knows best, the floor knows first.
    pub fn remaining(self) -> i64 {
        self.session
            .with(|s| s.as_ref().map(|s| s.totals().remaining))
            .unwrap_or_else(|| self.party.with(|p| p.as_ref().map_or(0, |p| p.remaining)))
    }
}

#[component]
pub fn PartySheet(desk: Desk, table: TableId, session: SessionId) -> impl IntoView {
    let table = desk.table(table);
    let seated = Seated {
        desk,
        id: session,
        table,
        party: memo(move || table.with(|t| t.as_ref().and_then(|t| t.party.clone()))),
        session: desk.session(session),
    };
    // The dish that is about to be taken back, and its name.
    let cancelling = RwSignal::new(None);
    view! {
        <aside class="tsheet" aria-labelledby="tsheet-title" data-open="" data-state=move || floor_sign(seated.state()).state>
            <Head seated />
            <div class="tsheet-body" data-split="" tabindex="0" role="group" aria-label="Calls and orders">
                <Asks seated />
                <Orders seated cancelling />
            </div>
            <Foot seated />
            <CancelDialog seated cancelling />
        </aside>
    }
    .into_any()
}
