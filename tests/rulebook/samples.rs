//! A real evening in which everything happens once: examples for the documentation and the room table.

use crate::world::menu::{BAR, CAKE, FRIES, GRILL, KETCHUP, KITCHEN, PASTA, RARE, SPRITZ, STEAK};
use crate::world::{World, id, visitor};
use comanda::actor::{GuestActor, StaffActor};
use comanda::ids::{ConnectionId, DeviceId, Epoch, GuestId, StaffId};
use comanda::kernel::change::Change;
use comanda::party::{CallKind, Method};
use comanda::party::{NewLine, NewPayment, SendScope};
use comanda::protocol::WireEvent;
use comanda::shop::StoreChanges;
use comanda::shop::menu::{CategoryChanges, MenuEdit, ProductChanges};
use comanda::{Actor, Command, Currency, Event, KitchenCommand, LoggedEvent, Money, PartyCommand, Role, ShopCommand};

pub use comanda::catalogue::EVENT_KINDS as KINDS;

pub const SESSION: u128 = 0x100;
pub const ANNA: u128 = 0x201;
pub const ORDER: u128 = 0x300;
pub const EPOCH: u128 = 0xE;
pub const CONNECTION: u128 = 0xC0;

pub fn epoch() -> Epoch {
    id(EPOCH)
}
pub fn connection() -> ConnectionId {
    id(CONNECTION)
}

pub fn person(n: u128, name: &str, role: Role) -> Actor {
    Actor::Staff(StaffActor { staff: id::<StaffId>(n), name: name.into(), roles: vec![role], device: id::<DeviceId>(0xD0) })
}

