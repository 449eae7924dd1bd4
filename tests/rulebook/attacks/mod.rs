//! One test for each way somebody might cheat, break or drown the rulebook.

mod limits;
mod money;
mod placing;
mod stale;

use crate::world::menu::{BAR, CAKE, FRIES, GRILL, KETCHUP, KITCHEN, PASTA, RARE, SPRITZ, STEAK};
use crate::world::*;
use comanda::actor::Principal;
use comanda::money::Currency;
use comanda::party::{ItemStatus as S, Method};
use comanda::party::{NewLine, NewPayment, SendScope};
use comanda::shop::SeatingPolicy;
use comanda::{Actor, Command, Event, KitchenCommand, Money, PartyCommand, PartyEvent, PersonName, Rejection, Role, ShopEvent};

pub const SESSION: u128 = 0x100;
pub const ANNA: u128 = 0x201;
pub const BEN: u128 = 0x202;

pub fn scan(table: u128, session: u128, guest: u128) -> Command {
    Command::Party(PartyCommand::Scan {
        table: id(table),
        session: id(session),
        guest: id(guest),
        code: None,
        covers: None,
        with_paid: None,
    })
}
pub fn add(line: u128, product: u128, quantity: u32) -> Command {
    add_with(line, product, quantity, &[])
}
pub fn add_with(line: u128, product: u128, quantity: u32, options: &[u128]) -> Command {
    Command::Party(PartyCommand::AddLine {
        session: id(SESSION),
        line: NewLine {
            id: id(line),
            product: id(product),
            options: options.iter().map(|o| id(*o)).collect(),
            quantity,
            note: None,
            for_guest: None,
        },
    })
}
pub fn send(order: u128) -> Command {
    Command::Party(PartyCommand::SendOrder { session: id(SESSION), order: id(order), scope: SendScope::Table, expected: None })
}
pub fn pay(leg: u128, cents: i64) -> Command {
    let amount = Money::new(cents, Currency::EUR);
    let payment =
        NewPayment { id: id(leg), method: Method::Terminal, amount, tip: 0, tendered: None, expected: None, part: None };
    Command::Party(PartyCommand::RecordPayment { session: id(SESSION), payment })
}
pub fn cancel(item: u128) -> Command {
    Command::Party(PartyCommand::CancelItem { session: id(SESSION), item: id(item), reason: String::new() })
}
pub fn bump(order: u128, station: u128) -> Command {
    Command::Kitchen(KitchenCommand::BumpTicket { session: id(SESSION), ticket: World::ticket(order, station) })
}
pub fn anna() -> Actor {
    guest(SESSION, ANNA)
}

/// Anna and Ben at table 1.
pub fn seated() -> World {
    let mut world = World::new();
    world.ok(&visitor(0x71), scan(0x71, SESSION, ANNA));
    world.ok(&visitor(0x71), scan(0x71, 0x999, BEN));
    world
}

/// Pasta twice (kitchen), a steak with fries (grill) and a spritz (bar), sent by Anna as order 0x300.
pub fn ordered() -> World {
    let mut world = seated();
    world.ok(&anna(), add(0x401, PASTA, 1));
    world.ok(&anna(), add(0x402, PASTA, 1));
    world.ok(&anna(), add_with(0x403, STEAK, 1, &[RARE, FRIES, KETCHUP]));
    world.ok(&guest(SESSION, BEN), add(0x404, SPRITZ, 1));
    world.ok(&anna(), send(0x300));
    world
}

#[test]
fn a_guest_cannot_scan_another_table_without_its_token() {
    let mut world = seated();
    assert_eq!(world.no(&anna(), scan(0x72, 0x500, 0x501)), Rejection::NotAllowed);
    assert_eq!(world.no(&visitor(0x71), scan(0x72, 0x500, 0x501)), Rejection::NotAllowed);
}

