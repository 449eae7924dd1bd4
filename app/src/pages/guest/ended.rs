//! The end of a visit: thank you, and the bill to keep. Nothing here changes or asks for anything any more.

use super::bill::PrintButton;
use super::bill_slip::Slip;
use super::closed::answer_with;
use super::seat::Seat;
use leptos::prelude::*;
use leptos_meta::Title;

/// What every page of the table shows once it is closed.
#[component]
pub fn EndedView(seat: Seat) -> impl IntoView {
    answer_with(410);
    let store = seat.store.get_value();
    let thanks = if store.is_empty() { "Thank you for coming".to_owned() } else { format!("Thank you for coming to {store}") };
    view! {
        <Title text="Thank you" />
        <div class="guest guest-ended" data-room="guest">
            <main id="main" class="column guest-main page">
                <h1 class="guest-title">"Thank you"</h1>
                <p class="guest-lead">{thanks} ". This is your bill to keep."</p>
                <Slip />
                <PrintButton />
                <p class="small muted center">"Just arrived? Scan the code on your table."</p>
            </main>
        </div>
    }
    .into_any()
}
