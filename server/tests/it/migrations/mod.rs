//! R18: an upgrade keeps what is there. The demo database of every release is kept in `released/`; each is brought forward on
//! both databases, from its own schema and from every earlier one, and must then be whole and alive.

use crate::demo::ground;
mod newer;
mod released;
mod rows;

use comanda::backend::Fault;
use comanda::ids::CommandKey;
use comanda::time::HOUR;
use comanda::{Actor, Command, Envelope, PartyCommand};
use engine::broker::Silence;
use engine::clock::ManualClock;
use engine::ids::fresh;
use engine::pipeline::Pipeline;
use engine::storage::{Db, DbError};
use ground::{NOON, Seed, fold};
use released::Release;
use sqlx::migrate::Migrator;
use std::sync::Arc;
use testkit::databases::fresh_postgres;

/// What this program brings a database up to.
static MIGRATIONS: Migrator = sqlx::migrate!("../migrations");

/// Columns (`table.column`) whose old values a migration has changed on purpose. A release that does so adds them here.
const CHANGED: [&str; 0] = [];

/// The version that stands until the first release.
const UNRELEASED: &str = "0.1.0";

fn newest() -> i64 {
    MIGRATIONS.iter().map(|migration| migration.version).max().expect("migrations")
}

/// Brings an empty database to an earlier version of the schema.
async fn as_it_was(db: &Db, version: i64) {
    let earlier = MIGRATIONS.iter().filter(|migration| migration.version <= version).cloned().collect();
    let mut connection = db.write.acquire().await.expect("a connection");
    Migrator::with_migrations(earlier).run(&mut *connection).await.expect("an earlier schema");
}

/// A release's data under the schema `from`, brought forward: nothing is lost, and the restaurant goes on.
async fn comes_forward(release: &Release, from: i64, url: &str) {
    let what = format!("{} from {from}", release.name);
    let db = Db::open(url).await.expect("a database");
    as_it_was(&db, from).await;
    let loaded = rows::load(&db, &release.tables).await;
    assert!(!loaded.is_empty(), "{what}");
    let expected = if from < newest() { Err(DbError::NotMigrated) } else { Ok(()) };
    assert_eq!(db.check_schema().await, expected, "{what}");
    db.migrate().await.expect("brought forward");
    assert_eq!(db.check_schema().await, Ok(()), "{what}");
    for table in &loaded {
        let unchanged = table.without(|column| CHANGED.contains(&format!("{}.{column}", table.name).as_str()));
        let now = rows::dump(&db, &unchanged.name, &unchanged.columns).await;
        assert_eq!(now.rows.len(), table.rows.len(), "{what}: rows of {}", table.name);
        let (now, before) = (now.sorted(), unchanged.sorted());
        let changed = before.iter().zip(&now).find(|(before, now)| before != now);
        assert_eq!(changed, None, "{what}: {}", table.name);
    }
    let store = server::demo::store_id();
    let seed = Seed::read(&db, store).await;
    the_log_tells_what_the_tables_say(&seed, &what);
    // The restaurant opens the next day: it takes new commands and remembers the old ones.
    let pipeline = Pipeline::start(db.clone(), Arc::new(ManualClock::at(NOON.plus(HOUR))), Arc::new(Silence));
    let open = seed.sessions.iter().find(|session| !session.is_closed()).expect("somebody sits there");
    let covers = Command::Party(PartyCommand::SetCovers { session: open.id, covers: open.covers + 1 });
    let send = |key: CommandKey| {
        let envelope = Envelope { key, command: covers.clone(), at: NOON, base_seq: 0 };
        pipeline.submit(store, Actor::System, envelope)
    };
    let done = send(fresh()).await.unwrap_or_else(|fault| panic!("{what}: {fault:?}"));
    let keys = seed.events.iter().map(|event| event.command_key).take(25);
    for key in keys {
        assert_eq!(send(key).await, Err(Fault::KeyReused), "{what}: {key}");
    }
    pipeline.close().await;
    let after = Seed::read(&db, store).await;
    let told = seed.events.len() + usize::try_from(done.events).expect("a few");
    assert_eq!(after.events.len(), told, "{what}");
    the_log_tells_what_the_tables_say(&after, &what);
    db.close().await;
}

fn the_log_tells_what_the_tables_say(seed: &Seed, what: &str) {
    assert!(!seed.events.is_empty(), "{what}");
    assert!((1..).zip(&seed.events).all(|(seq, event)| event.seq == seq), "{what}: the log has a gap");
    let told = fold(seed);
    assert_eq!(told.sessions.len(), seed.sessions.len(), "{what}");
    for session in &seed.sessions {
        assert_eq!(told.sessions.get(&session.id), Some(session), "{what}");
    }
    assert_eq!(told.menu, seed.menu, "{what}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_release_comes_forward_whole_on_sqlite() {
    for release in released::all_and_today(&MIGRATIONS).await {
        for from in release.versions.clone() {
            let folder = tempfile::tempdir().expect("a folder");
            let url = format!("sqlite://{}", folder.path().join("comanda.db").display());
            comes_forward(&release, from, &url).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_release_comes_forward_whole_on_postgres() {
    for release in released::all_and_today(&MIGRATIONS).await {
        for from in release.versions.clone() {
            comes_forward(&release, from, &fresh_postgres().await).await;
        }
    }
}

#[test]
fn a_migration_that_was_released_is_never_edited() {
    for release in released::all() {
        for (version, checksum) in &release.migrations {
            let today = MIGRATIONS.iter().find(|migration| migration.version.to_string() == *version);
            let today = today.unwrap_or_else(|| panic!("migration {version} of {} is gone", release.name));
            assert_eq!(released::hex(&today.checksum), *checksum, "migration {version} is not what {} had", release.name);
        }
    }
}

#[test]
fn this_release_has_left_its_database_for_the_next() {
    let release = env!("CARGO_PKG_VERSION");
    // Nobody runs the versions before the first release: their schema may change in place.
    if release == UNRELEASED {
        return;
    }
    assert!(released::all().iter().any(|kept| kept.name == release), "write it down: see migrations/README.md");
}

/// Writes `released/<version>.jsonl.gz` for the release that is being made: see migrations/README.md.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "no test: it writes a release's fixture, and is run by hand when a release is made (migrations/README.md)"]
async fn write_down_this_releases_database() {
    let scratch = testkit::databases::sqlite().await;
    ground::seed_at(&scratch.db, NOON).await;
    let file = released::write(&scratch.db, &released::folder(), env!("CARGO_PKG_VERSION"), &MIGRATIONS).await;
    println!("{}: {} bytes", file.display(), std::fs::metadata(&file).expect("a file").len());
}
