//! The restaurant outside of simulated time: its database file, its backup, its clock, its people.

use crate::dice::Dice;
use crate::engine::Engine;
use crate::ledger::Ledger;
use comanda::actor::{GuestActor, Role, StaffActor};
use comanda::ids::{CommandKey, Epoch, SessionId, StaffId};
use comanda::shop::SeatingPolicy;
use comanda::{Actor, At, Command, Envelope, PartyCommand};
use engine::broker::Silence;
use engine::clock::ManualClock;
use engine::pipeline::Pipeline;
use engine::storage::{Db, floor, log, menu, stores};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;
use testkit::tiny::{Tiny, tiny};
use uuid::Uuid;

/// 6 January 2025, 20:00 in Rome.
const EVENING: At = At(1_736_190_000_000);
/// SQLite's files of one database.
const FILES: [&str; 3] = ["comanda.db", "comanda.db-wal", "comanda.db-shm"];

pub struct House {
    pub engine: Arc<Engine>,
    pub tiny: Tiny,
    pub clock: Arc<ManualClock>,
    pub ledger: Ledger,
    pub dice: Dice,
    /// The party at the first table: two phones. The waiter seats whoever comes to the second.
    pub guests: [Actor; 2],
    db: RefCell<Db>,
    folder: TempDir,
    ids: Cell<u64>,
    epochs: Cell<u128>,
}

impl House {
    /// A fresh restaurant with a party at its first table.
    #[must_use]
    pub fn open(seed: u64) -> Self {
        let (engine, folder) = (Arc::new(Engine::default()), tempfile::tempdir().expect("a folder"));
        let tiny = tiny(Uuid::from_u128(0xC0).into(), SeatingPolicy::OpenByScan);
        let clock = Arc::new(ManualClock::at(EVENING));
        let url = format!("sqlite://{}", folder.path().join(FILES[0]).display());
        let party = SessionId(Uuid::from_u128(0x5E55));
        let seats = [1_u128, 2].map(|n| Uuid::from_u128(0x6E00 + n).into());
        let db = engine.between(async {
            let db = Db::open(&url).await.expect("a database");
            db.migrate().await.expect("migrations");
            stores::create(&db, &tiny.restaurant).await.expect("a store");
            floor::add(&db, tiny.store, &tiny.areas, &tiny.tables).await.expect("a floor");
            menu::add(&db, tiny.store, &tiny.menu, &tiny.costs).await.expect("a menu");
            let pipeline = Pipeline::start(db.clone(), clock.clone(), Arc::new(Silence));
            for (n, guest) in seats.iter().enumerate() {
                let table = tiny.table(0);
                let command = Command::Party(PartyCommand::Scan {
                    table,
                    session: party,
                    guest: *guest,
                    code: None,
                    covers: None,
                    with_paid: None,
                });
                let key = CommandKey(Uuid::from_u128(n as u128 + 1));
                let envelope = Envelope { key, command, at: EVENING, base_seq: 0 };
                pipeline.submit(tiny.store, Actor::Visitor { table }, envelope).await.expect("a seat");
            }
            pipeline.close().await;
            db
        });
        let guests = seats.map(|guest| Actor::Guest(GuestActor { session: party, guest, name: String::new(), waiting: false }));
        let house = Self {
            engine,
            tiny,
            clock,
            ledger: Ledger::default(),
            dice: Dice::new(seed, 0),
            guests,
            db: RefCell::new(db),
            folder,
            ids: Cell::new(0),
            epochs: Cell::new(0xE0),
        };
        house.new_epoch();
        house
    }

    #[must_use]
    pub fn staff(&self, role: Role) -> Actor {
        Actor::Staff(StaffActor {
            staff: StaffId::named(&self.tiny.store.0, role.word()),
            name: format!("{role:?} Rossi"),
            roles: vec![role],
            device: Uuid::from_u128(1).into(),
        })
    }

    /// A fresh id, later than those before it.
    pub fn fresh<T: From<Uuid>>(&self) -> T {
        self.ids.set(self.ids.get() + 1);
        let at = u128::try_from(now().0).expect("after 1970");
        Uuid::from_u128(at << 80 | 0x7 << 76 | 0x2 << 62 | u128::from(self.ids.get())).into()
    }

    #[must_use]
    pub fn db(&self) -> Db {
        self.db.borrow().clone()
    }

    /// The log's identity and head.
    pub fn head(&self) -> (Epoch, i64) {
        let db = self.db();
        self.engine.between(async { log::head(&db, self.tiny.store).await.expect("a head") })
    }

    /// The server is gone: its connections to the database are, too. Whoever comes next opens the file.
    pub fn reopen(&self) {
        self.close();
        self.open_again();
    }

    fn close(&self) {
        let db = self.db();
        self.engine.between(db.close());
    }

    fn open_again(&self) {
        let url = format!("sqlite://{}", self.path(FILES[0]).display());
        *self.db.borrow_mut() = self.engine.between(async { Db::open(&url).await.expect("a database") });
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    /// Copies the database as it is: nobody writes while the simulation stands still.
    pub fn back_up(&self) {
        for file in FILES {
            let _ = fs::copy(self.path(file), self.path(&format!("backup-{file}")));
        }
    }

    /// The server is gone, its database is lost, the backup takes its place under another epoch.
    pub fn restore(&self) {
        let before = self.keys();
        self.close();
        for file in FILES {
            let (backup, place) = (self.path(&format!("backup-{file}")), self.path(file));
            let _ = fs::remove_file(&place);
            if backup.exists() && !file.ends_with("-shm") {
                fs::copy(backup, place).expect("restored");
            }
        }
        self.open_again();
        self.new_epoch();
        let after = self.keys();
        self.ledger.gone(before.difference(&after).copied());
    }

    fn new_epoch(&self) {
        self.epochs.set(self.epochs.get() + 1);
        let (db, epoch) = (self.db(), Uuid::from_u128(self.epochs.get()).to_string());
        self.engine.between(async {
            sqlx::query("UPDATE stores SET epoch = $1").bind(epoch).execute(&db.write).await.expect("another epoch");
        });
    }

    fn keys(&self) -> BTreeSet<CommandKey> {
        let db = self.db();
        let rows: Vec<String> = self
            .engine
            .between(async { sqlx::query_scalar("SELECT key FROM commands").fetch_all(&db.read).await.expect("keys") });
        rows.iter().map(|key| key.parse().expect("a key")).collect()
    }
}

/// The time by everybody's clock.
pub fn now() -> At {
    let elapsed = turmoil::sim_elapsed().unwrap_or_default();
    EVENING.plus(i64::try_from(elapsed.as_millis()).expect("an evening"))
}
