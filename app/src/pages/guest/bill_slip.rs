//! The bill on its slip of paper, as the rulebook adds it up.

use super::seat::{Seat, use_seat};
use crate::components::avatar::{Avatar, hue};
use crate::components::icon::Icon;
use crate::components::moment::Moment;
use crate::components::place_label::place_label;
use crate::memo::memo;
use crate::words;
use comanda::ids::GuestId;
use comanda::party::{Bill, BillLine, Method, PaymentLeg};
use comanda::tax::RateBps;
use leptos::prelude::*;

/// The slip: lines by guest, sums, tax, what is left.
#[component]
pub fn Slip() -> impl IntoView {
    let seat = use_seat();
    let bill = memo(move || seat.session.with(|s| s.bill()));
    // Oneself first, then the others as they came, then what the table shares.
    let shares = memo(move || {
        let mut shares: Vec<Option<GuestId>> = bill.with(|b| b.shares.iter().map(|s| s.guest).collect());
        shares.sort_by_key(|guest| (*guest != Some(seat.me), guest.is_none()));
        shares
    });
    let remaining = move || bill.with(|b| seat.money(b.totals.remaining));
    // What a closed table did not pay was written off: the guest owes nothing.
    let written_off = memo(move || seat.session.with(|s| s.is_closed()) && bill.with(|b| b.totals.remaining > 0));
    view! {
        <div class="slip bill-slip">
            <div class="slip-paper">
                <header class="bill-head">
                    <p class="bill-store">{seat.store.get_value()}</p>
                    <p class="bill-place">
                        {move || seat.session.with(|s| say!(table_named, table = &place_label(&s.place)))}
                        " · "
                        {move || say!(covers, count = seat.session.with(|s| s.covers))}
                        " · "
                        {say!(not_a_receipt)}
                    </p>
                </header>
                <hr class="slip-rule" />
                <For each=move || shares.get() key=|guest| *guest children=move |guest| view! { <Share guest bill /> } />
                <hr class="slip-rule" />
                {move || bill.with(|b| sums(seat, b))}
                {move || bill.with(|b| taxes(seat, b))}
                <Show when=move || !written_off.get()>
                    <hr class="slip-rule" />
                    <p class="bill-remaining">
                        <span>{say!(left_to_pay)}</span>
                        <span class="price" translate="no">{remaining}</span>
                    </p>
                </Show>
            </div>
        </div>
    }
    .into_any()
}

/// One guest's lines; `None` are the table's.
#[component]
fn Share(guest: Option<GuestId>, bill: Memo<Bill>) -> impl IntoView {
    let seat = use_seat();
    let who = memo(move || guest.and_then(|id| seat.guest(id)));
    let name = move || match who.get() {
        Some(guest) if guest.id == seat.me => say!(you).to_owned(),
        Some(guest) => crate::person(&guest.name),
        None => say!(for_the_table).to_owned(),
    };
    let face = move || match who.get() {
        Some(guest) => view! { <Avatar guest class="avatar-sm" /> }.into_any(),
        None => view! { <Icon name="users" /> }.into_any(),
    };
    let total = move || bill.with(|b| b.shares.iter().find(|s| s.guest == guest).map_or(0, |s| s.total));
    let lines = memo(move || {
        let ours = |l: &&BillLine| l.guest.filter(|id| seat.guest(*id).is_some()) == guest;
        bill.with(|b| b.lines.iter().filter(ours).cloned().collect::<Vec<_>>())
    });
    view! {
        <section class="bill-guest" data-guest=move || who.get().map(|g| hue(g.colour))>
            <header class="bill-guest-head">
                {face} <h2 class="guest-name small" dir="auto">
                    {name}
                </h2> <span class="price" translate="no">{move || seat.money(total())}</span>
            </header>
            <ul class="bill-lines">
                <For each=move || lines.get() key=|line| line.clone().item children=move |line| view! { <Line line /> } />
            </ul>
        </section>
    }
    .into_any()
}

#[component]
fn Line(line: BillLine) -> impl IntoView {
    let seat = use_seat();
    let options = (!line.modifiers.is_empty()).then(|| view! { <small>{line.modifiers.join(" · ")}</small> });
    view! {
        <li class="bill-line">
            <span class="qty" translate="no">{line.quantity}</span>
            <span><span class="given">{line.name}</span> {options}</span>
            <span translate="no">{seat.money(line.total)}</span>
        </li>
    }
    .into_any()
}

fn sums(seat: Seat, bill: &Bill) -> impl IntoView + use<> {
    let totals = bill.totals;
    let service = (totals.service != 0).then(|| {
        let rate = words().rate(RateBps(seat.session.with(|s| s.service.bps)));
        view! {
            <div>
                <dt>{say!(service_rate, rate = &rate)}</dt>
                <dd translate="no">{seat.money(totals.service)}</dd>
            </div>
        }
    });
    let legs = seat.session.with(|s| s.legs.iter().filter(|leg| leg.is_completed()).cloned().collect::<Vec<_>>());
    let tips = (totals.tips != 0).then(|| {
        view! {
            <div>
                <dt>{say!(tips_thank_you)}</dt>
                <dd translate="no">{seat.money(totals.tips)}</dd>
            </div>
        }
    });
    view! {
        <dl class="sums">
            <div>
                <dt>{say!(dishes_and_drinks)}</dt>
                <dd translate="no">{seat.money(totals.items)}</dd>
            </div>
            {service}
            <div class="sums-total">
                <dt>{say!(total)}</dt>
                <dd translate="no">{seat.money(totals.total)}</dd>
            </div>
            {legs.into_iter().map(|leg| paid(seat, &leg)).collect_view()}
            {tips}
        </dl>
    }
    .into_any()
}

fn paid(seat: Seat, leg: &PaymentLeg) -> impl IntoView + use<> {
    let how = match leg.method {
        Method::Cash => say!(paid_in_cash),
        Method::Terminal => say!(paid_by_card),
    };
    let (at, amount) = (leg.at, leg.amount);
    view! {
        <div class="bill-paid-row">
            <dt>{how} " " <Moment at as_of=seat.as_of /></dt>
            <dd translate="no">{seat.difference(amount.saturating_neg())}</dd>
        </div>
    }
    .into_any()
}

fn taxes(seat: Seat, bill: &Bill) -> impl IntoView + use<> {
    let rows = bill.taxes.iter().map(|line| {
        view! {
            <tr>
                <th scope="row">{words().rate(line.rate)}</th>
                <td translate="no">{seat.money(line.gross.saturating_sub(line.tax))}</td>
                <td translate="no">{seat.money(line.tax)}</td>
            </tr>
        }
    });
    view! {
        <table class="bill-tax">
            <caption class="visually-hidden">{say!(tax_by_rate)}</caption>
            <thead>
                <tr>
                    <th scope="col">{say!(tax_included)}</th>
                    <th scope="col">{say!(net)}</th>
                    <th scope="col">{say!(tax)}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}
