//! A small restaurant in memory: what the server does around `decide`, without a database.

pub mod menu;

use comanda::access;
use comanda::actor::{GuestActor, StaffActor};
use comanda::calendar::Calendar;
use comanda::decide::decide;
use comanda::ids::{CommandKey, DeviceId, GuestId, ItemId, OrderId, SessionId, StaffId, StoreId, TableId, TicketId};
use comanda::party::SessionChange;
use comanda::party::{Item, Order, Session};
use comanda::shop::menu::Menu;
use comanda::shop::{SeatingPolicy, ServiceCharge, Shape, Store, Table, UnseenLimit};
use comanda::tax::RateBps;
use comanda::time::BusinessDay;
use comanda::world::Costs;
use comanda::{Actor, At, Command, Currency, Event, LoggedEvent, PartyEvent, Rejection, Role};
use std::collections::BTreeMap;
use uuid::Uuid;

/// An id that reads well in a failure's print.
pub fn id<T: From<Uuid>>(n: u128) -> T {
    T::from(Uuid::from_u128(n))
}

pub const STORE: u128 = 0x51;
pub const TABLES: [u128; 2] = [0x71, 0x72];
pub const START: At = At(1_736_190_000_000);

/// The restaurant: state, log and a clock that the test moves.
#[derive(Debug)]
pub struct World {
    pub store: Store,
    pub menu: Menu,
    pub costs: Costs,
    pub tables: Vec<Table>,
    pub codes: Vec<String>,
    pub sessions: BTreeMap<SessionId, Session>,
    pub log: Vec<LoggedEvent>,
    pub now: At,
    pub orders: u32,
}

impl World {
    pub fn new() -> Self {
        Self::with_policy(SeatingPolicy::OpenByScan)
    }

    pub fn with_policy(seating: SeatingPolicy) -> Self {
        let table = |n: u128| Table {
            id: id(n),
            area: id(0xA),
            label: format!("T{}", n - 0x70),
            seats: 4,
            shape: Shape::Round,
            x: 0,
            y: 0,
            w: 10,
            h: 10,
        };
        Self {
            store: Store {
                id: id::<StoreId>(STORE),
                name: "Osteria".into(),
                tagline: String::new(),
                address: String::new(),
                locale: "en".into(),
                currency: Currency::EUR,
                time_zone: "Europe/Rome".into(),
                day_ends_hour: 4,
                seating,
                service: ServiceCharge { bps: 1_250, from_covers: 4, rate: Some(RateBps(1_000)) },
                unseen: UnseenLimit::default(),
            },
            menu: menu::menu(),
            costs: Costs::from([(id(menu::PASTA), 310)]),
            tables: TABLES.into_iter().map(table).collect(),
            codes: vec!["4711".into(), "0815".into()],
            sessions: BTreeMap::new(),
            log: Vec::new(),
            now: START,
            orders: 0,
        }
    }

    /// The state without its log, which a comparison does not need.
    pub fn snapshot(&self) -> Self {
        Self {
            store: self.store.clone(),
            menu: self.menu.clone(),
            costs: self.costs.clone(),
            tables: self.tables.clone(),
            codes: self.codes.clone(),
            sessions: self.sessions.clone(),
            log: Vec::new(),
            ..*self
        }
    }

    pub fn open_session(&self, table: TableId) -> Option<&Session> {
        self.sessions.values().find(|s| s.table() == Some(table) && !s.is_closed())
    }

    /// Decides without applying, on the state the server would load.
    pub fn decide(&self, actor: &Actor, command: &Command) -> Result<Vec<Event>, Rejection> {
        let needs = command.needs();
        let mut parties: Vec<&Session> = needs.parties().filter_map(|named| self.sessions.get(&named)).collect();
        if needs.occupants {
            parties.extend(parties.clone().iter().filter_map(|party| self.open_session(party.table()?)));
        }
        parties.extend(needs.table.and_then(|table| self.open_session(table)));
        let world = comanda::world::World {
            at: self.now,
            calendar: Calendar { day: BusinessDay(20_250_106), ..Calendar::default() },
            actor,
            store: &self.store,
            menu: &self.menu,
            costs: &self.costs,
            table: needs.table.and_then(|named| self.tables.iter().find(|t| t.id == named)),
            table_codes: &self.codes,
            parties: &parties,
            next_order: if needs.order_number { self.orders + 1 } else { 0 },
            knows_zone: |name| name.contains('/') || name == "UTC",
        };
        let events = decide(&world, command)?;
        // The store's unique key: an id of a session that the rulebook was not shown.
        let opens =
            |e: &&Event| matches!(e, Event::Party(PartyEvent::SessionUpdated { change: SessionChange::Opened { .. }, .. }));
        let taken = |e: &Event| e.session().is_some_and(|named| self.sessions.contains_key(&named));
        if events.iter().find(opens).is_some_and(taken) { Err(Rejection::AlreadyExists) } else { Ok(events) }
    }

