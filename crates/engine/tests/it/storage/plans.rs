//! How the statements of a whole evening find their rows: none walks through a table that grows.
//! The statements are not listed here: every one that was really run is listened to and asked for its plan.

use comanda::actor::Role;
use comanda::backend::{Backend, Hat};
use comanda::ids::TicketId;
use comanda::party::{CallKind, Method};
use comanda::party::{NewPayment, SendScope};
use comanda::{Actor, Command, KitchenCommand, Money, PartyCommand, ShopCommand};
use engine::ids::fresh;
use engine::storage::{commands, contacts, floor, log, sessions, tickets};
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor, Row};
use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Mutex, OnceLock};
use testkit::databases::{self, Scratch};
use testkit::house::House;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Metadata, Subscriber, span};

/// Tables that grow with every evening.
const GROWING: [&str; 12] = [
    "sessions",
    "guests",
    "cart_lines",
    "orders",
    "order_items",
    "item_steps",
    "tickets",
    "calls",
    "payment_legs",
    "contacts",
    "events",
    "commands",
];

/// Indexes that hold only what is not over yet.
const OPEN: [&str; 2] = ["tickets_on_board", "sessions_one_open"];

/// Hears every statement that runs.
struct Ear;

fn heard() -> &'static Mutex<BTreeSet<String>> {
    static HEARD: OnceLock<Mutex<BTreeSet<String>>> = OnceLock::new();
    HEARD.get_or_init(Mutex::default)
}

#[derive(Default)]
struct Statement {
    summary: String,
    whole: String,
}

impl Visit for Statement {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => value.clone_into(&mut self.summary),
            "db.statement" | "statement" => value.trim().clone_into(&mut self.whole),
            _ => {}
        }
    }
    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}

impl Subscriber for Ear {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        (metadata.target() == "sqlx::query" && *metadata.level() <= Level::DEBUG) || metadata.target() == "comanda::sql"
    }
    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn event(&self, event: &Event<'_>) {
        let mut statement = Statement::default();
        event.record(&mut statement);
        let sql = if statement.whole.is_empty() { statement.summary } else { statement.whole };
        heard().lock().expect("a memory").insert(sql);
    }
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

