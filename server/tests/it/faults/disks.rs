//! Faults of the disk under the real server, a process of its own on SQLite. Each is a true one: a file system without room, a
//! limit on what may be written, a lock held by another program.

use crate::process_support::ledger::{Acknowledged, Ledger, reconcile};
use crate::process_support::{Process, Unanswered, Waiter, free_port, place_order, plain, prepared, seat_party, seed};
use comanda::backend::Fault;
use comanda::ids::{OrderId, ProductId, SessionId};
use comanda::replica::House;
use comanda::shop::menu::Menu;
use engine::ids::fresh;
use serde_json::Value;
use sqlx::{Connection as _, Executor as _};
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command as Program;
use std::time::Duration;
use tempfile::TempDir;

/// Longer than a lock is waited for, and than a good write is believed.
const SOON: Duration = Duration::from_secs(30);
/// More orders than a disk without room takes.
const MANY: usize = 400;

/// A party at a table whose waiter orders and writes down what was acknowledged.
struct Table {
    waiter: Waiter,
    session: SessionId,
    dish: ProductId,
    ledger: Ledger,
}

impl Table {
    async fn open(process: &Process) -> Self {
        let waiter = Waiter::sign_in(&process.base).await;
        let (house, menu): (House, Menu) = (waiter.ask("house").await, waiter.ask("menu").await);
        let free = |id| house.sessions.iter().all(|session| session.table() != Some(id) || session.is_closed());
        let table = house.tables.iter().map(|view| view.table.id).find(|id| free(*id)).expect("a free table");
        let (session, seat) = seat_party(table);
        waiter.submit(fresh(), &seat).await.expect("seated");
        Self { waiter, session, dish: plain(&menu), ledger: Ledger::default() }
    }

    async fn order(&self) -> Result<(), (Taken, Unanswered)> {
        let (order, command) = place_order(self.session, self.dish);
        self.send(Taken { key: fresh(), order, command }).await
    }

    async fn send(&self, taken: Taken) -> Result<(), (Taken, Unanswered)> {
        match self.waiter.submit(taken.key, &taken.command).await {
            Ok(outcome) => {
                let said = Acknowledged { key: taken.key, seq: outcome.seq, order: Some(taken.order) };
                self.ledger.lock().unwrap().push(said);
                Ok(())
            }
            Err(no) => Err((taken, no)),
        }
    }
}

/// An order as it was tapped.
struct Taken {
    key: comanda::ids::CommandKey,
    order: OrderId,
    command: Value,
}

fn refused() -> Unanswered {
    Unanswered::Refused { status: 503, fault: Some(Fault::Unavailable) }
}

/// The story of every fault. `sentence` is part of what `/readyz` says.
async fn lives_through(mut process: Process, folder: &Path, begin: impl AsyncFnOnce(), end: impl AsyncFnOnce(), sentence: &str) {
    let table = Table::open(&process).await;
    table.order().await.map_err(|(_, no)| no).expect("all is well");
    begin().await;
    let mut waiting = Vec::new();
    for _ in 0..MANY {
        if let Err((taken, no)) = table.order().await {
            assert_eq!(no, refused());
            waiting.push(taken);
            break;
        }
    }
    assert_eq!(waiting.len(), 1, "nothing was refused");
    process.until_readiness(SOON, |status, said| status == 503 && said.contains(sentence)).await;
    // It stays so, and people can still read.
    let (taken, no) = table.order().await.expect_err("still at fault");
    assert_eq!(no, refused());
    waiting.push(taken);
    let _: House = table.waiter.ask("house").await;
    assert_eq!(process.readiness().await.map(|(status, _)| status), Some(503));
    end().await;
    // Nobody orders meanwhile, nobody restarts anything.
    process.until_ready(SOON).await;
    for taken in waiting {
        table.send(taken).await.map_err(|(_, no)| no).expect("the same taps are taken now");
    }
    table.order().await.map_err(|(_, no)| no).expect("and new ones");
    process.kill().await;
    reconcile(folder, &table.ledger, sentence).await;
}

