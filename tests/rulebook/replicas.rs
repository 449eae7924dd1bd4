//! What a screen was answered, kept true by events, is what it would be answered now; and what a tap is foreseen to do, it does.

use crate::steps::{Step, evening};
use crate::world::*;
use comanda::actor::GuestActor;
use comanda::ids::{SessionId, StationId};
use comanda::kitchen::TicketCard;
use comanda::party::SessionChange;
use comanda::party::{OpenThings, Session};
use comanda::replica::{Done, Fit, Ground, House, HouseTable, Pass, Replica, fold_shared, foresee};
use comanda::shop::SeatingPolicy;
use comanda::views::{Board, Queues};
use comanda::{Actor, At, Command, Currency, Event, KitchenCommand, PartyCommand, PartyEvent};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use std::cell::Cell;
use std::cmp::Reverse;
use std::sync::Arc;

type Check = Result<(), TestCaseError>;

fn house(world: &World) -> House {
    let here = |s: &&Session| !s.is_closed() || OpenThings::of(s).unserved() > 0;
    House {
        areas: Vec::new(),
        tables: world.tables.iter().map(|table| HouseTable { table: table.clone(), code: None }).collect(),
        codes_until: None,
        sessions: world.sessions.values().filter(here).cloned().map(Arc::new).collect(),
    }
}

fn pass(world: &World) -> Pass {
    let cards = |session: &Session| -> Vec<TicketCard> {
        let session = &session.clone().for_kitchen();
        let of = |order| session.orders.iter().filter(move |o| o.id == order);
        let ids = session.orders.iter().map(|o| o.id).collect::<Vec<_>>();
        ids.into_iter()
            .flat_map(|order| of(order).flat_map(|o| o.tickets.iter().map(move |t| (o, t))).collect::<Vec<_>>())
            .map(|(order, ticket)| TicketCard::of(session, order, ticket))
            .collect()
    };
    let here = |session: &&Session| !session.is_closed() || cards(session).iter().any(|card| card.bumped_at.is_none());
    let all: Vec<TicketCard> = world.sessions.values().flat_map(cards).collect();
    let left: Vec<SessionId> = world.sessions.values().filter(|s| !here(s)).map(|s| s.id).collect();
    let mut older: Vec<TicketCard> = all.iter().filter(|card| left.contains(&card.session)).cloned().collect();
    older.sort_by_key(|card| Reverse((card.bumped_at, card.id)));
    let done = all
        .iter()
        .filter_map(|card| Some(Done { ticket: card.id, station: card.station, took: card.bumped_at?.since(card.sent_at) }));
    Pass {
        currency: Currency::EUR,
        sessions: world.sessions.values().filter(here).cloned().map(|session| Arc::new(session.for_kitchen())).collect(),
        older,
        done: done.collect(),
        day_until: At(i64::MAX),
    }
}

/// Which of two things that happened in the same millisecond comes first is nobody's business.
fn sorted(mut queues: Queues) -> Queues {
    queues.ready.sort_by_key(|r| (r.ready_since, r.order));
    queues.calls.sort_by_key(|c| (c.call.at, c.call.id));
    queues.approvals.sort_by_key(|a| (a.since, a.session, a.guest));
    queues
}

fn boards(pass: &Pass) -> Vec<Board> {
    let stations = [menu::KITCHEN, menu::GRILL, menu::BAR].map(|station| Some(id::<StationId>(station)));
    std::iter::once(None).chain(stations).map(|station| pass.board(station)).collect()
}

/// Three screens that were opened at some moment of the evening.
struct Screens {
    house: Arc<House>,
    pass: Arc<Pass>,
    guest: Option<(Actor, Arc<Session>)>,
    lost: u32,
}

impl Screens {
    fn open(world: &World) -> Self {
        let guest = world.sessions.values().rfind(|s| !s.is_closed() && s.seated().next().is_some());
        let guest = guest.map(|s| {
            (
                Actor::Guest(GuestActor {
                    session: s.id,
                    guest: s.seated().next().expect("somebody").id,
                    name: String::new(),
                    waiting: false,
                }),
                Arc::new(s.clone()),
            )
        });
        Self { house: Arc::new(house(world)), pass: Arc::new(pass(world)), guest, lost: 0 }
    }

    fn hear(&mut self, world: &World, events: &[Event]) -> Check {
        let (store, at) = (world.store.id, world.now);
        let (mut lost, mut house_lost) = (false, false);
        for event in events {
            if hears(&waiter(), event) {
                let fit = fold_shared(&mut self.house, store, at, event);
                let reopened = matches!(event, Event::Party(PartyEvent::SessionUpdated { change: SessionChange::Reopened, .. }));
                prop_assert!(fit != Fit::Lost || reopened, "{event:?}");
                house_lost |= fit == Fit::Lost;
            }
            if hears(&cook(), event) {
                lost |= fold_shared(&mut self.pass, store, at, event) == Fit::Lost;
            }
            if let Some((actor, session)) = &mut self.guest
                && hears(actor, event)
            {
                fold_shared(session, store, at, event);
            }
        }
        if lost {
            // The question is asked again.
            self.lost += 1;
            self.pass = Arc::new(pass(world));
        }
        if house_lost {
            self.house = Arc::new(house(world));
        }
        let now = house(world);
        prop_assert_eq!(self.house.floor(), now.floor());
        prop_assert_eq!(sorted(self.house.queues()), sorted(now.queues()));
        prop_assert_eq!(boards(&self.pass), boards(&pass(world)));
        if let Some((_, session)) = &self.guest {
            prop_assert_eq!(&**session, &world.sessions[&session.id]);
        }
        Ok(())
    }
}

