//! A restaurant that runs: pipeline over a database, a clock that is set by hand, a broker that remembers.

use super::tiny::{Tiny, seed};
use comanda::actor::{GuestActor, Role, StaffActor};
use comanda::backend::{Caller, Fault};
use comanda::ids::{GuestId, ItemId, OptionId, OrderId, ProductId, SessionId, StoreId};
use comanda::party::Session;
use comanda::party::{NewLine, SendScope};
use comanda::shop::menu::Menu;
use comanda::shop::{SeatingPolicy, Store};
use comanda::{Actor, At, Command, Envelope, Event, LoggedEvent, Outcome, PartyCommand};
use engine::accounts::{Accounts, CookieJar, Lifetimes};
use engine::broker::{Broker, Committed};
use engine::clock::{Clock, ManualClock};
use engine::gateway::Hub;
use engine::ids::fresh;
use engine::pipeline::{Limits, Pipeline};
use engine::service::{Comanda, Memory};
use engine::storage::{Db, log, sessions};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// 6 January 2025, 20:00 in Rome.
pub const EVENING: At = At(1_736_190_000_000);

/// Remembers what was published.
#[derive(Debug, Default)]
pub struct Recorder(pub Mutex<Vec<Committed>>);

impl Broker for Recorder {
    fn publish(&self, committed: Committed) {
        self.0.lock().expect("a memory").push(committed);
    }
}

impl Recorder {
    /// Positions in the order in which they were told.
    pub fn seqs(&self, store: StoreId) -> Vec<i64> {
        let told = self.0.lock().expect("a memory");
        told.iter().filter(|c| c.store == store).flat_map(|c| c.events.iter().map(|e| e.seq)).collect()
    }
}

pub struct House {
    pub db: Db,
    pub clock: Arc<ManualClock>,
    pub broker: Arc<Recorder>,
    pub pipeline: Pipeline,
    pub tiny: Tiny,
}

impl House {
    pub async fn open(db: Db) -> Self {
        Self::with(db, SeatingPolicy::OpenByScan, Limits::default()).await
    }

    pub async fn with(db: Db, seating: SeatingPolicy, limits: Limits) -> Self {
        let tiny = seed(&db, seating).await;
        let (clock, broker) = (Arc::new(ManualClock::at(EVENING)), Arc::new(Recorder::default()));
        let pipeline = Pipeline::with_limits(db.clone(), Arc::clone(&clock) as _, Arc::clone(&broker) as _, limits);
        Self { db, clock, broker, pipeline, tiny }
    }

    /// The queries over the same database and clock.
    pub fn screens(&self) -> Comanda {
        let clock: Arc<dyn Clock> = Arc::clone(&self.clock) as _;
        let hub = Hub::new(Arc::new(self.db.clone()));
        let lifetimes = Lifetimes { device: 1_000_000, staff: 10_000, guest: 10_000 };
        let jar = CookieJar { secure: false };
        let auth = Accounts::new(self.db.clone(), Arc::clone(&clock), hub, jar, lifetimes, "http://localhost");
        Comanda {
            db: self.db.clone(),
            pipeline: self.pipeline.clone(),
            clock,
            auth: Arc::new(auth),
            build: "test".into(),
            memory: Memory::default(),
        }
    }

    /// Another node of the same restaurant.
    pub fn second_node(&self) -> Pipeline {
        Pipeline::start(self.db.clone(), Arc::clone(&self.clock) as _, Arc::clone(&self.broker) as _)
    }

    pub async fn submit(&self, actor: &Actor, command: Command) -> Result<Outcome, Fault> {
        self.send(actor, envelope(command)).await
    }

    pub async fn send(&self, actor: &Actor, envelope: Envelope) -> Result<Outcome, Fault> {
        self.pipeline.submit(self.tiny.store, actor.clone(), envelope).await
    }

    pub fn staff(&self, role: Role) -> Actor {
        Actor::Staff(StaffActor {
            staff: Uuid::new_v5(&self.tiny.store.0, role.word().as_bytes()).into(),
            name: format!("{role:?} Rossi"),
            roles: vec![role],
            device: Uuid::from_u128(1).into(),
        })
    }

