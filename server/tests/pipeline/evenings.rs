//! Random evenings: whatever people tap, in whatever order, the log and the tables tell the same story.

use super::common::databases;
use super::common::house::{EVENING, House, Told};
use comanda::actor::Role;
use comanda::backend::Fault;
use comanda::command::{NewLine, NewPayment, SendScope};
use comanda::ids::{GuestId, ItemId, OptionId, ProductId, SessionId, TicketId};
use comanda::session::{CallKind, Method, Session};
use comanda::{Actor, Command, Money};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use server::ids::fresh;
use server::store::{Db, log, menu, sessions};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Evenings on each database.
const EVENINGS: u32 = 200;

/// One tap, as numbers: what to do, and which of the things that exist to do it to.
#[derive(Debug, Clone)]
struct Tap {
    what: u8,
    who: u8,
    which: u16,
    other: u16,
    amount: u16,
    /// 0: the thing named does not exist.
    real: u8,
    /// Milliseconds since the tap before.
    pause: i64,
}

fn taps() -> impl Strategy<Value = Vec<Tap>> {
    let tap = (0_u8..32, any::<u8>(), any::<u16>(), any::<u16>(), any::<u16>(), 0_u8..12, 0_i64..20_000)
        .prop_map(|(what, who, which, other, amount, real, pause)| Tap { what, who, which, other, amount, real, pause });
    proptest::collection::vec(tap, 1..40)
}

#[test]
fn on_sqlite_the_log_folds_to_what_the_tables_say() {
    run(async { databases::sqlite().await });
}

#[test]
fn on_postgres_the_log_folds_to_what_the_tables_say() {
    run(async { databases::postgres().await });
}

fn run(open: impl Future<Output = databases::Scratch>) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    let scratch = runtime.block_on(open);
    let config = Config { cases: EVENINGS, failure_persistence: None, max_shrink_iters: 400, ..Config::default() };
    TestRunner::new(config)
        .run(&taps(), |evening| runtime.block_on(live(scratch.db.clone(), evening)))
        .unwrap_or_else(|failure| panic!("{failure}"));
}

async fn live(db: Db, evening: Vec<Tap>) -> Result<(), TestCaseError> {
    let house = House::open(db).await;
    let store = house.tiny.store;
    let mut told = Told { store, sessions: BTreeMap::new(), menu: house.tiny.menu.clone() };
    let (mut now, mut seq) = (EVENING, 0);
    for tap in evening {
        now = now.plus(tap.pause);
        house.clock.set(now);
        let (actor, command) = plan(&house, &told, &tap);
        let named = command.session();
        let answer = house.submit(&actor, command.clone()).await;
        let news = log::read_after(&house.db, store, seq, 1_000).await.expect("a log");
        match &answer {
            Ok(outcome) => {
                prop_assert_eq!(usize::try_from(outcome.events).expect("a count"), news.len());
                prop_assert_eq!(outcome.seq, seq + i64::from(outcome.events));
            }
            Err(Fault::Rejected { .. }) => prop_assert!(news.is_empty(), "{:?} was refused and left events", command),
            Err(other) => prop_assert!(false, "{:?} met {:?}", command, other),
        }
        for (expected, event) in (seq + 1..).zip(&news) {
            prop_assert_eq!(event.seq, expected);
            told.hear(event);
        }
        seq += i64::try_from(news.len()).expect("a count");
        // The session that was spoken of, at once; all of them at the end.
        if let Some(id) = answer.ok().and_then(|o| o.session).or(named) {
            let stored = sessions::load(&house.db, store, id).await.expect("readable");
            prop_assert_eq!(stored.as_ref(), told.sessions.get(&id), "after {:?}", command);
        }
    }
    for (id, session) in &told.sessions {
        let stored = sessions::load(&house.db, store, *id).await.expect("readable");
        prop_assert_eq!(stored.as_ref(), Some(session));
        conserves(session)?;
    }
    let open = sessions::load_open(&house.db, store).await.expect("readable");
    let expected = told.sessions.values().filter(|s| !s.is_closed()).count();
    prop_assert_eq!(open.len(), expected);
    let tables: std::collections::BTreeSet<_> = open.iter().map(|s| s.table).collect();
    prop_assert_eq!(tables.len(), open.len(), "one party a table");
    prop_assert_eq!(menu::find(&house.db, store).await.expect("readable"), told.menu);
    Ok(())
}

/// Money neither appears nor vanishes.
fn conserves(session: &Session) -> Result<(), TestCaseError> {
    let bill = session.bill();
    let totals = bill.totals;
    prop_assert_eq!(bill.lines.iter().map(|l| l.total).sum::<i64>(), totals.items);
    prop_assert_eq!(bill.shares.iter().map(|s| s.total).sum::<i64>(), totals.items);
    prop_assert_eq!(totals.items + totals.service, totals.total);
    prop_assert_eq!(totals.paid + totals.remaining, totals.total);
    prop_assert!(session.legs.iter().all(|leg| leg.amount > 0));
    Ok(())
}

