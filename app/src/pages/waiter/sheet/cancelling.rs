//! Taking a dish back while the kitchen has not seen it.

use super::party::Seated;
use super::reason::{ReasonField, is_reason};
use crate::components::dialog::Dialog;
use crate::components::tap_guard::use_tap_guard;
use comanda::ids::ItemId;
use leptos::prelude::*;

/// Reasons given most, one tap each.
const REASONS: [&str; 3] = ["Changed their mind", "Ordered by mistake", "Takes too long"];

/// Why a dish is taken back: the kitchen has not seen it yet, so it is free.
#[component]
pub fn CancelDialog(seated: Seated, cancelling: RwSignal<Option<(ItemId, String)>>) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let close = move || {
        cancelling.set(None);
        reason.set(String::new());
    };
    // A reason comes up under the finger that tapped the bin.
    let guard = use_tap_guard(move || cancelling.with(|asked| asked.as_ref().map(|(item, _)| *item)));
    let send = move |reason: String| {
        if !guard.hears() {
            return;
        }
        if let Some((item, name)) = cancelling.get_untracked() {
            seated.desk.cancel(seated.id, item, &name, reason);
        }
        close();
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send(reason.get_untracked());
    };
    view! {
        <Dialog
            open=Signal::derive(move || cancelling.with(Option::is_some))
            on_close=Callback::new(move |()| close())
            class="modal"
            labelled_by="cancel-title"
        >
            <h2 id="cancel-title">"Cancel " {move || cancelling.get().map(|(_, name)| name)} "?"</h2>
            <p class="muted">"The kitchen has not seen it. It leaves the bill too."</p>
            <div class="cluster" role="group" aria-label="Reason">
                {REASONS
                    .into_iter()
                    .map(|words| {
                        view! {
                            <button class="btn" type="button" on:click=move |_| send(words.to_owned())>
                                {words}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
            <form class="stack" on:submit=submit>
                <ReasonField id="cancel-reason" label="Another reason" reason />
                <div class="modal-actions">
                    <button class="btn" type="button" on:click=move |_| close()>
                        "Keep it"
                    </button>
                    <button class="btn btn-danger" type="submit" disabled=move || !reason.with(|r| is_reason(r))>
                        "Cancel it"
                    </button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
