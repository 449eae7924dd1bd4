//! Sending to the kitchen: mine, or the whole table's. A refusal is explained here and offered again.

use super::calls::{is_called, send_call};
use super::nav::GuestTab;
use super::place::{Going, use_place, use_query};
use super::seat::use_seat;
use crate::AppError;
use crate::components::icon::Icon;
use crate::components::tap_form::{TapForm, fresh_field};
use crate::components::tap_guard::{TapGuard, use_tap_guard};
use crate::components::toast::use_toasts;
use crate::memo::memo;
use crate::realtime::{use_dispatch, use_refusals};
use comanda::backend::{Fault, Hat};
use comanda::ids::ProductId;
use comanda::party::SendScope;
use comanda::party::{CallKind, CartLine};
use comanda::{Command, PartyCommand, Rejection};
use leptos::prelude::*;

/// The foot of the cart.
#[component]
pub fn Sends() -> impl IntoView {
    let seat = use_seat();
    let refused = use_refusals().unsent(seat.id);
    let alone = memo(move || seat.cart.with(|c| c.my_lines == c.lines));
    let some_mine = memo(move || seat.cart.with(|c| c.my_sendable > 0));
    // Where “View cart” was a moment ago, and a second tap must not send; nor one that was meant for the other button.
    let query = use_query();
    let guard = use_tap_guard(move || (query.with(|q| q.get("cart").is_some()), alone.get(), some_mine.get()));
    // The button also ignores a tap right after another guest has changed the cart.
    let lines = move |mine: bool| {
        let these = move |l: &&CartLine| (l.guest() == Some(seat.me)) == mine;
        seat.session.with(|s| s.cart.iter().filter(these).map(|l| (l.id, l.quantity, l.options.clone())).collect::<Vec<_>>())
    };
    let guard = guard.watching_others(move || lines(true), move || (lines(false), seat.cart.get().table));
    view! {
        <footer class="sheet-foot">
            {move || refused.get().map(|error| view! { <Refusal error /> })}
            <div class="cart-sends">
                <Show when=move || some_mine.get() && !alone.get()>
                    <SendForm scope=SendScope::Mine label=say!(send_mine) guard primary=false />
                </Show>
                {move || {
                    let label = if alone.get() { say!(send_to_the_kitchen) } else { say!(send_for_the_table) };
                    view! { <SendForm scope=SendScope::Table label guard primary=true /> }
                }}
            </div>
            <p class="cart-hint">{say!(cancel_for_free)}</p>
        </footer>
    }
    .into_any()
}

#[component]
fn SendForm(scope: SendScope, label: &'static str, guard: TapGuard, primary: bool) -> impl IntoView {
    let seat = use_seat();
    let door = use_dispatch(Hat::Guest);
    let (toasts, refusals) = (use_toasts(), use_refusals());
    let place = use_place();
    let expected = memo(move || seat.cart.with(|c| if scope == SendScope::Mine { c.mine } else { c.table }));
    let busy = memo(move || door.in_flight().get() > 0);
    let call = send_call(seat, CallKind::Waiter);
    let act = move || {
        if busy.get_untracked() || !guard.hears() {
            return;
        }
        refusals.forget_unsent(seat.id);
        let command = Command::Party(PartyCommand::SendOrder {
            session: seat.id,
            order: crate::ids::fresh(),
            scope,
            expected: Some(expected.get_untracked()),
        });
        let replaces = Going { replaces: true, stays: false };
        let to_orders = move || place.go(GuestTab::Orders.path(), replaces);
        let meanwhile = move || {
            toasts.say(say!(sent_without_connection));
            to_orders();
        };
        door.send_or(command, meanwhile, move |left, result| match result {
            Ok(_) => {
                toasts.say(say!(sent_to_the_kitchen));
                if !left {
                    to_orders();
                }
            }
            // The cart has everything again, and says why; who has gone on is led back to it.
            Err(error) => {
                if left {
                    toasts.problem(error.sentence());
                    place.go("/table?cart=1", replaces);
                }
                // The page calls the waiter, who may send the order from the cart.
                if matches!(error.fault(), Some(Fault::Rejected { rejection: Rejection::NeedsWaiter { .. } }))
                    && !is_called(seat, CallKind::Waiter)
                {
                    call();
                }
                refusals.note_unsent(seat.id, error);
            }
        });
    };
    let nothing = move || seat.cart.with(|c| if scope == SendScope::Mine { c.my_sendable } else { c.sendable } == 0);
    let class = if primary { "btn btn-lg btn-primary" } else { "btn btn-lg" };
    view! {
        <TapForm action="/api/send_order" back=GuestTab::Orders.path() retry="/table?cart=1" act>
            <input type="hidden" name="order" value=fresh_field() />
            <input type="hidden" name="scope" value=if scope == SendScope::Mine { "mine" } else { "table" } />
            <input type="hidden" name="expected" value=move || expected.get() />
            <button
                class=class
                disabled=nothing
                aria-busy=move || busy.get().then_some("true")
            >
                {label}
                <strong translate="no">{move || seat.money(expected.get())}</strong>
            </button>
        </TapForm>
    }
    .into_any()
}