/// Turns a tap into a command about what exists (or, now and then, does not).
fn plan(house: &House, told: &Told, tap: &Tap) -> (Actor, Command) {
    let tiny = &house.tiny;
    let real = tap.real != 0;
    let nothing = Uuid::from_u128(u128::from(tap.which));
    // Mostly somebody who is here; sometimes a party that has left.
    let here: Vec<&Session> = told.sessions.values().filter(|s| !s.is_closed() || tap.other % 9 == 0).collect();
    let session = pick(&here, tap.which).copied();
    let session_id = session.filter(|_| real).map_or(SessionId(nothing), |s| s.id);
    let guests: Vec<GuestId> = session.map(|s| s.guests.iter().map(|g| g.id).collect()).unwrap_or_default();
    let lines: Vec<ItemId> = session.map(|s| s.cart.iter().map(|l| l.id).collect()).unwrap_or_default();
    let items: Vec<ItemId> = session.map(|s| s.items().map(|i| i.id).collect()).unwrap_or_default();
    let tickets: Vec<TicketId> =
        session.map(|s| s.orders.iter().flat_map(|o| o.tickets.iter().map(|t| t.id)).collect()).unwrap_or_default();
    let calls: Vec<_> = session.map(|s| s.calls.iter().map(|c| c.id).collect()).unwrap_or_default();
    let products = [tiny.bread, tiny.steak, tiny.beer];
    let product = if real { products[usize::from(tap.other) % 3] } else { ProductId(nothing) };
    let options: Vec<OptionId> = match tap.amount % 5 {
        0 => vec![],
        1 => vec![tiny.well_done],
        2 => vec![tiny.rare, tiny.well_done],
        3 => vec![tiny.rare, tiny.pepper_sauce],
        _ if product == tiny.steak => vec![tiny.rare],
        _ => vec![],
    };
    let guest = pick(&guests, tap.other).copied().unwrap_or(GuestId(nothing));
    let line = pick(&lines, tap.other).copied().unwrap_or(ItemId(nothing));
    let ticket = pick(&tickets, tap.other).copied().unwrap_or(TicketId(nothing));
    let some_items = pick(&items, tap.other).map(|item| vec![*item]);
    let table = if real { tiny.table(usize::from(tap.other) % 2) } else { nothing.into() };
    let note = (tap.amount % 7 == 0).then(|| "no salt, “please”\n".to_owned());
    let quantity = u32::from(tap.amount % 5).saturating_sub(u32::from(tap.who == 0));
    let session = session_id;
    let command = match tap.what {
        0 => Command::SeatParty { table, session: fresh(), covers: u32::from(tap.amount % 9) },
        1 => Command::SeatParty { table, session, covers: 2 },
        2 => Command::NameGuest { session, guest, name: ["Ada", "", " Bo  Li ", "x"][usize::from(tap.amount % 4)].into() },
        3 => Command::SetCovers { session, covers: u32::from(tap.amount % 12) },
        4 => Command::ChangeLine { session, line, quantity, options, note },
        5 => Command::RemoveLine { session, line },
        6..=9 => {
            let scope = if tap.amount % 2 == 0 { SendScope::Mine } else { SendScope::Table };
            Command::SendOrder { session, order: fresh(), scope, expected: (tap.amount % 11 == 0).then_some(300) }
        }
        10 => Command::AcknowledgeTicket { session, ticket },
        11 => Command::StartTicket { session, ticket, items: some_items.filter(|_| tap.amount % 2 == 0) },
        12 => Command::ReadyTicket { session, ticket, items: some_items.filter(|_| tap.amount % 2 == 0) },
        13 | 14 => Command::BumpTicket { session, ticket },
        15 => Command::UndoBump { session, ticket },
        16 => Command::RecallTicket { session, ticket },
        17 | 18 => Command::Serve { session, items: some_items.unwrap_or_default() },
        19 => Command::CancelItem {
            session,
            item: pick(&items, tap.other).copied().unwrap_or(ItemId(nothing)),
            reason: "changed my mind".into(),
        },
        20 => {
            let kind = [CallKind::Waiter, CallKind::Water, CallKind::Bill][usize::from(tap.amount % 3)];
            Command::CallWaiter { session, call: fresh(), kind }
        }
        21 => Command::AcknowledgeCall { session, call: pick(&calls, tap.other).copied().unwrap_or(nothing.into()) },
        22 => Command::RequestBill { session, call: fresh() },
        23 | 24 => Command::RecordPayment {
            session,
            payment: NewPayment {
                id: fresh(),
                method: if tap.amount % 2 == 0 { Method::Cash } else { Method::Terminal },
                amount: Money::new(i64::from(tap.amount % 3_000) - 100, tiny.menu.currency),
                tip: i64::from(tap.other % 300),
                tendered: (tap.amount % 3 == 0).then_some(5_000),
            },
        },
        25 => Command::CloseSession { session, write_off: (tap.amount % 2 == 0).then(|| "gone".into()) },
        26 => Command::SetAvailability {
            product,
            available: tap.amount % 3 != 0,
            remaining: (tap.amount % 2 == 0).then_some(u32::from(tap.amount % 9)),
            until: (tap.amount % 4 == 0).then(|| EVENING.plus(100_000)),
        },
        27 => Command::Scan { table, session: fresh(), guest: fresh(), code: None },
        28 => Command::Approve { session },
        _ => Command::AddLine {
            session,
            line: NewLine {
                // Now and then a line's id that exists, somewhere.
                id: if tap.amount % 13 == 0 { line } else { fresh() },
                product,
                options,
                quantity,
                note,
                for_guest: (tap.who % 5 == 0).then_some(guest),
            },
        },
    };
    let actor = match (&command, tap.who % 10) {
        (Command::Scan { table, .. }, 0..8) => Actor::Visitor { table: *table },
        (_, 0 | 1) => Actor::Guest { session, guest, name: "?".into() },
        (_, 2) => house.staff(Role::Kitchen),
        (_, 3) => house.staff(Role::Waiter),
        (_, 4) => house.staff(Role::Counter),
        _ => house.staff(Role::Manager),
    };
    (actor, command)
}

fn pick<T>(list: &[T], which: u16) -> Option<&T> {
    (!list.is_empty()).then(|| &list[usize::from(which) % list.len()])
}
