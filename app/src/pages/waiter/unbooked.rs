//! What a waiter saw as done a while ago, and the server has refused since: it stays until it is read.

use super::desk::Desk;
use crate::components::icon::Icon;
use crate::components::place_label::place_label;
use crate::realtime::{StayChange, Undone, use_refusals};
use comanda::party::Method;
use leptos::prelude::*;

/// A strip for each, over the page.
#[component]
pub fn Unbooked(desk: Desk) -> impl IntoView {
    let refusals = use_refusals();
    let undone = refusals.undone();
    view! {
        <For
            each=move || undone.get()
            key=|undone| undone.key
            children=move |undone| {
                let key = undone.key;
                let words = untrack(|| words(desk, &undone));
                view! {
                    <p class="wundone" role="alert">
                        <Icon name="alert-triangle" />
                        <span>{words}</span>
                        <button class="btn btn-sm" type="button" on:click=move |_| refusals.understood(key)>
                            "Understood"
                        </button>
                    </p>
                }
            }
        />
    }
    .into_any()
}

/// “Table 5: €44.00 in cash was not booked. …”
fn words(desk: Desk, undone: &Undone) -> String {
    // The floor's snapshot holds closed sessions for a while, too.
    let house = desk.house.get_untracked().and_then(Result::ok);
    let label = house.and_then(|house| house.sessions.iter().find(|s| s.id == undone.session).map(|s| place_label(&s.place)));
    let place = label.map_or_else(|| "A table: ".to_owned(), |label| format!("Table {label}: "));
    let what = match &undone.what {
        StayChange::Paid(payment) => {
            let how = if payment.method == Method::Cash { "in cash" } else { "by card" };
            format!("{} {how} was not booked.", desk.money(payment.amount.minor.saturating_add(payment.tip)))
        }
        StayChange::TookBack => "a payment was not taken back.".into(),
        StayChange::Closed => "not closed.".into(),
        StayChange::Reopened => "not opened again.".into(),
    };
    format!("{place}{what} {}", crate::words().fault(&undone.why))
}
