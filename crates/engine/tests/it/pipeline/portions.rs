//! The last portion is sold once.

use comanda::actor::Role;
use comanda::backend::Fault;
use comanda::{Command, PartyCommand, Rejection, ShopCommand};
use engine::storage::{Db, menu};
use futures::future::join_all;
use testkit::house::House;
use testkit::tiny::PORTIONS;

testkit::on_both_databases!(counted_portions_are_never_oversold_by_senders_at_once, a_cancelled_portion_can_be_sold_again);

async fn remaining(house: &House) -> Option<u32> {
    let menu = menu::find(&house.db, house.tiny.store).await.expect("a menu");
    menu.product(house.tiny.beer).expect("the beer").availability.portions
}

async fn counted_portions_are_never_oversold_by_senders_at_once(db: Db) {
    let house = House::open(db).await;
    let phones = join_all((0..12).map(|turn| house.sit(turn % 2))).await;
    // Twelve want one each while five are left: all may dream, five may send.
    join_all(phones.iter().map(|phone| house.add(phone, house.tiny.beer, &[], 1)))
        .await
        .into_iter()
        .for_each(|line| assert!(line.is_ok()));
    let sent = join_all(phones.iter().map(|phone| house.order(phone))).await;
    let sold = sent.iter().filter(|order| order.is_ok()).count();
    assert_eq!(sold, usize::try_from(PORTIONS).expect("a count"));
    for refused in sent.into_iter().filter_map(Result::err) {
        assert!(matches!(refused, Fault::Rejected { rejection: Rejection::SoldOut { .. } }), "{refused:?}");
    }
    assert_eq!(remaining(&house).await, Some(0));
}

async fn a_cancelled_portion_can_be_sold_again(db: Db) {
    let house = House::open(db).await;
    let (first, second) = (house.sit(0).await, house.sit(1).await);
    let line = house.add(&first, house.tiny.beer, &[], PORTIONS).await.expect("all of them");
    house.order(&first).await.expect("an order");
    assert!(house.add(&second, house.tiny.beer, &[], 1).await.is_err());
    let cancel = Command::Party(PartyCommand::CancelItem { session: first.session, item: line, reason: String::new() });
    house.submit(&first.actor(), cancel).await.expect("cancelled");
    assert_eq!(remaining(&house).await, Some(PORTIONS));
    house.add(&second, house.tiny.beer, &[], 1).await.expect("a line");
    house.order(&second).await.expect("an order");
    // 86 wins over the count.
    let off = Command::Shop(ShopCommand::EightySix { product: house.tiny.beer, until: None });
    house.submit(&house.staff(Role::Kitchen), off).await.expect("86");
    assert!(matches!(
        house.add(&second, house.tiny.beer, &[], 1).await,
        Err(Fault::Rejected { rejection: Rejection::SoldOut { .. } })
    ));
}