#[test]
fn nothing_is_decided_on_a_context_of_another_session_table_or_store() {
    let mut world = seated();
    let stranger = world.session(SESSION).clone();
    world.sessions.insert(id(0x777), stranger);
    let approve = Command::Party(PartyCommand::SetCovers { session: id(0x777), covers: 3 });
    assert_eq!(world.no(&waiter(), approve), Rejection::UnknownSession);

    let mut world = seated();
    world.store.id = id(0x52);
    assert_eq!(
        world.no(&waiter(), Command::Party(PartyCommand::SetCovers { session: id(SESSION), covers: 3 })),
        Rejection::UnknownSession
    );
    assert_eq!(world.no(&visitor(0x71), scan(0x71, 0x500, 0x501)), Rejection::UnknownTable);
    assert_eq!(
        world.no(&waiter(), Command::Party(PartyCommand::SeatParty { table: id(0x79), session: id(1), covers: 2 })),
        Rejection::UnknownTable
    );
}

#[test]
fn a_guest_who_does_not_sit_here_may_nothing() {
    let mut world = seated();
    let stranger = guest(SESSION, 0x666);
    for command in
        [add(0x401, PASTA, 1), send(0x300), Command::Party(PartyCommand::RequestBill { session: id(SESSION), call: id(1) })]
    {
        assert_eq!(world.no(&stranger, command), Rejection::NotAllowed);
    }
    assert_eq!(world.no(&guest(0x888, ANNA), add(0x401, PASTA, 1)), Rejection::NotAllowed);
}

#[test]
fn a_guest_cannot_touch_what_is_somebody_elses() {
    let mut world = ordered();
    world.ok(&anna(), add(0x405, PASTA, 1));
    let ben = guest(SESSION, BEN);
    let change = Command::Party(PartyCommand::ChangeLine {
        session: id(SESSION),
        line: id(0x405),
        quantity: 2,
        options: vec![],
        note: None,
    });
    assert_eq!(world.no(&ben, change), Rejection::NotYours);
    assert_eq!(
        world.no(&ben, Command::Party(PartyCommand::RemoveLine { session: id(SESSION), line: id(0x405) })),
        Rejection::NotYours
    );
    assert_eq!(world.no(&ben, cancel(0x401)), Rejection::NotYours);
    let name = |guest| Command::Party(PartyCommand::NameGuest { session: id(SESSION), guest: id(guest), name: "X".into() });
    assert_eq!(world.no(&ben, name(ANNA)), Rejection::NotYours);
    let mut line = add(0x406, PASTA, 1);
    if let Command::Party(PartyCommand::AddLine { line, .. }) = &mut line {
        line.for_guest = Some(id(ANNA));
    }
    assert_eq!(world.no(&ben, line), Rejection::NotYours);
}

#[test]
fn a_closed_sessions_id_is_not_taken_again() {
    let mut world = seated();
    world.ok(
        &waiter(),
        Command::Party(PartyCommand::CloseSession {
            session: id(SESSION),
            write_off: None,
            despite: comanda::party::OpenThings::ALL,
        }),
    );
    let closed = world.session(SESSION).clone();
    let tables = world.tables.clone();
    let by = waiter();
    let visit = visitor(0x71);
    for (actor, command) in [
        (&by, Command::Party(PartyCommand::SeatParty { table: id(0x71), session: id(SESSION), covers: 2 })),
        (&visit, scan(0x71, SESSION, ANNA)),
    ] {
        let context = comanda::world::World {
            at: world.now,
            calendar: comanda::calendar::Calendar::default(),
            actor,
            store: &world.store,
            menu: &world.menu,
            costs: &world.costs,
            table: Some(&tables[0]),
            table_codes: &[],
            parties: &[&closed],
            next_order: 0,
            knows_zone: |_| true,
        };
        assert_eq!(comanda::decide::decide(&context, &command), Err(Rejection::AlreadyExists));
    }
}

