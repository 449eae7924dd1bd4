//! What every part of the waiter's pages shares: who waits, the floor, the queues, the menu, the door for commands.

use crate::queries::Answer;
use crate::realtime::{Audience, Dispatch, use_audience, use_dispatch};
use comanda::backend::Hat;
use comanda::ids::{ProductId, SessionId, TableId};
use comanda::menu::Menu;
use comanda::rooms::Room;
use comanda::session::Session;
use comanda::views::{Floor, FloorTable, Queues, StaffSeat, Viewer};
use comanda::{Command, Currency, Money};
use leptos::prelude::*;

/// The queries of a page, made once at its root.
#[derive(Clone, Copy)]
pub struct Sources {
    pub viewer: Resource<Answer<Viewer>>,
    pub floor: Resource<Answer<Floor>>,
    pub queues: Resource<Answer<Queues>>,
    pub menu: Resource<Answer<Menu>>,
    pub session: Resource<Option<Answer<Session>>>,
}

/// Reactive views on the queries; `Copy`. Made inside the page's `Transition`, so that reading them waits for the data.
#[derive(Clone, Copy)]
pub struct Desk {
    pub me: Memo<Option<StaffSeat>>,
    pub store_name: Memo<String>,
    pub currency: Memo<Currency>,
    pub floor: Memo<Option<Floor>>,
    pub queues: Memo<Queues>,
    pub menu: Memo<Option<Menu>>,
    /// The session the page has open, if the answer is there.
    pub session: Memo<Option<Session>>,
    pub dispatch: Dispatch,
}

impl Desk {
    pub fn new(sources: Sources) -> Self {
        let Sources { viewer, floor, queues, menu, session } = sources;
        let seen = Memo::new(move |_| viewer.get().and_then(Result::ok));
        Self {
            me: Memo::new(move |_| seen.with(|v| v.as_ref().and_then(|v| v.staff.clone()))),
            store_name: Memo::new(move |_| {
                seen.with(|v| v.as_ref().and_then(|v| v.store.as_ref()).map_or_else(|| "Comanda".into(), |s| s.name.clone()))
            }),
            currency: Memo::new(move |_| {
                seen.with(|v| v.as_ref().and_then(|v| v.store.as_ref()).map_or(Currency::EUR, |s| s.currency))
            }),
            floor: Memo::new(move |_| floor.get().and_then(Result::ok)),
            queues: Memo::new(move |_| queues.get().and_then(Result::ok).unwrap_or_default()),
            menu: Memo::new(move |_| menu.get().and_then(Result::ok)),
            session: Memo::new(move |_| session.get().flatten().and_then(Result::ok)),
            dispatch: use_dispatch(Hat::Staff),
        }
    }

    /// A table of the floor, as it is.
    pub fn table(self, id: TableId) -> Memo<Option<FloorTable>> {
        Memo::new(move |_| {
            self.floor.with(|floor| floor.as_ref().and_then(|f| f.tables.iter().find(|t| t.table.id == id).cloned()))
        })
    }

    /// The open session, if it is this one: the page may still hold the one before.
    pub fn session(self, id: SessionId) -> Memo<Option<Session>> {
        Memo::new(move |_| self.session.with(|session| session.as_ref().filter(|s| s.id == id).cloned()))
    }

    /// An amount as people read it.
    pub fn money(self, minor: i64) -> String {
        Money::new(minor, self.currency.get_untracked()).to_string()
    }

    /// A dish's name, for lines that were never sent.
    pub fn dish(self, id: ProductId) -> String {
        self.menu.with(|menu| menu.as_ref().and_then(|m| m.product(id)).map_or_else(|| "Dish".into(), |p| p.name.clone()))
    }

    pub fn is_manager(self) -> bool {
        use comanda::Role;
        self.me.with(|me| me.as_ref().is_some_and(|me| me.has_any(&[Role::Manager, Role::Owner])))
    }

    pub fn send(self, command: Command) {
        self.dispatch.send(command);
    }
}

/// Listens as a waiter: to the store, the waiters' room and the open table.
pub fn listen(viewer: Resource<Answer<Viewer>>, table: impl Fn() -> Option<SessionId> + Send + Sync + 'static) {
    use_audience(move || {
        let staff = viewer.get()?.ok()?.staff?;
        let rooms = [Room::Store, Room::Waiters].into_iter().chain(table().map(Room::Table)).collect();
        staff.may_wait().then_some(Audience { hat: Hat::Staff, rooms })
    });
}
