//! Envelopes against the rulebook, in a small restaurant with two parties. A line is an envelope as JSON; `as N` changes who sends
//! the next ones; `after N` lets milliseconds pass.

use super::{lines, number};
use crate::world::{World, cook, guest, id, manager, menu, visitor, waiter};
use comanda::access;
use comanda::party::Session;
use comanda::party::{NewLine, SendScope};
use comanda::replica::Replica as _;
use comanda::{Actor, Command, Envelope, Event, LoggedEvent, PartyCommand};

/// The two parties, and a guest of each.
const PARTIES: [u128; 2] = [0x61, 0x62];

/// Never panics; what is accepted folds, can be logged and read again, and leaves every session able to be shown.
pub fn run(data: &[u8]) {
    let mut world = opened();
    let actors = actors();
    let mut actor = &actors[0];
    for line in lines(data) {
        if let Some(who) = number(line, "as ") {
            actor = &actors[usize::try_from(who).unwrap_or(0) % actors.len()];
        } else if let Some(milliseconds) = number(line, "after ") {
            world.wait(i64::try_from(milliseconds).unwrap_or(0).min(86_400_000));
        } else if let Ok(envelope) = serde_json::from_slice::<Envelope>(line) {
            submit(&mut world, actor, &envelope);
        }
    }
}

/// Everybody who may send something, trusted or not.
fn actors() -> Vec<Actor> {
    let visitors = [0x71, 0x72].map(visitor);
    let guests = PARTIES.map(|party| guest(party, party + 0x100));
    visitors.into_iter().chain(guests).chain([waiter(), cook(), manager(), Actor::System]).rev().collect()
}

/// Two parties: one has chosen, the other has ordered.
fn opened() -> World {
    let mut world = World::new();
    for (table, party) in [0x71, 0x72].into_iter().zip(PARTIES) {
        let scan = Command::Party(PartyCommand::Scan {
            table: id(table),
            session: id(party),
            guest: id(party + 0x100),
            code: None,
            covers: None,
            with_paid: None,
        });
        world.ok(&visitor(table), scan);
        for (n, product) in [menu::PASTA, menu::CAKE].into_iter().enumerate() {
            let line = NewLine {
                id: id(party * 0x100 + n as u128),
                product: id(product),
                options: Vec::new(),
                quantity: 1,
                note: None,
                for_guest: None,
            };
            world.ok(&guest(party, party + 0x100), Command::Party(PartyCommand::AddLine { session: id(party), line }));
        }
    }
    let order = Command::Party(PartyCommand::SendOrder {
        session: id(PARTIES[1]),
        order: id(0x81),
        scope: SendScope::Mine,
        expected: None,
    });
    world.ok(&guest(PARTIES[1], PARTIES[1] + 0x100), order);
    world
}

fn submit(world: &mut World, actor: &Actor, envelope: &Envelope) {
    let text = serde_json::to_string(envelope).expect("an envelope is text");
    assert_eq!(serde_json::from_str::<Envelope>(&text).expect("and can be read"), *envelope);
    let before = envelope.command.session().and_then(|session| world.sessions.get(&session)).cloned();
    match world.submit(actor, &envelope.command) {
        Ok(events) => {
            access::may_submit(actor, &envelope.command).expect("nothing is accepted of whoever may not ask");
            for logged in &world.log[world.log.len() - events.len()..] {
                let text = serde_json::to_string(logged).expect("an event is text");
                assert_eq!(serde_json::from_str::<LoggedEvent>(&text).expect("and can be read"), *logged);
            }
            look(world, &events);
        }
        Err(no) => {
            assert!(!no.code().is_empty());
            let after = envelope.command.session().and_then(|session| world.sessions.get(&session));
            assert_eq!(before.as_ref(), after, "a refusal changes nothing");
        }
    }
}

/// What screens do with it.
fn look(world: &World, events: &[Event]) {
    for session in world.sessions.values() {
        let bill = session.bill();
        assert_eq!(bill.totals.paid + bill.totals.remaining, bill.totals.total);
        let stamped = serde_json::to_string(session).expect("a session is text");
        assert_eq!(serde_json::from_str::<Session>(&stamped).expect("and can be read"), *session);
        let mut held = session.clone();
        for event in events {
            // Folded twice, as by a page that was wrong about its place: nonsense perhaps, but no panic.
            let _ = held.fold(world.store.id, world.now, event);
        }
    }
}
