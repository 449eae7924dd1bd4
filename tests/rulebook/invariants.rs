//! Random evenings: whatever is asked, by whomever, in whatever order, the laws hold and every device ends up the same.

use crate::laws::Said;
use crate::steps::{Step, evening};
use crate::world::*;
use comanda::actor::GuestActor;
use comanda::command::CommandKind;
use comanda::ids::{CommandKey, Epoch, SessionId};
use comanda::party::{ItemStatus, Session};
use comanda::protocol::{ClientMessage, ServerMessage, WireEvent};
use comanda::shop::SeatingPolicy;
use comanda::shop::menu::Menu;
use comanda::wire::read_as_a_phone;
use comanda::{Actor, Command, Envelope, Event, PartyEvent, Rejection, ShopEvent};
use proptest::prelude::*;
use proptest::test_runner::{FileFailurePersistence, RngAlgorithm, TestCaseError, TestRunner};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// How often each kind of command was accepted, which kinds of events and refusals came of it.
#[derive(Debug, Default)]
struct Seen {
    accepted: BTreeMap<String, u32>,
    events: BTreeSet<&'static str>,
    refusals: BTreeSet<String>,
}

fn run(policy: SeatingPolicy, steps: &[Step], seen: &RefCell<Seen>) -> Result<World, TestCaseError> {
    let mut world = World::with_policy(policy);
    let mut said = Said::of(&world);
    for (n, step) in steps.iter().enumerate() {
        world.wait(step.after_ms);
        let (actor, command) = step.command(&world, n);
        envelope_survives_the_wire(&command)?;
        let (before, logged) = (world.snapshot(), world.log.len());
        let answer = world.submit(&actor, &command);
        prop_assert_eq!(&before.decide(&actor, &command), &answer, "the same question has the same answer");
        match answer {
            Ok(events) => {
                let mut seen = seen.borrow_mut();
                *seen.accepted.entry(format!("{:?}", command.kind())).or_default() += 1;
                seen.events.extend(events.iter().map(Event::kind));
                let known = |id| before.sessions.values().flat_map(Session::items).find(|i| i.id == id).expect("a known item");
                for item in events.iter().filter_map(cancelled).map(known) {
                    said.returned(item.product, item.quantity);
                }
                for item in events.iter().filter_map(restored).map(known) {
                    said.taken(item.product, item.quantity);
                }
                said.hold(&before, &actor, &command, &events, &world).map_err(|e| at_step(n, &actor, &command, &e))?;
            }
            Err(no) => {
                refusal_survives_the_wire(&no)?;
                seen.borrow_mut().refusals.insert(no.code());
                prop_assert_eq!(logged, world.log.len());
                prop_assert_eq!(&before.sessions, &world.sessions, "a refused command left a trace");
            }
        }
    }
    Ok(world)
}

fn at_step(n: usize, actor: &Actor, command: &Command, why: &TestCaseError) -> TestCaseError {
    TestCaseError::fail(format!("step {n}, {command:?} by {actor:?}: {why}"))
}

fn cancelled(event: &Event) -> Option<comanda::ids::ItemId> {
    match event {
        Event::Party(PartyEvent::ItemStatusChanged { item_id, new: ItemStatus::Cancelled, .. }) => Some(*item_id),
        _ => None,
    }
}

fn restored(event: &Event) -> Option<comanda::ids::ItemId> {
    match event {
        Event::Party(PartyEvent::ItemStatusChanged { item_id, previous: ItemStatus::Cancelled, .. }) => Some(*item_id),
        _ => None,
    }
}

fn envelope_survives_the_wire(command: &Command) -> Result<(), TestCaseError> {
    let envelope = Envelope { key: id::<CommandKey>(1), command: command.clone(), at: START, base_seq: 7 };
    let message = ClientMessage::Submit { envelope, owner: None };
    let text = serde_json::to_string(&message).expect("a message serialises");
    prop_assert_eq!(&serde_json::from_str::<ClientMessage>(&text).expect("and comes back"), &message);
    prop_assert_eq!(read_as_a_phone::<ClientMessage>(&text).expect("on a phone"), message);
    Ok(())
}

fn refusal_survives_the_wire(no: &Rejection) -> Result<(), TestCaseError> {
    let text = serde_json::to_string(no).expect("a rejection serialises");
    prop_assert_eq!(&serde_json::from_str::<Rejection>(&text).expect("and comes back"), no);
    prop_assert_eq!(&read_as_a_phone::<Rejection>(&text).expect("on a phone"), no);
    prop_assert!((400..500).contains(&no.status()) && no.code() != "rejected");
    Ok(())
}

/// A screen: what it may hear, folded from its cursor on.
struct Device {
    actor: Actor,
    cursor: i64,
    sessions: BTreeMap<SessionId, Session>,
    menu: Menu,
    /// Something came back to the menu that guests have heard nothing of meanwhile: a phone asks for the menu then.
    asks: bool,
}

