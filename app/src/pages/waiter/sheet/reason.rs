//! The reason that is asked for before something is taken back or written off.

use crate::components::too_long::{TooLong, TooMuch, over};
use comanda::party::MAX_NOTE;
use leptos::prelude::*;

/// Is it one?
pub fn is_reason(reason: &str) -> bool {
    !reason.trim().is_empty() && over(reason, MAX_NOTE) == 0
}

#[component]
pub fn ReasonField(
    id: &'static str,
    label: &'static str,
    reason: RwSignal<String>,
    #[prop(default = "")] placeholder: &'static str,
    #[prop(default = false)] required: bool,
) -> impl IntoView {
    let hint = format!("{id}-room");
    let too_many = Signal::derive(move || reason.with(|reason| over(reason, MAX_NOTE)));
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                class="input"
                id=id
                required=required
                autocomplete="off"
                placeholder=placeholder
                aria-describedby=hint.clone()
                aria-invalid=move || (too_many.get() > 0).then_some("true")
                prop:value=move || reason.get()
                on:input=move |event| reason.set(event_target_value(&event))
            />
            <TooLong id=hint what=TooMuch::Reason most=MAX_NOTE over=too_many />
        </div>
    }
    .into_any()
}