/// What the tapping screen shows before the server has answered, against what the server then says.
fn foreseen(before: &World, screens: &Screens, actor: &Actor, command: &Command, after: &World) -> Result<bool, TestCaseError> {
    let Some(id) = command.session() else { return Ok(false) };
    let ground = Ground { actor, store: &before.store, menu: &before.menu };
    // Its number is the server's to give.
    let numbered = matches!(command, Command::Party(PartyCommand::SendOrder { .. } | PartyCommand::PlaceOrder { .. }));
    let said = |e| TestCaseError::fail(format!("{command:?} was not foreseen: {e:?}"));
    match actor {
        Actor::Guest(_) if before.sessions.contains_key(&id) => {
            let mut session = before.sessions[&id].clone();
            foresee(&mut session, ground, after.now, command).map_err(said)?;
            if !numbered {
                prop_assert_eq!(&session, &after.sessions[&id]);
            }
        }
        Actor::Staff(_) if hears(&waiter(), &Event::clone(probe(after, id))) && screens.house.session(id).is_some() => {
            let mut house = House::clone(&screens.house);
            foresee(&mut house, ground, after.now, command).map_err(said)?;
            if !numbered {
                prop_assert_eq!(house.session(id), after.sessions.get(&id));
            }
        }
        _ => return Ok(false),
    }
    let cooks = matches!(
        command,
        Command::Kitchen(
            KitchenCommand::AcknowledgeTicket { .. }
                | KitchenCommand::StartTicket { .. }
                | KitchenCommand::ReadyTicket { .. }
                | KitchenCommand::BumpTicket { .. }
                | KitchenCommand::UndoBump { .. }
                | KitchenCommand::RecallTicket { .. }
        )
    );
    if cooks && screens.pass.session(id).is_some() {
        let mut held = Pass::clone(&screens.pass);
        foresee(&mut held, ground, after.now, command).map_err(said)?;
        prop_assert_eq!(boards(&held), boards(&pass(after)));
    }
    Ok(true)
}

/// A waiter seats a party at a table, free or not: the screen shows what the server then says.
fn seated(world: &World, screens: &Screens, nth: usize) -> Result<bool, TestCaseError> {
    let Some(table) = world.tables.get(nth % world.tables.len()) else { return Ok(false) };
    let session = id::<SessionId>(0xF00D);
    let command = Command::Party(PartyCommand::SeatParty { table: table.id, session, covers: 2 });
    let (mut after, mut house, actor) = (world.snapshot(), House::clone(&screens.house), waiter());
    let said = after.submit(&actor, &command);
    let foreseen = foresee(&mut house, Ground { actor: &actor, store: &world.store, menu: &world.menu }, world.now, &command);
    prop_assert_eq!(said.as_ref().err(), foreseen.as_ref().err());
    prop_assert_eq!(house.session(session), after.sessions.get(&session));
    prop_assert_eq!(house.floor(), self::house(&after).floor());
    Ok(said.is_ok())
}

/// Some event of the session: every one of them reaches the waiters.
fn probe(world: &World, session: SessionId) -> &Event {
    let of = |event: &&comanda::LoggedEvent| event.event.session() == Some(session);
    &world.log.iter().find(of).expect("a session has a past").event
}

fn run(
    policy: SeatingPolicy,
    steps: &[Step],
    opened_at: usize,
    foresights: &Cell<u32>,
    parties: &Cell<(u32, u32)>,
) -> Result<u32, TestCaseError> {
    let mut world = World::with_policy(policy);
    let mut screens = None;
    for (n, step) in steps.iter().enumerate() {
        if n == opened_at.min(steps.len() - 1) {
            screens = Some(Screens::open(&world));
        }
        world.wait(step.after_ms.max(0));
        let (actor, command) = step.command(&world, n);
        let before = world.snapshot();
        let Ok(events) = world.submit(&actor, &command) else { continue };
        if let Some(screens) = &mut screens {
            if foreseen(&before, screens, &actor, &command, &world)? {
                foresights.set(foresights.get() + 1);
            }
            screens.hear(&world, &events)?;
            if n % 2 == 0 {
                let (free, taken) = parties.get();
                parties.set(if seated(&world, screens, n / 2)? { (free + 1, taken) } else { (free, taken + 1) });
            }
        }
    }
    Ok(screens.map_or(0, |screens| screens.lost))
}

#[test]
fn a_screen_kept_true_by_events_shows_what_a_fresh_one_would() {
    let (lost, foresights, parties) = (Cell::new(0), Cell::new(0), Cell::new((0, 0)));
    let policy = prop_oneof![3 => Just(SeatingPolicy::OpenByScan), 1 => Just(SeatingPolicy::StaffApproves)];
    let config = ProptestConfig { cases: times(600), failure_persistence: None, ..ProptestConfig::default() };
    proptest::test_runner::TestRunner::new(config)
        .run(&(policy, evening(120), 3_usize..40), |(policy, steps, opened_at)| {
            lost.set(lost.get() + run(policy, &steps, opened_at, &foresights, &parties)?);
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
    assert!(parties.get().0 > 100 && parties.get().1 > 500, "parties seated, and not: {:?}", parties.get());
    assert!(foresights.get() > 2_000, "only {} taps were foreseen", foresights.get());
    assert!(lost.get() < times(600), "a kitchen had to ask again {} times", lost.get());
}
