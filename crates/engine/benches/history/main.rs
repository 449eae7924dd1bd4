//! Does a command cost more after years of evenings? The same commands, in turns, on a restaurant without a past and on one with.
//!
//! `cargo bench -p engine --bench history -- [--orders 1000000] [--rounds 9] [--folder DIR]` prints one JSON line a kind of command,
//! with the medians of both and their ratio. The file it writes (about 7 KiB an order) is deleted afterwards.

// A test says what it expects by failing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, clippy::cast_precision_loss)]

mod past;

use comanda::actor::{Role, StaffActor};
use comanda::ids::{OrderId, SessionId, TicketId};
use comanda::party::{NewLine, SendScope};
use comanda::shop::SeatingPolicy;
use comanda::{Actor, Command, Envelope, KitchenCommand, PartyCommand};
use engine::broker::Silence;
use engine::clock::{Clock, SystemClock};
use engine::ids::fresh;
use engine::pipeline::Pipeline;
use engine::storage::{Db, sessions};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;
use testkit::tiny::Tiny;

/// Of each command in a round, on each restaurant.
const TIMES: usize = 25;

struct Options {
    orders: i64,
    rounds: usize,
    folder: PathBuf,
}

/// A restaurant and how long each kind of command took there, microseconds.
struct Place {
    db: Db,
    tiny: Tiny,
    took: BTreeMap<&'static str, Vec<u128>>,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = options()?;
    let folder = tempfile::tempdir_in(&options.folder)?;
    let mut new = open(&folder.path().join("new.db"), 1).await?;
    let begun = Instant::now();
    let mut old = open(&folder.path().join("old.db"), options.orders).await?;
    let size = std::fs::metadata(folder.path().join("old.db"))?.len() as f64 / 1e6;
    println!(
        "{}",
        serde_json::json!({"bench": "history", "orders": options.orders, "seeded_s": begun.elapsed().as_secs(), "file_mb": size})
    );
    for round in 0..=options.rounds {
        if round % 2 == 0 {
            evening(&mut new).await?;
            evening(&mut old).await?;
        } else {
            evening(&mut old).await?;
            evening(&mut new).await?;
        }
        if round == 0 {
            // Files and caches are warm now.
            new.took.clear();
            old.took.clear();
        }
    }
    for (kind, times) in &mut new.took {
        let (without, with) = (median(times), median(old.took.get_mut(kind).expect("the same commands")));
        println!(
            "{}",
            serde_json::json!({
                "bench": "history",
                "command": kind,
                "orders": options.orders,
                "samples": times.len(),
                "without_past_ms": without / 1e3,
                "with_past_ms": with / 1e3,
                "ratio": (with / without * 100.0).round() / 100.0,
            })
        );
    }
    for place in [new, old] {
        place.db.close().await;
    }
    Ok(())
}

async fn open(file: &Path, orders: i64) -> anyhow::Result<Place> {
    let url = format!("sqlite://{}", file.display());
    let db = Db::open(&url).await?;
    db.migrate().await?;
    let tiny = testkit::tiny::seed(&db, SeatingPolicy::OpenByScan).await;
    db.close().await;
    past::write(&url, &tiny, orders, SystemClock.now().0).await?;
    Ok(Place { db: Db::open(&url).await?, tiny, took: BTreeMap::new() })
}

/// A party's stay under a pipeline that has just been started, so that the first command of it finds nothing remembered.
async fn evening(place: &mut Place) -> anyhow::Result<()> {
    let start = || Pipeline::start(place.db.clone(), Arc::new(SystemClock), Arc::new(Silence));
    let mut pipeline = start();
    let waiter = Actor::Staff(StaffActor { staff: fresh(), name: "Bench".into(), roles: vec![Role::Manager], device: fresh() });
    let (store, bread, kitchen, table) = (place.tiny.store, place.tiny.bread, place.tiny.kitchen, place.tiny.table(1));
    let took = &mut place.took;
    let mut timed = async |pipeline: &Pipeline, kind: &'static str, command: Command| -> anyhow::Result<()> {
        let envelope = Envelope { key: fresh(), command, at: SystemClock.now(), base_seq: 0 };
        let begun = Instant::now();
        pipeline.submit(store, waiter.clone(), envelope).await.map_err(|fault| anyhow::anyhow!(fault.code()))?;
        took.entry(kind).or_default().push(begun.elapsed().as_micros());
        Ok(())
    };
    let line = || NewLine { id: fresh(), product: bread, options: Vec::new(), quantity: 1, note: None, for_guest: None };
    let session: SessionId = fresh();
    timed(&pipeline, "seat_party, nothing remembered", Command::Party(PartyCommand::SeatParty { table, session, covers: 2 }))
        .await?;
    for _ in 0..TIMES {
        let (order, other): (OrderId, OrderId) = (fresh(), fresh());
        timed(&pipeline, "add_line", Command::Party(PartyCommand::AddLine { session, line: line() })).await?;
        timed(
            &pipeline,
            "send_order",
            Command::Party(PartyCommand::SendOrder { session, order, scope: SendScope::Table, expected: None }),
        )
        .await?;
        timed(
            &pipeline,
            "bump_ticket",
            Command::Kitchen(KitchenCommand::BumpTicket { session, ticket: TicketId::of(order, kitchen) }),
        )
        .await?;
        let lines = vec![line(), line(), line()];
        timed(
            &pipeline,
            "place_order",
            Command::Party(PartyCommand::PlaceOrder { session, order: other, lines, expected: None }),
        )
        .await?;
    }
    pipeline.close().await;
    pipeline = start();
    let cold = Command::Party(PartyCommand::PlaceOrder { session, order: fresh(), lines: vec![line()], expected: None });
    timed(&pipeline, "place_order, nothing remembered", cold).await?;
    let begun = Instant::now();
    anyhow::ensure!(sessions::load_open(&place.db, store).await?.len() == 1, "one party is there");
    let read = begun.elapsed().as_micros();
    timed(
        &pipeline,
        "close_session",
        Command::Party(PartyCommand::CloseSession {
            session,
            write_off: Some("bench".into()),
            despite: comanda::party::OpenThings::ALL,
        }),
    )
    .await?;
    pipeline.close().await;
    place.took.entry("reading who is there").or_default().push(read);
    Ok(())
}

fn median(times: &mut [u128]) -> f64 {
    times.sort_unstable();
    times[times.len() / 2] as f64
}

fn options() -> anyhow::Result<Options> {
    let mut options = Options { orders: 1_000_000, rounds: 9, folder: std::env::temp_dir() };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| anyhow::anyhow!("{word} needs a value"));
        match word.as_str() {
            "--orders" => options.orders = value()?.parse()?,
            "--rounds" => options.rounds = value()?.parse()?,
            "--folder" => options.folder = value()?.into(),
            // What cargo adds by itself.
            "--bench" | "--test" => {}
            other => anyhow::bail!("unknown option {other}: --orders, --rounds, --folder"),
        }
    }
    Ok(options)
}