impl Device {
    fn new(actor: Actor) -> Self {
        Self { actor, cursor: 0, sessions: BTreeMap::new(), menu: menu::menu(), asks: false }
    }
    fn receive(&mut self, frames: &[WireEvent]) {
        for wire in frames.iter().filter(|e| hears(&self.actor, &e.event)) {
            if wire.seq > self.cursor {
                self.cursor = wire.seq;
                self.asks |= matches!(&wire.event, Event::Shop(ShopEvent::ProductUpdated { edit, .. }) if edit.brings_back());
                fold(&mut self.sessions, &mut self.menu, id(STORE), wire.at, &wire.event);
            }
        }
    }
}

/// The log as it arrives: through JSON and back.
fn over_the_wire(world: &World) -> Result<Vec<WireEvent>, TestCaseError> {
    let mut frames = Vec::new();
    for logged in &world.log {
        let sent = ServerMessage::Event(WireEvent::of(id(STORE), id::<Epoch>(1), logged));
        let text = serde_json::to_string(&sent).expect("an event serialises");
        let received: ServerMessage = serde_json::from_str(&text).map_err(|e| TestCaseError::fail(format!("{e}: {text}")))?;
        prop_assert_eq!(&read_as_a_phone::<ServerMessage>(&text).expect("on a phone"), &received);
        prop_assert_eq!(&received, &sent);
        let ServerMessage::Event(event) = received else { unreachable!() };
        frames.push(event);
    }
    Ok(frames)
}

/// Batches of any size, some of them sent again: a reconnect with an old cursor.
fn devices_converge(world: &World, cuts: &[(u8, u8)]) -> Result<(), TestCaseError> {
    let frames = over_the_wire(world)?;
    let guests = world.sessions.values().filter_map(|s| Some((s.id, s.seated().next()?.id)));
    let guests = guests.map(|(session, guest)| Actor::Guest(GuestActor { session, guest, name: String::new(), waiting: false }));
    for actor in guests.chain([waiter(), manager()]) {
        let (mut whole, mut torn) = (Device::new(actor.clone()), Device::new(actor.clone()));
        whole.receive(&frames);
        let mut from = 0;
        for (length, again) in cuts.iter().cycle().take(frames.len() + 1) {
            let start = from - usize::from(*again).min(from);
            let end = (from + usize::from(*length) + 1).min(frames.len());
            torn.receive(&frames[start..end]);
            from = end;
        }
        prop_assert_eq!(from, frames.len());
        prop_assert_eq!(&whole.sessions, &torn.sessions);
        prop_assert_eq!(&whole.menu, &torn.menu);
        if matches!(actor, Actor::Guest(_)) {
            let on = |menu: &Menu| Menu { archived: Vec::new(), ..menu.clone() };
            prop_assert!(whole.asks || on(&whole.menu) == on(&world.menu), "every guest knows what is on");
        } else {
            prop_assert_eq!(&whole.menu, &world.menu, "everybody knows what is on");
        }
        if let Actor::Guest(GuestActor { session, .. }) = &actor {
            prop_assert_eq!(whole.sessions.keys().collect::<Vec<_>>(), vec![session], "a guest knows their own table only");
            prop_assert_eq!(&whole.sessions[session], &world.sessions[session]);
        } else {
            prop_assert_eq!(&whole.sessions, &world.sessions);
        }
    }
    Ok(())
}

#[test]
fn the_laws_hold_over_random_evenings_and_all_devices_agree() {
    let config = ProptestConfig {
        cases: times(4_000),
        max_shrink_iters: 4_000,
        rng_algorithm: RngAlgorithm::XorShift,
        source_file: Some(file!()),
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))),
        ..ProptestConfig::default()
    };
    let policy = prop_oneof![
        4 => Just(SeatingPolicy::OpenByScan),
        1 => Just(SeatingPolicy::StaffApproves),
        1 => Just(SeatingPolicy::TableCode),
    ];
    let cuts = proptest::collection::vec((0_u8..12, 0_u8..6), 1..8);
    let seen = RefCell::default();
    let outcome = TestRunner::new(config).run(&(policy, evening(70), cuts), |(policy, steps, cuts)| {
        let world = run(policy, &steps, &seen)?;
        devices_converge(&world, &cuts)
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    // The evenings were real ones: every command was accepted often, every event happened.
    let seen = seen.into_inner();
    for kind in CommandKind::ALL {
        let times = seen.accepted.get(&format!("{kind:?}")).copied().unwrap_or(0);
        assert!(times >= 20, "{kind:?} was accepted {times} times only: {seen:?}");
    }
    assert_eq!(seen.events.len(), crate::samples::KINDS.len(), "{:?}", seen.events);
    for code in
        ["not_allowed", "not_yours", "sold_out", "only_left", "price_changed", "paid_already", "table_closed", "already_exists"]
    {
        assert!(seen.refusals.contains(code), "nobody was told {code}: {:?}", seen.refusals);
    }
}
