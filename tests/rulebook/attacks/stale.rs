//! A cart whose menu changes under it: what can't be ordered any more holds nobody up.

use super::{ANNA, BEN, SESSION, add, add_with, anna, seated, send};
use crate::world::menu::{PASTA, RARE, SPRITZ, STEAK};
use crate::world::*;
use comanda::party::SendScope;
use comanda::{Actor, Command, PartyCommand, Rejection, ShopCommand};

fn ben() -> Actor {
    guest(SESSION, BEN)
}
fn mine(order: u128) -> Command {
    Command::Party(PartyCommand::SendOrder { session: id(SESSION), order: id(order), scope: SendScope::Mine, expected: None })
}
fn remove(line: u128) -> Command {
    Command::Party(PartyCommand::RemoveLine { session: id(SESSION), line: id(line) })
}
fn off(product: u128) -> Command {
    Command::Shop(ShopCommand::EightySix { product: id(product), until: None })
}
/// The menu drops a dish.
fn drop_dish(world: &mut World, product: u128) {
    world.menu.products.retain(|p| p.id != id(product));
}

#[test]
fn a_stale_line_of_one_guest_stops_nobodys_send() {
    let mut world = seated();
    world.ok(&ben(), add(0x401, SPRITZ, 1));
    world.ok(&anna(), add(0x402, PASTA, 1));
    world.ok(&anna(), add_with(0x403, STEAK, 1, &[RARE]));
    drop_dish(&mut world, SPRITZ);
    world.ok(&anna(), mine(0x300));
    world.ok(&anna(), add(0x404, PASTA, 1));
    world.ok(&anna(), send(0x301));
    assert_eq!(world.order(0x301).items.iter().map(|i| i.id).collect::<Vec<_>>(), [id(0x404)]);
    assert_eq!(world.session(SESSION).cart.iter().map(|l| l.id).collect::<Vec<_>>(), [id(0x401)], "it stays in the cart");
    let gone = Rejection::UnknownProduct { name: "Spritz".into() };
    assert_eq!(world.no(&anna(), send(0x302)), gone, "nothing else is in the cart");
}

#[test]
fn anybody_at_the_table_removes_what_cannot_be_ordered_any_more() {
    let mut world = seated();
    world.ok(&ben(), add(0x401, SPRITZ, 1));
    world.ok(&ben(), add(0x402, PASTA, 1));
    world.ok(&ben(), add_with(0x403, STEAK, 1, &[RARE]));
    for line in [0x401, 0x402, 0x403] {
        assert_eq!(world.no(&anna(), remove(line)), Rejection::NotYours);
    }
    drop_dish(&mut world, SPRITZ);
    world.ok(&cook(), off(PASTA));
    world.menu.groups[0].options.retain(|o| o.id != id(RARE));
    for line in [0x401, 0x402, 0x403] {
        world.ok(&anna(), remove(line));
    }
    assert!(world.session(SESSION).cart.is_empty());
    assert!(world.session(SESSION).guest(id(ANNA)).is_some());
}

#[test]
fn a_missing_choice_names_its_dish() {
    let mut world = seated();
    let no = world.no(&anna(), add(0x401, STEAK, 1));
    let Rejection::ModifierCount { product, group, min: 1, max: 1, chosen: 0 } = no else { panic!("{no:?}") };
    assert_eq!((product.as_str(), group.as_str()), ("Tagliata", "Doneness"));
}
