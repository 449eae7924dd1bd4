//! How many people sit at the table.

use super::party::Seated;
use crate::components::dialog::Dialog;
use crate::components::service_note::ServiceNote;
use crate::components::stepper::Stepper;
use comanda::party::MAX_COVERS;
use comanda::{Command, PartyCommand};
use leptos::prelude::*;

#[component]
pub fn CoversDialog(seated: Seated, open: RwSignal<bool>) -> impl IntoView {
    let covers = RwSignal::new(1_u32);
    Effect::new(move |_| {
        if open.get() {
            covers.set(seated.party.with_untracked(|p| p.as_ref().map_or(1, |p| p.covers)).max(1));
        }
    });
    let service = Signal::derive(move || seated.session.with(|s| s.as_ref().map(|s| s.service).unwrap_or_default()));
    let save = move |_| {
        seated.desk.send(Command::Party(PartyCommand::SetCovers { session: seated.id, covers: covers.get_untracked() }));
        open.set(false);
    };
    view! {
        <Dialog open on_close=Callback::new(move |()| open.set(false)) class="modal" labelled_by="covers-title">
            <h2 id="covers-title">"Guests at table " {move || seated.label()}</h2>
            <div class="topen">
                <Stepper
                    value=covers
                    min=1
                    max=MAX_COVERS
                    label="Guests"
                    class="stepper stepper-lg tcovers"
                    on_change=Callback::new(move |n| covers.set(n))
                />
            </div>
            <ServiceNote service covers />
            <div class="modal-actions">
                <button class="btn" type="button" on:click=move |_| open.set(false)>
                    "Cancel"
                </button>
                <button class="btn btn-primary" type="button" on:click=save>
                    "Save"
                </button>
            </div>
        </Dialog>
    }
    .into_any()
}
