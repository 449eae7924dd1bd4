//! The bill, live: what everybody had, what is paid, what is left; and how to pay.

use super::bill_slip::Slip;
use super::calls::{CallState, call_state, send_call};
use super::frame::{ProblemNote, use_problem};
use super::nav::GuestTab;
use super::seat::{Seat, use_seat};
use crate::browser::dom::print;
use crate::clock::use_now;
use crate::components::icon::Icon;
use crate::components::moment::Moment;
use crate::components::tap_form::{TapForm, fresh_field};
use crate::language::{SLOT, around};
use crate::memo::memo;
use crate::person;
use crate::realtime::use_dispatch;
use comanda::At;
use comanda::backend::Hat;
use comanda::party::{CallKind, SessionStatus};
use leptos::prelude::*;

/// `/table/bill`
/// How far paying is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Nothing was sent yet.
    Nothing,
    Open,
    /// There are dishes, and none of them costs anything.
    Free,
    /// Asked for, or being paid.
    Requested,
    Paid,
}

fn stage(seat: Seat) -> Stage {
    seat.session.with(|s| {
        let totals = s.totals();
        let paid = totals.remaining <= 0 && totals.total > 0;
        match s.status {
            _ if paid => Stage::Paid,
            _ if !s.items().any(|item| item.status.is_live()) => Stage::Nothing,
            _ if totals.total == 0 => Stage::Free,
            SessionStatus::BillRequested | SessionStatus::Paying => Stage::Requested,
            _ if s.open_calls().any(|c| c.kind == CallKind::Bill) => Stage::Requested,
            _ => Stage::Open,
        }
    })
}

pub fn body(seat: Seat) -> AnyView {
    let problem = use_problem();
    let stage = memo(move || stage(seat));
    let title = move || match stage.get() {
        Stage::Paid => say!(thank_you),
        _ => say!(bill),
    };
    view! {
        <main id="main" class="column guest-main page">
            <h1 class="guest-title">{title}</h1>
            <ProblemNote problem />
            <Status stage />
            <Show
                when=move || stage.get() != Stage::Nothing
                fallback=|| {
                    view! {
                        <div class="empty">
                            <Icon name="bill" />
                            <p class="empty-title">{say!(nothing_to_pay)}</p>
                            <p>{say!(nothing_to_pay_text)}</p>
                            <a class="btn btn-primary" href="/table">
                                {say!(look_at_the_menu)}
                            </a>
                        </div>
                    }
                }
            >
                <Slip />
            </Show>
            <Show when=move || matches!(stage.get(), Stage::Open | Stage::Requested)>
                <Ways />
            </Show>
            <Show when=move || stage.get() == Stage::Paid>
                <PrintButton />
            </Show>
        </main>
        <Show when=move || matches!(stage.get(), Stage::Open | Stage::Requested)>
            <Ask />
        </Show>
    }
    .into_any()
}

/// Where one stands: growing, asked for, paid.
#[component]
fn Status(stage: Memo<Stage>) -> impl IntoView {
    let seat = use_seat();
    let last_call = memo(move || seat.session.with(|s| s.calls.iter().rev().find(|c| c.kind == CallKind::Bill).cloned()));
    let paid_at = memo(move || seat.session.with(|s| s.legs.iter().rev().find(|leg| leg.is_completed()).map(|leg| leg.at)));
    let total = move || seat.money(seat.session.with(|s| s.totals().total));
    let callout = move |state: &'static str, icon: &'static str, title: AnyView, text: AnyView| {
        view! {
            <div class="callout bill-status" data-state=state>
                <Icon name=icon class="icon-lg" />
                <div class="callout-body">
                    <p class="callout-title">{title}</p>
                    <p class="row-sub">{text}</p>
                </div>
            </div>
        }
        .into_any()
    };
    let as_of = seat.as_of;
    let shown = move || match stage.get() {
        Stage::Nothing => ().into_any(),
        Stage::Free => view! { <p class="guest-lead">{say!(on_the_house)}</p> }.into_any(),
        Stage::Open => view! { <p class="guest-lead">{say!(updates_as_you_order)}</p> }.into_any(),
        Stage::Requested => {
            let call = last_call.get();
            let title = match &call {
                Some(call) => {
                    let (at, mine) = (call.at, call.by.guest() == Some(seat.me));
                    let sentence = if mine {
                        say!(you_asked_for_the_bill, time = SLOT)
                    } else {
                        say!(asked_for_the_bill, name = &person(&call.by.name), time = SLOT)
                    };
                    at_a_moment(&sentence, at, as_of)
                }
                None => say!(bill_on_its_way).into_any(),
            };
            let text = match call.and_then(|c| c.acknowledged) {
                Some(answer) => at_a_moment(&say!(saw_the_call, name = &person(&answer.by.name), time = SLOT), answer.at, as_of),
                None => say!(waiter_shortly).into_any(),
            };
            callout("bill", "bill", title, text)
        }
        Stage::Paid => {
            let title = match paid_at.get() {
                None => say!(paid_in_full).into_any(),
                Some(at) => at_a_moment(&say!(paid_in_full_at, time = SLOT), at, as_of),
            };
            callout("paid", "check", title, say!(paid_come_back, amount = &total()).into_any())
        }
    };
    view! { <div role="status">{shown}</div> }
}

