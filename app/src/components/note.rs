//! What somebody wrote about a dish.

use crate::components::icon::Icon;
use comanda::allergy::is_of_allergy;
use leptos::prelude::*;

/// A note, as each room draws it (`class`). One that speaks of an allergy has its own sign, colour and word, the same everywhere.
#[component]
pub fn Note(#[prop(into)] note: String, class: &'static str) -> impl IntoView {
    let (mark, icon) = if is_of_allergy(&note) { (Some("allergy"), "allergen") } else { (None, "note") };
    view! {
        <span class=class data-note=mark>
            <Icon name=icon class="icon-sm" />
            {mark.map(|_| view! { <strong class="note-allergy">{say!(allergy)}</strong> })}
            <span class="note-text" dir="auto">
                {note}
            </span>
        </span>
    }
    .into_any()
}
