//! Taking a payment: how, how much, what goes back.

use super::party::Seated;
use super::payment_parts::{Answer, Entry, QuickPart, QuickTender, Sums, Tip, TipChoice};
use crate::components::dialog::Dialog;
use crate::components::icon::Icon;
use crate::components::keypad::{Key, Keypad};
use crate::components::toast::use_toasts;
use crate::ids::fresh;
use crate::pages::waiter::tender::{Taken, Tender, tip_of};
use comanda::command::NewPayment;
use comanda::session::Method;
use comanda::{Command, Money};
use leptos::prelude::*;

/// The most that can be typed, minor units: a slip of the finger stays small.
const MOST: i64 = 99_999_999;

#[component]
pub fn PaymentDialog(seated: Seated, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog open on_close=Callback::new(move |()| open.set(false)) class="sheet pay" labelled_by="pay-title">
            <header class="sheet-head">
                <h2 class="sheet-title" id="pay-title">
                    "Take payment · Table " {move || seated.label()}
                </h2>
                <button class="btn btn-quiet btn-icon" type="button" aria-label="Close" on:click=move |_| open.set(false)>
                    <Icon name="close" />
                </button>
            </header>
            <PaymentForm seated open />
        </Dialog>
    }
    .into_any()
}

#[component]
fn PaymentForm(seated: Seated, open: RwSignal<bool>) -> impl IntoView {
    let desk = seated.desk;
    let toasts = use_toasts();
    let due = Memo::new(move |_| seated.remaining());
    let method = RwSignal::new(Method::Cash);
    let entered = RwSignal::new(due.get_untracked());
    // The first digit replaces what was suggested.
    let suggested = RwSignal::new(true);
    let tip = RwSignal::new(Tip::None);
    let entry = RwSignal::new(Entry::Amount);
    // Somebody else may pay a part meanwhile, and the next payer starts from what is left.
    Effect::new(move |before: Option<i64>| {
        let due = due.get();
        if before.is_some_and(|before| before != due) {
            entered.set(due);
            suggested.set(true);
            tip.set(Tip::None);
            entry.set(Entry::Amount);
        }
        due
    });
    let tender = Memo::new(move |_| {
        let (method, entered, remaining) = (method.get(), entered.get(), due.get());
        let base = if method == Method::Terminal { entered.min(remaining) } else { remaining };
        let tip = match tip.get() {
            Tip::None => 0,
            Tip::Percent(percent) => tip_of(base, percent),
            Tip::Other(tip) => tip,
        };
        // Cash nobody has counted yet means “exactly”, the tip included.
        let entered = if method == Method::Cash && suggested.get() { remaining + tip } else { entered };
        Tender { method, entered, tip, remaining }
    });
    let busy = desk.dispatch.in_flight();
    let blocked = move || busy.get() > 0 || tender.get().problem().is_some();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let tender = tender.get_untracked();
        if tender.problem().is_some() || busy.get_untracked() > 0 {
            return;
        }
        let Taken { amount, change, left } = tender.taken();
        let payment = NewPayment {
            id: fresh(),
            method: tender.method,
            amount: Money::new(amount, desk.currency.get_untracked()),
            tip: tender.tip,
            tendered: (tender.method == Method::Cash).then_some(tender.entered),
            expected: Some(tender.remaining),
            part: None,
        };
        desk.dispatch.send_then(Command::RecordPayment { session: seated.id, payment }, move |result| {
            if result.is_err() {
                return;
            }
            let taken = untrack(|| desk.money(amount + tender.tip));
            toasts.say(match change {
                0 => format!("{taken} taken."),
                change => format!("{taken} taken. Change: {}.", untrack(|| desk.money(change))),
            });
            if left == 0 {
                open.set(false);
            }
        });
    };
    let press = Callback::new(move |key: Key| match entry.get_untracked() {
        Entry::Tip => tip.update(|tip| {
            let before = if let Tip::Other(before) = *tip { before } else { 0 };
            *tip = Tip::Other(key.onto(before, MOST));
        }),
        Entry::Amount => {
            let before = if suggested.get_untracked() && key != Key::Back { 0 } else { entered.get_untracked() };
            suggested.set(false);
            let most = if method.get_untracked() == Method::Terminal { due.get_untracked() } else { MOST };
            entered.set(key.onto(before, most));
        }
    });
    // Wherever the focus is: there is nothing else to type into.
    Effect::new(move |_| {
        let typed = window_event_listener(leptos::ev::keydown, move |event| {
            if let Some(key) = Key::of(&event.key()) {
                event.prevent_default();
                press.run(key);
            }
        });
        on_cleanup(move || typed.remove());
    });
    let suggest = move |amount: i64| {
        entry.set(Entry::Amount);
        suggested.set(false);
        entered.set(amount);
    };
    let choose = move |chosen: Method| {
        method.set(chosen);
        entered.set(due.get_untracked());
        suggested.set(true);
        entry.set(Entry::Amount);
    };
    view! {
        <form class="pay-form" on:submit=submit>
            <div class="pay-sum">
                <Sums seated />
                <div class="segmented pay-method" role="group" aria-label="Method">
                    <label>
                        <input type="radio" name="pay-method" checked=true on:change=move |_| choose(Method::Cash) />
                        <Icon name="cash" />
                        "Cash"
                    </label>
                    <label>
                        <input type="radio" name="pay-method" on:change=move |_| choose(Method::Terminal) />
                        <Icon name="terminal" />
                        "Card terminal"
                    </label>
                </div>
                <TipChoice tip entry />
                <Answer seated tender />
            </div>
            <div class="pay-entry">
                <div class="pay-amount">
                    <label for="pay-figure">
                        {move || match (entry.get(), method.get()) {
                            (Entry::Tip, _) => "Tip",
                            (Entry::Amount, Method::Cash) => "Cash received",
                            (Entry::Amount, Method::Terminal) => "Amount",
                        }}
                    </label>
                    <output id="pay-figure" class="pay-figure">
                        {move || {
                            let tender = tender.get();
                            desk.money(if entry.get() == Entry::Tip { tender.tip } else { tender.entered })
                        }}
                    </output>
                </div>
                {move || match method.get() {
                    Method::Cash => view! { <QuickTender seated tender suggest=Callback::new(suggest) /> }.into_any(),
                    Method::Terminal => view! { <QuickPart due entered suggest=Callback::new(suggest) /> }.into_any(),
                }}
                <Keypad on_key=press class="pin-pad pay-keys" />
            </div>
            <footer class="sheet-foot pay-foot">
                <button
                    class="btn btn-primary btn-xl btn-block btn-amount"
                    type="submit"
                    disabled=blocked
                    aria-busy=move || (busy.get() > 0).to_string()
                >
                    <span>
                        {move || match method.get() {
                            Method::Cash => "Take cash",
                            Method::Terminal => "Card payment received",
                        }}
                    </span>
                    <span>{move || desk.money(tender.get().charged())}</span>
                </button>
            </footer>
        </form>
    }
    .into_any()
}