/// A file system of its own, as small as it is said to be.
struct SmallDisk(TempDir);

impl SmallDisk {
    /// `None` where nobody may mount one.
    fn of(size: &str) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let options = format!("size={size}");
        let mounted = Program::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(folder.path()).output();
        mounted.is_ok_and(|done| done.status.success()).then_some(Self(folder))
    }
    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Program::new("umount").arg("--lazy").arg(self.path()).status();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_orders_with_a_sentence_until_there_is_room_again() {
    let Some(disk) = SmallDisk::of("32m") else {
        println!("skipped: a small file system can only be mounted by root");
        return;
    };
    // Seeded where there is room: how long the write-ahead log gets meanwhile depends on how busy the machine is.
    let roomy = tempfile::tempdir().expect("a folder");
    seed(roomy.path()).await;
    std::fs::copy(roomy.path().join("comanda.db"), disk.path().join("comanda.db")).expect("it fits");
    let process = Process::start(disk.path(), free_port()).await;
    let ballast: PathBuf = disk.path().join("ballast");
    let fill = async || {
        let mut file = File::create(&ballast).expect("a file");
        // Coarse first, then to the last byte.
        for block in [vec![0; 1 << 16], vec![0; 1 << 9]] {
            while file.write_all(&block).is_ok() {}
        }
    };
    let empty = async || std::fs::remove_file(&ballast).expect("removed");
    lives_through(process, disk.path(), fill, empty, "The disk under the database is full.").await;
}

/// Serves with a limit on what it may write that can be set from outside: as a quota, or a file system that has turned read-only
/// under a running program.
async fn limited(folder: &Path) -> Process {
    seed(folder).await;
    // Beyond the limit the kernel sends a signal that ends a program unless it is ignored.
    let mut command = tokio::process::Command::new("sh");
    command.args(["-c", "trap '' XFSZ; exec \"$0\" serve", env!("CARGO_BIN_EXE_comanda")]);
    Process::of(prepared(command, folder), free_port()).await
}

fn limit_writing(process: u32, bytes: &str) {
    let limit = format!("--fsize={bytes}:unlimited");
    let done = Program::new("prlimit").args(["--pid", &process.to_string(), &limit]).status().expect("prlimit (util-linux)");
    assert!(done.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_refuses_every_write_refuses_orders_with_a_sentence_until_it_takes_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let process = limited(folder.path()).await;
    let id = process.id();
    let (begin, end) = (async || limit_writing(id, "0"), async || limit_writing(id, "unlimited"));
    lives_through(process, folder.path(), begin, end, "refuses to be written").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fault_is_noticed_even_while_nobody_orders() {
    let folder = tempfile::tempdir().expect("a folder");
    let process = limited(folder.path()).await;
    limit_writing(process.id(), "0");
    process.until_readiness(SOON, |status, said| status == 503 && said.contains("refuses to be written")).await;
    limit_writing(process.id(), "unlimited");
    process.until_ready(SOON).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_held_by_another_program_refuses_orders_with_a_sentence_until_it_is_let_go() {
    sqlx::any::install_default_drivers();
    let folder = tempfile::tempdir().expect("a folder");
    seed(folder.path()).await;
    let process = Process::start(folder.path(), free_port()).await;
    let address = format!("sqlite:{}?mode=rw", folder.path().join("comanda.db").display());
    let other = sqlx::AnyConnection::connect(&address).await.expect("another program");
    let held = tokio::sync::Mutex::new(other);
    let begin = async || {
        held.lock().await.execute("BEGIN EXCLUSIVE").await.expect("its lock");
    };
    let end = async || {
        held.lock().await.execute("ROLLBACK").await.expect("let go");
    };
    lives_through(process, folder.path(), begin, end, "Another program holds the database locked.").await;
}
