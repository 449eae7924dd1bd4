//! Closing a table: what is open is named, what is ready stays, and it can be taken back.

use crate::attacks::{SESSION, add, anna, pay};
use crate::seating::{answering, eighty_eight, paid};
use crate::world::menu::{BAR, GRILL, PASTA, SPRITZ};
use crate::world::*;
use comanda::kitchen::TicketCard;
use comanda::party::OpenThings;
use comanda::views::Queues;
use comanda::{Command, Event, KitchenCommand, KitchenEvent, PartyCommand, Rejection};

fn close(despite: OpenThings) -> Command {
    Command::Party(PartyCommand::CloseSession { session: id(SESSION), write_off: None, despite })
}

#[test]
fn closing_names_what_is_open_and_goes_no_further_than_what_was_said() {
    let mut world = eighty_eight();
    world.ok(&waiter(), pay(0x601, 8_800));
    world.ok(&anna(), add(0x404, PASTA, 1));
    world.ok(&cook(), Command::Kitchen(KitchenCommand::BumpTicket { session: id(SESSION), ticket: World::ticket(0x300, BAR) }));
    let open = OpenThings::of(world.session(SESSION));
    assert_eq!(open, OpenThings { unsent: 1, cooking: 2, ready: 1 });
    assert_eq!(world.no(&waiter(), close(OpenThings::default())), Rejection::CartNotEmpty);
    assert_eq!(world.no(&waiter(), close(OpenThings { unsent: 1, ..OpenThings::default() })), Rejection::NotServed { lines: 3 });
    // Between the question and the answer somebody chooses one thing more.
    world.ok(&anna(), add(0x405, SPRITZ, 1));
    assert_eq!(world.no(&waiter(), close(open)), Rejection::CartNotEmpty);
    world.ok(&anna(), Command::Party(PartyCommand::RemoveLine { session: id(SESSION), line: id(0x405) }));
    // That something became ready meanwhile loses nothing.
    world.ok(&cook(), Command::Kitchen(KitchenCommand::BumpTicket { session: id(SESSION), ticket: World::ticket(0x300, GRILL) }));
    world.ok(&waiter(), close(open));
}

#[test]
fn what_is_ready_waits_for_a_waiter_after_the_party_has_left() {
    let mut world = eighty_eight();
    world.ok(&waiter(), pay(0x601, 8_800));
    let events = world.ok(&waiter(), close(OpenThings::ALL));
    let told =
        |event: &Event| matches!(event, Event::Kitchen(KitchenEvent::TableClosed { closed: true, .. })) && hears(&cook(), event);
    assert!(events.iter().any(told), "the wall hears that the party has left: {events:?}");
    assert!(events.iter().all(|e| !hears(&cook(), e) || !serde_json::to_string(e).expect("serialises").contains("write_off")));
    let card = TicketCard::on_board(world.session(SESSION)).next().expect("a ticket");
    assert!(card.table_closed);
    world.ok(&cook(), Command::Kitchen(KitchenCommand::BumpTicket { session: id(SESSION), ticket: World::ticket(0x300, GRILL) }));
    let queues = Queues::of(world.sessions.values());
    assert_eq!(queues.ready.iter().map(|r| (r.session, r.closed)).collect::<Vec<_>>(), [(id(SESSION), true)]);
    world.ok(&waiter(), Command::Party(PartyCommand::Serve { session: id(SESSION), items: vec![id(0x401)] }));
    assert!(Queues::of(world.sessions.values()).ready.is_empty());
}

#[test]
fn a_closing_is_taken_back_at_once_by_a_waiter_and_later_by_a_manager() {
    let reopen = || Command::Party(PartyCommand::ReopenSession { session: id(SESSION) });
    let mut world = paid();
    world.ok(&anna(), add(0x404, PASTA, 1));
    assert!(matches!(world.no(&waiter(), reopen()), Rejection::Already { .. }));
    world.ok(&waiter(), close(OpenThings::ALL));
    assert_eq!(world.no(&anna(), reopen()), Rejection::NotAllowed);
    world.wait(9_000);
    world.ok(&waiter(), reopen());
    let session = world.session(SESSION);
    assert_eq!((session.is_closed(), session.closed_at, session.cart.len(), session.bill().version), (false, None, 1, 2));
    world.ok(&waiter(), close(OpenThings::ALL));
    world.wait(30_000);
    assert_eq!(world.no(&waiter(), reopen()), Rejection::TooLateToReopen);
    world.ok(&manager(), reopen());
    assert_eq!(world.session(SESSION).bill().version, 3);
    // Not onto the next party's table.
    world.ok(&waiter(), close(OpenThings::ALL));
    world.ok(&visitor(0x71), answering(0x999, 0x220, None));
    assert_eq!(world.no(&manager(), reopen()), Rejection::TableOccupied);
}
