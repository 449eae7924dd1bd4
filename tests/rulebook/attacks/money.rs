//! What is owed stays owed, in the currency and at the price that was said.

use super::*;

#[test]
fn what_has_been_paid_cannot_fall_off_the_bill() {
    let mut world = ordered();
    let total = world.session(SESSION).totals().total;
    world.ok(&waiter(), pay(0x601, total));
    for by in [anna(), waiter()] {
        assert_eq!(world.no(&by, cancel(0x401)), Rejection::PaidAlready { paid: total, currency: Currency::EUR });
    }

    // Six covers pay a service charge; it can't be taken off once it is paid.
    let mut world = ordered();
    world.ok(&waiter(), Command::Party(PartyCommand::SetCovers { session: id(SESSION), covers: 6 }));
    let total = world.session(SESSION).totals().total;
    world.ok(&waiter(), pay(0x601, total));
    let fewer = Command::Party(PartyCommand::SetCovers { session: id(SESSION), covers: 2 });
    assert_eq!(world.no(&waiter(), fewer), Rejection::PaidAlready { paid: total, currency: Currency::EUR });
}

#[test]
fn prices_of_another_currency_never_land_on_the_bill() {
    let mut world = seated();
    world.ok(&anna(), add(0x401, PASTA, 1));
    world.menu.currency = Currency::try_from("USD".to_owned()).unwrap();
    assert!(matches!(world.no(&anna(), add(0x402, PASTA, 1)), Rejection::WrongCurrency { .. }));
    assert!(matches!(world.no(&anna(), send(0x300)), Rejection::WrongCurrency { .. }));
}

#[test]
fn the_balance_is_paid_or_a_manager_says_why_not() {
    let mut world = ordered();
    let close = |why: Option<&str>| {
        Command::Party(PartyCommand::CloseSession {
            session: id(SESSION),
            write_off: why.map(str::to_owned),
            despite: comanda::party::OpenThings::ALL,
        })
    };
    assert!(matches!(world.no(&waiter(), close(None)), Rejection::BalanceDue { .. }));
    assert_eq!(world.no(&waiter(), close(Some("friends"))), Rejection::NotAllowed);
    assert!(matches!(world.no(&manager(), close(Some(" \u{202E}\u{200B}"))), Rejection::ReasonNeeded { .. }));
    world.ok(&manager(), close(Some("friends")));
}

#[test]
fn a_price_that_changed_is_said_before_anything_is_sent() {
    let mut world = seated();
    world.ok(&anna(), add(0x401, PASTA, 2));
    let send = |expected| {
        Command::Party(PartyCommand::SendOrder {
            session: id(SESSION),
            order: id(0x300),
            scope: SendScope::Mine,
            expected: Some(expected),
        })
    };
    std::sync::Arc::make_mut(&mut world.menu.products[0]).price = 1_300;
    let no = world.no(&anna(), send(2_500));
    assert_eq!(no, Rejection::PriceChanged { expected: 2_500, now: 2_600, currency: Currency::EUR });
    world.ok(&anna(), send(2_600));
}
