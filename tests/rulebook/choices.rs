//! What is said of a dish's choices: all that had to be chosen, and no more than need be.

use crate::attacks::{SESSION, add_with, anna, bump, seated, send};
use crate::world::menu::{BAR, GRILL, RARE, SPRITZ, STEAK, WELL};
use crate::world::*;
use comanda::kitchen::TicketCard;
use comanda::party::NewLine;
use comanda::views::Queues;
use comanda::{Command, PartyCommand};

#[test]
fn a_required_choice_is_said_even_as_the_default() {
    let mut world = seated();
    let note = Some("No salt".to_owned());
    let line = NewLine { id: id(0x401), product: id(STEAK), options: vec![id(RARE)], quantity: 1, note, for_guest: None };
    world.ok(&anna(), Command::Party(PartyCommand::AddLine { session: id(SESSION), line }));
    world.ok(&anna(), send(0x300));
    assert_eq!(world.item(0x401).choices(), "Rare");
    let session = world.session(SESSION);
    assert_eq!(session.bill().lines[0].modifiers, ["Rare"]);
    assert_eq!(TicketCard::on_board(session).next().map(|card| card.items[0].choices()), Some("Rare".into()));
    world.ok(&cook(), bump(0x300, GRILL));
    let queues = Queues::of([world.session(SESSION)]);
    let ready = &queues.ready[0].items[0];
    assert_eq!((ready.choices.as_str(), ready.note.as_deref()), ("Rare", Some("No salt")));
}

#[test]
fn what_the_menu_calls_quiet_goes_without_saying_as_the_default() {
    let mut world = seated();
    world.menu.groups[0].options[0].quiet = true;
    world.menu.groups[0].options[1].quiet = true;
    world.ok(&anna(), add_with(0x401, STEAK, 1, &[RARE]));
    world.ok(&anna(), add_with(0x402, STEAK, 1, &[WELL]));
    world.ok(&anna(), send(0x300));
    assert_eq!((world.item(0x401).choices().as_str(), world.item(0x402).choices().as_str()), ("", "Well done"));
}

#[test]
fn c3_a_default_that_may_be_left_out_is_said_however_the_menu_marks_it() {
    let mut world = seated();
    let double = world.menu.groups[3].options[0].id;
    world.menu.groups[3].options[0].default = true;
    world.menu.groups[3].options[0].quiet = true;
    world.ok(&anna(), add_with(0x401, SPRITZ, 1, &[double.0.as_u128()]));
    world.ok(&anna(), add_with(0x402, SPRITZ, 1, &[]));
    world.ok(&anna(), send(0x300));
    let said = [0x401, 0x402].map(|item| world.item(item).choices());
    assert_eq!(said, [world.menu.groups[3].options[0].name.clone(), String::new()], "with it and without it read differently");
    assert_eq!(world.item(0x401).station, id(BAR));
}
