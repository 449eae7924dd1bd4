//! What every part of the waiter's pages shares: who waits, the floor, the queues, the menu, the door for commands.

use super::words::counted;
use crate::clock::{use_now, use_store_zone};
use crate::components::place_label::place_label;
use crate::components::toast::{ToastHandle, use_toasts};
use crate::memo::memo;
use crate::queries::cached::{use_house, use_house_again, use_menu, use_viewer};
use crate::queries::{Answer, Answered, QueryKey};
use crate::realtime::{Audience, Dispatch, Known, follow, use_audience, use_dispatch, use_ground};
use crate::settled::settled;
use comanda::access::Surface;
use comanda::access::may_manage;
use comanda::backend::Hat;
use comanda::ids::{ItemId, ProductId, SessionId, TableId};
use comanda::party::{CartLine, OpenThings, Session};
use comanda::replica::House;
use comanda::rooms::Room;
use comanda::shop::ServiceCharge;
use comanda::shop::menu::{Menu, OrderType, said};
use comanda::time::SECOND;
use comanda::views::{CallCard, Floor, FloorTable, Queues, StaffSeat, Viewer};
use comanda::{At, Command, Currency, Money, PartyCommand, Rejection};
use leptos::prelude::*;
use std::sync::Arc;

/// How long what was just done may be taken back by a tap, milliseconds; the rulebook allows a little more for slow networks.
const UNDO_OFFERED: u64 = 8_000;
/// The same for the closing of a table.
const REOPEN_OFFERED: u64 = 10_000;

/// The queries of a page, made once at its root.
#[derive(Clone, Copy)]
pub struct Sources {
    pub viewer: Resource<Answer<Viewer>>,
    pub house: Resource<Answered<House>>,
    pub menu: Resource<Answered<Menu>>,
}

impl Sources {
    /// Asks all of it.
    pub fn ask() -> Self {
        Self { viewer: use_viewer(), house: use_house(), menu: use_menu() }
    }
}

/// Reactive views on the queries; `Copy`. Made inside the page's `Transition`, so that reading them waits for the data.
#[derive(Clone, Copy)]
pub struct Desk {
    pub me: Memo<Option<StaffSeat>>,
    pub store_name: Memo<String>,
    pub currency: Memo<Currency>,
    /// The service charge of parties that sit down now.
    pub service: Memo<ServiceCharge>,
    /// Everything on the floor, and why there is nothing.
    pub house: Known<House>,
    pub floor: Memo<Option<Floor>>,
    pub queues: Memo<Queues>,
    pub menu: Memo<Option<Arc<Menu>>>,
    pub dispatch: Dispatch,
    toasts: ToastHandle,
}

impl Desk {
    pub fn new(sources: Sources) -> Self {
        let Sources { viewer, house, menu } = sources;
        let house = follow(|| Some(QueryKey::House), move || house.get());
        let menu = follow(|| Some(QueryKey::Menu), move || menu.get());
        use_ground(Hat::Staff, move || viewer.get()?.ok(), move || menu.get()?.ok());
        let held = move || house.get().and_then(Result::ok);
        use_store_zone(move || Some(viewer.get()?.ok()?.store?.time_zone));
        renew_codes(memo(move || held()?.codes_until));
        let seen = memo(move || viewer.get().and_then(Result::ok));
        Self {
            me: memo(move || seen.with(|v| v.as_ref().and_then(|v| v.staff.clone()))),
            store_name: memo(move || {
                seen.with(|v| v.as_ref().and_then(|v| v.store.as_ref()).map_or_else(|| "Comanda".into(), |s| s.name.clone()))
            }),
            currency: memo(move || {
                seen.with(|v| v.as_ref().and_then(|v| v.store.as_ref()).map_or(Currency::EUR, |s| s.currency))
            }),
            service: memo(move || {
                seen.with(|v| v.as_ref().and_then(|v| v.store.as_ref()).map(|s| s.service).unwrap_or_default())
            }),
            house,
            floor: memo(move || held().map(|house| house.floor())),
            queues: memo(move || held().map(|house| house.queues()).unwrap_or_default()),
            menu: memo(move || menu.get().and_then(Result::ok)),
            dispatch: use_dispatch(Hat::Staff),
            toasts: use_toasts(),
        }
    }

    /// A table of the floor, as it is.
    pub fn table(self, id: TableId) -> Signal<Option<FloorTable>> {
        settled(memo(move || {
            self.floor.with(|floor| floor.as_ref().and_then(|f| f.tables.iter().find(|t| t.table.id == id).cloned()))
        }))
    }

    /// A party's session. A closed one is held for a while.
    pub fn session(self, id: SessionId) -> Signal<Option<Arc<Session>>> {
        settled(memo(move || {
            let house = self.house.get().and_then(Result::ok)?;
            house.sessions.iter().find(|session| session.id == id).cloned()
        }))
    }

    /// An amount as people read it.
    pub fn money(self, minor: i64) -> String {
        Money::new(minor, self.currency.get_untracked()).to_string()
    }

