//! Three seconds to take a bump back.

use super::desk::use_desk;
use crate::components::icon::Icon;
use leptos::prelude::*;

#[component]
pub fn UndoOffers() -> impl IntoView {
    let desk = use_desk();
    view! {
        <div class="toasts kundos" role="status" aria-live="polite">
            <For
                each=move || desk.bumped.get()
                key=|bumped| bumped.ticket
                children=move |bumped| {
                    let (short, label) = (bumped.short.clone(), bumped.table_label.clone());
                    view! {
                        <div class="toast kundo">
                            <Icon name="check-double" class="icon-lg" />
                            <span>
                                <b>"Bumped #" {short}</b>
                                " · Table "
                                {label}
                            </span>
                            <button class="btn" type="button" on:click=move |_| desk.undo(&bumped)>
                                <Icon name="undo" />
                                "Undo"
                            </button>
                        </div>
                    }
                }
            />
        </div>
    }
}
