//! Random evenings: whatever people tap, in whatever order, the log and the tables tell the same story.

use comanda::actor::{GuestActor, Role};
use comanda::backend::Fault;
use comanda::ids::{GuestId, ItemId, OptionId, ProductId, SessionId, TicketId};
use comanda::party::{CallKind, ItemStatus, Method, OpenThings, Session};
use comanda::party::{NewLine, NewPayment, SendScope};
use comanda::shop::menu::{
    Allergen, Availability, Category, CategoryChanges, Choice as DishChoice, GroupChanges, Menu, MenuEdit, ModifierGroup,
    Product, ProductChanges, StationChanges, TaxClass, TaxClassChanges,
};
use comanda::shop::{SeatingPolicy, ServiceCharge, Station, Store, StoreChanges, UnseenLimit};
use comanda::tax::RateBps;
use comanda::{Actor, Command, KitchenCommand, Money, PartyCommand, ShopCommand};
use engine::ids::fresh;
use engine::storage::{Db, log, menu, sessions, stores};
use futures::future::join_all;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use std::collections::BTreeMap;
use std::sync::Arc;
use testkit::databases;
use testkit::house::{EVENING, House, Told};
use uuid::Uuid;

/// Evenings on each database; `COMANDA_TIMES` says how often as many.
const EVENINGS: u32 = 200;

/// One tap, as numbers: what to do, and which of the things that exist to do it to.
#[derive(Debug, Clone)]
struct Tap {
    what: u8,
    /// Mostly whose trade it is; else anybody.
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
    let tap = (0_u8..64, any::<u8>(), any::<u16>(), any::<u16>(), any::<u16>(), 0_u8..16, 0_i64..4_000)
        .prop_map(|(what, who, which, other, amount, real, pause)| Tap { what, who, which, other, amount, real, pause });
    proptest::collection::vec(tap, 1..80)
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
    let times = std::env::var("COMANDA_TIMES").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    let config = Config { cases: EVENINGS * times, failure_persistence: None, max_shrink_iters: 400, ..Config::default() };
    TestRunner::new(config)
        .run(&taps(), |evening| runtime.block_on(live(scratch.db.clone(), evening)))
        .unwrap_or_else(|failure| panic!("{failure}"));
}

