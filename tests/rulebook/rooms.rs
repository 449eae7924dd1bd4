//! Role × room × event, written out and denied by default. A change in `catalogue.rs`, `rooms.rs` or `access.rs` has to change these
//! tables.

use crate::samples::{ANNA, KINDS, SESSION, evening, event, one_of_each};
use crate::world::menu::{BAR, GRILL};
use crate::world::{World, cook, guest, hears, id, manager, staff, visitor, waiter};
use comanda::access::may_join;
use comanda::actor::StaffActor;
use comanda::audience::{Listener, heard};
use comanda::rooms::{Room, is_public, rooms};
use comanda::{Actor, Event, KitchenEvent, PartyEvent, Role, ShopCommand, ShopEvent};
use std::collections::BTreeSet;

/// Where each event goes. `station` stands for the rooms of the stations it concerns. No arm for the rest: a new event does
/// not compile until somebody has written down who may know of it.
fn expected_rooms(event: &Event) -> &'static str {
    match event {
        Event::Party(PartyEvent::SessionUpdated { change, .. }) if change.moves().is_some() => "guest table waiters",
        Event::Party(
            PartyEvent::SessionUpdated { .. }
            | PartyEvent::CartUpdated { .. }
            | PartyEvent::AssistanceRequested { .. }
            | PartyEvent::AssistanceAcknowledged { .. }
            | PartyEvent::AssistanceResolved { .. }
            | PartyEvent::AssistanceReopened { .. }
            | PartyEvent::BillUpdated { .. },
        ) => "table waiters",
        Event::Shop(ShopEvent::TableTokenRotated { .. }) => "role:manager waiters",
        Event::Party(PartyEvent::PaymentCompleted { .. } | PartyEvent::PaymentVoided { .. }) => "role:manager table waiters",
        Event::Party(PartyEvent::OrderCreated { .. } | PartyEvent::ItemStatusChanged { .. })
        | Event::Kitchen(
            KitchenEvent::TicketAcknowledged { .. }
            | KitchenEvent::TicketPreparing { .. }
            | KitchenEvent::TicketReady { .. }
            | KitchenEvent::TicketCompleted { .. }
            | KitchenEvent::TicketRecalled { .. },
        ) => "kitchen order station table waiters",
        Event::Party(
            PartyEvent::OrderConfirmed { .. } | PartyEvent::OrderStatusChanged { .. } | PartyEvent::OrderCancelled { .. },
        ) => "kitchen order table waiters",
        Event::Kitchen(KitchenEvent::TableClosed { .. }) => "kitchen station waiters",
        Event::Party(PartyEvent::OrderReady { .. }) => "order table waiters",
        Event::Shop(
            ShopEvent::AvailabilityChanged { .. }
            | ShopEvent::ProductUpdated { .. }
            | ShopEvent::MenuUpdated { .. }
            | ShopEvent::SettingsUpdated { .. },
        ) => "store",
    }
}

#[test]
fn every_event_reaches_the_rooms_of_the_table_and_no_other() {
    for logged in evening().log {
        let event = logged.event;
        let named: Vec<String> = rooms(&event)
            .into_iter()
            .map(|room| match room {
                Room::Station(station) => {
                    assert!(event.stations().contains(&station));
                    "station".to_owned()
                }
                Room::Table(session) => {
                    assert_eq!(Some(session), event.session());
                    "table".to_owned()
                }
                Room::Order(order) => {
                    assert_eq!(Some(order), event.order());
                    "order".to_owned()
                }
                Room::Guest(_) => "guest".to_owned(),
                other => other.to_string(),
            })
            .collect();
        let unique: BTreeSet<Room> = rooms(&event).into_iter().collect();
        assert_eq!(unique.len(), rooms(&event).len(), "{} names a room twice", event.kind());
        let kinds: BTreeSet<&str> = named.iter().map(String::as_str).collect();
        assert_eq!(kinds.into_iter().collect::<Vec<_>>().join(" "), expected_rooms(&event), "{}", event.kind());
    }
}

