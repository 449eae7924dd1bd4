//! Every message survives the wire, and nothing hostile is taken for one.

use crate::samples::{self, ANNA, ORDER, SESSION, epoch};
use crate::world::*;
use comanda::actor::Principal;
use comanda::backend::{Fault, Invalid};
use comanda::command::{CommandKind as K, Outcome};
use comanda::device::DeviceKind;
use comanda::ids::{CommandKey, ItemId};
use comanda::kernel::change::Change;
use comanda::party::{CallKind, Method, OpenThings};
use comanda::party::{NewLine, NewPayment, SendScope};
use comanda::protocol::{ClientMessage as C, Cursor, ErrorCode, HEARTBEAT, PROTOCOL, ResyncReason, ServerMessage as S};
use comanda::rooms::Room;
use comanda::shop::StoreChanges;
use comanda::shop::menu::{MenuEdit, ProductChanges};
use comanda::{At, Command, Currency, Envelope, Event, KitchenCommand, Money, PartyCommand, Rejection, Role, ShopCommand};
use proptest::prelude::*;

/// One command of each kind, about the sample evening.
pub fn command_of(kind: K) -> Command {
    let (session, ticket) = (id(SESSION), World::ticket(ORDER, menu::GRILL));
    let items: Option<Vec<ItemId>> = Some(vec![id(0x401)]);
    match kind {
        K::Scan => Command::Party(PartyCommand::Scan {
            table: id(0x71),
            session,
            guest: id(ANNA),
            code: Some("4711".into()),
            covers: Some(4),
            with_paid: None,
        }),
        K::SeatParty => Command::Party(PartyCommand::SeatParty { table: id(0x71), session, covers: 2 }),
        K::Approve => Command::Party(PartyCommand::Approve { session, guest: None }),
        K::Decline => Command::Party(PartyCommand::Decline { session, guest: Some(id(ANNA)) }),
        K::RemoveGuest => Command::Party(PartyCommand::RemoveGuest { session, guest: id(ANNA) }),
        K::NameGuest => Command::Party(PartyCommand::NameGuest { session, guest: id(ANNA), name: "Anna".into() }),
        K::SetCovers => Command::Party(PartyCommand::SetCovers { session, covers: 4 }),
        K::AddLine => Command::Party(PartyCommand::AddLine {
            session,
            line: NewLine {
                id: id(0x401),
                product: id(menu::STEAK),
                options: vec![id(menu::RARE)],
                quantity: 1,
                note: Some("sauce apart, please".into()),
                for_guest: None,
            },
        }),
        K::ChangeLine => Command::Party(PartyCommand::ChangeLine {
            session,
            line: id(0x401),
            quantity: 2,
            options: vec![id(menu::WELL)],
            note: None,
        }),
        K::RemoveLine => Command::Party(PartyCommand::RemoveLine { session, line: id(0x401) }),
        K::SendOrder => {
            Command::Party(PartyCommand::SendOrder { session, order: id(ORDER), scope: SendScope::Mine, expected: Some(2_400) })
        }
        K::PlaceOrder => Command::Party(PartyCommand::PlaceOrder {
            session,
            order: id(ORDER + 2),
            lines: vec![NewLine {
                id: id(0x405),
                product: id(menu::SPRITZ),
                options: Vec::new(),
                quantity: 2,
                note: None,
                for_guest: Some(id(ANNA)),
            }],
            expected: None,
        }),
        K::AcknowledgeTicket => Command::Kitchen(KitchenCommand::AcknowledgeTicket { session, ticket }),
        K::StartTicket => Command::Kitchen(KitchenCommand::StartTicket { session, ticket, items }),
        K::ReadyTicket => Command::Kitchen(KitchenCommand::ReadyTicket { session, ticket, items: None }),
        K::BumpTicket => Command::Kitchen(KitchenCommand::BumpTicket { session, ticket }),
        K::UndoBump => Command::Kitchen(KitchenCommand::UndoBump { session, ticket }),
        K::RecallTicket => Command::Kitchen(KitchenCommand::RecallTicket { session, ticket }),
        K::Serve => Command::Party(PartyCommand::Serve { session, items: vec![id(0x401)] }),
        K::UndoServe => Command::Party(PartyCommand::UndoServe { session, items: vec![id(0x401)] }),
        K::UndoCancel => Command::Party(PartyCommand::UndoCancel { session, item: id(0x401) }),
        K::CancelItem => Command::Party(PartyCommand::CancelItem { session, item: id(0x401), reason: "No room for it".into() }),
        K::CallWaiter => Command::Party(PartyCommand::CallWaiter { session, call: id(0x601), kind: CallKind::Water }),
        K::AcknowledgeCall => Command::Party(PartyCommand::AcknowledgeCall { session, call: id(0x601) }),
        K::ResolveCall => Command::Party(PartyCommand::ResolveCall { session, call: id(0x601) }),
        K::ReopenCall => Command::Party(PartyCommand::ReopenCall { session, call: id(0x601) }),
        K::RequestBill => Command::Party(PartyCommand::RequestBill { session, call: id(0x602) }),
        K::RecordPayment => Command::Party(PartyCommand::RecordPayment {
            session,
            payment: NewPayment {
                id: id(0x701),
                method: Method::Cash,
                amount: Money::new(3_500, Currency::EUR),
                tip: 300,
                tendered: Some(4_000),
                expected: Some(3_500),
                part: None,
            },
        }),
        K::VoidPayment => {
            Command::Party(PartyCommand::VoidPayment { session, payment: id(0x701), reason: Some("Wrong table".into()) })
        }
        K::CloseSession => Command::Party(PartyCommand::CloseSession {
            session,
            write_off: None,
            despite: OpenThings { unsent: 1, cooking: 0, ready: 2 },
        }),
        K::RotateTableToken => Command::Shop(ShopCommand::RotateTableToken { table: id(0x71) }),
        K::ReopenSession => Command::Party(PartyCommand::ReopenSession { session }),
        K::EightySix => Command::Shop(ShopCommand::EightySix { product: id(menu::CAKE), until: Some(START.plus(3_600_000)) }),
        K::BringBack => Command::Shop(ShopCommand::BringBack { product: id(menu::CAKE), portions: Some(6) }),
        K::EditMenu => Command::Shop(ShopCommand::EditMenu {
            edits: vec![MenuEdit::EditProduct {
                id: id(menu::CAKE),
                changes: Box::new(ProductChanges {
                    price: Some(Change { previous: 600, new: 650 }),
                    ..ProductChanges::default()
                }),
            }],
        }),
        K::EditStore => Command::Shop(ShopCommand::EditStore {
            changes: Box::new(StoreChanges { day_ends_hour: Some(Change { previous: 4, new: 5 }), ..StoreChanges::default() }),
        }),
        K::CountPortions => Command::Shop(ShopCommand::CountPortions { product: id(menu::CAKE), portions: Some(6) }),
    }
}

