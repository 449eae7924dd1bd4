//! Who sits at a table, and that phones change nothing of what anybody owes.

use crate::attacks::{ANNA, BEN, SESSION, add, add_with, anna, pay, scan, seated, send};
use crate::world::menu::{KITCHEN, PASTA, RARE, SPRITZ, STEAK};
use crate::world::*;
use comanda::access::may_join;
use comanda::actor::GuestActor;
use comanda::error::Limit;
use comanda::party::SendScope;
use comanda::party::{CallKind, OpenThings, Standing};
use comanda::rooms::{Room, rooms};
use comanda::shop::{SeatingPolicy, ServiceCharge, UnseenLimit};
use comanda::views::{Queues, WhyWaiting};
use comanda::{
    Actor, Command, Currency, Event, KitchenCommand, PartyCommand, PartyEvent, PersonName, Rejection, ShopCommand, ShopEvent,
};

/// 10 % service from eight covers on.
fn charging(mut world: World) -> World {
    world.store.service = ServiceCharge { bps: 1_000, from_covers: 8, rate: None };
    world
}

/// Anna and Ben have ordered for 88.00.
pub fn eighty_eight() -> World {
    let mut world = charging(World::new());
    world.ok(&visitor(0x71), scan(0x71, SESSION, ANNA));
    world.ok(&visitor(0x71), scan(0x71, 0x999, BEN));
    world.ok(&anna(), add_with(0x401, STEAK, 2, &[RARE]));
    world.ok(&anna(), add(0x402, PASTA, 2));
    world.ok(&anna(), add(0x403, SPRITZ, 2));
    world.ok(&anna(), send(0x300));
    assert_eq!(world.session(SESSION).totals().total, 8_800);
    world
}

fn first_scan(covers: Option<u32>) -> Command {
    Command::Party(PartyCommand::Scan {
        table: id(0x71),
        session: id(SESSION),
        guest: id(ANNA),
        code: None,
        covers,
        with_paid: None,
    })
}

#[test]
fn eight_scans_of_one_code_cost_nobody_anything() {
    let mut world = eighty_eight();
    for phone in 0..6 {
        let events = world.ok(&visitor(0x71), scan(0x71, 0x999, 0x210 + phone));
        assert!(events.iter().all(|e| !matches!(e, Event::Party(PartyEvent::BillUpdated { .. }))), "{events:?}");
    }
    let session = world.session(SESSION);
    assert_eq!((session.guests.len(), session.covers, session.totals().total), (8, 1, 8_800));
}

#[test]
fn staff_have_the_last_word_on_covers() {
    let mut world = eighty_eight();
    world.ok(&waiter(), Command::Party(PartyCommand::SetCovers { session: id(SESSION), covers: 4 }));
    for phone in 0..6 {
        world.ok(&visitor(0x71), scan(0x71, 0x999, 0x210 + phone));
    }
    let session = world.session(SESSION);
    assert_eq!((session.covers, session.totals().total), (4, 8_800));
}

#[test]
fn a_phone_leaves_a_paid_bill_paid() {
    let mut world = eighty_eight();
    for phone in 0..5 {
        world.ok(&visitor(0x71), scan(0x71, 0x999, 0x210 + phone));
    }
    world.ok(&waiter(), pay(0x601, 8_800));
    world.ok(&visitor(0x71), answering(0x999, 0x220, Some(true)));
    let totals = world.session(SESSION).totals();
    assert_eq!((totals.total, totals.remaining), (8_800, 0));
    world.ok(
        &waiter(),
        Command::Party(PartyCommand::CloseSession { session: id(SESSION), write_off: None, despite: OpenThings::ALL }),
    );
}

#[test]
fn the_first_guest_says_how_many_sit_down() {
    let mut world = charging(World::new());
    assert_eq!(world.no(&visitor(0x71), first_scan(Some(0))), Rejection::InvalidCovers { max: 99 });
    assert_eq!(world.no(&visitor(0x71), first_scan(Some(100))), Rejection::InvalidCovers { max: 99 });
    world.ok(&visitor(0x71), first_scan(Some(9)));
    assert_eq!(world.session(SESSION).covers, 9);
    world.ok(&visitor(0x71), answering(0x999, BEN, None));
    assert_eq!(world.session(SESSION).covers, 9, "who joins is not asked");
    assert_eq!(seated().session(SESSION).covers, 1, "nobody said how many");
}

pub fn answering(session: u128, phone: u128, with_paid: Option<bool>) -> Command {
    Command::Party(PartyCommand::Scan {
        table: id(0x71),
        session: id(session),
        guest: id(phone),
        code: None,
        covers: Some(3),
        with_paid,
    })
}