#[test]
fn an_order_reaches_each_station_that_has_work_in_it() {
    let stations = event("order:created").stations();
    assert_eq!(stations.len(), 3);
    assert!(stations.contains(&id(GRILL)) && stations.contains(&id(BAR)));
}

const LISTENERS: [&str; 10] =
    ["visitor", "guest", "other guest", "owner", "manager", "waiter", "kitchen", "counter", "trainee", "system"];

fn listeners() -> Vec<Actor> {
    let role = |role| staff(9, &[role]);
    vec![
        visitor(0x71),
        guest(SESSION, ANNA),
        guest(0x999, 0x998),
        role(Role::Owner),
        role(Role::Manager),
        role(Role::Waiter),
        role(Role::Kitchen),
        role(Role::Counter),
        staff(9, &[]),
        Actor::System,
    ]
}

fn cells(row: &str) -> impl Iterator<Item = bool> + '_ {
    row.split_whitespace().map(|cell| cell == "+")
}

#[test]
fn everybody_joins_the_rooms_of_the_table_and_no_other() {
    let Actor::Staff(StaffActor { staff: me, .. }) = staff(9, &[]) else { unreachable!() };
    #[rustfmt::skip]
    let table: Vec<(Room, &str)> = vec![
        //                                v g og  o m w k c t  s
        (Room::Store,                   "- + +   + + + + + -  -"),
        (Room::Kitchen,                 "- - -   + + - + - -  -"),
        (Room::Station(id(GRILL)),      "- - -   + + - + - -  -"),
        (Room::Waiters,                 "- - -   + + + - - -  -"),
        (Room::Role(Role::Owner),       "- - -   + - - - - -  -"),
        (Room::Role(Role::Manager),     "- - -   + + - - - -  -"),
        (Room::Role(Role::Waiter),      "- - -   - - + - - -  -"),
        (Room::Role(Role::Kitchen),     "- - -   - - - + - -  -"),
        (Room::Role(Role::Counter),     "- - -   - - - - + -  -"),
        (Room::User(me),                "- - -   + + + + + +  -"),
        (Room::User(id(0xBAD)),         "- - -   - - - - - -  -"),
        (Room::Guest(id(ANNA)),         "- + -   - - - - - -  -"),
        (Room::Guest(id(0xBAD)),        "- - -   - - - - - -  -"),
        (Room::Table(id(SESSION)),      "- + -   + + + - - -  -"),
        (Room::Table(id(0xBAD)),        "- - -   + + + - - -  -"),
        (Room::Order(id(1)),            "- + -   + + + + + -  -"),
    ];
    for (room, row) in table {
        for ((actor, name), expected) in listeners().iter().zip(LISTENERS).zip(cells(row)) {
            assert_eq!(may_join(actor, &room, Some(id(SESSION))), expected, "{name} × {room}");
        }
        let unknown = guest(SESSION, ANNA);
        assert!(!matches!(room, Room::Order(_)) || !may_join(&unknown, &room, None), "an order nobody knows");
    }
}

