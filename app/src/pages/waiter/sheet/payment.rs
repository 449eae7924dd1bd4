//! Taking a payment: how, how much, what goes back.

use super::party::Seated;
use super::payment_parts::{Answer, Entry, QuickPart, QuickTender, Sums, Tip, TipChoice};
use super::payment_taken::{NothingDue, Receipt, TakenPanel};
use super::payment_void::VoidDialog;
use crate::browser::focus::has_focus;
use crate::components::dialog::Dialog;
use crate::components::icon::Icon;
use crate::components::keypad::{Key, Keypad, Typed};
use crate::components::tap_guard::use_fresh_guard;
use crate::ids::fresh;
use crate::memo::memo;
use crate::pages::waiter::tender::{Taken, Tender, with_percent};
use comanda::ids::LegId;
use comanda::party::Method;
use comanda::party::NewPayment;
use comanda::{Command, Money, PartyCommand};
use leptos::prelude::*;

/// The most that can be typed, minor units: a slip of the finger stays small.
const MOST: i64 = 99_999_999;
/// Fields and buttons that answer to the keyboard themselves, when they have the focus.
const OWN_KEYS: &str =
    ":is(.sheet-head, .pay-legs) button:focus-visible, .modal *, input:not([type='radio'], [type='hidden']), textarea";

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
            <PaymentBody seated open />
        </Dialog>
    }
    .into_any()
}

/// The form; after each payment what was taken, until somebody dismisses it.
#[component]
fn PaymentBody(seated: Seated, open: RwSignal<bool>) -> impl IntoView {
    let receipt = RwSignal::new(None::<Receipt>);
    // Whether the server has said yes to it: the form that asked is gone by then.
    let answered = RwSignal::new(false);
    let due = memo(move || seated.remaining() > 0);
    // The payment that a manager is about to take back.
    let voiding = RwSignal::new(None::<LegId>);
    view! {
        {move || match receipt.get() {
            Some(taken) => view! { <TakenPanel seated open receipt taken answered /> }.into_any(),
            None if due.get() => view! { <PaymentForm seated receipt answered voiding /> }.into_any(),
            None => view! { <NothingDue seated open voiding /> }.into_any(),
        }}
        <VoidDialog seated leg=voiding />
    }
}

