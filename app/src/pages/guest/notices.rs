//! What a guest is told as it happens.

use super::seat::Seat;
use crate::components::toast::use_toasts;
use crate::realtime::{Notice, use_notices, use_unanswered};
use crate::{person, words};
use comanda::ids::{ItemId, TicketId};
use comanda::party::Session;
use leptos::prelude::*;

/// Says what the kitchen and the waiters have just done for this table.
pub fn tell_guest(seat: Seat) {
    let (toasts, unanswered) = (use_toasts(), use_unanswered());
    use_notices(move |notice| {
        let Some(session) = seat.session.try_get_untracked() else { return };
        match notice {
            Notice::TicketSeen { order, ticket } if order.session_id == seat.id => {
                let what = dishes(&session, *ticket).unwrap_or_else(|| say!(your_order).into());
                toasts.say(say!(kitchen_has_seen, what = &what));
            }
            Notice::TicketReady { order, ticket } if order.session_id == seat.id => {
                let what = dishes(&session, *ticket).unwrap_or_else(|| say!(something_for_your_table).into());
                toasts.say(say!(ready_is, what = &what));
            }
            Notice::Joined { party, guest, .. } if party.session_id == seat.id && *guest != seat.me => {
                // The event is heard before it is folded in.
                let name = session.guest(*guest).map_or_else(|| say!(another_phone).to_owned(), |g| person(&g.name));
                toasts.say(say!(has_joined, name = &name));
            }
            Notice::CallAnswered { party, by } if party.session_id == seat.id => {
                toasts.say(say!(is_coming_now, name = &person(by)));
            }
            Notice::Paid { party, amount } if party.session_id == seat.id => {
                toasts.say(say!(paid_thank_you, amount = &words().money(session.money(*amount))));
            }
            Notice::SoldOut { name } if is_in_cart(seat, &session, name, unanswered) => {
                toasts.problem(say!(just_sold_out, dish = name));
            }
            Notice::PriceChanged { name, previous, new } if is_in_cart(seat, &session, name, unanswered) => {
                let [previous, new] = [previous, new].map(|minor| words().money(session.money(*minor)));
                toasts.problem(say!(just_costs, dish = name, now = &new, before = &previous));
            }
            _ => {}
        }
    });
}

/// `Ravioli di zucca`, `Ravioli di zucca and Polpo`, `Ravioli di zucca and 3 more`: what a ticket makes.
fn dishes(session: &Session, ticket: TicketId) -> Option<String> {
    let (order, ticket) = session.orders.iter().find_map(|o| o.ticket(ticket).map(|t| (o, t)))?;
    let names: Vec<&str> = order.items_at(ticket.station).filter(|i| i.status.is_live()).map(|i| i.name.as_str()).collect();
    match names.as_slice() {
        [] => None,
        [one] => Some((*one).to_owned()),
        both @ [_, _] => Some(words().all_of(both)),
        [one, rest @ ..] => Some(words().all_of(&[*one, &say!(list_more, count = rest.len())])),
    }
}

/// Is it in the cart, as far as the server knows? A line that is still on its way will be refused, and its refusal says why.
fn is_in_cart(seat: Seat, session: &Session, name: &str, unanswered: impl Fn(ItemId) -> bool) -> bool {
    seat.menu.with_untracked(|menu| {
        let named = |product| menu.product(product).is_some_and(|product| product.name == name);
        session.cart.iter().any(|line| named(line.product) && !unanswered(line.id))
    })
}
