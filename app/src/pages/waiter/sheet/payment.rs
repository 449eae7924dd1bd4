//! Taking a payment: how, how much, what goes back.

use super::party::Seated;
use crate::clock::{clock_time, use_now};
use crate::components::dialog::Dialog;
use crate::components::icon::Icon;
use crate::components::keypad::{Key, Keypad};
use crate::components::toast::use_toasts;
use crate::ids::fresh;
use crate::pages::waiter::tender::{Taken, Tender, part, quick_tenders, terse, tip_of};
use crate::pages::waiter::words::counted;
use comanda::command::NewPayment;
use comanda::session::{Method, PaymentLeg};
use comanda::{Command, Money};
use leptos::prelude::*;

/// The most that can be typed, minor units: a slip of the finger stays small.
const MOST: i64 = 99_999_999;

/// Where the keypad's digits go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    Amount,
    Tip,
}

/// What was chosen for the tip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tip {
    None,
    Percent(i64),
    Other(i64),
}

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
    let typed = move |event: leptos::ev::KeyboardEvent| {
        if let Some(key) = Key::of(&event.key()) {
            event.prevent_default();
            press.run(key);
        }
    };
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
        <form class="pay-form" on:submit=submit on:keydown=typed>
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
                            (Entry::Amount, Method::Cash) => "Tendered",
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
                            Method::Terminal => "Paid on the terminal",
                        }}
                    </span>
                    <span>{move || desk.money(tender.get().charged())}</span>
                </button>
            </footer>
        </form>
    }
}

/// The bill, what was paid, what remains.
#[component]
fn Sums(seated: Seated) -> impl IntoView {
    let desk = seated.desk;
    let now = use_now();
    let alive = Memo::new(move |_| now.get().is_some());
    let covers = move || seated.party.with(|p| p.as_ref().map_or(0, |p| p.covers));
    let total = move || seated.session.with(|s| s.as_ref().map_or(0, |s| s.totals().total));
    let legs = Memo::new(move |_| seated.session.with(|s| s.as_ref().map_or_else(Vec::new, |s| s.legs.clone())));
    view! {
        <dl class="sums">
            <div>
                <dt>{move || format!("Bill, {}", counted(covers(), "cover", "covers"))}</dt>
                <dd>{move || desk.money(total())}</dd>
            </div>
            <For each=move || legs.get() key=|leg| leg.id let:leg>
                {
                    let PaymentLeg { method, at, amount, .. } = leg;
                    let how = if method == Method::Cash { "cash" } else { "card" };
                    view! {
                        <div>
                            <dt>
                                {move || {
                                    if alive.get() { format!("Paid by {how} · {}", clock_time(at)) } else { format!("Paid by {how}") }
                                }}
                            </dt>
                            <dd>"−" {move || desk.money(amount)}</dd>
                        </div>
                    }
                }
            </For>
            <div class="sums-total">
                <dt>"Remaining"</dt>
                <dd>{move || desk.money(seated.remaining())}</dd>
            </div>
        </dl>
    }
}

#[component]
fn TipChoice(tip: RwSignal<Tip>, entry: RwSignal<Entry>) -> impl IntoView {
    let chip = move |label: &'static str, choice: Tip| {
        let chosen = move || match (choice, tip.get()) {
            (Tip::Other(_), Tip::Other(_)) => true,
            (one, two) => one == two,
        };
        let choose = move |_| {
            tip.set(choice);
            entry.set(if matches!(choice, Tip::Other(_)) { Entry::Tip } else { Entry::Amount });
        };
        view! {
            <label class="chip">
                <input type="radio" name="pay-tip" prop:checked=chosen on:change=choose />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="pay-tip">
            <legend class="label">"Tip"</legend>
            <div class="chips">
                {chip("None", Tip::None)} {chip("5 %", Tip::Percent(5))} {chip("10 %", Tip::Percent(10))}
                {chip("Other …", Tip::Other(0))}
            </div>
        </fieldset>
    }
}

/// The one number the waiter says aloud.
#[component]
fn Answer(seated: Seated, tender: Memo<Tender>) -> impl IntoView {
    let answer = move || {
        let tender = tender.get();
        let Taken { change, left, .. } = tender.taken();
        match tender.problem() {
            Some(problem) => ("warn", problem, String::new()),
            None if left > 0 => ("info", "Left after this", seated.desk.money(left)),
            None if tender.method == Method::Cash => ("ready", "Change due", seated.desk.money(change)),
            None => ("ready", "Pays everything", seated.desk.money(tender.charged())),
        }
    };
    view! {
        <div class="pay-change" data-state=move || answer().0 role="status">
            <span>{move || answer().1}</span>
            <strong class="num">{move || answer().2}</strong>
        </div>
    }
}

#[component]
fn QuickTender(seated: Seated, tender: Memo<Tender>, suggest: Callback<i64>) -> impl IntoView {
    let currency = seated.desk.currency;
    let sums = Memo::new(move |_| {
        let tender = tender.get();
        quick_tenders(tender.remaining + tender.tip, currency.get())
    });
    view! {
        <div class="pay-quick" role="group" aria-label="Quick tender">
            <For each=move || sums.get() key=|sum| *sum let:sum>
                <button
                    class="btn"
                    type="button"
                    aria-pressed=move || (tender.get().entered == sum).to_string()
                    on:click=move |_| suggest.run(sum)
                >
                    {move || terse(sum, currency.get())}
                </button>
            </For>
        </div>
    }
}

#[component]
fn QuickPart(due: Memo<i64>, entered: RwSignal<i64>, suggest: Callback<i64>) -> impl IntoView {
    let button = move |label: &'static str, of: i64| {
        view! {
            <button
                class="btn"
                type="button"
                aria-pressed=move || (entered.get() == part(due.get(), of)).to_string()
                on:click=move |_| suggest.run(part(due.get_untracked(), of))
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="pay-quick" role="group" aria-label="Part amounts">
            {button("All", 1)}
            {button("½", 2)}
            {button("⅓", 3)}
            {button("¼", 4)}
        </div>
    }
}