/// Anna's party has ordered, eaten and paid, and not left.
pub fn paid() -> World {
    let mut world = eighty_eight();
    world.ok(
        &waiter(),
        Command::Party(PartyCommand::Serve { session: id(SESSION), items: vec![id(0x401), id(0x402), id(0x403)] }),
    );
    world.ok(&waiter(), pay(0x601, 8_800));
    world
}

/// A phone of the table at which `session` sits, as the server knows it.
fn phone(world: &World, session: u128, n: u128) -> Actor {
    let standing = world.session(session).guest(id(n)).expect("it came").standing;
    Actor::Guest(GuestActor { session: id(session), guest: id(n), name: String::new(), waiting: standing.waits() })
}

fn standing(world: &World, session: u128, n: u128) -> Standing {
    world.session(session).guest(id(n)).expect("it came").standing
}

#[test]
fn a_party_that_has_paid_takes_nobody_in_silently() {
    let mut world = paid();
    let name = PartyCommand::NameGuest { session: id(SESSION), guest: id(ANNA), name: "Adelaide".into() };
    world.ok(&anna(), Command::Party(name));
    assert_eq!(world.no(&visitor(0x71), answering(0x999, 0x220, None)), Rejection::PartyHasPaid);
    // Who says yes waits for a waiter, and sees nothing of the party until then.
    world.ok(&visitor(0x71), answering(0x999, 0x220, Some(true)));
    let stranger = phone(&world, SESSION, 0x220);
    assert_eq!(standing(&world, SESSION, 0x220), Standing::Waiting);
    assert_eq!(world.no(&stranger, add(0x404, PASTA, 1)), Rejection::AwaitingApproval);
    assert!(!may_join(&stranger, &Room::Table(id(SESSION)), None));
    assert!(!may_join(&stranger, &Room::Order(id(0x300)), Some(id(SESSION))));
    assert!(may_join(&stranger, &Room::Guest(id(0x220)), None));
    let seen = serde_json::to_string(&world.session(SESSION).clone().for_waiting(id(0x220))).expect("serialises");
    for private in ["Person1", "unit_price", "amount", "Adelaide"] {
        assert!(!seen.contains(private), "{private} in {seen}");
    }
    let events = world.ok(&waiter(), Command::Party(PartyCommand::Approve { session: id(SESSION), guest: Some(id(0x220)) }));
    assert!(events.iter().any(|e| rooms(e).contains(&Room::Guest(id(0x220)))), "its own room hears of it");
    world.ok(&phone(&world, SESSION, 0x220), add(0x404, PASTA, 1));
}

#[test]
fn the_next_party_gets_a_stay_of_its_own() {
    let mut world = paid();
    let events = world.ok(&visitor(0x71), answering(0x999, 0x220, Some(false)));
    assert!(world.session(SESSION).is_closed());
    assert_eq!((world.session(0x999).covers, world.session(0x999).guests.len()), (3, 1));
    let newcomer = phone(&world, 0x999, 0x220);
    assert!(!events.iter().any(|e| e.session() == Some(id(SESSION)) && hears(&newcomer, e)), "{events:?}");
    let mut line = add(0x404, PASTA, 1);
    if let Command::Party(PartyCommand::AddLine { session, .. }) = &mut line {
        *session = id(0x999);
    }
    world.ok(&newcomer, line);
    world.ok(
        &newcomer,
        Command::Party(PartyCommand::SendOrder { session: id(0x999), order: id(0x301), scope: SendScope::Table, expected: None }),
    );
    let totals = |session| world.session(session).totals().total;
    assert_eq!((totals(SESSION), totals(0x999)), (8_800, 1_250), "nothing lands on the old bill");
}

#[test]
fn a_paid_party_with_something_open_is_not_pushed_out() {
    // Paid before it was served, or something chosen and not sent: the next party waits, and the waiter is told why.
    let mut unserved = eighty_eight();
    unserved.ok(&waiter(), pay(0x601, 8_800));
    let mut unsent = paid();
    unsent.ok(&anna(), add(0x404, PASTA, 1));
    let mut calling = paid();
    calling
        .ok(&anna(), Command::Party(PartyCommand::CallWaiter { session: id(SESSION), call: id(0x701), kind: CallKind::Water }));
    for mut world in [unserved, unsent, calling] {
        world.ok(&visitor(0x71), answering(0x999, 0x220, Some(false)));
        assert!(!world.session(SESSION).is_closed());
        assert_eq!(standing(&world, SESSION, 0x220), Standing::NewParty);
        let queues = Queues::of(world.sessions.values());
        assert_eq!(queues.approvals.iter().map(|a| a.why).collect::<Vec<_>>(), [WhyWaiting::NewParty]);
        let approve = Command::Party(PartyCommand::Approve { session: id(SESSION), guest: Some(id(0x220)) });
        assert_eq!(world.no(&waiter(), approve), Rejection::TableNotCleared, "never onto the old bill");
    }
}

