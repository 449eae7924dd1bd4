//! Calling for somebody: waiter, water, the bill. The answer shows where the question was asked.

use super::seat::{Seat, use_seat};
use crate::components::icon::Icon;
use crate::components::tap_form::{TapForm, fresh_field};
use crate::memo::memo;
use crate::realtime::use_dispatch;
use comanda::backend::Hat;
use comanda::party::{CallKind, Session};
use comanda::time::MINUTE;
use comanda::{At, Command, PartyCommand};
use leptos::prelude::*;

/// How long an answered call is worth showing, milliseconds.
const ANSWER_STAYS: i64 = 3 * MINUTE;

/// How a kind of call stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallState {
    None,
    Asked,
    /// Somebody, by first name, is coming.
    Coming(String),
}

/// How the last call of this kind stands.
pub fn call_state(seat: Seat, kind: CallKind) -> Memo<CallState> {
    memo(move || seat.session.with(|session| last_call(session, kind, || seat.now())))
}

/// Whether a call of this kind waits or somebody is coming, also for a part of the page that has gone.
pub fn is_called(seat: Seat, kind: CallKind) -> bool {
    let state = seat.session.try_with_untracked(|session| last_call(session, kind, crate::clock::now));
    state.is_some_and(|state| state != CallState::None)
}

/// Asks for the time only where it matters: a page that does not need it is not drawn again every second.
fn last_call(session: &Session, kind: CallKind, now: impl Fn() -> At) -> CallState {
    // One that is done is answered: it may be made again.
    let last = session.calls.iter().rev().find(|call| call.kind == kind && call.resolved.is_none());
    match last.map(|call| &call.acknowledged) {
        None => CallState::None,
        Some(None) => CallState::Asked,
        Some(Some(answer)) if now().since(answer.at) < ANSWER_STAYS => CallState::Coming(crate::person(&answer.by.name)),
        Some(Some(_)) => CallState::None,
    }
}

/// Sends the call.
pub fn send_call(seat: Seat, kind: CallKind) -> impl Fn() + Copy + Send + Sync + 'static {
    let door = use_dispatch(Hat::Guest);
    move || {
        let (session, call) = (seat.id, crate::ids::fresh());
        let command = match kind {
            CallKind::Bill => Command::Party(PartyCommand::RequestBill { session, call }),
            kind => Command::Party(PartyCommand::CallWaiter { session, call, kind }),
        };
        door.send_then(command, move |result| {
            if result.is_ok() {
                let _ = seat.said.try_set(say!(waiter_told).into());
            }
        });
    }
}

/// The small menu behind the bell.
#[component]
pub fn CallsPopover(back: &'static str) -> impl IntoView {
    view! {
        <div class="popover" id="calls" popover="auto" role="dialog" aria-label=say!(call_the_waiter)>
            <p class="strong">{say!(what_can_we_bring)}</p>
            <div class="calls">
                <CallForm kind=CallKind::Waiter label=say!(call_waiter) icon="hand" back />
                <CallForm kind=CallKind::Water label=say!(call_water) icon="water" back />
                <CallForm kind=CallKind::Bill label=say!(call_bill) icon="bill" back />
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn CallForm(kind: CallKind, label: &'static str, icon: &'static str, back: &'static str) -> impl IntoView {
    let seat = use_seat();
    let state = call_state(seat, kind);
    let send = send_call(seat, kind);
    let nothing_owed = move || kind == CallKind::Bill && seat.owed.get() <= 0;
    let mark = move || match state.get() {
        CallState::None => None,
        CallState::Asked => Some("waiting"),
        CallState::Coming(_) => Some("ok"),
    };
    let shown = Signal::derive(move || match state.get() {
        CallState::None => icon,
        CallState::Asked => "clock",
        CallState::Coming(_) => "check",
    });
    let answer = move || match state.get() {
        CallState::Asked => Some(say!(call_asked).to_owned()),
        CallState::Coming(name) => Some(say!(is_coming, name = &name)),
        CallState::None if !nothing_owed() => None,
        CallState::None if seat.session.with(|s| s.totals().total > 0) => Some(say!(paid_in_full).to_owned()),
        CallState::None => Some(say!(nothing_to_pay).to_owned()),
    };
    view! {
        <TapForm action="/api/call_waiter" back act=send>
            <input type="hidden" name="call" value=fresh_field() />
            <input type="hidden" name="kind" value=kind.word() />
            <button class="call" data-state=mark disabled=move || nothing_owed() || state.get() == CallState::Asked>
                <Icon name=shown class="icon-lg" />
                {label}
                {move || answer().map(|text| view! { <small>{text}</small> })}
            </button>
        </TapForm>
    }
    .into_any()
}

/// One line under the bar: a call that waits, or who is coming.
#[component]
pub fn CallBanner() -> impl IntoView {
    let seat = use_seat();
    let kinds = [CallKind::Waiter, CallKind::Water, CallKind::Bill].map(|kind| (kind, call_state(seat, kind)));
    let line = memo(move || {
        if seat.is_waiting() {
            return Some(("waiting", say!(waiting_banner).to_owned()));
        }
        let coming = kinds.iter().find_map(|(_, state)| match state.get() {
            CallState::Coming(name) => Some(("ok", say!(is_coming_now, name = &name))),
            _ => None,
        });
        let asked = |kind| match kind {
            CallKind::Waiter => say!(told_waiter),
            CallKind::Water => say!(told_water),
            CallKind::Bill => say!(told_bill),
        };
        let asked =
            kinds.iter().find(|(_, state)| state.get() == CallState::Asked).map(|(kind, _)| ("waiting", asked(*kind).into()));
        asked.or(coming)
    });
    view! {
        <div role="status">
            {move || {
                line.get()
                    .map(|(state, text)| {
                        view! {
                            <p class="banner" data-state=state>
                                {text}
                            </p>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}
