//! A form without scripts sends every field it shows; the rulebook reads what was meant.

use crate::world::id;
use crate::world::menu::{FRIES, KETCHUP, MAYO, RARE, SALAD, STEAK, menu};
use comanda::ids::OptionId;
use comanda::shop::menu::OrderType;

fn options(numbers: &[u128]) -> Vec<OptionId> {
    numbers.iter().map(|n| id(*n)).collect()
}

#[test]
fn the_sauce_of_a_side_nobody_chose_is_not_meant() {
    let menu = menu();
    let steak = menu.product(id(STEAK)).expect("on the menu");
    let sent = options(&[RARE, SALAD, KETCHUP]);
    assert!(menu.price(steak.id, &sent, OrderType::DineIn).is_err());
    let meant = menu.meant(steak, &sent);
    assert_eq!(meant, options(&[RARE, SALAD]));
    assert!(menu.price(steak.id, &meant, OrderType::DineIn).is_ok());
}

#[test]
fn the_sauce_of_the_chosen_side_stays_and_strangers_are_left_for_the_price_to_refuse() {
    let menu = menu();
    let steak = menu.product(id(STEAK)).expect("on the menu");
    let sent = options(&[RARE, FRIES, MAYO]);
    assert_eq!(menu.meant(steak, &sent), sent);
    let strange = options(&[RARE, 0x9999]);
    assert_eq!(menu.meant(steak, &strange), strange);
    assert!(menu.price(steak.id, &strange, OrderType::DineIn).is_err());
}
