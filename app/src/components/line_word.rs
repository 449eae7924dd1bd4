//! What a line says of the last tap on it: that it waits for the connection, or why it was refused and what can be done.

use crate::clock::use_now;
use crate::components::icon::Icon;
use crate::components::tap_guard::use_tap_guard;
use crate::memo::memo;
use crate::realtime::{Said, use_refusals, use_unsent, use_unsent_parties};
use crate::words;
use comanda::Command;
use comanda::ids::{ItemId, SessionId};
use leptos::prelude::*;

/// “Only on this device so far”: the tap is kept, and the server has not been reached with it.
#[component]
pub fn Unsent(id: ItemId) -> impl IntoView {
    let unsent = use_unsent();
    waits_for_the_connection(memo(move || unsent.with(|unsent| unsent.contains(&id))))
}

/// The same of a party that was seated.
#[component]
pub fn UnsentParty(id: SessionId) -> impl IntoView {
    let unsent = use_unsent_parties();
    waits_for_the_connection(memo(move || unsent.with(|unsent| unsent.contains(&id))))
}

fn waits_for_the_connection(waits: Memo<bool>) -> impl IntoView {
    move || {
        waits.get().then(|| {
            view! {
                <p class="unsent">
                    <Icon name="clock" class="icon-sm" />
                    {say!(waits_for_the_connection)}
                </p>
            }
        })
    }
}

/// `2`, `1 not added`, `2 · 1 not added`: portions in a cart, and lines that were refused and not read yet.
pub fn portions_and_lost(portions: u32, lost: usize) -> String {
    match (portions, lost) {
        (portions, 0) => portions.to_string(),
        (0, lost) => say!(not_added_count, count = lost),
        (portions, lost) => format!("{portions} · {}", say!(not_added_count, count = lost)),
    }
}

/// What keeps a line from going on: what is so, as long as it is, or a refusal until somebody has read it.
#[component]
pub fn RefusedNote(
    said: Memo<Option<Said>>,
    /// The way on, where there is one: what its button says, and what it taps.
    #[prop(optional)]
    way: Option<Callback<Said, Option<(String, Command)>>>,
    #[prop(optional)] send: Option<Callback<Command>>,
) -> impl IntoView {
    let refusals = use_refusals();
    // Without scripts the line's own forms are the way on.
    let now = use_now();
    let alive = memo(move || now.get().is_some());
    // “Take 2” may be “Take 1” or “Remove” a moment later.
    let label = move || Some(way?.run(said.get()?)?.0).filter(|_| alive.get());
    let guard = use_tap_guard(label);
    move || {
        said.get().map(|said| {
            let tap = said.tap;
            let reason = words().rejection(&said.rejection);
            let way = way.filter(|_| alive.get()).and_then(|way| way.run(said)).zip(send);
            let understood = move || tap.into_iter().for_each(|tap| refusals.understood(tap));
            view! {
                <div class="refused" data-state="warn">
                    <Icon name="alert-triangle" class="icon-sm" />
                    <span>{reason}</span>
                    {tap
                        .map(|_| {
                            view! {
                                <button
                                    class="btn btn-quiet btn-icon btn-round btn-sm"
                                    type="button"
                                    aria-label=say!(understood)
                                    on:click=move |_| understood()
                                >
                                    <Icon name="close" />
                                </button>
                            }
                        })}
                    {way
                        .map(|((label, command), send)| {
                            let act = move |_| {
                                if !guard.hears() {
                                    return;
                                }
                                send.run(command.clone());
                                understood();
                            };
                            view! {
                                <button class="btn btn-sm refused-way" type="button" on:click=act>
                                    {label}
                                </button>
                            }
                        })}
                </div>
            }
        })
    }
}
