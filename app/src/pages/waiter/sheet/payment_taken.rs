//! After a payment: what was taken, what goes back, the way back. It stays until somebody dismisses it.

use super::party::Seated;
use super::payment_parts::Sums;
use crate::browser::focus::focus;
use crate::components::icon::Icon;
use crate::components::tap_guard::use_fresh_guard;
use crate::memo::memo;
use crate::realtime::use_waiting;
use comanda::ids::LegId;
use comanda::party::Method;
use comanda::{Command, PartyCommand};
use leptos::prelude::*;

/// How long the one who booked it may take it back by a tap, milliseconds; the rulebook allows a little more for slow networks.
const UNDO_OFFERED: u64 = 20_000;

/// What has just been taken; minor units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub leg: LegId,
    pub method: Method,
    /// The tip included.
    pub taken: i64,
    pub change: i64,
}

#[component]
pub fn TakenPanel(
    seated: Seated,
    open: RwSignal<bool>,
    receipt: RwSignal<Option<Receipt>>,
    taken: Receipt,
    /// The server has said yes.
    answered: RwSignal<bool>,
) -> impl IntoView {
    let desk = seated.desk;
    let Receipt { leg, method, taken, change } = taken;
    let left = memo(move || seated.remaining());
    let waiting = use_waiting();
    let may_undo = RwSignal::new(true);
    set_timeout(
        move || {
            let _ = may_undo.try_set(false);
        },
        std::time::Duration::from_millis(UNDO_OFFERED),
    );
    // The button that took the money was here a moment ago; and each moves over when the one before it goes.
    let guard = use_fresh_guard().watching(move || (may_undo.get(), left.get() > 0));
    let undo = move |_| {
        if guard.hears() {
            desk.send(Command::Party(PartyCommand::VoidPayment { session: seated.id, payment: leg, reason: None }));
            receipt.set(None);
        }
    };
    let next = move |_| {
        if guard.hears() {
            receipt.set(None);
        }
    };
    let done = move |_| {
        if guard.hears() {
            open.set(false);
        }
    };
    Effect::new(move |_| request_animation_frame(|| focus("pay-done")));
    let how = if method == Method::Cash { "in cash" } else { "on the terminal" };
    let (title, figure) = if change > 0 { ("Change", change) } else { ("Taken", taken) };
    view! {
        <div class="pay-taken">
            <div class="pay-change" data-state="ready" role="status">
                <span>{title}</span>
                <strong class="num">{move || desk.money(figure)}</strong>
            </div>
            <p class="pay-taken-how">
                {move || format!("{} taken {how}.", desk.money(taken))} " "
                <b>
                    {move || match left.get() {
                        0 => "The bill is paid in full.".to_owned(),
                        left => format!("{} left to pay.", desk.money(left)),
                    }}
                </b>
            </p>
            {move || {
                (!answered.get() && waiting.get() > 0)
                    .then(|| {
                        view! {
                            <p class="callout" data-state="warn">
                                <Icon name="clock" />
                                "No connection. The payment is kept on this device and booked as soon as there is one."
                            </p>
                        }
                    })
            }}
        </div>
        <footer class="sheet-foot pay-foot">
            <div class="pay-taken-actions">
                {move || {
                    may_undo
                        .get()
                        .then(|| {
                            view! {
                                <button class="btn btn-xl" type="button" on:click=undo>
                                    <Icon name="undo" />
                                    "Undo"
                                </button>
                            }
                        })
                }}
                {move || {
                    (left.get() > 0)
                        .then(|| {
                            view! {
                                <button class="btn btn-xl" type="button" on:click=next>
                                    "Next payment"
                                </button>
                            }
                        })
                }}
                <button class="btn btn-primary btn-xl grow" id="pay-done" type="button" on:click=done>
                    "Done"
                </button>
            </div>
        </footer>
    }
    .into_any()
}

/// The sheet of a bill that is paid: what was paid, for a manager the way back.
#[component]
pub fn NothingDue(seated: Seated, open: RwSignal<bool>, voiding: RwSignal<Option<LegId>>) -> impl IntoView {
    let guard = use_fresh_guard();
    let done = move |_| {
        if guard.hears() {
            open.set(false);
        }
    };
    view! {
        <div class="pay-taken">
            <Sums seated voiding />
        </div>
        <footer class="sheet-foot pay-foot">
            <button class="btn btn-primary btn-xl btn-block" type="button" on:click=done>
                "Done"
            </button>
        </footer>
    }
    .into_any()
}