#[test]
fn a_party_that_orders_again_is_joined_as_before() {
    let mut world = paid();
    world.ok(&anna(), add(0x404, PASTA, 1));
    world.ok(&anna(), send(0x301));
    world.ok(&visitor(0x71), answering(0x999, 0x220, None));
    assert_eq!(standing(&world, SESSION, 0x220), Standing::Seated);
}

#[test]
fn each_phone_is_let_in_by_itself_where_staff_approve() {
    let mut world = World::with_policy(SeatingPolicy::StaffApproves);
    world.ok(&visitor(0x71), scan(0x71, SESSION, ANNA));
    world.ok(&visitor(0x71), scan(0x71, 0x999, BEN));
    let approve = |guest: u128| Command::Party(PartyCommand::Approve { session: id(SESSION), guest: Some(id(guest)) });
    let decline = |guest: u128| Command::Party(PartyCommand::Decline { session: id(SESSION), guest: Some(id(guest)) });
    assert_eq!(Queues::of(world.sessions.values()).approvals.len(), 2);
    world.ok(&waiter(), approve(ANNA));
    assert_eq!((standing(&world, SESSION, ANNA), standing(&world, SESSION, BEN)), (Standing::Seated, Standing::Waiting));
    world.ok(&anna(), add(0x401, PASTA, 1));
    assert_eq!(world.no(&phone(&world, SESSION, BEN), add(0x402, PASTA, 1)), Rejection::AwaitingApproval);
    world.ok(&visitor(0x71), scan(0x71, 0x999, 0x203));
    assert_eq!(standing(&world, SESSION, 0x203), Standing::Waiting, "after the first was let in, too");
    world.ok(&waiter(), decline(0x203));
    assert_eq!(world.no(&waiter(), approve(0x203)), Rejection::NotAwaitingApproval);
    assert_eq!(world.no(&phone(&world, SESSION, 0x203), add(0x403, PASTA, 1)), Rejection::NotAllowed);
    assert_eq!(world.session(SESSION).seated().count(), 1);
}

#[test]
fn a_party_of_which_everybody_was_turned_away_has_no_table() {
    let mut world = World::with_policy(SeatingPolicy::StaffApproves);
    world.ok(&visitor(0x71), scan(0x71, SESSION, ANNA));
    world.ok(&visitor(0x71), scan(0x71, 0x999, BEN));
    world.ok(&waiter(), Command::Party(PartyCommand::Decline { session: id(SESSION), guest: Some(id(ANNA)) }));
    assert!(!world.session(SESSION).is_closed());
    world.ok(&waiter(), Command::Party(PartyCommand::Decline { session: id(SESSION), guest: Some(id(BEN)) }));
    assert!(world.session(SESSION).is_closed());
}

#[test]
fn a_phone_is_taken_off_the_table_with_what_it_has_not_sent() {
    let mut world = seated();
    let ben = guest(SESSION, BEN);
    world.ok(&ben, add(0x401, PASTA, 1));
    world.ok(&ben, send(0x300));
    world.ok(&ben, add(0x402, PASTA, 2));
    world.ok(&anna(), add(0x403, SPRITZ, 1));
    let remove = || Command::Party(PartyCommand::RemoveGuest { session: id(SESSION), guest: id(BEN) });
    assert_eq!(world.no(&anna(), remove()), Rejection::NotAllowed);
    let events = world.ok(&waiter(), remove());
    assert!(events.iter().any(|e| rooms(e).contains(&Room::Guest(id(BEN)))));
    let session = world.session(SESSION);
    assert_eq!(session.cart.iter().map(|l| l.id).collect::<Vec<_>>(), [id(0x403)]);
    assert_eq!((session.orders.len(), session.totals().total), (1, 1_250), "what was sent stays");
    assert_eq!(session.guest(id(BEN)).expect("known").name, PersonName::Number(2), "and the bill knows whose it was");
    assert_eq!(world.no(&ben, add(0x404, PASTA, 1)), Rejection::NotAllowed);
    assert_eq!(world.no(&waiter(), remove()), Rejection::UnknownGuest);
}