/// The whole evening.
pub fn evening() -> World {
    let mut world = World::new();
    let anna = Actor::Guest(GuestActor { session: id(SESSION), guest: id::<GuestId>(ANNA), name: "Anna".into(), waiting: false });
    let (giulia, sofia) = (person(0x501, "Giulia", Role::Waiter), person(0x502, "Sofia", Role::Kitchen));
    let session = id(SESSION);
    let ticket = |station| World::ticket(ORDER, station);
    let add = |line: u128, product: u128, options: &[u128], note: Option<&str>| {
        Command::Party(PartyCommand::AddLine {
            session,
            line: NewLine {
                id: id(line),
                product: id(product),
                options: options.iter().map(|o| id(*o)).collect(),
                quantity: 1,
                note: note.map(str::to_owned),
                for_guest: None,
            },
        })
    };
    let mut act = |by: &Actor, command: Command| {
        world.wait(20_000);
        world.ok(by, command);
    };
    act(
        &visitor(0x71),
        Command::Party(PartyCommand::Scan {
            table: id(0x71),
            session,
            guest: id(ANNA),
            code: None,
            covers: None,
            with_paid: None,
        }),
    );
    act(&anna, Command::Party(PartyCommand::NameGuest { session, guest: id(ANNA), name: "Anna".into() }));
    act(&giulia, Command::Party(PartyCommand::SetCovers { session, covers: 2 }));
    act(&anna, add(0x401, STEAK, &[RARE, FRIES, KETCHUP], Some("sauce apart, please")));
    act(&anna, add(0x402, SPRITZ, &[], None));
    act(&anna, add(0x403, CAKE, &[], None));
    act(
        &anna,
        Command::Party(PartyCommand::SendOrder { session, order: id(ORDER), scope: SendScope::Mine, expected: Some(4_100) }),
    );
    act(&anna, Command::Party(PartyCommand::CancelItem { session, item: id(0x403), reason: "No room for it".into() }));
    act(&sofia, Command::Kitchen(KitchenCommand::AcknowledgeTicket { session, ticket: ticket(GRILL) }));
    act(&sofia, Command::Kitchen(KitchenCommand::StartTicket { session, ticket: ticket(GRILL), items: None }));
    act(&sofia, Command::Kitchen(KitchenCommand::BumpTicket { session, ticket: ticket(BAR) }));
    act(&sofia, Command::Kitchen(KitchenCommand::BumpTicket { session, ticket: ticket(GRILL) }));
    act(&sofia, Command::Kitchen(KitchenCommand::RecallTicket { session, ticket: ticket(GRILL) }));
    act(&sofia, Command::Kitchen(KitchenCommand::ReadyTicket { session, ticket: ticket(GRILL), items: None }));
    act(&sofia, Command::Kitchen(KitchenCommand::BumpTicket { session, ticket: ticket(GRILL) }));
    act(&giulia, Command::Party(PartyCommand::Serve { session, items: vec![id(0x401), id(0x402)] }));
    act(&sofia, Command::Kitchen(KitchenCommand::BumpTicket { session, ticket: ticket(KITCHEN) }));
    act(&anna, add(0x404, PASTA, &[], None));
    act(&anna, Command::Party(PartyCommand::SendOrder { session, order: id(ORDER + 1), scope: SendScope::Mine, expected: None }));
    act(&anna, Command::Party(PartyCommand::CancelItem { session, item: id(0x404), reason: String::new() }));
    act(&anna, Command::Party(PartyCommand::CallWaiter { session, call: id(0x601), kind: CallKind::Water }));
    act(&giulia, Command::Party(PartyCommand::AcknowledgeCall { session, call: id(0x601) }));
    act(&giulia, Command::Party(PartyCommand::ResolveCall { session, call: id(0x601) }));
    act(&giulia, Command::Party(PartyCommand::ReopenCall { session, call: id(0x601) }));
    act(&giulia, Command::Party(PartyCommand::ResolveCall { session, call: id(0x601) }));
    act(&anna, Command::Party(PartyCommand::RequestBill { session, call: id(0x602) }));
    let payment = NewPayment {
        id: id(0x701),
        method: Method::Cash,
        amount: Money::new(3_500, Currency::EUR),
        tip: 300,
        tendered: Some(4_000),
        expected: Some(3_500),
        part: None,
    };
    act(
        &giulia,
        Command::Party(PartyCommand::RecordPayment { session, payment: NewPayment { id: id(0x700), ..payment.clone() } }),
    );
    act(&giulia, Command::Party(PartyCommand::VoidPayment { session, payment: id(0x700), reason: None }));
    act(&giulia, Command::Party(PartyCommand::RecordPayment { session, payment }));
    act(&giulia, Command::Shop(ShopCommand::RotateTableToken { table: id(0x71) }));
    let dearer = ProductChanges { price: Some(Change { previous: 600, new: 650 }), ..ProductChanges::default() };
    let renamed = CategoryChanges {
        name: Some(Change { previous: "All".into(), new: "Our kitchen".into() }),
        ..CategoryChanges::default()
    };
    act(
        &person(0x503, "Marta", Role::Manager),
        Command::Shop(ShopCommand::EditMenu {
            edits: vec![
                MenuEdit::EditProduct { id: id(CAKE), changes: Box::new(dearer) },
                MenuEdit::EditCategory { id: id(0xCA), changes: renamed },
            ],
        }),
    );
    let later = StoreChanges { day_ends_hour: Some(Change { previous: 4, new: 5 }), ..StoreChanges::default() };
    act(&person(0x503, "Marta", Role::Manager), Command::Shop(ShopCommand::EditStore { changes: Box::new(later) }));
    act(
        &giulia,
        Command::Party(PartyCommand::CloseSession { session, write_off: None, despite: comanda::party::OpenThings::ALL }),
    );
    world
}

/// The first event of each kind, in the order of [`KINDS`].
pub fn one_of_each() -> Vec<LoggedEvent> {
    let log = evening().log;
    let first = |kind: &&str| log.iter().find(|e| e.event.kind() == *kind).unwrap_or_else(|| panic!("no {kind} that evening"));
    KINDS.iter().map(first).cloned().collect()
}

pub fn event(kind: &str) -> Event {
    one_of_each().into_iter().find(|e| e.event.kind() == kind).expect("a known kind").event
}

pub fn wire(logged: &LoggedEvent) -> WireEvent {
    WireEvent::of(id(crate::world::STORE), epoch(), logged)
}
