//! Nothing brings the rulebook down: not the silliest menu, clock, price or rate.

use crate::steps::{Step, evening};
use crate::world::*;
use comanda::At;
use comanda::kitchen::{KitchenStats, TicketCard, all_day};
use comanda::party::Session;
use comanda::tax::RateBps;
use comanda::views::{FloorState, Party, Queues};
use proptest::prelude::*;
use proptest::test_runner::RngAlgorithm;
use std::sync::Arc;

/// Numbers where arithmetic breaks.
fn edge() -> impl Strategy<Value = i64> {
    prop_oneof![Just(i64::MIN), Just(i64::MAX), Just(-10_000), Just(-1), Just(0), Just(1), any::<i64>(), 0_i64..10_000]
}

#[derive(Debug, Clone)]
struct Wild {
    prices: [i64; 4],
    rate: i64,
    service: (i64, i64),
    minutes: i64,
    remaining: Option<u32>,
    now: i64,
    order: u32,
}

fn wild() -> impl Strategy<Value = Wild> {
    let remaining = prop_oneof![Just(None), Just(Some(u32::MAX)), Just(Some(1))];
    (
        [edge(), edge(), edge(), edge()],
        edge(),
        (edge(), edge()),
        edge(),
        remaining,
        edge(),
        prop_oneof![Just(0), Just(u32::MAX - 1)],
    )
        .prop_map(|(prices, rate, service, minutes, remaining, now, order)| Wild {
            prices,
            rate,
            service,
            minutes,
            remaining,
            now,
            order,
        })
}

fn world_of(wild: &Wild) -> World {
    let mut world = World::new();
    for (product, price) in world.menu.products.iter_mut().zip(wild.prices.iter().cycle()) {
        let product = Arc::make_mut(product);
        product.price = *price;
        product.prep_minutes = wild.minutes;
        product.availability.portions = wild.remaining;
    }
    for class in &mut world.menu.tax_classes {
        class.rates.dine_in = RateBps(wild.rate);
    }
    for option in world.menu.groups.iter_mut().flat_map(|g| &mut g.options) {
        option.price = wild.prices[0];
    }
    world.store.service.bps = wild.service.0;
    world.store.service.rate = Some(RateBps(wild.service.1));
    world.store.service.from_covers = 1;
    world.now = At(wild.now);
    // The last number of the day still has a successor here; the store would have refused to count further.
    world.orders = wild.order.min(u32::MAX - 100);
    world
}

/// Everything a screen asks of a session.
fn look(world: &World, session: &Session) {
    let bill = session.bill();
    assert!(bill.totals.items >= 0);
    let _ = (Party::of(session), FloorState::of(session), session.money(bill.totals.total).to_string());
    let cards: Vec<TicketCard> = TicketCard::on_board(session).collect();
    let _ = (all_day(&cards), KitchenStats::of(&cards, &[world.now.0, i64::MAX, i64::MIN]));
    for card in &cards {
        let _ = (card.is_overlooked(world.now), world.menu.station(card.station).map(|s| card.urgency(s, world.now)));
    }
    for order in &session.orders {
        let _ = (order.total(), order.ready_at());
    }
    for leg in &session.legs {
        let _ = leg.change();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, rng_algorithm: RngAlgorithm::XorShift, ..ProptestConfig::default() })]
    #[test]
    fn the_silliest_numbers_bring_nothing_down(wild in wild(), steps in evening(40)) {
        let mut world = world_of(&wild);
        let steps: Vec<Step> = steps;
        for (n, step) in steps.iter().enumerate() {
            world.wait(step.after_ms);
            let (actor, command) = step.command(&world, n);
            let _ = world.submit(&actor, &command);
        }
        let sessions: Vec<Session> = world.sessions.values().cloned().collect();
        for session in &sessions {
            look(&world, session);
        }
        let _ = Queues::of(&sessions);
    }
}
