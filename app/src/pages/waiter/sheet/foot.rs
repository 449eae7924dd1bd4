//! What is owed and what can be done: add, serve, bill, payment, close.

use super::closing::{CloseDialog, WriteOffDialog, use_closer};
use super::party::Seated;
use super::payment::PaymentDialog;
use crate::components::icon::Icon;
use crate::components::tap_guard::{TapGuard, use_open_guard, use_tap_guard};
use crate::components::toast::use_toasts;
use crate::ids::fresh;
use crate::memo::memo;
use crate::pages::waiter::place::pad_href;
use comanda::ids::ItemId;
use comanda::party::{CallKind, ItemStatus, OpenThings};
use comanda::views::FloorState;
use comanda::{Command, PartyCommand};
use leptos::prelude::*;

#[component]
pub fn Foot(seated: Seated) -> impl IntoView {
    let (desk, session) = (seated.desk, seated.id);
    let toasts = use_toasts();
    let paying = RwSignal::new(false);
    let writing_off = RwSignal::new(false);
    let asking = RwSignal::new(false);
    let total = move || seated.party.with(|p| p.as_ref().map_or(0, |p| p.total));
    let paid = move || seated.party.with(|p| p.as_ref().map_or(0, |p| p.total - p.remaining));
    let due = memo(move || seated.remaining());
    let ready = memo(move || {
        desk.queues.with(|q| {
            let mine = q.ready.iter().filter(|r| r.session == session);
            mine.flat_map(|r| &r.items).map(|i| i.id).collect::<Vec<ItemId>>()
        })
    });
    let at_the_door = memo(move || seated.state() == FloorState::Approval);
    let asked = memo(move || desk.queues.with(|q| q.calls.iter().any(|c| c.session == session && c.call.kind == CallKind::Bill)));
    let unserved =
        move || seated.session.with(|s| s.as_ref().map_or(0, |s| s.items().filter(|i| i.status < ItemStatus::Served).count()));
    // All of it goes while the party waits at the door, and comes back with the others in their places.
    let foot = use_tap_guard(move || at_the_door.get());
    let sheet = use_context::<TapGuard>().unwrap_or_else(use_open_guard);
    let hears = move || sheet.hears() && foot.hears();
    let add = move |event: leptos::ev::MouseEvent| {
        if !hears() {
            event.prevent_default();
        }
    };
    let pay = move |_| {
        if hears() {
            paying.set(true);
        }
    };
    // What is served changes with what becomes ready meanwhile.
    let guard = use_tap_guard(move || ready.get());
    let serve = move |_| {
        if guard.hears() && hears() {
            desk.serve(session, untrack(|| seated.label()), ready.get_untracked());
        }
    };
    let serve_words = move || match ready.with(Vec::len) {
        0 => "Serve".to_owned(),
        n => format!("Serve {n} ready"),
    };
    // The waiter who asks is already on the way: the call is answered as it is made.
    let bill = move |_| {
        if !hears() {
            return;
        }
        let call = fresh();
        desk.dispatch.send_then(Command::Party(PartyCommand::RequestBill { session, call }), move |result| {
            if result.is_ok() {
                desk.send(Command::Party(PartyCommand::AcknowledgeCall { session, call }));
                toasts.say("The guests’ phones show that the bill is coming.");
            }
        });
    };
    let reason = move || {
        let left = due.get();
        (left > 0).then(|| format!("{} is still to pay.", desk.money(left)))
    };
    let closer = use_closer(seated);
    let open_things = move || seated.session.with(|s| s.as_ref().map(|s| OpenThings::of(s)).unwrap_or_default());
    // It asks, books a loss or closes at once.
    let closing = use_tap_guard(move || (due.get() > 0, open_things().any()));
    let close = move |_| match (untrack(reason), untrack(|| desk.is_manager())) {
        _ if !hears() || !closing.hears() => {}
        (None, _) if untrack(open_things).any() => asking.set(true),
        (None, _) => closer.run((None, OpenThings::default())),
        (Some(_), true) => writing_off.set(true),
        (Some(reason), false) => toasts.problem(format!("{reason} A manager can write it off.")),
    };
    let nothing_ready = move || ready.with(Vec::is_empty);
    let nothing_due = move || due.get() <= 0;
    // A bill that is paid still has payments to look at.
    let no_payment = move || nothing_due() && !seated.session.with(|s| s.as_ref().is_some_and(|s| !s.legs.is_empty()));
    let no_bill = move || nothing_due() || asked.get();
    let may_close = move || reason().is_none() || desk.is_manager();
    // What comes next for a party that has had and paid everything.
    let settled = memo(move || {
        seated.session.with(|s| s.as_ref().is_some_and(|s| !s.legs.is_empty() && !OpenThings::of(s).any())) && nothing_due()
    });
    view! {
        <footer class="tsheet-foot">
            <p class="tsheet-total">
                <span>
                    "Total " <span class="num">{move || desk.money(total())}</span> " · paid "
                    <span class="num">{move || desk.money(paid())}</span>
                </span>
                <strong>{move || desk.money(due.get())}</strong>
            </p>
            <div class="tsheet-actions">
                {move || {
                    (!at_the_door.get())
                        .then(|| {
                            view! {
                                <a class="btn is-half" class:btn-primary=move || !settled.get() href=pad_href(session) on:click=add>
                                    <Icon name="plus" />
                                    "Add order"
                                </a>
                                <button
                                    class="btn btn-state is-half"
                                    type="button"
                                    data-state="ready"
                                    disabled=nothing_ready
                                    on:click=serve
                                >
                                    <Icon name="bell" />
                                    {serve_words}
                                </button>
                                <button
                                    class="btn"
                                    type="button"
                                    aria-label="Tell guests the bill is coming"
                                    title="Tell guests the bill is coming"
                                    disabled=no_bill
                                    on:click=bill
                                >
                                    <Icon name="receipt" />
                                    "Bill is coming"
                                </button>
                                <button class="btn" type="button" disabled=no_payment on:click=pay>
                                    <Icon name="cash" />
                                    "Payment"
                                </button>
                                <button
                                    class="btn"
                                    class:btn-primary=settled
                                    type="button"
                                    aria-disabled=move || (!may_close()).to_string()
                                    title=move || reason().unwrap_or_default()
                                    aria-describedby="close-why"
                                    on:click=close
                                >
                                    <Icon name="door" />
                                    "Close"
                                </button>
                                <span class="visually-hidden" id="close-why">
                                    {move || {
                                        reason()
                                            .unwrap_or_else(|| match unserved() {
                                                0 => String::new(),
                                                _ => "Some dishes are not served yet.".into(),
                                            })
                                    }}
                                </span>
                            }
                        })
                }}
            </div>
        </footer>
        <PaymentDialog seated open=paying />
        <CloseDialog seated open=asking />
        <WriteOffDialog seated open=writing_off />
    }
    .into_any()
}