async fn live(db: Db, evening: Vec<Tap>) -> Result<(), TestCaseError> {
    let house = House::open(db).await;
    let store = house.tiny.store;
    let mut told =
        Told { store, sessions: BTreeMap::new(), menu: house.tiny.menu.clone(), settings: house.tiny.restaurant.store.clone() };
    let (mut now, mut seq) = (EVENING, 0);
    // Taps come alone or several at once, so that groups of one and of several are written.
    let mut left = &evening[..];
    while let Some(first) = left.first() {
        let (burst, rest) = left.split_at(usize::from(first.which % 5 + 1).min(left.len()));
        left = rest;
        now = now.plus(first.pause);
        house.clock.set(now);
        let commands: Vec<_> = burst.iter().map(|tap| plan(&house, &told, tap)).collect();
        let answers = join_all(commands.iter().map(|(actor, command)| house.submit(actor, command.clone()))).await;
        let news = log::read_after(&house.db, store, seq, 1_000).await.expect("a log");
        let mut reach = seq;
        for ((_, command), answer) in commands.iter().zip(&answers) {
            match answer {
                // One after the other, in the order of the taps.
                Ok(outcome) => {
                    reach += i64::from(outcome.events);
                    prop_assert_eq!(outcome.seq, reach, "{:?}", command);
                }
                Err(Fault::Rejected { .. }) => {}
                Err(other) => prop_assert!(false, "{:?} met {:?}", command, other),
            }
        }
        prop_assert_eq!(seq + i64::try_from(news.len()).expect("a count"), reach, "a refused command left events");
        for (expected, event) in (seq + 1..).zip(&news) {
            prop_assert_eq!(event.seq, expected);
            told.hear(event);
        }
        seq = reach;
        // The sessions that were spoken of, at once; all of them at the end.
        for ((_, command), answer) in commands.iter().zip(&answers) {
            let named = answer.as_ref().ok().and_then(|outcome| outcome.session).or(command.session());
            if let Some(id) = named {
                let stored = sessions::load(&house.db, store, id).await.expect("readable");
                prop_assert_eq!(stored.as_ref(), told.sessions.get(&id), "after {:?}", commands);
            }
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
    let tables: std::collections::BTreeSet<_> = open.iter().map(Session::table).collect();
    prop_assert_eq!(tables.len(), open.len(), "one party a table");
    prop_assert_eq!(menu::find(&house.db, store).await.expect("readable"), told.menu);
    prop_assert_eq!(stores::find(&house.db, store).await.expect("readable").map(|one| one.store), Some(told.settings));
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

/// What a tap may name: the things of one session, real or not.
struct Choice<'a> {
    session: SessionId,
    party: Option<&'a Session>,
    /// Stands for what does not exist.
    nothing: Uuid,
    tap: &'a Tap,
}

impl Choice<'_> {
    fn one<T: Copy + From<Uuid>>(&self, list: impl FnOnce(&Session) -> Vec<T>) -> T {
        let list = self.party.map(list).unwrap_or_default();
        pick(&list, self.tap.other).copied().unwrap_or_else(|| self.nothing.into())
    }
    fn guest(&self) -> GuestId {
        self.one(|s| s.guests.iter().map(|g| g.id).collect())
    }
    fn line(&self) -> ItemId {
        self.one(|s| s.cart.iter().map(|l| l.id).collect())
    }
    fn item(&self) -> ItemId {
        self.one(|s| s.items().map(|i| i.id).collect())
    }
    /// The one that came last: there are only seconds to take something back.
    fn item_that(&self, status: ItemStatus) -> ItemId {
        self.one(|s| s.items().filter(|i| i.status == status).map(|i| i.id).last().into_iter().collect())
    }
    fn ticket(&self, bumped: bool) -> TicketId {
        let any = self.tap.real == 1;
        self.one(|s| {
            let tickets = s.orders.iter().flat_map(|o| &o.tickets);
            tickets.filter(|t| any || t.bumped_at.is_some() == bumped).map(|t| t.id).collect()
        })
    }
}

/// Turns a tap into a command about what exists (or, now and then, does not).
fn plan(house: &House, told: &Told, tap: &Tap) -> (Actor, Command) {
    let tiny = &house.tiny;
    let real = tap.real != 0;
    let nothing = Uuid::from_u128(u128::from(tap.which));
    // Mostly somebody who is here; sometimes a party that has left.
    let here: Vec<&Session> = told.sessions.values().filter(|s| !s.is_closed() || tap.other.is_multiple_of(12)).collect();
    let party = pick(&here, tap.which).copied().filter(|_| real);
    let session = party.map_or(SessionId(nothing), |s| s.id);
    let at = Choice { session, party, nothing, tap };
    let table = if real { tiny.table(usize::from(tap.which) % 2) } else { nothing.into() };
    let command = match tap.what {
        // An empty house wants guests.
        _ if party.is_none() && real => Command::Party(PartyCommand::Scan {
            table,
            session: fresh(),
            guest: fresh(),
            code: None,
            covers: None,
            with_paid: None,
        }),
        0 => Command::Party(PartyCommand::SeatParty { table, session: fresh(), covers: u32::from(tap.amount % 9) }),
        1 => Command::Party(PartyCommand::SeatParty { table, session, covers: 2 }),
        2 => {
            let with_paid = [None, Some(true), Some(false)][usize::from(tap.amount % 3)];
            Command::Party(PartyCommand::Scan { table, session: fresh(), guest: fresh(), code: None, covers: None, with_paid })
        }
        3 => Command::Party(PartyCommand::Approve { session, guest: None }),
        4 if tap.amount % 5 == 1 => Command::Party(PartyCommand::RemoveGuest { session, guest: at.guest() }),
        4 if tap.amount % 5 == 2 => Command::Shop(ShopCommand::RotateTableToken { table }),
        4 if tap.amount % 5 == 3 => {
            let left = told.sessions.values().filter(|s| s.is_closed()).max_by_key(|s| s.closed_at);
            Command::Party(PartyCommand::ReopenSession { session: left.map_or(session, |s| s.id) })
        }
        4 if tap.amount % 15 == 4 => {
            let changes = Box::new(StoreChanges::between(&told.settings, &resettled(&told.settings, tap)));
            Command::Shop(ShopCommand::EditStore { changes })
        }
        4 if tap.amount % 5 == 4 => Command::Shop(ShopCommand::EditMenu { edits: edits(&told.menu, tap) }),
        4 => Command::Party(PartyCommand::SetCovers { session, covers: u32::from(tap.amount % 12) }),
        5 => {
            let product = product(house, tap);
            let portions = tap.amount.is_multiple_of(3).then_some(u32::from(tap.amount % 16));
            Command::Shop(match tap.amount % 8 {
                0 => ShopCommand::EightySix { product, until: Some(EVENING.plus(100_000)) },
                1 | 2 => ShopCommand::BringBack { product, portions },
                _ => ShopCommand::CountPortions { product, portions },
            })
        }
        6..=29 => at_the_table(house, &at),
        30..=47 => in_the_kitchen(&at),
        48..=62 => money(house, &at),
        _ => Command::Party(PartyCommand::CloseSession {
            session,
            write_off: tap.amount.is_multiple_of(3).then(|| "gone".into()),
            despite: OpenThings::ALL,
        }),
    };
    let guest = Actor::Guest(GuestActor { session, guest: at.guest(), name: "?".into(), waiting: false });
    let actor = match (&command, tap.who % 16) {
        (Command::Party(PartyCommand::Scan { table, .. }), _) => Actor::Visitor { table: *table },
        (_, 0) => guest,
        (_, 1) => house.staff(Role::Kitchen),
        (_, 2) => house.staff(Role::Waiter),
        (_, 3) => house.staff(Role::Counter),
        _ if matches!(tap.what, 6..=29) && tap.who.is_multiple_of(2) => guest,
        _ => house.staff(Role::Manager),
    };
    (actor, command)
}

/// Other settings.
fn resettled(settings: &Store, tap: &Tap) -> Store {
    let mut after = settings.clone();
    let number = i64::from(tap.other % 40);
    match tap.which % 8 {
        0 => after.name = format!(" Tiny \u{202e}{number}"),
        1 => (after.tagline, after.address) = (format!("No. {number}"), "Via Roma 1".into()),
        2 => after.time_zone = ["Asia/Tokyo", "Europe/Rome", "Atlantis/Centre"][usize::from(tap.other) % 3].into(),
        3 => after.day_ends_hour = number,
        4 => after.service = ServiceCharge { bps: number * 400, from_covers: 4, rate: Some(RateBps(number)) },
        5 => after.unseen = UnseenLimit { portions: (number % 2 == 0).then_some(60), total: Some(number * 10_000) },
        6 => after.locale = ["it", "ar", "?"][usize::from(tap.other) % 3].into(),
        _ => after.seating = SeatingPolicy::OpenByScan,
    }
    after
}

/// One or two edits of what the menu holds, or of something added to it.
fn edits(menu: &Menu, tap: &Tap) -> Vec<MenuEdit> {
    let dishes: Vec<_> = menu.products.iter().chain(&menu.archived).collect();
    let Some(dish) = pick(&dishes, tap.which) else { return Vec::new() };
    let number = i64::from(tap.amount / 5);
    let mut after = Product::clone(dish);
    match tap.other % 8 {
        0 => after.archived = !dish.archived,
        1 => after.position = number % 4_000,
        2 => (after.name, after.allergens) = (format!("{number} \t{}", menu.currency.code()), vec![Allergen::Milk]),
        3 => after.groups.clear(),
        4 => after.picture = (number % 2 == 0).then(|| "tiramisu".to_owned()),
        _ => after.price = number - 20,
    }
    let mut edits = vec![MenuEdit::EditProduct { id: dish.id, changes: Box::new(ProductChanges::between(dish, &after)) }];
    let fresh_dish = || Arc::new(Product { id: fresh(), availability: Availability::default(), ..after.clone() });
    match (tap.other / 8) % 8 {
        0 => edits = vec![MenuEdit::AddProduct { product: fresh_dish() }],
        1 => {
            let category =
                Category { id: fresh(), name: number.to_string(), hint: String::new(), position: number, archived: false };
            edits.push(MenuEdit::AddCategory { category });
        }
        2 => {
            let Some(before) = pick(&menu.categories, tap.which) else { return edits };
            let after =
                Category { name: format!("No. {number}"), position: -number, archived: number % 3 == 0, ..before.clone() };
            edits.push(MenuEdit::EditCategory { id: before.id, changes: CategoryChanges::between(before, &after) });
        }
        3 => {
            let Some(before) = pick(&menu.groups, tap.which) else { return edits };
            let mut after = ModifierGroup { min: u32::from(tap.amount % 3), max: 2, ..before.clone() };
            after.options.rotate_left(1);
            edits.push(MenuEdit::EditGroup { id: before.id, changes: GroupChanges::between(before, &after) });
        }
        4 => {
            let Some(before) = pick(&menu.groups, tap.which) else { return edits };
            let options = before.options.iter().map(|one| DishChoice { id: fresh(), default: false, ..one.clone() }).collect();
            edits.push(MenuEdit::AddGroup { group: ModifierGroup { id: fresh(), min: 0, options, ..before.clone() } });
        }
        5 => {
            let Some(before) = pick(&menu.stations, tap.which) else { return edits };
            let after = Station { late_minutes: number, ..before.clone() };
            edits.push(MenuEdit::EditStation { id: before.id, changes: StationChanges::between(before, &after) });
            edits.push(MenuEdit::AddStation { station: Station { id: fresh(), ..before.clone() } });
        }
        6 => {
            let Some(before) = pick(&menu.tax_classes, tap.which) else { return edits };
            let mut after = before.clone();
            after.rates.takeaway = RateBps(number);
            edits.push(MenuEdit::EditTaxClass { id: before.id, changes: TaxClassChanges::between(before, &after) });
            edits.push(MenuEdit::AddTaxClass { class: TaxClass { id: fresh(), ..before.clone() } });
        }
        _ => {}
    }
    edits
}

fn product(house: &House, tap: &Tap) -> ProductId {
    let tiny = &house.tiny;
    if tap.real == 1 { ProductId(Uuid::from_u128(1)) } else { [tiny.bread, tiny.steak, tiny.beer][usize::from(tap.other) % 3] }
}

/// Mostly what the product asks for; else anything.
fn options(house: &House, tap: &Tap, product: ProductId) -> Vec<OptionId> {
    let tiny = &house.tiny;
    match tap.amount % 11 {
        0 => vec![tiny.rare, tiny.well_done],
        1 => vec![tiny.pepper_sauce],
        2 => vec![],
        n if product == tiny.steak && n % 2 == 0 => vec![tiny.well_done, tiny.pepper_sauce],
        _ if product == tiny.steak => vec![tiny.rare],
        _ => vec![],
    }
}

fn at_the_table(house: &House, at: &Choice<'_>) -> Command {
    let (tap, session) = (at.tap, at.session);
    let product = product(house, tap);
    let note = (tap.amount % 7 == 0).then(|| "no salt, “please”\n".to_owned());
    let quantity = u32::from(tap.amount % 4) + u32::from(tap.real != 2);
    match tap.what {
        6 => Command::Party(PartyCommand::NameGuest {
            session,
            guest: at.guest(),
            name: ["Ada", "", " Bo  Li ", "x"][usize::from(tap.amount % 4)].into(),
        }),
        10 | 11 => {
            let line = at.line();
            let product = at.party.and_then(|s| s.line(line)).map_or(product, |l| l.product);
            Command::Party(PartyCommand::ChangeLine { session, line, quantity, options: options(house, tap, product), note })
        }
        12 => Command::Party(PartyCommand::RemoveLine { session, line: at.line() }),
        13 => {
            let kind = [CallKind::Waiter, CallKind::Water, CallKind::Bill][usize::from(tap.amount % 3)];
            Command::Party(PartyCommand::CallWaiter { session, call: fresh(), kind })
        }
        14..=19 => {
            let scope = if tap.amount % 3 == 0 { SendScope::Mine } else { SendScope::Table };
            Command::Party(PartyCommand::SendOrder {
                session,
                order: fresh(),
                scope,
                expected: (tap.amount % 11 == 0).then_some(300),
            })
        }
        21 | 22 => {
            let line = |id| NewLine { id, product, options: options(house, tap, product), quantity, note: None, for_guest: None };
            let first = if tap.amount % 13 == 0 { at.line() } else { fresh() };
            Command::Party(PartyCommand::PlaceOrder {
                session,
                order: fresh(),
                lines: vec![line(first), line(fresh())],
                expected: None,
            })
        }
        7 | 20 => Command::Party(PartyCommand::CancelItem { session, item: at.item(), reason: "changed my mind".into() }),
        8 | 9 => Command::Party(PartyCommand::UndoCancel { session, item: at.item_that(ItemStatus::Cancelled) }),
        _ => Command::Party(PartyCommand::AddLine {
            session,
            line: NewLine {
                // Now and then a line's id that exists, somewhere.
                id: if tap.amount % 13 == 0 { at.line() } else { fresh() },
                product,
                options: options(house, tap, product),
                quantity,
                note,
                for_guest: (tap.who % 5 == 0).then(|| at.guest()),
            },
        }),
    }
}

fn in_the_kitchen(at: &Choice<'_>) -> Command {
    let (tap, session) = (at.tap, at.session);
    let some = (tap.amount % 3 == 0).then(|| vec![at.item()]);
    match tap.what {
        30..=32 => Command::Kitchen(KitchenCommand::AcknowledgeTicket { session, ticket: at.ticket(false) }),
        33..=35 => Command::Kitchen(KitchenCommand::StartTicket { session, ticket: at.ticket(false), items: some }),
        36..=38 => Command::Kitchen(KitchenCommand::ReadyTicket { session, ticket: at.ticket(false), items: some }),
        39 | 40 => Command::Kitchen(KitchenCommand::BumpTicket { session, ticket: at.ticket(false) }),
        41..=43 => Command::Kitchen(KitchenCommand::UndoBump { session, ticket: at.ticket(true) }),
        46 => Command::Party(PartyCommand::UndoServe { session, items: vec![at.item_that(ItemStatus::Served)] }),
        44 => Command::Kitchen(KitchenCommand::RecallTicket { session, ticket: at.ticket(true) }),
        _ => Command::Party(PartyCommand::Serve { session, items: vec![at.item()] }),
    }
}

fn money(house: &House, at: &Choice<'_>) -> Command {
    let (tap, session) = (at.tap, at.session);
    let remaining = at.party.map_or(0, |s| s.totals().remaining);
    match tap.what {
        48 if tap.amount % 2 == 0 => {
            Command::Party(PartyCommand::ResolveCall { session, call: at.one(|s| s.calls.iter().map(|c| c.id).collect()) })
        }
        49 if tap.amount % 4 == 0 => {
            Command::Party(PartyCommand::ReopenCall { session, call: at.one(|s| s.calls.iter().map(|c| c.id).collect()) })
        }
        54 | 55 => Command::Party(PartyCommand::VoidPayment {
            session,
            payment: at.one(|s| s.legs.iter().rev().take(1).map(|leg| leg.id).collect()),
            reason: (tap.amount % 2 == 0).then(|| "typed twice".into()),
        }),
        48..=50 => {
            Command::Party(PartyCommand::AcknowledgeCall { session, call: at.one(|s| s.open_calls().map(|c| c.id).collect()) })
        }
        51 | 52 => Command::Party(PartyCommand::RequestBill { session, call: fresh() }),
        53 if tap.amount % 2 == 0 => {
            Command::Party(PartyCommand::CloseSession { session, write_off: None, despite: OpenThings::ALL })
        }
        56 => {
            let part = u32::from(tap.amount % 3) + 2;
            let amount = Money::new(at.party.map_or(0, |s| s.part(part).1), house.tiny.menu.currency);
            let payment = NewPayment {
                id: fresh(),
                method: Method::Terminal,
                amount,
                tip: 0,
                tendered: None,
                expected: Some(remaining),
                part: Some(part),
            };
            Command::Party(PartyCommand::RecordPayment { session, payment })
        }
        _ => Command::Party(PartyCommand::RecordPayment {
            session,
            payment: NewPayment {
                id: fresh(),
                method: if tap.amount % 2 == 0 { Method::Cash } else { Method::Terminal },
                // All of it, a part, or an amount that makes no sense.
                amount: Money::new(
                    [remaining, remaining / 2, i64::from(tap.amount) - 300][usize::from(tap.amount % 3)],
                    house.tiny.menu.currency,
                ),
                tip: i64::from(tap.other % 300),
                tendered: (tap.amount % 5 == 0).then_some(50_000),
                expected: (tap.amount % 2 == 0).then_some(remaining),
                part: None,
            },
        }),
    }
}

fn pick<T>(list: &[T], which: u16) -> Option<&T> {
    (!list.is_empty()).then(|| &list[usize::from(which) % list.len()])
}
