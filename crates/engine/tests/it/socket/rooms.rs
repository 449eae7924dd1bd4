//! R10, first half: who hears what. The expectations are written down here by hand, beside the rulebook's own tables.

use comanda::actor::Role;
use comanda::ids::{OrderId, TicketId};
use comanda::money::{Currency, Money};
use comanda::party::{CallKind, Method};
use comanda::party::{NewLine, NewPayment, SendScope};
use comanda::rooms::Room;
use comanda::{Actor, Command, KitchenCommand, PartyCommand, ShopCommand};
use engine::ids::fresh;
use std::collections::{BTreeMap, BTreeSet};
use testkit::client::{Client, events};
use testkit::people::Seated;
use testkit::socket_server::{SocketServer, on_sqlite};

const GUEST: &[&str] = &[
    "product:availability_changed",
    "table:session_updated",
    "table:cart_updated",
    "table:assistance_requested",
    "table:assistance_acknowledged",
    "table:assistance_resolved",
    "table:assistance_reopened",
    "order:created",
    "order:confirmed",
    "order:status_changed",
    "order:item_status_changed",
    "order:ready",
    "kitchen:order_acknowledged",
    "kitchen:order_preparing",
    "kitchen:order_ready",
    "kitchen:order_completed",
    "kitchen:ticket_recalled",
    "bill:updated",
    "payment:completed",
    "payment:voided",
];
const KITCHEN: &[&str] = &[
    "product:availability_changed",
    "order:created",
    "order:confirmed",
    "order:status_changed",
    "order:item_status_changed",
    // In the order's room, which all staff may join.
    "order:ready",
    "kitchen:order_acknowledged",
    "kitchen:order_preparing",
    "kitchen:order_ready",
    "kitchen:order_completed",
    "kitchen:ticket_recalled",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_hears_what_is_not_for_them() {
    let (_scratch, running) = on_sqlite().await;
    let (seat, stranger) = (running.sit(0).await, running.sit(1).await);
    let order: OrderId = fresh();
    let everywhere = vec![
        Room::Store,
        Room::Kitchen,
        Room::Station(running.tiny.kitchen),
        Room::Station(running.tiny.bar),
        Room::Waiters,
        Room::Role(Role::Manager),
        Room::Role(Role::Owner),
        Room::Role(Role::Waiter),
        Room::Role(Role::Kitchen),
        Room::Guest(seat.guest),
        Room::Guest(stranger.guest),
        Room::Table(seat.session),
        Room::Order(order),
    ];
    let mut listeners = Vec::new();
    for (name, cookie) in [("guest", &seat.cookie), ("stranger", &stranger.cookie)] {
        listeners.push((name, Client::live(&running, cookie, None, &everywhere).await.0));
    }
    let mut staff = BTreeMap::new();
    for role in Role::ALL {
        let someone = running.sign_in(role).await;
        listeners.push((role.word(), Client::live(&running, &someone.cookie, None, &everywhere).await.0));
        staff.insert(role, someone.actor);
    }
    evening(&running, &seat, order, &staff).await;

    let mut all = BTreeSet::new();
    let mut heard = BTreeMap::new();
    for (name, client) in &mut listeners {
        let said = client.so_far(1).await;
        let events = events(&said);
        let seqs: Vec<_> = events.iter().map(|e| e.seq).collect();
        assert!(seqs.windows(2).all(|pair| pair[0] < pair[1]), "{name} hears in order, each once: {seqs:?}");
        let kinds: BTreeSet<&str> = events.iter().map(|e| e.event.kind()).collect();
        all.extend(kinds.iter().copied());
        heard.insert(*name, kinds);
    }
    let set = |kinds: &[&'static str]| kinds.iter().copied().collect::<BTreeSet<_>>();
    assert_eq!(all, set(GUEST), "the evening has every kind this release knows, cancellations apart");
    assert_eq!(heard["stranger"], set(&["product:availability_changed"]));
    // The guest could not join the order's room by a name it chose before the order was; the table's room tells it all.
    assert_eq!(heard["guest"], set(GUEST));
    assert_eq!(heard["kitchen"], set(KITCHEN));
    // Counter staff hear of orders they ask for by name, and nothing of tables.
    let counter = heard["counter"].clone();
    assert!(counter.iter().all(|kind| !kind.starts_with("table:") && !kind.starts_with("payment:") && *kind != "bill:updated"));
    for role in ["owner", "manager", "waiter"] {
        assert_eq!(heard[role], set(GUEST), "{role}");
    }
}

/// One table's evening with every kind of event.
async fn evening(running: &SocketServer, seat: &Seated, order: OrderId, staff: &BTreeMap<Role, Actor>) {
    let (guest, session) = (seat.actor(), seat.session);
    let (cook, waiter, manager) = (&staff[&Role::Kitchen], &staff[&Role::Waiter], &staff[&Role::Manager]);
    let line = NewLine { id: fresh(), product: running.tiny.bread, options: vec![], quantity: 1, note: None, for_guest: None };
    let item = line.id;
    running.submit(&guest, Command::Party(PartyCommand::AddLine { session, line })).await;
    running
        .submit(&guest, Command::Party(PartyCommand::SendOrder { session, order, scope: SendScope::Table, expected: None }))
        .await;
    let ticket = TicketId::of(order, running.tiny.kitchen);
    running.submit(cook, Command::Kitchen(KitchenCommand::AcknowledgeTicket { session, ticket })).await;
    running.submit(cook, Command::Kitchen(KitchenCommand::StartTicket { session, ticket, items: None })).await;
    running.submit(cook, Command::Kitchen(KitchenCommand::ReadyTicket { session, ticket, items: None })).await;
    running.submit(cook, Command::Kitchen(KitchenCommand::BumpTicket { session, ticket })).await;
    running.submit(cook, Command::Kitchen(KitchenCommand::RecallTicket { session, ticket })).await;
    running.submit(cook, Command::Kitchen(KitchenCommand::BumpTicket { session, ticket })).await;
    running.submit(waiter, Command::Party(PartyCommand::Serve { session, items: vec![item] })).await;
    let call = fresh();
    running.submit(&guest, Command::Party(PartyCommand::CallWaiter { session, call, kind: CallKind::Water })).await;
    running.submit(waiter, Command::Party(PartyCommand::AcknowledgeCall { session, call })).await;
    running.submit(waiter, Command::Party(PartyCommand::ResolveCall { session, call })).await;
    running.submit(waiter, Command::Party(PartyCommand::ReopenCall { session, call })).await;
    running.submit(&guest, Command::Party(PartyCommand::RequestBill { session, call: fresh() })).await;
    let amount = Money::new(100, Currency::EUR);
    let id = fresh();
    let payment = NewPayment { id, method: Method::Cash, amount, tip: 0, tendered: Some(100), expected: None, part: None };
    running.submit(waiter, Command::Party(PartyCommand::RecordPayment { session, payment })).await;
    running.submit(waiter, Command::Party(PartyCommand::VoidPayment { session, payment: id, reason: None })).await;
    let product = running.tiny.steak;
    running.submit(manager, Command::Shop(ShopCommand::EightySix { product, until: None })).await;
}
