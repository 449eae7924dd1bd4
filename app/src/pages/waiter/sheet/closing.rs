//! Closing a table: what is open is named first, a manager says why nothing is paid, and for a moment it can be taken back.

use super::party::Seated;
use super::reason::{ReasonField, is_reason};
use crate::components::dialog::Dialog;
use crate::components::tap_guard::use_tap_guard;
use crate::memo::memo;
use crate::pages::waiter::place::{FLOOR, use_go};
use comanda::party::{CartLine, ItemStatus, OpenThings, Session};
use leptos::prelude::*;

/// Closes the table, leaves its sheet, and offers the way back.
pub fn use_closer(seated: Seated) -> Callback<(Option<String>, OpenThings)> {
    let (desk, go) = (seated.desk, use_go());
    Callback::new(move |(write_off, despite)| {
        // The sheet is gone with the party, before the server has answered; a refusal brings both back and says why.
        desk.close(seated.id, &untrack(|| seated.label()), write_off, despite);
        go.run((FLOOR.into(), true));
    })
}

/// What is open, each in a sentence: its name is what somebody misses.
fn open_words(session: &Session, dish: impl Fn(&CartLine) -> String) -> Vec<String> {
    let list = |lines: Vec<String>| lines.join(", ");
    let items = |wanted: fn(ItemStatus) -> bool| {
        let these = session.items().filter(|i| wanted(i.status));
        these.map(|i| format!("{} × {}", i.quantity, i.name)).collect::<Vec<_>>()
    };
    let unsent = session.cart.iter().map(|line| format!("{} × {}", line.quantity, dish(line))).collect::<Vec<_>>();
    [
        ("Chosen and never sent: ", unsent),
        ("Not cooked yet: ", items(ItemStatus::is_cooking)),
        ("Ready, not served: ", items(|status| status == ItemStatus::Ready)),
    ]
    .into_iter()
    .filter(|(_, lines)| !lines.is_empty())
    .map(|(words, lines)| format!("{words}{}.", list(lines)))
    .collect()
}

/// What is open at this table, as the waiter is told, and as they then close it.
fn use_open(seated: Seated) -> (Memo<OpenThings>, Memo<Vec<String>>) {
    let session = seated.session;
    let things = memo(move || session.with(|s| s.as_ref().map(|s| OpenThings::of(s)).unwrap_or_default()));
    let words =
        memo(move || session.with(|s| s.as_ref().map(|s| open_words(s, |line| seated.desk.line_name(line))).unwrap_or_default()));
    (things, words)
}

#[component]
fn OpenList(words: Memo<Vec<String>>) -> impl IntoView {
    move || {
        words.with(|words| !words.is_empty()).then(|| {
            view! {
                <ul class="close-open">{words.get().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            }
        })
    }
}

/// One question before a table is closed over something.
#[component]
pub fn CloseDialog(seated: Seated, open: RwSignal<bool>) -> impl IntoView {
    let (things, words) = use_open(seated);
    let closer = use_closer(seated);
    // The question comes up under a finger, and may be about something else a moment later.
    let guard = use_tap_guard(move || (open.get(), words.get()));
    let close = move |_| {
        if !guard.hears() {
            return;
        }
        open.set(false);
        closer.run((None, things.get_untracked()));
    };
    view! {
        <Dialog open on_close=Callback::new(move |()| open.set(false)) class="modal" labelled_by="close-title">
            <h2 id="close-title">"Close table " {move || seated.label()} " all the same?"</h2>
            <OpenList words />
            <p class="muted">"What is cooking stays on the kitchen’s screens, and what is ready in your queue until it is served."</p>
            <div class="modal-actions">
                <button class="btn" type="button" on:click=move |_| open.set(false)>
                    "Keep it open"
                </button>
                <button class="btn btn-danger" type="button" on:click=close>
                    "Close all the same"
                </button>
            </div>
        </Dialog>
    }
    .into_any()
}

#[component]
pub fn WriteOffDialog(seated: Seated, open: RwSignal<bool>) -> impl IntoView {
    let desk = seated.desk;
    let (things, words) = use_open(seated);
    let closer = use_closer(seated);
    let reason = RwSignal::new(String::new());
    let keep = move || {
        open.set(false);
        reason.set(String::new());
    };
    let guard = use_tap_guard(move || (open.get(), seated.remaining(), words.get()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !guard.hears() {
            return;
        }
        open.set(false);
        closer.run((Some(reason.get_untracked()), things.get_untracked()));
    };
    let unsaid = move || !reason.with(|r| is_reason(r));
    view! {
        <Dialog open on_close=Callback::new(move |()| keep()) class="modal" labelled_by="write-off-title">
            <h2 id="write-off-title">"Close table " {move || seated.label()} " unpaid?"</h2>
            <p>
                <strong class="num">{move || desk.money(seated.remaining())}</strong>
                " is still to pay. This will be recorded under your name with the reason."
            </p>
            <OpenList words />
            <form class="stack" on:submit=submit>
                <ReasonField id="write-off-reason" label="Reason" reason placeholder="Left without paying, on the house …" required=true />
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
