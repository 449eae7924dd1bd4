//! A manager takes a payment back, and says why.

use super::party::Seated;
use super::reason::{ReasonField, is_reason};
use crate::components::dialog::Dialog;
use comanda::ids::LegId;
use comanda::{Command, PartyCommand};
use leptos::prelude::*;

/// Asks for the reason of taking `leg` back.
#[component]
pub fn VoidDialog(seated: Seated, leg: RwSignal<Option<LegId>>) -> impl IntoView {
    let desk = seated.desk;
    let open = Signal::derive(move || leg.with(Option::is_some));
    let reason = RwSignal::new(String::new());
    Effect::new(move |_| {
        if leg.with(Option::is_some) {
            reason.set(String::new());
        }
    });
    let amount = move || {
        let id = leg.get()?;
        seated.session.with(|s| s.as_ref()?.legs.iter().find(|l| l.id == id).map(|l| l.amount.saturating_add(l.tip)))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(payment) = leg.get_untracked() {
            desk.send(Command::Party(PartyCommand::VoidPayment {
                session: seated.id,
                payment,
                reason: Some(reason.get_untracked()),
            }));
        }
        leg.set(None);
    };
    let unsaid = move || !reason.with(|r| is_reason(r));
    view! {
        <Dialog open on_close=Callback::new(move |()| leg.set(None)) class="modal" labelled_by="void-title">
            <h2 id="void-title">"Take back " {move || amount().map(|amount| desk.money(amount))} "?"</h2>
            <p>"It is owed again. The payment stays on record, with your name and the reason."</p>
            <form class="stack" on:submit=submit>
                <ReasonField id="void-reason" label="Reason" reason placeholder="Booked twice, wrong table …" required=true />
                <div class="modal-actions">
                    <button class="btn" type="button" on:click=move |_| leg.set(None)>
                        "Keep it"
                    </button>
                    <button class="btn btn-danger" type="submit" disabled=unsaid>
                        "Take it back"
                    </button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