pub fn envelope(command: Command) -> Envelope {
    Envelope { key: id::<CommandKey>(0xFEED), command, at: START, base_seq: 41 }
}

pub fn client_messages() -> Vec<C> {
    let room = Room::Table(id(SESSION));
    vec![
        C::Hello {
            protocol: PROTOCOL,
            build: "0.1.0+5f3a".into(),
            cursor: Some(Cursor { epoch: epoch(), seq: 41 }),
            rooms: vec![Room::Store, room.clone()],
            deflate: true,
        },
        C::Join { room: room.clone() },
        C::Leave { room },
        C::Submit { envelope: envelope(command_of(K::AddLine)), owner: Some(Principal::Guest(id(ANNA))) },
        C::Ping { t: START.0 },
        C::Bye,
    ]
}

pub fn server_messages() -> Vec<S> {
    let (room, key) = (Room::Table(id(SESSION)), id::<CommandKey>(0xFEED));
    vec![
        S::Welcome {
            epoch: epoch(),
            seq: 44,
            build: "0.1.0+5f3a".into(),
            connection: samples::connection(),
            heartbeat_ms: HEARTBEAT,
        },
        S::Event(samples::wire(&samples::one_of_each()[3])),
        S::CaughtUp { seq: 44 },
        S::Resync { reason: ResyncReason::TooOld, epoch: epoch(), seq: 44 },
        S::Ack { key, outcome: Outcome { seq: 45, session: Some(id(SESSION)), events: 1 }, seq: 45 },
        S::Refused { key, error: Rejection::OnlyLeft { product: id(menu::CAKE), name: "Tiramisù".into(), left: 2 }.into() },
        S::Joined { room },
        S::Denied { room: Room::Kitchen, reason: "forbidden".into() },
        S::SessionReplaced { by: DeviceKind::Iphone },
        S::Error { code: ErrorCode::InvalidData, message: "That message is not one we know.".into() },
        S::Pong { t: START.0, server_time: Some(START.plus(21)) },
        S::GoingAway { retry_after_ms: 3_000 },
    ]
}

pub fn faults() -> Vec<Fault> {
    vec![
        Fault::Rejected { rejection: Rejection::TableClosed },
        Fault::KeyReused,
        Fault::Unauthenticated,
        Fault::Forbidden,
        Fault::NotFound,
        Fault::Invalid { what: Invalid::NotUnderstood },
        Fault::RateLimited { retry_after_ms: 1_500 },
        Fault::WrongPin { tries_left: 2 },
        Fault::Locked { until: At(START.0) },
        Fault::WrongEnrolmentCode,
        Fault::Unavailable,
        Fault::Internal,
    ]
}

