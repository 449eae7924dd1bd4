//! The end of a visit: thank you, and the bill to keep. The phone has stopped listening; since a closing can be taken back, it asks
//! twice while that is likely, and whenever somebody looks at it again.

use super::answers::Answers;
use super::bill::PrintButton;
use super::bill_slip::Slip;
use super::seat::Seat;
use crate::components::language_switch::LanguageSwitch;
use crate::page_facts::{Title, answer_with};
use leptos::prelude::*;
use std::time::Duration;

/// When it asks whether the closing was taken back, seconds after it: waiters may undo it for 20 s.
const ASKS_AFTER: [u64; 2] = [11, 22];

/// What every page of the table shows once it is closed.
#[component]
pub fn EndedView(seat: Seat) -> impl IntoView {
    answer_with(410);
    let answers = use_context::<Answers>();
    let again = move || {
        if let Some(answers) = answers {
            answers.ask_session();
        }
    };
    Effect::new(move |_| {
        let asks = ASKS_AFTER.map(|after| set_timeout_with_handle(again, Duration::from_secs(after)).ok());
        let seen = window_event_listener_untyped("visibilitychange", move |_| again());
        on_cleanup(move || {
            asks.into_iter().flatten().for_each(|ask| ask.clear());
            seen.remove();
        });
    });
    let store = seat.store.get_value();
    let thanks = if store.is_empty() { say!(ended_text).to_owned() } else { say!(ended_text_store, store = &store) };
    view! {
        <Title text=say!(thank_you) />
        <div class="guest guest-ended" data-room="guest">
            <main id="main" class="column guest-main page">
                <h1 class="guest-title">{say!(thank_you)}</h1>
                <p class="guest-lead">{thanks}</p>
                <Slip />
                <PrintButton />
                <p class="small muted center">{say!(just_arrived)}</p>
                <LanguageSwitch />
            </main>
        </div>
    }
    .into_any()
}
