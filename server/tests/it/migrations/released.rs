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
    pub tables: Vec<Table>,
}

#[derive(Serialize, Deserialize)]
struct Head {
    release: String,
    migrations: BTreeMap<String, String>,
}

impl Release {
    /// Its schema's version and all before it, newest first.
    pub fn versions(&self) -> Vec<i64> {
        let mut versions: Vec<i64> = self.migrations.keys().map(|version| version.parse().expect("a number")).collect();
        versions.sort_unstable_by_key(|version| std::cmp::Reverse(*version));
        versions
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/migrations/released")
}

/// Every release there has been since there are such files.
pub fn all() -> Vec<Release> {
    let files = std::fs::read_dir(folder()).expect("a folder").map(|entry| entry.expect("a file").path());
    let releases: Vec<Release> =
        files.filter(|file| file.extension().is_some_and(|end| end == "gz")).map(|file| read(&file)).collect();
    assert!(!releases.is_empty());
    releases
}

fn read(file: &Path) -> Release {
    let unpacked = Command::new("gzip").arg("-dc").arg(file).output().expect("gzip");
    assert!(unpacked.status.success(), "{}", file.display());
    let text = String::from_utf8(unpacked.stdout).expect("text");
    let mut lines = text.lines();
    let head: Head = serde_json::from_str(lines.next().expect("a head")).expect("a head");
    let tables = lines.map(|line| serde_json::from_str(line).expect("a table")).collect();
    Release { name: head.release, migrations: head.migrations, tables }
}

/// Writes a database down. It must be SQLite: its tables are listed in the order of their creation, which no foreign key minds.
pub async fn write(db: &Db, release: &str, migrations: &Migrator) {
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
    let file = folder().join(format!("{release}.jsonl.gz"));
    std::fs::create_dir_all(folder()).expect("a folder");
    let packed = std::fs::File::create(&file).expect("a file");
    let mut gzip = Command::new("gzip").arg("-9n").stdin(Stdio::piped()).stdout(packed).spawn().expect("gzip");
    gzip.stdin.take().expect("its input").write_all(text.as_bytes()).expect("written");
    assert!(gzip.wait().expect("packed").success());
    println!("{}: {} bytes", file.display(), std::fs::metadata(&file).expect("a file").len());
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}