#[test]
fn everybody_hears_the_events_of_the_table_and_no_other() {
    #[rustfmt::skip]
    let table = [
        //                                v g og  o m w k c t  s
        ("table:session_updated",         "- + -   + + + - - -  -"),
        ("table:cart_updated",            "- + -   + + + - - -  -"),
        ("table:assistance_requested",    "- + -   + + + - - -  -"),
        ("table:assistance_acknowledged", "- + -   + + + - - -  -"),
        ("table:assistance_resolved",     "- + -   + + + - - -  -"),
        ("table:assistance_reopened",     "- + -   + + + - - -  -"),
        ("order:created",                 "- + -   + + + + + -  -"),
        ("order:confirmed",               "- + -   + + + + + -  -"),
        ("order:status_changed",          "- + -   + + + + + -  -"),
        ("order:item_status_changed",     "- + -   + + + + + -  -"),
        ("order:ready",                   "- + -   + + + + + -  -"),
        ("order:cancelled",               "- + -   + + + + + -  -"),
        ("bill:updated",                  "- + -   + + + - - -  -"),
        ("payment:completed",             "- + -   + + + - - -  -"),
        ("payment:voided",                "- + -   + + + - - -  -"),
        ("kitchen:order_acknowledged",    "- + -   + + + + + -  -"),
        ("kitchen:order_preparing",       "- + -   + + + + + -  -"),
        ("kitchen:order_ready",           "- + -   + + + + + -  -"),
        ("kitchen:order_completed",       "- + -   + + + + + -  -"),
        ("kitchen:ticket_recalled",       "- + -   + + + + + -  -"),
        ("kitchen:table_closed",          "- - -   + + + + - -  -"),
        ("table:token_rotated",           "- - -   + + + - - -  -"),
        ("product:availability_changed",  "- + +   + + + + + -  -"),
        ("product:updated",               "- + +   + + + + + -  -"),
        ("menu:updated",                  "- + +   + + + + + -  -"),
        ("store:settings_updated",        "- + +   + + + + + -  -"),
    ];
    assert_eq!(table.map(|(kind, _)| kind), KINDS);
    for (kind, row) in table {
        let event = event(kind);
        for ((actor, name), expected) in listeners().iter().zip(LISTENERS).zip(cells(row)) {
            assert_eq!(hears(actor, &event), expected, "{name} × {kind}");
        }
    }
}

#[test]
fn only_the_public_kinds_ever_reach_the_whole_store() {
    for logged in evening().log {
        let to_all = rooms(&logged.event).contains(&Room::Store);
        assert_eq!(to_all, is_public(&logged.event), "{}", logged.event.kind());
        if to_all {
            let said = serde_json::to_string(&logged.event).unwrap();
            for private in ["session_id", "order_id", "table_id", "guest", "total", "Anna"] {
                assert!(!said.contains(private), "{private} in {said}");
            }
        }
    }
}

#[test]
fn what_goes_out_says_neither_surnames_nor_devices_nor_who_acted_in_full() {
    for logged in one_of_each() {
        let full = Actor::Staff(StaffActor {
            staff: id(9),
            name: "Giulia Familyname".into(),
            roles: vec![Role::Waiter],
            device: id(0xDEF_ACED),
        });
        let wire = crate::samples::wire(&comanda::LoggedEvent { actor: full, ..logged });
        let said = serde_json::to_string(&wire).unwrap();
        assert!(!said.contains("Familyname") && !said.contains("defaced") && !said.contains("\"actor\""), "{said}");
    }
    assert_eq!(staff(1, &[Role::Waiter]).by().name, "Person1".into());
    assert!(hears(&cook(), &event("order:created")) && hears(&waiter(), &event("order:ready")));
    assert!(hears(&manager(), &event("payment:completed")));
}

/// R22: of an order the kitchen is told what to make, never what it costs.
#[test]
fn the_kitchen_hears_no_price_and_no_total() {
    let mut orders = 0;
    for logged in evening().log {
        // What stands on the menu is public.
        if !hears(&cook(), &logged.event) || is_public(&logged.event) {
            continue;
        }
        let event = heard(&logged.event, Listener::Kitchen).unwrap_or(logged.event);
        let said = serde_json::to_value(&event).unwrap();
        orders += usize::from(matches!(event, Event::Party(PartyEvent::OrderCreated { .. })));
        no_money(&said);
    }
    assert!(orders > 0, "nothing was ordered that evening");
    let held = evening().session(SESSION).clone();
    assert!(held.totals().total > 0);
    no_money(&serde_json::to_value(held.for_kitchen()).unwrap());
}