#[test]
fn names_and_notes_cannot_reorder_or_hide_what_others_read() {
    let mut world = seated();
    let name = |text: &str| Command::Party(PartyCommand::NameGuest { session: id(SESSION), guest: id(ANNA), name: text.into() });
    world.ok(&anna(), name(" An\u{202E}na\u{0}\u{2066}  B\n "));
    assert_eq!(world.session(SESSION).guests[0].name, "Anna B".into());
    for nothing in ["", " \u{200B}\u{3164} ", "\u{200D}", &"x".repeat(25)] {
        assert!(matches!(world.no(&anna(), name(nothing)), Rejection::InvalidName { .. }), "{nothing:?}");
    }
    let mut line = add(0x401, PASTA, 1);
    if let Command::Party(PartyCommand::AddLine { line, .. }) = &mut line {
        line.note = Some("no\r\n\u{1B}[31mnuts\u{202E}\u{85}please".into());
    }
    world.ok(&anna(), line);
    assert_eq!(world.session(SESSION).cart[0].note.as_deref(), Some("no [31mnuts please"));
    world.ok(&anna(), send(0x300));
    let cancelled = world.ok(
        &anna(),
        Command::Party(PartyCommand::CancelItem { session: id(SESSION), item: id(0x401), reason: "\u{202E}so\nrry".into() }),
    );
    assert!(
        cancelled
            .iter()
            .any(|e| matches!(e, Event::Party(PartyEvent::OrderCancelled { reason, .. }) if reason.as_deref() == Some("so rry")))
    );
}

#[test]
fn a_new_phone_never_gets_a_name_that_is_taken() {
    let mut world = seated();
    world.ok(&anna(), Command::Party(PartyCommand::NameGuest { session: id(SESSION), guest: id(ANNA), name: "guest 3".into() }));
    world.ok(&visitor(0x71), scan(0x71, SESSION, 0x203));
    assert_eq!(world.session(SESSION).guests[2].name, PersonName::Number(4));
}

#[test]
fn the_last_portions_do_not_tell_the_other_tables_who_ate_them() {
    let mut world = seated();
    world.ok(&anna(), add(0x401, CAKE, 3));
    let events = world.ok(&anna(), send(0x300));
    let by = events.iter().find_map(|e| match e {
        Event::Shop(ShopEvent::AvailabilityChanged { by, .. }) => Some(by.who),
        _ => None,
    });
    assert_eq!(by, Some(Principal::System));
}

#[test]
fn the_first_look_at_any_ticket_confirms_the_order_once() {
    let mut world = ordered();
    let see = |station| {
        Command::Kitchen(KitchenCommand::AcknowledgeTicket { session: id(SESSION), ticket: World::ticket(0x300, station) })
    };
    let confirmed =
        |events: &[Event]| events.iter().filter(|e| matches!(e, Event::Party(PartyEvent::OrderConfirmed { .. }))).count();
    assert_eq!(confirmed(&world.ok(&cook(), see(KITCHEN))), 1);
    assert_eq!(confirmed(&world.ok(&cook(), see(GRILL))), 0);
    assert_eq!(confirmed(&world.ok(&cook(), bump(0x300, BAR))), 0);
    assert!(world.order(0x300).confirmed_at.is_some());
}

#[test]
fn who_starts_one_dish_has_seen_the_others_so_they_are_no_longer_free_to_cancel() {
    let mut world = ordered();
    let ticket = World::ticket(0x300, KITCHEN);
    world.ok(
        &cook(),
        Command::Kitchen(KitchenCommand::StartTicket { session: id(SESSION), ticket, items: Some(vec![id(0x401)]) }),
    );
    assert_eq!((world.item(0x401).status, world.item(0x402).status), (S::Preparing, S::Acknowledged));
    assert_eq!(world.no(&anna(), cancel(0x402)), Rejection::TooLateToCancel);
}

#[test]
fn an_undone_bump_leaves_the_ticket_seen() {
    let mut world = ordered();
    world.ok(&cook(), bump(0x300, KITCHEN));
    world.wait(3_000);
    world.ok(&cook(), Command::Kitchen(KitchenCommand::UndoBump { session: id(SESSION), ticket: World::ticket(0x300, KITCHEN) }));
    assert_eq!(world.item(0x401).status, S::Acknowledged);
    assert!(world.order(0x300).ticket(World::ticket(0x300, KITCHEN)).unwrap().bumped_at.is_none());
}

