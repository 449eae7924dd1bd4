//! The parts of a payment: the sums, the tip, the number to say aloud, the quick amounts.

use super::party::Seated;
use crate::clock::{clock_time, use_now};
use crate::pages::waiter::tender::{Taken, Tender, part, quick_tenders, terse};
use crate::pages::waiter::words::counted;
use comanda::session::{Method, PaymentLeg};
use leptos::prelude::*;

/// Where the keypad's digits go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    Amount,
    Tip,
}

/// What was chosen for the tip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tip {
    None,
    Percent(i64),
    Other(i64),
}

/// The bill, what was paid, what remains.
#[component]
pub fn Sums(seated: Seated) -> impl IntoView {
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
                <dt>"Left to pay"</dt>
                <dd>{move || desk.money(seated.remaining())}</dd>
            </div>
        </dl>
    }
    .into_any()
}

#[component]
pub fn TipChoice(tip: RwSignal<Tip>, entry: RwSignal<Entry>) -> impl IntoView {
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
    .into_any()
}

/// The one number the waiter says aloud.
#[component]
pub fn Answer(seated: Seated, tender: Memo<Tender>) -> impl IntoView {
    let answer = move || {
        let tender = tender.get();
        let Taken { change, left, .. } = tender.taken();
        match tender.problem() {
            Some(problem) => ("warn", problem, String::new()),
            None if left > 0 => ("info", "Left to pay", seated.desk.money(left)),
            None if tender.method == Method::Cash => ("ready", "Change due", seated.desk.money(change)),
            None => ("ready", "Paid in full", seated.desk.money(tender.charged())),
        }
    };
    view! {
        <div class="pay-change" data-state=move || answer().0 role="status">
            <span>{move || answer().1}</span>
            <strong class="num">{move || answer().2}</strong>
        </div>
    }
    .into_any()
}

#[component]
pub fn QuickTender(seated: Seated, tender: Memo<Tender>, suggest: Callback<i64>) -> impl IntoView {
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
    .into_any()
}

#[component]
pub fn QuickPart(due: Memo<i64>, entered: RwSignal<i64>, suggest: Callback<i64>) -> impl IntoView {
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
    .into_any()
}
