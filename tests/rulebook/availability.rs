//! 86, counts and stock are three facts: no command overwrites a fact it is not about.

use crate::attacks::{add, anna, seated, send};
use crate::world::menu::{CAKE, COUNTED, PASTA};
use crate::world::*;
use comanda::shop::menu::Availability;
use comanda::{At, Command, Rejection, ShopCommand};

fn off(product: u128, until: Option<At>) -> Command {
    ShopCommand::EightySix { product: id(product), until }.into()
}
fn back(product: u128, portions: Option<u32>) -> Command {
    ShopCommand::BringBack { product: id(product), portions }.into()
}
fn count(product: u128, portions: Option<u32>) -> Command {
    ShopCommand::CountPortions { product: id(product), portions }.into()
}
fn held(world: &World, product: u128) -> &Availability {
    &world.menu.product(id(product)).expect("a dish").availability
}

#[test]
fn eighty_six_that_arrives_late_keeps_what_was_sold_since() {
    let mut world = seated();
    world.ok(&anna(), add(0x401, CAKE, 3));
    world.ok(&anna(), send(0x300));
    world.ok(&cook(), off(CAKE, None));
    assert_eq!(held(&world, CAKE).portions, Some(COUNTED - 3));
    world.ok(&cook(), back(CAKE, None));
    assert_eq!((held(&world, CAKE).portions, held(&world, CAKE).is_open(world.now)), (Some(COUNTED - 3), true));
}

#[test]
fn count_that_arrives_late_does_not_lift_an_eighty_six() {
    let mut world = seated();
    world.ok(&cook(), off(PASTA, None));
    world.ok(&waiter(), count(PASTA, Some(5)));
    assert!(matches!(world.no(&anna(), add(0x401, PASTA, 1)), Rejection::SoldOut { .. }));
    world.ok(&cook(), back(PASTA, None));
    assert_eq!(held(&world, PASTA).left(), Some(5));
    assert!(matches!(world.no(&anna(), add(0x401, PASTA, 6)), Rejection::OnlyLeft { left: 5, .. }));
}

#[test]
fn dish_brought_back_after_its_last_portion_is_counted_no_longer() {
    let mut world = seated();
    world.ok(&cook(), count(CAKE, Some(0)));
    assert!(!held(&world, CAKE).is_open(world.now));
    world.ok(&cook(), back(CAKE, None));
    assert_eq!((held(&world, CAKE).portions, held(&world, CAKE).is_open(world.now)), (None, true));
    world.ok(&cook(), off(CAKE, None));
    world.ok(&cook(), back(CAKE, Some(2)));
    assert_eq!(held(&world, CAKE).left(), Some(2));
}

#[test]
fn eighty_six_lifts_by_itself_and_the_first_stays_the_one_who_did_it() {
    let mut world = seated();
    let until = world.now.plus(60_000);
    world.ok(&cook(), off(PASTA, Some(until)));
    assert_eq!(world.ok(&waiter(), off(PASTA, Some(until))), [], "it is off already");
    let by = held(&world, PASTA).eighty_six.as_ref().and_then(|off| off.by.clone()).expect("who");
    assert_eq!(by.name, "Person3".into());
    world.wait(60_000);
    world.ok(&anna(), add(0x401, PASTA, 1));
    world.ok(&cook(), off(PASTA, None));
    assert!(!held(&world, PASTA).is_open(world.now));
}