#[test]
fn a_bump_cannot_be_undone_late_twice_or_once_all_is_served() {
    let undo = || Command::Kitchen(KitchenCommand::UndoBump { session: id(SESSION), ticket: World::ticket(0x300, BAR) });
    let mut world = ordered();
    world.ok(&cook(), bump(0x300, BAR));
    world.wait(10_001);
    assert_eq!(world.no(&cook(), undo()), Rejection::TooLateToUndo);

    let mut world = ordered();
    world.ok(&cook(), bump(0x300, BAR));
    world.ok(&cook(), undo());
    assert_eq!(world.no(&cook(), undo()), Rejection::TooLateToUndo);

    let mut world = ordered();
    world.ok(&waiter(), Command::Party(PartyCommand::Serve { session: id(SESSION), items: vec![id(0x404)] }));
    assert_eq!(world.no(&cook(), undo()), Rejection::TooLateToUndo);
    let see = Command::Kitchen(KitchenCommand::AcknowledgeTicket { session: id(SESSION), ticket: World::ticket(0x300, BAR) });
    assert!(matches!(world.no(&cook(), see), Rejection::Already { .. }));
}

#[test]
fn serving_one_dish_takes_no_other_ticket_off_the_board() {
    let mut world = ordered();
    world.ok(&guest(SESSION, BEN), cancel(0x404));
    world.ok(&waiter(), Command::Party(PartyCommand::Serve { session: id(SESSION), items: vec![id(0x403)] }));
    let ticket = |station| world.order(0x300).ticket(World::ticket(0x300, station)).unwrap().bumped_at;
    assert!(ticket(GRILL).is_some());
    assert!(ticket(BAR).is_none(), "the kitchen has not seen yet that the spritz was cancelled");
}

#[test]
fn a_closed_table_takes_nothing_but_the_end_of_its_tickets() {
    let mut world = ordered();
    world.ok(
        &manager(),
        Command::Party(PartyCommand::CloseSession {
            session: id(SESSION),
            write_off: Some("Regulars".into()),
            despite: comanda::party::OpenThings::ALL,
        }),
    );
    for (by, command) in [
        (anna(), add(0x405, PASTA, 1)),
        (anna(), cancel(0x401)),
        (waiter(), pay(0x601, 100)),
        (waiter(), Command::Party(PartyCommand::SetCovers { session: id(SESSION), covers: 3 })),
        (
            manager(),
            Command::Party(PartyCommand::CloseSession {
                session: id(SESSION),
                write_off: None,
                despite: comanda::party::OpenThings::ALL,
            }),
        ),
    ] {
        assert_eq!(world.no(&by, command), Rejection::TableClosed);
    }
    world.ok(&cook(), bump(0x300, KITCHEN));
    world.ok(&waiter(), Command::Party(PartyCommand::Serve { session: id(SESSION), items: vec![id(0x401), id(0x402)] }));
}

#[test]
fn a_party_that_waits_for_approval_may_only_give_its_name() {
    let mut world = World::with_policy(SeatingPolicy::StaffApproves);
    world.ok(&visitor(0x71), scan(0x71, SESSION, ANNA));
    assert_eq!(world.no(&anna(), add(0x401, PASTA, 1)), Rejection::AwaitingApproval);
    assert_eq!(
        world.no(&anna(), Command::Party(PartyCommand::Approve { session: id(SESSION), guest: None })),
        Rejection::NotAllowed
    );
    world.ok(&anna(), Command::Party(PartyCommand::NameGuest { session: id(SESSION), guest: id(ANNA), name: "Anna".into() }));
    world.ok(&waiter(), Command::Party(PartyCommand::Approve { session: id(SESSION), guest: None }));
    world.ok(&anna(), add(0x401, PASTA, 1));
    assert_eq!(
        world.no(&waiter(), Command::Party(PartyCommand::Approve { session: id(SESSION), guest: None })),
        Rejection::NotAwaitingApproval
    );
}

#[test]
fn a_waiter_keeps_their_lines_when_their_roles_change() {
    let mut world = seated();
    world.ok(&waiter(), add(0x401, PASTA, 1));
    let promoted = staff(1, &[Role::Manager, Role::Waiter]);
    let mine = Command::Party(PartyCommand::SendOrder {
        session: id(SESSION),
        order: id(0x300),
        scope: SendScope::Mine,
        expected: None,
    });
    world.ok(&promoted, mine);
}