/// Why it was not sent, what is safe, and what to do.
#[component]
fn Refusal(error: AppError) -> impl IntoView {
    let (seat, refusals) = (use_seat(), use_refusals());
    let (advice, product) = match error.fault() {
        Some(Fault::Rejected { rejection }) => match rejection {
            Rejection::PriceChanged { .. } => (say!(advice_price_changed), None),
            Rejection::SoldOut { product, .. } => (say!(advice_sold_out), Some(*product)),
            Rejection::NeedsWaiter { .. } => (say!(advice_needs_waiter), None),
            Rejection::UnknownProduct { .. } => (say!(advice_unknown_product), None),
            Rejection::OnlyLeft { product, .. } => (say!(advice_only_left), Some(*product)),
            _ => (say!(advice_nothing_sent), None),
        },
        _ => (say!(advice_still_in_cart), None),
    };
    view! {
        <div class="callout" data-state="warn" role="alert">
            <Icon name="alert-triangle" />
            <div class="callout-body">
                <p class="callout-title">{error.sentence()}</p>
                <p>{advice}</p>
                {product.map(|product| view! { <TakeOff product /> })}
            </div>
            <button
                class="btn btn-quiet btn-icon btn-round"
                type="button"
                aria-label=say!(understood)
                on:click=move |_| refusals.forget_unsent(seat.id)
            >
                <Icon name="close" />
            </button>
        </div>
    }
    .into_any()
}

/// Takes the lines of a product off that may be taken off from here, and says whose the others are.
#[component]
fn TakeOff(product: ProductId) -> impl IntoView {
    let (seat, refusals) = (use_seat(), use_refusals());
    let door = use_dispatch(Hat::Guest);
    let gone = memo(move || seat.short_of(product, 1).is_some());
    // What can't be had at all anybody may remove; of what there is too little of, one's own.
    let lines = memo(move || {
        let gone = gone.get();
        seat.session.with(|s| {
            let may = |l: &&CartLine| l.product == product && (gone || l.guest() == Some(seat.me));
            s.cart.iter().filter(may).map(|l| l.id).collect::<Vec<_>>()
        })
    });
    let others = move || {
        let names: Vec<String> = seat.session.with(|s| {
            let theirs = s.cart.iter().filter(|l| l.product == product && l.guest() != Some(seat.me));
            let mut names: Vec<String> =
                theirs.map(|l| crate::person(l.guest().and_then(|id| s.guest(id)).map_or(&l.by.name, |g| &g.name))).collect();
            names.dedup();
            names
        });
        let names = (!names.is_empty()).then(|| crate::words().all_of(&names))?;
        Some(if gone.get() { say!(they_chose_it, names = &names) } else { say!(they_chose_it_ask, names = &names) })
    };
    view! {
        {move || others().map(|text| view! { <p>{text}</p> })}
        <Show when=move || !lines.with(Vec::is_empty)>
            <button
                class="btn btn-sm"
                type="button"
                on:click=move |_| {
                    for line in lines.get_untracked() {
                        door.send(Command::Party(PartyCommand::RemoveLine { session: seat.id, line }));
                    }
                    refusals.forget_unsent(seat.id);
                }
            >
                {say!(remove)}
            </button>
        </Show>
    }
    .into_any()
}
