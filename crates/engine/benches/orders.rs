//! Durable orders per second through the pipeline: closed-loop clients, group commit against one commit each.
//!
//! `cargo bench -p engine --bench orders -- [--seconds 10] [--clients 32] [--database sqlite://… | postgres://…]`
//! prints one JSON line a run. An order is a line added and the order sent: two commands, each durable before its answer.

// A test says what it expects by failing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, clippy::cast_precision_loss)]

use comanda::actor::{Role, StaffActor};
use comanda::ids::{SessionId, TableId};
use comanda::party::{NewLine, SendScope};
use comanda::shop::SeatingPolicy;
use comanda::{Actor, Command, Envelope, PartyCommand};
use engine::broker::Silence;
use engine::clock::{Clock, SystemClock};
use engine::ids::fresh;
use engine::pipeline::{Limits, Pipeline};
use engine::storage::floor::{self, TableWithToken};
use engine::storage::{Db, menu, stores};
use std::sync::Arc;
use std::time::{Duration, Instant};
use testkit::tiny::Tiny;

/// Orders of one party before it leaves and another comes.
const PARTY_ORDERS: usize = 8;

struct Options {
    seconds: u64,
    clients: usize,
    database: Option<String>,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = options()?;
    for group in [64, 1] {
        // A fresh file for each run; a given PostgreSQL database gets a fresh store.
        let folder = tempfile::tempdir()?;
        let url = options.database.clone().unwrap_or_else(|| format!("sqlite://{}", folder.path().join("bench.db").display()));
        let db = Db::open(&url).await?;
        db.migrate().await?;
        run(&options, db, group).await?;
    }
    Ok(())
}

async fn run(options: &Options, db: Db, group: usize) -> anyhow::Result<()> {
    let tiny = Arc::new(seed(&db, options.clients).await?);
    let limits = Limits { group, ..Limits::default() };
    let pipeline = Pipeline::with_limits(db.clone(), Arc::new(SystemClock), Arc::new(Silence), limits);
    let start = now();
    let until = start + Duration::from_secs(options.seconds);
    let clients: Vec<_> = (0..options.clients)
        .map(|client| tokio::spawn(serve_parties(pipeline.clone(), Arc::clone(&tiny), tiny.table(client), until)))
        .collect();
    let mut waits = Vec::new();
    for client in clients {
        waits.extend(client.await??);
    }
    let elapsed = start.elapsed().as_secs_f64();
    pipeline.close().await;
    waits.sort_unstable();
    let at =
        |share: usize| waits.get((waits.len() * share / 100).min(waits.len().saturating_sub(1))).copied().unwrap_or_default();
    let line = serde_json::json!({
        "bench": "orders",
        "database": format!("{:?}", db.kind),
        "group": group,
        "clients": options.clients,
        "seconds": elapsed,
        "orders": waits.len(),
        "orders_per_s": rate(waits.len(), elapsed),
        "p50_ms": at(50).as_secs_f64() * 1e3,
        "p99_ms": at(99).as_secs_f64() * 1e3,
    });
    println!("{line}");
    db.close().await;
    Ok(())
}

/// One waiter at one table, order after order; says how long each took from its first tap to its durable answer.
async fn serve_parties(pipeline: Pipeline, tiny: Arc<Tiny>, table: TableId, until: Instant) -> anyhow::Result<Vec<Duration>> {
    let waiter = Actor::Staff(StaffActor { staff: fresh(), name: "Bench".into(), roles: vec![Role::Manager], device: fresh() });
    let submit = async |command: Command| {
        let envelope = Envelope { key: fresh(), command, at: SystemClock.now(), base_seq: 0 };
        pipeline.submit(tiny.store, waiter.clone(), envelope).await.map_err(|fault| anyhow::anyhow!(fault.code()))
    };
    let mut waits = Vec::new();
    while now() < until {
        let session: SessionId = fresh();
        submit(Command::Party(PartyCommand::SeatParty { table, session, covers: 2 })).await?;
        for _ in 0..PARTY_ORDERS {
            let begun = now();
            let line =
                NewLine { id: fresh(), product: tiny.bread, options: Vec::new(), quantity: 1, note: None, for_guest: None };
            submit(Command::Party(PartyCommand::AddLine { session, line })).await?;
            submit(Command::Party(PartyCommand::SendOrder {
                session,
                order: fresh(),
                scope: SendScope::Table,
                expected: Some(300),
            }))
            .await?;
            waits.push(begun.elapsed());
            if now() >= until {
                break;
            }
        }
        submit(Command::Party(PartyCommand::CloseSession {
            session,
            write_off: Some("bench".into()),
            despite: comanda::party::OpenThings::ALL,
        }))
        .await?;
    }
    Ok(waits)
}

async fn seed(db: &Db, tables: usize) -> anyhow::Result<Tiny> {
    let mut tiny = testkit::tiny::tiny(fresh(), SeatingPolicy::OpenByScan);
    let first = tiny.tables[0].table.clone();
    tiny.tables = (1..=tables)
        .map(|number| {
            let (label, id) = (number.to_string(), TableId::named(&tiny.store.0, &number.to_string()));
            let token = format!("{}-{number}", tiny.store);
            TableWithToken { table: comanda::shop::Table { id, label, ..first.clone() }, token }
        })
        .collect();
    stores::create(db, &tiny.restaurant).await?;
    floor::add(db, tiny.store, &tiny.areas, &tiny.tables).await?;
    menu::add(db, tiny.store, &tiny.menu, &tiny.costs).await?;
    Ok(tiny)
}

fn options() -> anyhow::Result<Options> {
    let mut options = Options { seconds: 10, clients: 32, database: None };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| anyhow::anyhow!("{word} needs a value"));
        match word.as_str() {
            "--seconds" => options.seconds = value()?.parse()?,
            "--clients" => options.clients = value()?.parse()?,
            "--database" => options.database = Some(value()?),
            // What cargo adds by itself.
            "--bench" | "--test" => {}
            other => anyhow::bail!("unknown option {other}: --seconds, --clients, --database"),
        }
    }
    Ok(options)
}

#[allow(clippy::disallowed_methods)] // a stopwatch
fn now() -> Instant {
    Instant::now()
}

#[allow(clippy::cast_precision_loss)] // a rate for people
fn rate(count: usize, seconds: f64) -> f64 {
    (count as f64 / seconds).round()
}
