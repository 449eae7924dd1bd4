//! What the table wants now: to be let in, a waiter, water, the bill.

use super::party::Seated;
use crate::components::age::Age;
use crate::components::icon::Icon;
use crate::components::tap_guard::use_tap_guard;
use crate::pages::waiter::queues::CallSteps;
use crate::pages::waiter::words::{call_words, counted};
use comanda::Command;
use comanda::ids::CallId;
use comanda::text::isolated;
use comanda::views::FloorState;
use leptos::prelude::*;

#[component]
pub fn Asks(seated: Seated) -> impl IntoView {
    let desk = seated.desk;
    let session = seated.id;
    let waits = Memo::new(move |_| seated.state() == FloorState::Approval);
    // The queues know every open call, so the sheet need not wait for the whole session.
    let calls = Memo::new(move |_| {
        desk.queues.with(|q| q.calls.iter().filter(|c| c.session == session).map(|c| c.call.id).collect::<Vec<_>>())
    });
    view! {
        <div class="tsheet-asks">
            {move || waits.get().then(|| view! { <AtTheDoor seated /> })}
            <For each=move || calls.get() key=|id| *id let:id>
                <Ask seated id />
            </For>
        </div>
    }
    .into_any()
}

#[component]
fn AtTheDoor(seated: Seated) -> impl IntoView {
    let session = seated.id;
    let phones = move || seated.party.with(|p| p.as_ref().map_or(0, |p| p.phones));
    let since = Signal::derive(move || seated.party.with(|p| p.as_ref().map_or_else(comanda::At::default, |p| p.seated_at)));
    view! {
        <section class="wask" data-state="ordering" aria-label="Party to approve">
            <Icon name="check-double" />
            <div>
                <p class="wask-title">
                    "Waiting to join "
                    <span class="wask-age">
                        <Age since />
                    </span>
                </p>
                <p class="wask-text">{move || counted(phones(), "phone", "phones")} " scanned this table’s code"</p>
            </div>
            <div class="wask-actions">
                <button class="btn" type="button" on:click=move |_| seated.desk.send(Command::Decline { session })>
                    "Decline"
                </button>
                <button class="btn btn-ink" type="button" on:click=move |_| seated.desk.send(Command::Approve { session })>
                    <Icon name="check" />
                    "Approve"
                </button>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Ask(seated: Seated, id: CallId) -> impl IntoView {
    let card = Memo::new(move |_| seated.desk.queues.with(|q| q.call(id).cloned()));
    let guard = use_tap_guard(move || card.with(|c| c.as_ref().is_some_and(|c| c.call.is_open())));
    move || {
        card.get().map(|card| {
            let call = card.call.clone();
            let state = if call.is_open() { "late" } else { "seen" };
            let (icon, words) = call_words(call.kind);
            let name = isolated(&call.by.name);
            let from = if call.by.is_staff() { name } else { format!("{name}, from their phone") };
            view! {
                <section class="wask" data-state=state aria-label="Call">
                    <Icon name=icon />
                    <div>
                        <p class="wask-title">
                            {words} " "
                            <span class="wask-age">
                                <Age since=call.at />
                            </span>
                        </p>
                        <p class="wask-text">{from}</p>
                    </div>
                    <div class="wask-actions">
                        <CallSteps desk=seated.desk card guard />
                    </div>
                </section>
            }
        })
    }
}
