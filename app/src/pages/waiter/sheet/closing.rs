//! A manager closes a table that has not paid, and says why.

use super::party::Seated;
use crate::components::dialog::Dialog;
use crate::pages::waiter::place::{FLOOR, use_go};
use comanda::Command;
use comanda::session::MAX_NOTE;
use leptos::prelude::*;

#[component]
pub fn WriteOffDialog(seated: Seated, open: RwSignal<bool>) -> impl IntoView {
    let desk = seated.desk;
    let go = use_go();
    let reason = RwSignal::new(String::new());
    let keep = move || {
        open.set(false);
        reason.set(String::new());
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let command = Command::CloseSession { session: seated.id, write_off: Some(reason.get_untracked()) };
        open.set(false);
        desk.send(command);
        go.run((FLOOR.into(), true));
    };
    let unsaid = move || reason.with(|r| r.trim().is_empty());
    view! {
        <Dialog open on_close=Callback::new(move |()| keep()) class="modal" labelled_by="write-off-title">
            <h2 id="write-off-title">"Close table " {move || seated.label()} " unpaid?"</h2>
            <p>
                <strong class="num">{move || desk.money(seated.remaining())}</strong>
                " is still to pay. This will be recorded under your name with the reason."
            </p>
            <form class="stack" on:submit=submit>
                <div class="field">
                    <label for="write-off-reason">"Reason"</label>
                    <input
                        class="input"
                        id="write-off-reason"
                        required
                        maxlength=MAX_NOTE.to_string()
                        autocomplete="off"
                        placeholder="Left without paying, on the house …"
                        prop:value=move || reason.get()
                        on:input=move |event| reason.set(event_target_value(&event))
                    />
                </div>
                <div class="modal-actions">
                    <button class="btn" type="button" on:click=move |_| keep()>
                        "Keep it open"
                    </button>
                    <button class="btn btn-danger" type="submit" disabled=unsaid>
                        "Write off and close"
                    </button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