#[component]
fn PaymentForm(
    seated: Seated,
    receipt: RwSignal<Option<Receipt>>,
    answered: RwSignal<bool>,
    voiding: RwSignal<Option<LegId>>,
) -> impl IntoView {
    let desk = seated.desk;
    let digits = move || desk.currency.get_untracked().digits();
    let due = memo(move || seated.remaining());
    let method = RwSignal::new(Method::Cash);
    let entered = RwSignal::new(Typed::from_minor(due.get_untracked()));
    // The first digit replaces what was suggested.
    let suggested = RwSignal::new(true);
    // The third that was chosen, say; typing an amount forgets it.
    let part = RwSignal::new(None::<u32>);
    let tip = RwSignal::new(Tip::None);
    let entry = RwSignal::new(Entry::Amount);
    let suggest_due = move |due: i64| {
        entered.set(Typed::from_minor(due));
        suggested.set(true);
        part.set(None);
        entry.set(Entry::Amount);
    };
    // Where something else was a moment ago.
    let guard = use_fresh_guard();
    // Somebody else may pay a part meanwhile, and the next payer starts from what is left. A tap on its way was meant for the sum that
    // was shown before.
    Effect::new(move |before: Option<i64>| {
        let due = due.get();
        if before.is_some_and(|before| before != due) {
            suggest_due(due);
            tip.set(Tip::None);
            guard.close();
        }
        due
    });
    let tender = memo(move || {
        let (method, remaining) = (method.get(), due.get());
        // Cash nobody has counted yet means “exactly”, the tip included.
        let handed = (!suggested.get()).then(|| entered.get().minor);
        let (entered, tip) = match tip.get() {
            Tip::Percent(percent) => with_percent(method, handed, remaining, percent),
            other => {
                let tip = if let Tip::Other(tip) = other { tip.minor } else { 0 };
                let exactly = if method == Method::Cash { remaining.saturating_add(tip) } else { remaining };
                (handed.unwrap_or(exactly), tip)
            }
        };
        Tender { method, entered, tip, remaining }
    });
    let busy = desk.dispatch.in_flight();
    let blocked = move || busy.get() > 0 || tender.get().problem().is_some();
    let take = move || {
        let tender = tender.get_untracked();
        if !guard.hears() || tender.problem().is_some() || busy.get_untracked() > 0 {
            return;
        }
        let Taken { amount, change, .. } = tender.taken();
        let leg = fresh();
        let payment = NewPayment {
            id: leg,
            method: tender.method,
            amount: Money::new(amount, desk.currency.get_untracked()),
            tip: tender.tip,
            tendered: (tender.method == Method::Cash).then_some(tender.entered),
            expected: Some(tender.remaining),
            part: part.get_untracked(),
        };
        answered.set(false);
        desk.dispatch.send_then(Command::Party(PartyCommand::RecordPayment { session: seated.id, payment }), move |result| {
            // The form comes back where nothing was booked; a toast has said why. By now another payment may be shown.
            let ours = receipt.try_with_untracked(|held| held.as_ref().is_some_and(|r| r.leg == leg)).unwrap_or(false);
            if ours && result.is_err() {
                let _ = receipt.try_set(None);
            }
            if ours {
                let _ = answered.try_set(true);
            }
        });
        // At once: a second tap must not find the form, which would be about the rest of the bill.
        receipt.set(Some(Receipt { leg, method: tender.method, taken: amount + tender.tip, change }));
    };
    let press = Callback::new(move |key: Key| match entry.get_untracked() {
        Entry::Tip => tip.update(|tip| {
            let before = if let Tip::Other(before) = *tip { before } else { Typed::default() };
            *tip = Tip::Other(before.press(key, digits(), MOST));
        }),
        Entry::Amount => {
            let shown = Typed::from_minor(tender.get_untracked().entered);
            let before = match (suggested.get_untracked(), key) {
                (true, Key::Back) => shown,
                (true, _) => Typed::default(),
                (false, _) => entered.get_untracked(),
            };
            suggested.set(false);
            part.set(None);
            let most = if method.get_untracked() == Method::Terminal { due.get_untracked() } else { MOST };
            entered.set(before.press(key, digits(), most));
        }
    });
    // Wherever the focus is: there is nothing else to type into, and Enter takes what is shown.
    Effect::new(move |_| {
        let typed = window_event_listener(leptos::ev::keydown, move |event| {
            let plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
            if !plain || voiding.with_untracked(Option::is_some) || has_focus(OWN_KEYS) {
                return;
            }
            if event.key() == "Enter" {
                event.prevent_default();
                if !event.repeat() {
                    take();
                }
            } else if Key::of(&event.key()).is_some() {
                event.prevent_default();
                if let Some(key) = Key::pressed(&event) {
                    press.run(key);
                }
            }
        });
        on_cleanup(move || typed.remove());
    });
    let suggest = move |amount: i64| {
        entry.set(Entry::Amount);
        suggested.set(false);
        part.set(None);
        entered.set(Typed::from_minor(amount));
    };
    let choose_part = move |(of, amount): (u32, i64)| {
        suggest(amount);
        part.set((of > 1).then_some(of));
    };
    let choose = move |chosen: Method| {
        method.set(chosen);
        suggest_due(due.get_untracked());
    };
    view! {
        <form
            class="pay-form"
            on:submit=move |event| {
                event.prevent_default();
                take();
            }
        >
            <div class="pay-sum">
                <Sums seated voiding />
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
                <TipChoice tip entry tender suggested desk />
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
                    <output id="pay-figure" class="pay-figure" tabindex="-1" autofocus=true>
                        {move || {
                            let tender = tender.get();
                            desk.money(if entry.get() == Entry::Tip { tender.tip } else { tender.entered })
                        }}
                    </output>
                </div>
                {move || match method.get() {
                    Method::Cash => view! { <QuickTender seated tender suggest=Callback::new(suggest) /> }.into_any(),
                    Method::Terminal => {
                        view! { <QuickPart seated tender part suggest=Callback::new(choose_part) /> }.into_any()
                    }
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
