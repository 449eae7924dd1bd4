//! Money conserves to the cent: bills, taxes, service charges and payments, against sums made the slow way.

use crate::attacks::{ANNA, BEN, SESSION, add, cancel, pay, scan, send};
use crate::world::*;
use comanda::shop::menu::{Product, Rates, TaxClass};
use comanda::tax::{RateBps, by_rate, per_line};
use comanda::{Command, PartyCommand, Rejection};
use proptest::prelude::*;
use proptest::test_runner::RngAlgorithm;
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Debug, Clone)]
struct Line {
    price: i64,
    rate: i64,
    quantity: u32,
    by: u8,
    cancelled: bool,
}

#[derive(Debug, Clone)]
struct Meal {
    lines: Vec<Line>,
    covers: u32,
    service: i64,
    taxed: bool,
    /// Hundredths of what remains at each payment; the last pays the rest.
    parts: Vec<u8>,
}

fn line() -> impl Strategy<Value = Line> {
    let rate = prop_oneof![Just(0_i64), Just(400), Just(550), Just(1_000), Just(2_200), 1_i64..3_000];
    let price = prop_oneof![1 => 0_i64..10, 6 => 0_i64..10_000, 1 => 0_i64..10_000_000];
    (price, rate, 1_u32..=99, 0_u8..3, prop::bool::weighted(0.15)).prop_map(|(price, rate, quantity, by, cancelled)| Line {
        price,
        rate,
        quantity,
        by,
        cancelled,
    })
}

fn meal() -> impl Strategy<Value = Meal> {
    (
        proptest::collection::vec(line(), 1..6),
        1_u32..8,
        prop_oneof![Just(0), Just(1_250), 0_i64..3_000],
        any::<bool>(),
        proptest::collection::vec(0_u8..=100, 0..4),
    )
        .prop_map(|(lines, covers, service, taxed, parts)| Meal { lines, covers, service, taxed, parts })
}

/// The table after the order was sent and some of it cancelled.
fn serve(meal: &Meal) -> World {
    let mut world = World::new();
    world.store.service.bps = meal.service;
    if !meal.taxed {
        world.store.service.rate = None;
    }
    let template = world.menu.products.remove(0);
    world.menu.products = meal
        .lines
        .iter()
        .enumerate()
        .map(|(n, line)| {
            let tax_class = id(0x7B00 + n as u128);
            Arc::new(Product { id: id(0x1000 + n as u128), price: line.price, tax_class, ..Product::clone(&template) })
        })
        .collect();
    world.menu.tax_classes.extend(meal.lines.iter().enumerate().map(|(n, line)| TaxClass {
        id: id(0x7B00 + n as u128),
        name: "Tax".into(),
        rates: Rates { dine_in: RateBps(line.rate), takeaway: RateBps(0) },
        archived: false,
    }));
    world.ok(&visitor(0x71), scan(0x71, SESSION, ANNA));
    world.ok(&visitor(0x71), scan(0x71, SESSION, BEN));
    world.ok(&waiter(), Command::Party(PartyCommand::SetCovers { session: id(SESSION), covers: meal.covers }));
    for (n, line) in meal.lines.iter().enumerate() {
        let by = [guest(SESSION, ANNA), guest(SESSION, BEN), waiter()][usize::from(line.by)].clone();
        world.ok(&by, add(0x400 + n as u128, 0x1000 + n as u128, line.quantity));
    }
    world.ok(&waiter(), send(0x300));
    for (n, _) in meal.lines.iter().enumerate().filter(|(_, line)| line.cancelled) {
        world.ok(&waiter(), cancel(0x400 + n as u128));
    }
    world
}