    /// Decides and, if accepted, logs and folds.
    pub fn submit(&mut self, actor: &Actor, command: &Command) -> Result<Vec<Event>, Rejection> {
        let events = self.decide(actor, command)?;
        for event in &events {
            self.fold(event);
            let seq = i64::try_from(self.log.len()).unwrap() + 1;
            let key = id::<CommandKey>(u128::try_from(seq).unwrap());
            self.log.push(LoggedEvent { seq, at: self.now, actor: actor.clone(), command_key: key, event: event.clone() });
        }
        Ok(events)
    }

    pub fn fold(&mut self, event: &Event) {
        if matches!(event, Event::Party(PartyEvent::OrderCreated { .. })) {
            self.orders += 1;
        }
        if let Event::Shop(event) = event {
            self.store.evolve(event);
        }
        fold(&mut self.sessions, &mut self.menu, self.store.id, self.now, event);
    }

    /// Accepted, or the test's premise is wrong.
    pub fn ok(&mut self, actor: &Actor, command: Command) -> Vec<Event> {
        self.submit(actor, &command).unwrap_or_else(|no| panic!("{command:?} by {actor:?} was refused: {no:?}"))
    }

    /// Refused, with the reason.
    pub fn no(&mut self, actor: &Actor, command: Command) -> Rejection {
        match self.submit(actor, &command) {
            Err(no) => no,
            Ok(events) => panic!("{command:?} by {actor:?} was accepted: {events:?}"),
        }
    }

    pub fn wait(&mut self, milliseconds: i64) {
        self.now = self.now.plus(milliseconds);
    }

    pub fn session(&self, n: u128) -> &Session {
        &self.sessions[&id::<SessionId>(n)]
    }
    pub fn item(&self, n: u128) -> &Item {
        self.sessions.values().flat_map(Session::items).find(|i| i.id == id::<ItemId>(n)).expect("an item")
    }
    pub fn order(&self, n: u128) -> &Order {
        self.sessions.values().flat_map(|s| &s.orders).find(|o| o.id == id::<OrderId>(n)).expect("an order")
    }
    pub fn ticket(order: u128, station: u128) -> TicketId {
        TicketId::of(id(order), id(station))
    }
}

/// The fold every device makes.
pub fn fold(sessions: &mut BTreeMap<SessionId, Session>, menu: &mut Menu, store: StoreId, at: At, event: &Event) {
    if let Event::Shop(event) = event {
        menu.evolve(event);
    }
    let Some(named) = event.session() else { return };
    if matches!(event, Event::Party(PartyEvent::SessionUpdated { change: SessionChange::Opened { .. }, .. })) {
        sessions.insert(named, Session::opened(store, at, event).expect("an opening event opens"));
    } else if let Some(session) = sessions.get_mut(&named) {
        session.evolve(at, event);
    }
}

pub fn visitor(table: u128) -> Actor {
    Actor::Visitor { table: id(table) }
}

pub fn guest(session: u128, guest: u128) -> Actor {
    Actor::Guest(GuestActor { session: id(session), guest: id::<GuestId>(guest), name: "Cookie name".into(), waiting: false })
}

pub fn staff(n: u128, roles: &[Role]) -> Actor {
    Actor::Staff(StaffActor {
        staff: id::<StaffId>(0x5_0000 + n),
        name: format!("Person{n} Familyname"),
        roles: roles.to_vec(),
        device: id::<DeviceId>(0xD_0000 + n),
    })
}

pub fn waiter() -> Actor {
    staff(1, &[Role::Waiter])
}
pub fn second_waiter() -> Actor {
    staff(2, &[Role::Waiter])
}
pub fn cook() -> Actor {
    staff(3, &[Role::Kitchen])
}
pub fn manager() -> Actor {
    staff(4, &[Role::Manager])
}

/// May the actor hear this event, through any room they may join?
pub fn hears(actor: &Actor, event: &Event) -> bool {
    comanda::rooms::rooms(event).iter().any(|room| {
        let joined = access::may_join(actor, room, event.session());
        let guest = matches!(actor, Actor::Guest(_));
        joined && (!guest || *room != comanda::rooms::Room::Store || comanda::rooms::is_public(event))
    })
}

/// So many cases, or a long run's multiple: `COMANDA_TIMES` says how often as many.
pub fn times(cases: u32) -> u32 {
    cases * std::env::var("COMANDA_TIMES").ok().and_then(|times| times.parse().ok()).unwrap_or(1)
}