/// A whole evening with everything in it, and every screen looking.
async fn evening(scratch: &Scratch) {
    let house = House::open(scratch.db.clone()).await;
    let (cook, waiter, manager) = (house.staff(Role::Kitchen), house.staff(Role::Waiter), house.staff(Role::Manager));
    let phone = house.sit(0).await;
    let session = phone.session;
    let tiny = &house.tiny;
    let bread = house.add(&phone, tiny.bread, &[], 1).await.expect("a line");
    let gone = house.add(&phone, tiny.bread, &[], 1).await.expect("a line");
    house.add(&phone, tiny.beer, &[], 1).await.expect("a line");
    house.add(&phone, tiny.steak, &[tiny.rare], 1).await.expect("a line");
    let change = Command::Party(PartyCommand::ChangeLine { session, line: bread, quantity: 2, options: Vec::new(), note: None });
    let order = fresh();
    let kitchen = TicketId::of(order, tiny.kitchen);
    let bar = TicketId::of(order, tiny.bar);
    let call = fresh();
    let table = tiny.table(1);
    let pay = |minor| NewPayment {
        id: fresh(),
        method: Method::Cash,
        amount: Money::new(minor, tiny.menu.currency),
        tip: 0,
        tendered: None,
        expected: None,
        part: None,
    };
    let wrong = pay(500);
    let taken_back = wrong.id;
    let close = || {
        Command::Party(PartyCommand::CloseSession {
            session,
            write_off: Some("on the house".into()),
            despite: comanda::party::OpenThings::ALL,
        })
    };
    for (actor, command) in [
        (phone.actor(), Command::Party(PartyCommand::NameGuest { session, guest: phone.guest, name: "Ada".into() })),
        (waiter.clone(), Command::Party(PartyCommand::SetCovers { session, covers: 2 })),
        (phone.actor(), change),
        (phone.actor(), Command::Party(PartyCommand::RemoveLine { session, line: gone })),
        (phone.actor(), Command::Party(PartyCommand::SendOrder { session, order, scope: SendScope::Table, expected: None })),
        (cook.clone(), Command::Kitchen(KitchenCommand::AcknowledgeTicket { session, ticket: kitchen })),
        (cook.clone(), Command::Kitchen(KitchenCommand::StartTicket { session, ticket: kitchen, items: None })),
        (cook.clone(), Command::Kitchen(KitchenCommand::BumpTicket { session, ticket: kitchen })),
        (cook.clone(), Command::Kitchen(KitchenCommand::UndoBump { session, ticket: kitchen })),
        (cook.clone(), Command::Kitchen(KitchenCommand::BumpTicket { session, ticket: kitchen })),
        (cook.clone(), Command::Kitchen(KitchenCommand::RecallTicket { session, ticket: kitchen })),
        (cook.clone(), Command::Kitchen(KitchenCommand::BumpTicket { session, ticket: bar })),
        (waiter.clone(), Command::Party(PartyCommand::Serve { session, items: vec![bread] })),
        (phone.actor(), Command::Party(PartyCommand::CallWaiter { session, call, kind: CallKind::Water })),
        (waiter.clone(), Command::Party(PartyCommand::UndoServe { session, items: vec![bread] })),
        (waiter.clone(), Command::Party(PartyCommand::AcknowledgeCall { session, call })),
        (waiter.clone(), Command::Party(PartyCommand::ResolveCall { session, call })),
        (waiter.clone(), Command::Party(PartyCommand::ReopenCall { session, call })),
        (cook, Command::Shop(ShopCommand::EightySix { product: tiny.bread, until: None })),
        (waiter.clone(), Command::Party(PartyCommand::RecordPayment { session, payment: wrong })),
        (waiter.clone(), Command::Party(PartyCommand::VoidPayment { session, payment: taken_back, reason: None })),
        (waiter.clone(), Command::Party(PartyCommand::RecordPayment { session, payment: pay(500) })),
        (waiter.clone(), Command::Shop(ShopCommand::RotateTableToken { table })),
        (manager.clone(), close()),
        (manager.clone(), Command::Party(PartyCommand::ReopenSession { session })),
        (waiter.clone(), Command::Party(PartyCommand::RemoveGuest { session, guest: phone.guest })),
        (manager, close()),
        (waiter, Command::Party(PartyCommand::SeatParty { table, session: fresh(), covers: 2 })),
        (
            Actor::Visitor { table },
            Command::Party(PartyCommand::Scan {
                table,
                session: fresh(),
                guest: fresh(),
                code: None,
                covers: None,
                with_paid: None,
            }),
        ),
    ] {
        house.submit(&actor, command.clone()).await.unwrap_or_else(|fault| panic!("{command:?}: {fault:?}"));
    }
    // Many at once: their keys are looked up together.
    let seat = || Command::Party(PartyCommand::SeatParty { table, session: fresh(), covers: 2 });
    let hosts: Vec<_> = (0..40).map(|_| (house.staff(Role::Waiter), seat())).collect();
    futures::future::join_all(hosts.iter().map(|(host, command)| house.submit(host, command.clone()))).await;
    let screens = house.screens();
    let (cook, waiter) = (house.staff_caller(Role::Kitchen), house.staff_caller(Role::Waiter));
    screens.house(&waiter).await.map(|house| house.value.floor()).expect("a floor");
    screens.house(&waiter).await.map(|house| house.value.queues()).expect("queues");
    screens.session(&waiter, Hat::Staff, session).await.expect("a session");
    for station in [None, Some(tiny.kitchen)] {
        screens.pass(&cook).await.map(|pass| pass.value.board(station)).expect("a board");
        screens.past_tickets(&cook, station, None).await.expect("a page");
    }
    let (db, store) = (&scratch.db, tiny.store);
    log::read_after(db, store, 5, 100).await.expect("a log");
    log::read_party(db, store, session, 5, 100).await.expect("a party's log");
    contacts::find(db, store, fresh()).await.expect("an answer");
    contacts::erase(db, store, fresh(), testkit::house::EVENING).await.expect("an answer");
    log::retire(db, store, testkit::house::EVENING).await.expect("retired");
    commands::forget_past(db, store, testkit::house::EVENING).await.expect("forgotten");
    sessions::session_of_order(db, store, order).await.expect("readable").expect("a session");
    tickets::session_of(db, store, kitchen).await.expect("readable").expect("a session");
    floor::by_token(db, &tiny.tables[0].token).await.expect("readable").expect("a table");
}

