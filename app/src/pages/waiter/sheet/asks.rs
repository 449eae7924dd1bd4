//! What the table wants now: to be let in, a waiter, water, the bill.

use super::party::Seated;
use crate::components::age::Age;
use crate::components::icon::Icon;
use crate::components::tap_guard::use_tap_guard;
use crate::memo::memo;
use crate::pages::waiter::queues::CallSteps;
use crate::pages::waiter::words::{approval_words, call_words};
use comanda::ids::{CallId, GuestId};
use comanda::text::isolated;
use comanda::views::WhyWaiting;
use comanda::{Command, PartyCommand};
use leptos::prelude::*;

#[component]
pub fn Asks(seated: Seated) -> impl IntoView {
    let desk = seated.desk;
    let session = seated.id;
    let waiting = memo(move || {
        desk.queues.with(|q| q.approvals.iter().filter(|a| a.session == session).map(|a| a.guest).collect::<Vec<_>>())
    });
    // The queues know every open call, so the sheet need not wait for the whole session.
    let calls = memo(move || {
        desk.queues.with(|q| q.calls.iter().filter(|c| c.session == session).map(|c| c.call.id).collect::<Vec<_>>())
    });
    view! {
        <div class="tsheet-asks">
            <For each=move || waiting.get() key=|guest| *guest let:guest>
                <AtTheDoor seated guest />
            </For>
            <For each=move || calls.get() key=|id| *id let:id>
                <Ask seated id />
            </For>
        </div>
    }
    .into_any()
}

#[component]
fn AtTheDoor(seated: Seated, guest: Option<GuestId>) -> impl IntoView {
    let session = seated.id;
    let card =
        memo(move || seated.desk.queues.with(|q| q.approvals.iter().find(|a| (a.session, a.guest) == (session, guest)).cloned()));
    // Where it stands among those that wait: the next one moves up when one is answered.
    let guard = use_tap_guard(move || {
        seated.desk.queues.with(|q| q.approvals.iter().filter(|a| a.session == session).position(|a| a.guest == guest))
    });
    let answer = move |command: Command| {
        if guard.hears() {
            seated.desk.send(command);
        }
    };
    move || {
        card.get().map(|card| {
            let (what, why) = approval_words(card.why);
            view! {
                <section class="wask" data-state="ordering" aria-label="Phone to approve">
                    <Icon name="check-double" />
                    <div>
                        <p class="wask-title">
                            {what} " "
                            <span class="wask-age">
                                <Age since=card.since />
                            </span>
                        </p>
                        <p class="wask-text">{why}</p>
                    </div>
                    <div class="wask-actions">
                        <button class="btn" type="button" on:click=move |_| answer(Command::Party(PartyCommand::Decline { session, guest }))>
                            "Decline"
                        </button>
                        {(card.why != WhyWaiting::NewParty)
                            .then(|| {
                                view! {
                                    <button
                                        class="btn btn-ink"
                                        type="button"
                                        on:click=move |_| answer(Command::Party(PartyCommand::Approve { session, guest }))
                                    >
                                        <Icon name="check" />
                                        "Approve"
                                    </button>
                                }
                            })}
                    </div>
                </section>
            }
        })
    }
}

#[component]
fn Ask(seated: Seated, id: CallId) -> impl IntoView {
    let card = memo(move || seated.desk.queues.with(|q| q.call(id).cloned()));
    // What stands above it, and what its button says.
    let guard = use_tap_guard(move || {
        let above = seated.desk.queues.with(|q| {
            let place = q.calls.iter().filter(|c| c.session == seated.id).position(|c| c.call.id == id);
            (q.approvals.iter().filter(|a| a.session == seated.id).count(), place)
        });
        (above, card.with(|c| c.as_ref().is_some_and(|c| c.call.is_open())))
    });
    move || {
        card.get().map(|card| {
            let call = card.call.clone();
            let state = if call.is_open() { "late" } else { "seen" };
            let (icon, words) = call_words(call.kind);
            let name = isolated(&crate::person(&call.by.name));
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