    /// A dish's name, for lines that were never sent.
    pub fn dish(self, id: ProductId) -> String {
        self.menu.with(|menu| menu.as_ref().and_then(|m| m.product(id)).map_or_else(|| "Dish".into(), |p| p.name.clone()))
    }

    /// What a line's dish is called: by the menu, or as it was when it was chosen.
    pub fn line_name(self, line: &CartLine) -> String {
        self.menu.with(|menu| {
            menu.as_ref().and_then(|m| m.product(line.product)).map_or_else(|| line.name.clone(), |p| p.name.clone())
        })
    }

    /// What is said of a line's choices; empty if nothing is.
    pub fn line_choices(self, line: &CartLine) -> String {
        let priced = self.menu.with(|menu| menu.as_ref()?.price(line.product, &line.options, OrderType::DineIn).ok());
        priced.map_or_else(String::new, |priced| said(&priced.modifiers))
    }

    /// What there is too little of for so many, as the menu stands.
    pub fn short_of(self, product: ProductId, quantity: u32) -> Option<Rejection> {
        self.menu.with(|menu| {
            let menu = menu.as_ref()?;
            // Only an 86 that lifts itself needs to know the time.
            let lifts = menu.product(product).is_some_and(|p| p.availability.until().is_some());
            let at = if lifts { use_now().get().unwrap_or_default() } else { At::default() };
            menu.check_available(product, quantity, at).err()
        })
    }

    pub fn is_manager(self) -> bool {
        self.me.with(|me| me.as_ref().is_some_and(|me| may_manage(&me.roles, &[])))
    }

    pub fn send(self, command: Command) {
        self.dispatch.send(command);
    }

    /// Serves dishes, and offers the way back to who did it.
    pub fn serve(self, session: SessionId, label: String, items: Vec<ItemId>) {
        let count = u32::try_from(items.len()).unwrap_or(u32::MAX);
        let undo = Command::Party(PartyCommand::UndoServe { session, items: items.clone() });
        self.act(
            Command::Party(PartyCommand::Serve { session, items }),
            format!("Table {label}: {} served", counted(count, "dish", "dishes")),
            undo,
        );
    }

    /// “I’m on it”: the call stays on the list, under this name.
    pub fn answer_call(self, card: &CallCard) {
        let (session, call) = (card.session, card.call.id);
        let undo = Command::Party(PartyCommand::ReopenCall { session, call });
        self.act(
            Command::Party(PartyCommand::AcknowledgeCall { session, call }),
            format!("Table {}: you are on it", place_label(&card.place)),
            undo,
        );
    }

    /// The guest has what they called for: the call leaves the list.
    pub fn resolve_call(self, card: &CallCard) {
        let (session, call) = (card.session, card.call.id);
        let undo = Command::Party(PartyCommand::ReopenCall { session, call });
        self.act(
            Command::Party(PartyCommand::ResolveCall { session, call }),
            format!("Table {}: done", place_label(&card.place)),
            undo,
        );
    }

    /// Takes a dish off the bill while the kitchen has not seen it, and offers the way back.
    pub fn cancel(self, session: SessionId, item: ItemId, name: &str, reason: String) {
        let undo = Command::Party(PartyCommand::UndoCancel { session, item });
        self.act(Command::Party(PartyCommand::CancelItem { session, item, reason }), format!("{name} cancelled"), undo);
    }

    /// Closes a table, and offers the way back to who did it.
    pub fn close(self, session: SessionId, label: &str, write_off: Option<String>, despite: OpenThings) {
        let undo = Command::Party(PartyCommand::ReopenSession { session });
        self.act_for(
            Command::Party(PartyCommand::CloseSession { session, write_off, despite }),
            format!("Table {label} is closed"),
            undo,
            REOPEN_OFFERED,
        );
    }

    /// Sends a command and offers to take it back. A refusal is said, and nothing offered then.
    fn act(self, command: Command, done: String, undo: Command) {
        self.act_for(command, done, undo, UNDO_OFFERED);
    }

    fn act_for(self, command: Command, done: String, undo: Command, offered: u64) {
        let offer = self.toasts.offer_undo(done, offered, move || self.send(undo.clone()));
        self.dispatch.send_then(command, move |result| {
            if result.is_err() {
                self.toasts.dismiss(offer);
            }
        });
    }
}

/// Tables' codes change by the clock, which is no event: the floor is asked for once when they have run out by the server's clock,
/// which is known to less than a second.
fn renew_codes(until: Memo<Option<At>>) {
    let (now, again) = (use_now(), use_house_again());
    Effect::new(move |asked: Option<Option<At>>| {
        let asked = asked.flatten();
        let over = until.get().filter(|until| now.get().is_some_and(|now| now > until.plus(SECOND)));
        if over.is_some() && over != asked {
            again();
        }
        over.or(asked)
    });
}

/// Listens as a waiter: to the store and the waiters' room, which hears of every table.
pub fn listen(viewer: Resource<Answer<Viewer>>) {
    use_audience(move || {
        let staff = viewer.get()?.ok()?.staff?;
        staff.may_open(Surface::Floor).then_some(Audience { hat: Hat::Staff, rooms: vec![Room::Store, Room::Waiters] })
    });
}
