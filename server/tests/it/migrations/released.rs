//! The demo databases of releases, as they were written down: one JSON line about the release, then one for each table in the
//! order of their creation, compressed by gzip. Rows rather than a database file, so that either database can take them.

use super::rows::{self, Table};
use engine::storage::Db;
use serde::{Deserialize, Serialize};
use sqlx::Row as _;
use sqlx::migrate::Migrator;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a release has left.
#[derive(Debug, Clone)]
pub struct Release {
    pub name: String,
    /// SHA-384 of each of its migrations, by version.
    pub migrations: BTreeMap<String, String>,
    /// Its schema's version and all before it, newest first.
    pub versions: Vec<i64>,
    pub tables: Vec<Table>,
}

#[derive(Serialize, Deserialize)]
struct Head {
    release: String,
    migrations: BTreeMap<String, String>,
}

/// Where releases are kept.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/migrations/released")
}

/// Every release there has been; none before the first, when there is no folder of them.
pub fn all() -> Vec<Release> {
    let files = std::fs::read_dir(folder()).into_iter().flatten().map(|entry| entry.expect("a file").path());
    files.filter(|file| file.extension().is_some_and(|end| end == "gz")).map(|file| read(&file)).collect()
}

/// Every release, and the program of today as if it were one: what it writes down comes forward, too.
pub async fn all_and_today(migrations: &Migrator) -> Vec<Release> {
    let scratch = testkit::databases::sqlite().await;
    crate::demo::ground::seed_at(&scratch.db, crate::demo::ground::NOON).await;
    let folder = tempfile::tempdir().expect("a folder");
    let mut today = read(&write(&scratch.db, folder.path(), "today", migrations).await);
    // Nobody has data of today's tables under an earlier schema.
    today.versions.truncate(1);
    all().into_iter().chain([today]).collect()
}

fn read(file: &Path) -> Release {
    let unpacked = Command::new("gzip").arg("-dc").arg(file).output().expect("gzip");
    assert!(unpacked.status.success(), "{}", file.display());
    let text = String::from_utf8(unpacked.stdout).expect("text");
    let mut lines = text.lines();
    let head: Head = serde_json::from_str(lines.next().expect("a head")).expect("a head");
    let tables = lines.map(|line| serde_json::from_str(line).expect("a table")).collect();
    let mut versions: Vec<i64> = head.migrations.keys().map(|version| version.parse().expect("a number")).collect();
    versions.sort_unstable_by_key(|version| std::cmp::Reverse(*version));
    Release { name: head.release, migrations: head.migrations, versions, tables }
}

/// Writes a database down, and says where. It must be SQLite: its tables are listed in the order of their creation, which no foreign key minds.
pub async fn write(db: &Db, folder: &Path, release: &str, migrations: &Migrator) -> PathBuf {
    let checksums = migrations.iter().map(|migration| (migration.version.to_string(), hex(&migration.checksum)));
    let head = Head { release: release.to_owned(), migrations: checksums.collect() };
    let mut text = serde_json::to_string(&head).expect("a head");
    let names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY rowid";
    for row in sqlx::query(names).fetch_all(&db.read).await.expect("tables") {
        let name: String = row.get("name");
        let table = rows::dump(db, &name, &rows::columns(db, &name).await).await;
        text.push('\n');
        text.push_str(&serde_json::to_string(&table).expect("a table"));
    }
    let file = folder.join(format!("{release}.jsonl.gz"));
    std::fs::create_dir_all(folder).expect("a folder");
    let packed = std::fs::File::create(&file).expect("a file");
    let mut gzip = Command::new("gzip").arg("-9n").stdin(Stdio::piped()).stdout(packed).spawn().expect("gzip");
    gzip.stdin.take().expect("its input").write_all(text.as_bytes()).expect("written");
    assert!(gzip.wait().expect("packed").success());
    file
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}
