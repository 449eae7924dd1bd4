//! A guest's phone is taken off the table: a prankster, or somebody who sat down at the wrong one.

use super::party::Seated;
use crate::components::dialog::Dialog;
use crate::components::tap_guard::use_tap_guard;
use comanda::ids::GuestId;
use comanda::{Command, PartyCommand};
use leptos::prelude::*;

#[component]
pub fn RemoveGuestDialog(seated: Seated, asked: RwSignal<Option<GuestId>>) -> impl IntoView {
    // What was asked about stays on the dialog while it closes.
    let about = Memo::new(move |last: Option<&(String, usize)>| {
        let found = asked.get().and_then(|id| {
            seated.session.with(|s| {
                let s = s.as_ref()?;
                let unsent = s.cart.iter().filter(|line| line.guest() == Some(id)).count();
                Some((crate::person(&s.guest(id)?.name), unsent))
            })
        });
        found.or_else(|| last.cloned()).unwrap_or_default()
    });
    let guard = use_tap_guard(move || asked.get());
    let remove = move |_| {
        if let Some(guest) = asked.get_untracked().filter(|_| guard.hears()) {
            asked.set(None);
            seated.desk.send(Command::Party(PartyCommand::RemoveGuest { session: seated.id, guest }));
        }
    };
    let unsent = move || match about.with(|(_, unsent)| *unsent) {
        0 => "Nothing of theirs waits in the cart.".to_owned(),
        1 => "One line they have not sent goes with it.".to_owned(),
        n => format!("{n} lines they have not sent go with it."),
    };
    view! {
        <Dialog
            open=Signal::derive(move || asked.with(Option::is_some))
            on_close=Callback::new(move |()| asked.set(None))
            class="modal"
            labelled_by="remove-guest-title"
        >
            <h2 id="remove-guest-title">"Take " {move || about.with(|(name, _)| name.clone())} " off the table?"</h2>
            <p>"Their phone sees nothing of this table any more. " {unsent} " What was sent stays on the bill."</p>
            <div class="modal-actions">
                <button class="btn" type="button" on:click=move |_| asked.set(None)>
                    "Keep them"
                </button>
                <button class="btn btn-danger" type="button" on:click=remove>
                    "Take off the table"
                </button>
            </div>
        </Dialog>
    }
    .into_any()
}