/// R22: what reports keep of a line, its cost among it, is in the log and on no screen; nor are guests told who took a dish off.
#[test]
fn what_reports_keep_reaches_no_listener() {
    let log = evening().log;
    let ordered =
        |event: &Event| matches!(event, Event::Party(PartyEvent::OrderCreated { accounting, .. }) if !accounting.is_empty());
    assert!(log.iter().any(|logged| ordered(&logged.event)), "the log keeps it");
    for logged in &log {
        for listener in [Listener::Guest, Listener::Kitchen, Listener::Floor] {
            let said = serde_json::to_string(&heard(&logged.event, listener).unwrap_or(logged.event.clone())).unwrap();
            assert!(
                !said.contains("accounting") && !said.contains("tax_class") && !said.contains("cost"),
                "{listener:?}: {said}"
            );
        }
    }
    let mut world = World::new();
    world.ok(&cook(), ShopCommand::EightySix { product: id(crate::world::menu::PASTA), until: None }.into());
    let off = world.log.last().expect("an event").event.clone();
    assert!(serde_json::to_string(&off).unwrap().contains("Person3"));
    let said = serde_json::to_string(&heard(&off, Listener::Guest).expect("taken apart")).unwrap();
    assert!(!said.contains("Person3"), "{said}");
    assert!(!serde_json::to_string(&world.menu.for_guests()).unwrap().contains("Person3"));
}

/// R22: an integration learns what was ordered and paid, and no name, note, reason or cart.
#[test]
fn an_integration_is_told_of_orders_and_payments_and_of_nobody() {
    let (mut told, mut withheld) = (BTreeSet::new(), BTreeSet::new());
    for logged in evening().log {
        let whole = serde_json::to_string(&logged.event).unwrap();
        let Some(event) = comanda::audience::heard_by_integrations(&logged.event) else {
            withheld.insert(logged.event.kind());
            continue;
        };
        told.insert(event.kind());
        assert_eq!(event.kind(), logged.event.kind());
        let said = serde_json::to_value(&event).unwrap();
        nobody(&said);
        assert!(!said.to_string().contains("accounting"), "{said}");
        // What is counted and paid stays as it is.
        for figure in ["\"totals\":", "\"amount\":", "\"unit_price\":"] {
            assert_eq!(whole.matches(figure).count(), said.to_string().matches(figure).count(), "{said}");
        }
    }
    for kind in ["order:created", "order:status_changed", "payment:completed", "bill:updated", "kitchen:order_ready"] {
        assert!(told.contains(kind), "{kind}: {told:?}");
    }
    for kind in ["table:cart_updated", "table:assistance_requested"] {
        assert!(withheld.contains(kind) && !told.contains(kind), "{kind}: {withheld:?}");
    }
}

/// Panics at anything that says who somebody is or what they wrote.
fn nobody(value: &serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            let person = fields.contains_key("as");
            for (name, value) in fields {
                let empty = value.is_null() || *value == "";
                let private = matches!(name.as_str(), "note" | "reason" | "write_off" | "contact_id" | "guest" | "for_guest")
                    || (person && name == "name");
                assert!(!private || empty, "{name}: {value}");
                nobody(value);
            }
        }
        serde_json::Value::Array(all) => all.iter().for_each(nobody),
        _ => {}
    }
}

/// Panics if a value under a name of money is anything but nothing.
fn no_money(value: &serde_json::Value) {
    const MONEY: [&str; 7] = ["unit_price", "price", "rate", "totals", "total", "paid", "tips"];
    match value {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                assert!(!MONEY.contains(&name.as_str()) || *value == 0 || value.is_null(), "{name}: {value}");
                no_money(value);
            }
        }
        serde_json::Value::Array(all) => all.iter().for_each(no_money),
        _ => {}
    }
}

#[test]
fn every_actor_is_the_listener_that_its_trade_makes_it() {
    use Listener::{Floor, Guest, Kitchen};
    let expected = [Guest, Guest, Guest, Floor, Floor, Floor, Kitchen, Kitchen, Kitchen, Floor];
    for ((actor, name), listener) in listeners().iter().zip(LISTENERS).zip(expected) {
        assert_eq!(Listener::of(actor), listener, "{name}");
    }
}