/// Statements about growing tables that look for rows, since it was last asked.
fn questions() -> Vec<String> {
    let heard = std::mem::take(&mut *heard().lock().expect("a memory"));
    let asks = |sql: &&String| {
        let verb = sql.split_whitespace().next().unwrap_or_default();
        ["SELECT", "UPDATE", "DELETE"].contains(&verb)
            && sql.contains('$')
            && sql.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| GROWING.contains(&word))
    };
    heard.iter().filter(asks).cloned().collect()
}

fn parameters(sql: &str) -> usize {
    sql.split('$').skip(1).filter_map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()).max().unwrap_or(0)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_statement_of_an_evening_walks_through_a_growing_table() {
    tracing::subscriber::set_global_default(Ear).expect("the only ear");
    let (sqlite, postgres) = (databases::sqlite().await, databases::postgres().await);
    // Each database is asked in words of its own.
    evening(&sqlite).await;
    let of_sqlite = questions();
    evening(&postgres).await;
    let of_postgres = questions();
    for questions in [&of_sqlite, &of_postgres] {
        assert!(questions.len() >= 30, "heard only {questions:#?}");
        for table in GROWING.into_iter().filter(|table| *table != "item_steps") {
            assert!(questions.iter().any(|sql| sql.contains(table)), "nobody asked about {table}");
        }
    }
    for sql in &of_sqlite {
        for step in sqlite_plan(&sqlite, sql).await {
            // Small tables may be walked; nothing here names one without an index either.
            assert!(!step.starts_with("SCAN "), "SQLite walks: {step}\n{sql}");
            // All of a restaurant is a walk as well, unless the index holds only what is open.
            let all = step.contains("(store_id=?)") && !OPEN.iter().any(|index| step.contains(index));
            assert!(!all, "SQLite walks through a whole restaurant: {step}\n{sql}");
        }
    }
    for sql in &of_postgres {
        for step in postgres_plan(&postgres, sql).await {
            assert!(!step.contains("Seq Scan"), "PostgreSQL walks: {step}\n{sql}");
            // Known keys are looked up by their whole index: all of a restaurant's outcomes are a walk as well, and without
            // statistics it may look cheap.
            let all = sql.starts_with("SELECT") && sql.contains("FROM commands") && step.contains("Index Cond: (store_id = $1)");
            assert!(!all, "PostgreSQL walks through a whole restaurant: {step}\n{sql}");
        }
    }
}

async fn sqlite_plan(scratch: &Scratch, sql: &str) -> Vec<String> {
    let mut query = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}")));
    for _ in 0..parameters(sql) {
        query = query.bind(None::<String>);
    }
    let rows = query.fetch_all(&scratch.db.read).await.unwrap_or_else(|error| panic!("{error}: {sql}"));
    rows.iter().map(|row| row.get::<String, _>("detail")).collect()
}

/// With walking made as dear as can be, a plan walks only where there is no other way.
async fn postgres_plan(scratch: &Scratch, sql: &str) -> Vec<String> {
    let mut connection = AnyConnection::connect(&scratch.url).await.expect("a connection");
    connection.execute("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan").await.expect("set");
    connection.execute(AssertSqlSafe(format!("PREPARE question AS {sql}"))).await.expect("prepared");
    let values = vec!["NULL"; parameters(sql)].join(", ");
    let rows = sqlx::raw_sql(AssertSqlSafe(format!("EXPLAIN EXECUTE question ({values})")))
        .fetch_all(&mut connection)
        .await
        .unwrap_or_else(|error| panic!("{error}: {sql}"));
    rows.iter().map(|row| row.get::<String, _>(0)).collect()
}