/// A sentence with a time in it.
fn at_a_moment(sentence: &str, at: At, as_of: At) -> AnyView {
    let (before, after) = around(sentence);
    view! {
        {before}
        <Moment at as_of />
        {after}
    }
    .into_any()
}

/// How to pay.
#[component]
fn Ways() -> impl IntoView {
    let seat = use_seat();
    let service = move || seat.session.with(|s| s.totals().service > 0);
    let way = |icon: &'static str, title: &'static str, text: &'static str| {
        view! {
            <p class="bill-way">
                <Icon name=icon />
                <span>
                    <strong>{title}</strong>
                    {text}
                </span>
            </p>
        }
    };
    view! {
        <section class="bill-ways" aria-labelledby="ways">
            <h2 id="ways">{say!(how_to_pay)}</h2>
            {way(
                "bell",
                say!(pay_at_the_table),
                say!(pay_at_the_table_text),
            )}
            {way("users", say!(pay_separately), say!(pay_separately_text))}
            {move || {
                let text = if service() { say!(tips_service_text) } else { say!(tips_text) };
                way("sparkles", say!(tips), text)
            }}
        </section>
    }
    .into_any()
}

/// “Ask for the bill · €78.50”. Once somebody has been, it may be asked for again.
#[component]
fn Ask() -> impl IntoView {
    let seat = use_seat();
    let state = call_state(seat, CallKind::Bill);
    let send = send_call(seat, CallKind::Bill);
    let door = use_dispatch(Hat::Guest);
    let busy = move || (door.in_flight().get() > 0).then_some("true");
    let asked = memo(move || seat.session.with(|s| s.calls.iter().any(|c| c.kind == CallKind::Bill)));
    let label = move || if asked.get() { say!(ask_again) } else { say!(ask_for_the_bill) };
    let class = move || {
        if asked.get() { "btn btn-lg btn-block btn-amount" } else { "btn btn-lg btn-primary btn-block btn-amount" }
    };
    view! {
        <Show when=move || state.get() == CallState::None && seat.owed.get().is_positive()>
            <div class="fab" role="region" aria-label=say!(payment)>
                <TapForm action="/api/call_waiter" class="grow" back=GuestTab::Bill.path() act=send>
                    <input type="hidden" name="call" value=fresh_field() />
                    <input type="hidden" name="kind" value=CallKind::Bill.word() />
                    <button class=class aria-busy=busy>
                        <span class="cluster">
                            <Icon name="bill" />
                            {label}
                        </span>
                        <span translate="no">{move || seat.money(seat.owed.get())}</span>
                    </button>
                </TapForm>
            </div>
        </Show>
    }
    .into_any()
}

/// The slip on paper; needs scripts, so it appears with them.
#[component]
pub fn PrintButton() -> impl IntoView {
    let now = use_now();
    let alive = memo(move || now.get().is_some());
    view! {
        <Show when=move || alive.get()>
            <p class="center bill-print">
                <button class="btn" type="button" on:click=|_| print()>
                    <Icon name="printer" />
                    {say!(print)}
                </button>
            </p>
        </Show>
    }
    .into_any()
}