/// `a / b` is `rounded`, half away from zero, in whole numbers.
fn is_rounded(rounded: i64, a: i128, b: i128) -> bool {
    let twice = 2 * (a - i128::from(rounded) * b);
    -b < twice && twice <= b && (twice != b || a < 0) || (a >= 0 && twice == -b)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, rng_algorithm: RngAlgorithm::XorShift, ..ProptestConfig::default() })]

    #[test]
    fn a_bill_adds_up_and_is_paid_to_the_cent(meal in meal()) {
        let mut world = serve(&meal);
        let live = || meal.lines.iter().filter(|l| !l.cancelled);
        let bill = world.session(SESSION).bill();
        let t = bill.totals;

        // Items, by hand.
        let items: i64 = live().map(|l| l.price * i64::from(l.quantity)).sum();
        prop_assert_eq!(t.items, items);
        let owed = |by: u8| live().filter(|l| l.by == by).map(|l| l.price * i64::from(l.quantity)).sum::<i64>();
        for (who, by) in [(Some(ANNA), 0), (Some(BEN), 1), (None, 2)] {
            let share = bill.shares.iter().find(|s| s.guest == who.map(id)).map_or(0, |s| s.total);
            prop_assert_eq!(share, owed(by), "the share of {:?}", who);
        }
        // Service, rounded once.
        if meal.covers >= 4 {
            prop_assert!(is_rounded(t.service, i128::from(items) * i128::from(meal.service), 10_000));
        } else {
            prop_assert_eq!(t.service, 0);
        }
        prop_assert_eq!(t.total, items + t.service);
        // Tax, rounded once a rate.
        let mut gross: BTreeMap<i64, i64> = BTreeMap::new();
        for line in live() {
            *gross.entry(line.rate).or_default() += line.price * i64::from(line.quantity);
        }
        if meal.taxed && t.service > 0 {
            *gross.entry(1_000).or_default() += t.service;
        }
        prop_assert_eq!(bill.taxes.iter().map(|x| (x.rate.0, x.gross)).collect::<BTreeMap<_, _>>(), gross);
        for tax in &bill.taxes {
            let (gross, rate) = (i128::from(tax.gross), i128::from(tax.rate.0));
            prop_assert!(is_rounded(tax.tax, gross * rate, 10_000 + rate), "{tax:?}");
        }
        prop_assert_eq!(t.tax, bill.taxes.iter().map(|x| x.tax).sum::<i64>());

        // Payments, in parts.
        let mut paid = 0;
        for (n, percent) in meal.parts.iter().chain([&100]).enumerate() {
            let remaining = t.total - paid;
            let amount = remaining * i64::from(*percent) / 100;
            let leg = 0x600 + n as u128;
            if remaining == 0 {
                let no = if t.total > 0 { Rejection::PaidInFull } else { Rejection::NothingToPay };
                prop_assert_eq!(world.no(&waiter(), pay(leg, 1)), no);
                break;
            }
            let too_much = world.no(&waiter(), pay(leg, remaining + 1));
            prop_assert_eq!(too_much, Rejection::AmountTooLarge { remaining, currency: comanda::Currency::EUR });
            if amount == 0 {
                prop_assert_eq!(world.no(&waiter(), pay(leg, 0)), Rejection::AmountNotPositive);
                continue;
            }
            prop_assert_eq!(world.no(&waiter(), pay(leg, -amount)), Rejection::AmountNotPositive);
            world.ok(&waiter(), pay(leg, amount));
            paid += amount;
            let now = world.session(SESSION).totals();
            prop_assert_eq!((now.total, now.paid, now.remaining), (t.total, paid, t.total - paid));
        }
        prop_assert_eq!(paid, t.total);
        world.ok(&waiter(), Command::Party(PartyCommand::CloseSession { session: id(SESSION), write_off: None, despite: comanda::party::OpenThings::ALL }));
    }

    #[test]
    fn the_lines_carry_their_rates_tax_and_differ_from_the_exact_share_by_less_than_a_cent(
        lines in proptest::collection::vec((prop_oneof![Just(400_i64), Just(1_000), Just(2_200)], 0_i64..1_000_000), 1..15),
    ) {
        let lines: Vec<(RateBps, i64)> = lines.into_iter().map(|(rate, gross)| (RateBps(rate), gross)).collect();
        let shares = per_line(&lines);
        for total in by_rate(&lines) {
            let mine = || lines.iter().zip(&shares).filter(|((rate, _), _)| *rate == total.rate);
            prop_assert_eq!(mine().map(|(_, share)| share).sum::<i64>(), total.tax);
            for ((_, gross), share) in mine().filter(|_| total.gross > 0) {
                let off = i128::from(*share) * i128::from(total.gross) - i128::from(total.tax) * i128::from(*gross);
                prop_assert!(off.abs() < i128::from(total.gross), "{share} of {} for {gross} of {}", total.tax, total.gross);
            }
        }
    }
}

#[test]
fn the_check_of_rounding_knows_halves() {
    assert!(is_rounded(3, 5, 2) && !is_rounded(2, 5, 2));
    assert!(is_rounded(-3, -5, 2) && !is_rounded(-2, -5, 2));
    assert!(is_rounded(1, 4, 3) && !is_rounded(2, 4, 3) && is_rounded(0, 0, 7));
}
