//! Lines sent in one go are held to the same rules as lines that lay in the cart.

use super::{ANNA, BEN, SESSION, add, anna, seated, send};
use crate::world::menu::{PASTA, SPRITZ, STEAK};
use crate::world::*;
use comanda::party::NewLine;
use comanda::party::{MAX_CART_LINES, MAX_QUANTITY};
use comanda::{Command, Event, PartyCommand, PartyEvent, Rejection, ShopCommand};

fn line(line: u128, product: u128, quantity: u32) -> NewLine {
    NewLine { id: id(line), product: id(product), options: Vec::new(), quantity, note: None, for_guest: None }
}

fn place(order: u128, lines: Vec<NewLine>, expected: Option<i64>) -> Command {
    Command::Party(PartyCommand::PlaceOrder { session: id(SESSION), order: id(order), lines, expected })
}

#[test]
fn an_order_in_one_go_leaves_the_shared_cart_alone() {
    let mut world = seated();
    world.ok(&anna(), add(0x401, PASTA, 1));
    let events = world.ok(&waiter(), place(0x300, vec![line(0x501, PASTA, 2), line(0x502, SPRITZ, 1)], None));
    assert!(matches!(events.first(), Some(Event::Party(PartyEvent::OrderCreated { .. }))), "no cart event: {events:?}");
    let session = world.session(SESSION);
    assert_eq!(session.cart.len(), 1);
    assert_eq!(session.orders[0].items.iter().map(|i| i.quantity).collect::<Vec<_>>(), [2, 1]);
    world.ok(&anna(), send(0x301));
}

#[test]
fn one_bad_line_and_nothing_is_sent() {
    let mut world = seated();
    world.ok(&anna(), add(0x401, PASTA, 1));
    let max = MAX_QUANTITY;
    for (lines, expected, why) in [
        (vec![], None, Rejection::NothingToSend),
        (vec![line(0x501, PASTA, 1), line(0x501, PASTA, 1)], None, Rejection::AlreadyExists),
        (vec![line(0x401, PASTA, 1)], None, Rejection::AlreadyExists),
        (vec![line(0x501, PASTA, 0)], None, Rejection::InvalidQuantity { max }),
        (vec![line(0x501, PASTA, 1), line(0x502, PASTA, 9_999)], None, Rejection::InvalidQuantity { max }),
        (vec![line(0x501, 0xDEAD, 1)], None, Rejection::unknown_product()),
        (vec![NewLine { for_guest: Some(id(0xDEAD)), ..line(0x501, PASTA, 1) }], None, Rejection::UnknownGuest),
    ] {
        assert_eq!(world.no(&waiter(), place(0x300, lines, expected)), why);
    }
    let steak = world.no(&waiter(), place(0x300, vec![line(0x501, PASTA, 1), line(0x502, STEAK, 1)], None));
    assert!(!matches!(steak, Rejection::NotAllowed), "a steak must say how it is done: {steak:?}");
    let changed = world.no(&waiter(), place(0x300, vec![line(0x501, PASTA, 1)], Some(1)));
    assert!(matches!(changed, Rejection::PriceChanged { expected: 1, .. }));
    let many = (0..=MAX_CART_LINES as u128).map(|n| line(0x1000 + n, PASTA, 1)).collect();
    assert_eq!(world.no(&waiter(), place(0x300, many, None)), Rejection::CartFull { max: MAX_CART_LINES });
    assert_eq!(world.session(SESSION).orders.len(), 0);
}

#[test]
fn the_last_portions_are_counted_over_all_its_lines() {
    let mut world = seated();
    let left = Command::Shop(ShopCommand::CountPortions { product: id(PASTA), portions: Some(3) });
    world.ok(&cook(), left);
    let no = world.no(&waiter(), place(0x300, vec![line(0x501, PASTA, 2), line(0x502, PASTA, 2)], None));
    assert!(matches!(no, Rejection::OnlyLeft { left: 3, .. }), "{no:?}");
    world.ok(&waiter(), place(0x300, vec![line(0x501, PASTA, 2), line(0x502, PASTA, 1)], None));
    let no = world.no(&waiter(), place(0x301, vec![line(0x503, PASTA, 1)], None));
    assert!(matches!(no, Rejection::SoldOut { .. } | Rejection::OnlyLeft { .. }), "{no:?}");
}

#[test]
fn a_guest_places_for_nobody_else() {
    let mut world = seated();
    let for_ben = NewLine { for_guest: Some(id(BEN)), ..line(0x501, PASTA, 1) };
    assert_eq!(world.no(&anna(), place(0x300, vec![for_ben.clone()], None)), Rejection::NotYours);
    let events =
        world.ok(&waiter(), place(0x300, vec![for_ben, NewLine { for_guest: Some(id(ANNA)), ..line(0x502, PASTA, 1) }], None));
    let Some(Event::Party(PartyEvent::OrderCreated { ordered_for, .. })) = events.first() else { panic!("{events:?}") };
    assert_eq!(*ordered_for, [id(ANNA), id(BEN)]);
}