fn there_and_back<T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T) {
    let text = serde_json::to_string(value).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap_or_else(|e| panic!("{e}: {text}")), value);
    assert_eq!(&comanda::wire::read_as_a_phone::<T>(&text).unwrap_or_else(|e| panic!("{e}: {text}")), value);
}

#[test]
fn every_message_event_command_and_fault_survives_the_wire() {
    client_messages().iter().for_each(there_and_back);
    server_messages().iter().for_each(there_and_back);
    for logged in samples::evening().log {
        there_and_back(&S::Event(samples::wire(&logged)));
        there_and_back(&logged);
        assert_eq!(serde_json::to_value(&logged.event).expect("serialisable")["kind"], logged.event.kind());
    }
    for kind in K::ALL {
        let command = command_of(kind);
        assert_eq!(command.kind(), kind);
        assert_eq!(serde_json::to_value(&command).expect("serialisable")["command"], kind.wire());
        there_and_back(&C::Submit { envelope: envelope(command), owner: None });
    }
    for error in faults() {
        assert!(!error.code().is_empty() && (400..=599).contains(&error.status()));
        there_and_back(&S::Refused { key: id(1), error });
    }
}

#[test]
fn sessions_menus_and_bills_survive_the_wire() {
    let world = samples::evening();
    there_and_back(world.session(SESSION));
    there_and_back(&world.session(SESSION).bill());
    there_and_back(&world.menu);
    there_and_back(&world.store);
}

#[test]
fn unknown_or_broken_messages_are_errors() {
    for text in [
        "",
        "null",
        "[]",
        "{}",
        r#"{"type":"hello"}"#,
        r#"{"type":"event","seq":1}"#,
        r#"{"type":"become_manager"}"#,
        r#"{"type":"join","room":"manager"}"#,
        r#"{"type":"join","room":"table:not-a-uuid"}"#,
        r#"{"type":"join","room":"role:god"}"#,
        r#"{"type":"ping","t":1e99}"#,
        r#"{"type":"ping","t":"1"}"#,
        r#"{"type":"submit","envelope":{"key":"00000000-0000-0000-0000-000000000001","command":{"command":"drop_tables"}}}"#,
        r#"{"type":"submit","envelope":{"command":{"command":"approve","session":"00000000-0000-0000-0000-000000000001"}}}"#,
    ] {
        assert!(serde_json::from_str::<C>(text).is_err(), "{text}");
    }
    let negative = r#"{"command":"set_covers","session":"00000000-0000-0000-0000-000000000001","covers":-1}"#;
    assert!(serde_json::from_str::<Command>(negative).is_err());
    let currency = r#"{"minor":1,"currency":"eur"}"#;
    assert!(serde_json::from_str::<Money>(currency).is_err());
}

proptest! {
    #[test]
    fn a_room_is_its_name_and_any_other_text_is_none(text in "\\PC{0,60}", n in any::<u128>(), which in 0_usize..9) {
        let room = [
            Room::Store, Room::Kitchen, Room::Waiters, Room::Station(id(n)), Room::User(id(n)), Room::Guest(id(n)),
            Room::Table(id(n)), Room::Order(id(n)), Room::Role(Role::ALL[which % 5]),
        ][which].clone();
        prop_assert_eq!(room.to_string().parse::<Room>(), Ok(room));
        if let Ok(known) = text.parse::<Room>() {
            prop_assert!(["store", "kitchen", "waiters"].contains(&known.to_string().as_str()));
        }
    }
}

#[test]
fn tag_may_stand_anywhere_in_a_command_or_an_event() {
    let command: Command =
        serde_json::from_str(r#"{"product":"00000000-0000-0000-0000-000000000001","command":"count_portions","portions":3}"#)
            .unwrap();
    assert_eq!(command, Command::Shop(ShopCommand::CountPortions { product: id(1), portions: Some(3) }));
    for logged in samples::one_of_each() {
        let said = serde_json::to_value(&logged.event).unwrap();
        let (kind, data) = (&said["kind"], &said["data"]);
        let turned = format!(r#"{{"data":{data},"kind":{kind}}}"#);
        assert_eq!(serde_json::from_str::<Event>(&turned).unwrap(), logged.event);
    }
    for broken in [r#"{"command":"no_such_thing"}"#, r#"{"portions":3}"#, r#"{"command":7}"#, "[]", "7"] {
        assert!(serde_json::from_str::<Command>(broken).is_err(), "{broken}");
    }
}
