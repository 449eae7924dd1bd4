//! The parts of a payment: the sums, the tip, the number to say aloud, the quick amounts.

use super::party::Seated;
use crate::clock::{clock_time, use_now};
use crate::components::icon::Icon;
use crate::components::keypad::Typed;
use crate::memo::memo;
use crate::pages::waiter::desk::Desk;
use crate::pages::waiter::notes::quick_tenders;
use crate::pages::waiter::tender::{Taken, Tender, terse, with_percent};
use crate::pages::waiter::words::counted;
use comanda::ids::LegId;
use comanda::party::{Method, PaymentLeg};
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
    Other(Typed),
}

/// The bill, what was paid, what remains. `voiding` is the payment that a manager is about to take back.
#[component]
pub fn Sums(seated: Seated, voiding: RwSignal<Option<LegId>>) -> impl IntoView {
    let desk = seated.desk;
    let now = use_now();
    let alive = memo(move || now.get().is_some());
    let covers = move || seated.party.with(|p| p.as_ref().map_or(0, |p| p.covers));
    let total = move || seated.session.with(|s| s.as_ref().map_or(0, |s| s.totals().total));
    let legs = memo(move || seated.session.with(|s| s.as_ref().map_or_else(Vec::new, |s| s.legs.clone())));
    view! {
        <dl class="sums pay-legs">
            <div>
                <dt>{move || format!("Bill, {}", counted(covers(), "cover", "covers"))}</dt>
                <dd>{move || desk.money(total())}</dd>
            </div>
            <For
                each=move || legs.get()
                key=|leg| (leg.id, leg.is_completed())
                children=move |leg| view! { <LegRow seated leg voiding alive /> }
            />
            <div class="sums-total">
                <dt>"Left to pay"</dt>
                <dd>{move || desk.money(seated.remaining())}</dd>
            </div>
        </dl>
    }
    .into_any()
}

/// One payment: how and when; struck through, with who and why, once it was taken back.
#[component]
fn LegRow(seated: Seated, leg: PaymentLeg, voiding: RwSignal<Option<LegId>>, alive: Memo<bool>) -> impl IntoView {
    let desk = seated.desk;
    let PaymentLeg { id, method, at, amount, voided, .. } = leg;
    let how = if method == Method::Cash { "cash" } else { "card" };
    let taken_back = voided.is_some();
    let said = voided.map(|voided| {
        let why = voided.reason.map(|reason| format!(": {reason}")).unwrap_or_default();
        format!("Taken back by {}{why}", crate::person(&voided.by.name))
    });
    let back = move || {
        (!taken_back && desk.is_manager()).then(|| {
            view! {
                <button class="btn btn-sm btn-quiet" type="button" on:click=move |_| voiding.set(Some(id))>
                    <Icon name="undo" class="icon-sm" />
                    "Take back"
                </button>
            }
        })
    };
    view! {
        <div class="pay-leg" data-state=taken_back.then_some("cancelled")>
            <dt>
                <span class="pay-leg-how">
                    {move || if alive.get() { format!("Paid by {how} · {}", clock_time(at)) } else { format!("Paid by {how}") }}
                </span>
                {said.map(|said| view! { <small>{said}</small> })}
                {back}
            </dt>
            <dd>"−" {move || desk.money(amount)}</dd>
        </div>
    }
    .into_any()
}

/// The tip: none, a percentage of this payment, or an amount. Each percentage says what it comes to.
#[component]
pub fn TipChoice(
    tip: RwSignal<Tip>,
    entry: RwSignal<Entry>,
    tender: Memo<Tender>,
    suggested: RwSignal<bool>,
    desk: Desk,
) -> impl IntoView {
    let comes_to = move |choice: Tip| {
        let Tip::Percent(percent) = choice else { return None };
        let Tender { method, entered, remaining, .. } = tender.get();
        let handed = (!suggested.get()).then_some(entered);
        Some(format!(" · {}", desk.money(with_percent(method, handed, remaining, percent).1)))
    };
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
                <span>{label} {move || comes_to(choice)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="pay-tip">
            <legend class="label">"Tip, of this payment"</legend>
            <div class="chips">
                {chip("None", Tip::None)} {chip("5 %", Tip::Percent(5))} {chip("10 %", Tip::Percent(10))}
                {chip("Other …", Tip::Other(Typed::default()))}
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
    let sums = memo(move || {
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

/// Parts of the whole bill, as the rulebook shares it: each says what it comes to now.
#[component]
pub fn QuickPart(
    seated: Seated,
    tender: Memo<Tender>,
    part: RwSignal<Option<u32>>,
    suggest: Callback<(u32, i64)>,
) -> impl IntoView {
    let button = move |label: &'static str, of: u32| {
        let due = memo(move || {
            let whole = seated.remaining();
            seated.session.with(|s| s.as_ref().filter(|_| of > 1).map_or(whole, |s| s.part(of).1))
        });
        let chosen = move || match part.get() {
            None => of == 1 && tender.get().entered == due.get(),
            Some(chosen) => chosen == of,
        };
        view! {
            <button
                class="btn"
                type="button"
                aria-pressed=move || chosen().to_string()
                on:click=move |_| suggest.run((of, due.get_untracked()))
            >
                {label}
                <small>{move || seated.desk.money(due.get())}</small>
            </button>
        }
    };
    view! {
        <div class="pay-quick pay-parts" role="group" aria-label="Part amounts">
            {button("All", 1)}
            {button("½", 2)}
            {button("⅓", 3)}
            {button("¼", 4)}
        </div>
    }
    .into_any()
}