#[test]
fn forty_phones_taken_off_the_table_make_room() {
    let mut world = seated();
    for n in 0..38 {
        world.ok(&visitor(0x71), scan(0x71, 0x999, 0x2000 + n));
    }
    assert_eq!(world.no(&visitor(0x71), scan(0x71, 0x999, 0x3000)), Rejection::TableFull { max: 40 });
    world.ok(&waiter(), Command::Party(PartyCommand::RemoveGuest { session: id(SESSION), guest: id(0x2000) }));
    world.ok(&visitor(0x71), scan(0x71, 0x999, 0x3000));
}

#[test]
fn one_guests_calls_leave_the_others_theirs() {
    let mut world = seated();
    let ben = guest(SESSION, BEN);
    let call =
        |n: u128| Command::Party(PartyCommand::CallWaiter { session: id(SESSION), call: id(0x7000 + n), kind: CallKind::Waiter });
    for n in 0..20 {
        world.ok(&ben, call(n));
        world.ok(&waiter(), Command::Party(PartyCommand::AcknowledgeCall { session: id(SESSION), call: id(0x7000 + n) }));
    }
    assert_eq!(world.no(&ben, call(20)), Rejection::TooMany { what: Limit::GuestCalls, max: 20 });
    world.ok(&anna(), call(21));
}

#[test]
fn a_large_order_that_nobody_has_seen_needs_a_waiter() {
    let mut world = seated();
    world.store.unseen = UnseenLimit { portions: Some(50), total: Some(50_000) };
    world.ok(&anna(), add(0x401, PASTA, 30));
    world.ok(&anna(), send(0x300));
    // Neither in one go nor little by little.
    world.ok(&guest(SESSION, BEN), add(0x402, PASTA, 21));
    let needs = Rejection::NeedsWaiter { portions: Some(50), total: Some(50_000), currency: Currency::EUR };
    let mine = |order: u128| {
        Command::Party(PartyCommand::SendOrder { session: id(SESSION), order: id(order), scope: SendScope::Mine, expected: None })
    };
    assert_eq!(world.no(&guest(SESSION, BEN), mine(0x301)), needs);
    world.ok(&waiter(), send(0x301));
    // Once the kitchen has seen what was sent, guests go on by themselves.
    world.ok(
        &cook(),
        Command::Kitchen(KitchenCommand::AcknowledgeTicket { session: id(SESSION), ticket: World::ticket(0x300, KITCHEN) }),
    );
    world.ok(
        &cook(),
        Command::Kitchen(KitchenCommand::AcknowledgeTicket { session: id(SESSION), ticket: World::ticket(0x301, KITCHEN) }),
    );
    world.ok(&anna(), add(0x403, PASTA, 3));
    world.ok(&anna(), send(0x302));

    // 21 steaks are 504.00.
    world.ok(&anna(), add_with(0x404, STEAK, 21, &[RARE]));
    assert_eq!(world.no(&anna(), send(0x303)), needs);
}

#[test]
fn a_cancellation_taken_back_does_not_pass_the_limit() {
    let mut world = seated();
    world.store.unseen = UnseenLimit { portions: Some(50), total: None };
    for (line, order) in [(0x401, 0x300), (0x402, 0x301)] {
        world.ok(&anna(), add(line, PASTA, 40));
        world.ok(&anna(), send(order));
        if line == 0x401 {
            world.ok(
                &anna(),
                Command::Party(PartyCommand::CancelItem { session: id(SESSION), item: id(line), reason: String::new() }),
            );
        }
    }
    let undo = || Command::Party(PartyCommand::UndoCancel { session: id(SESSION), item: id(0x401) });
    let needs = Rejection::NeedsWaiter { portions: Some(50), total: None, currency: Currency::EUR };
    assert_eq!(world.no(&anna(), undo()), needs);
}

#[test]
fn a_rotated_code_says_who_did_it_and_not_what_it_is() {
    let mut world = seated();
    let rotate = || Command::Shop(ShopCommand::RotateTableToken { table: id(0x71) });
    assert_eq!(world.no(&anna(), rotate()), Rejection::NotAllowed);
    assert_eq!(world.no(&visitor(0x71), rotate()), Rejection::NotAllowed);
    assert_eq!(world.no(&waiter(), Command::Shop(ShopCommand::RotateTableToken { table: id(0x79) })), Rejection::UnknownTable);
    let before = world.session(SESSION).clone();
    let events = world.ok(&waiter(), rotate());
    assert!(
        matches!(events.as_slice(), [Event::Shop(ShopEvent::TableTokenRotated { by, .. })] if by.name.given() == Some("Person1")),
        "{events:?}"
    );
    assert_eq!(world.session(SESSION), &before, "who sits there stays");
}