    pub fn staff_caller(&self, role: Role) -> Caller {
        let Actor::Staff(StaffActor { staff, name, roles, device }) = self.staff(role) else { unreachable!("staff") };
        Caller { store: Some(self.tiny.store), staff: Some(StaffActor { staff, name, roles, device }), ..Caller::default() }
    }

    /// A phone scans a table and sits down.
    pub async fn sit(&self, table: usize) -> Phone {
        let (table, guest) = (self.tiny.table(table), fresh());
        let scan =
            Command::Party(PartyCommand::Scan { table, session: fresh(), guest, code: None, covers: None, with_paid: None });
        let outcome = self.submit(&Actor::Visitor { table }, scan).await.expect("a seat");
        Phone { session: outcome.session.expect("a session"), guest }
    }

    pub async fn add(&self, phone: &Phone, product: ProductId, options: &[OptionId], quantity: u32) -> Result<ItemId, Fault> {
        let id = fresh();
        let line = NewLine { id, product, options: options.to_vec(), quantity, note: None, for_guest: None };
        self.submit(&phone.actor(), Command::Party(PartyCommand::AddLine { session: phone.session, line })).await.map(|_| id)
    }

    pub async fn order(&self, phone: &Phone) -> Result<OrderId, Fault> {
        let order = fresh();
        let command =
            Command::Party(PartyCommand::SendOrder { session: phone.session, order, scope: SendScope::Mine, expected: None });
        self.submit(&phone.actor(), command).await.map(|_| order)
    }

    /// The session as the tables have it.
    pub async fn session(&self, id: SessionId) -> Session {
        sessions::load(&self.db, self.tiny.store, id).await.expect("readable").expect("a session")
    }

    pub async fn seq(&self) -> i64 {
        log::head(&self.db, self.tiny.store).await.expect("a head").1
    }

    pub async fn log(&self) -> Vec<LoggedEvent> {
        log::read_after(&self.db, self.tiny.store, 0, i64::MAX).await.expect("a log")
    }

    /// Sessions and menu as the log tells them.
    pub async fn folded(&self) -> (BTreeMap<SessionId, Session>, Menu) {
        let mut told = Told {
            store: self.tiny.store,
            sessions: BTreeMap::new(),
            menu: self.tiny.menu.clone(),
            settings: self.tiny.restaurant.store.clone(),
        };
        for event in self.log().await {
            told.hear(&event);
        }
        (told.sessions, told.menu)
    }
}

/// What a listener of the log knows.
#[derive(Debug, Clone)]
pub struct Told {
    pub store: StoreId,
    pub sessions: BTreeMap<SessionId, Session>,
    pub menu: Menu,
    pub settings: Store,
}

impl Told {
    pub fn hear(&mut self, logged: &LoggedEvent) {
        if let Some(opened) = Session::opened(self.store, logged.at, &logged.event) {
            self.sessions.insert(opened.id, opened);
        }
        for session in self.sessions.values_mut() {
            session.evolve(logged.at, &logged.event);
        }
        if let Event::Shop(event) = &logged.event {
            self.menu.evolve(event);
            self.settings.evolve(event);
        }
    }
}

/// A guest's phone at a table.
#[derive(Debug, Clone, Copy)]
pub struct Phone {
    pub session: SessionId,
    pub guest: GuestId,
}

impl Phone {
    pub fn actor(&self) -> Actor {
        Actor::Guest(GuestActor { session: self.session, guest: self.guest, name: String::new(), waiting: false })
    }
    pub fn caller(&self, store: StoreId) -> Caller {
        Caller {
            store: Some(store),
            guest: Some(GuestActor { session: self.session, guest: self.guest, name: String::new(), waiting: false }),
            ..Caller::default()
        }
    }
}

pub fn envelope(command: Command) -> Envelope {
    Envelope { key: fresh(), command, at: EVENING, base_seq: 0 }
}
