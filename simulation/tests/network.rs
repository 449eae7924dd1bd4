//! R4: every client converges: in order, no gap, no double effect, or told to resync.
//!
//! `COMANDA_SIM_ROUNDS` (default 20) says how many seeds are played; `make soak` asks for more. `COMANDA_SIM_SEED=n` plays one.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what it expects by failing")]

use simulation::{Report, evening};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

/// Plays one; a failure tells its story and how to see it again.
fn play(seed: u64) -> Report {
    let report = std::panic::catch_unwind(|| evening(seed)).unwrap_or_else(|panic| {
        println!("COMANDA_SIM_SEED={seed} plays this again");
        std::panic::resume_unwind(panic)
    });
    if !report.complaints.is_empty() {
        let last = report.story.len().saturating_sub(number("COMANDA_SIM_STORY").map_or(40, |n| usize::try_from(n).unwrap()));
        report.story[last..].iter().for_each(|line| println!("  {line}"));
        panic!("COMANDA_SIM_SEED={seed} plays this again\n{}", report.complaints.join("\n"));
    }
    report
}

#[test]
fn whatever_happens_to_the_network_everybody_comes_to_hold_the_same() {
    let seeds: Vec<u64> = match number("COMANDA_SIM_SEED") {
        Some(seed) => vec![seed],
        None => (1..=number("COMANDA_SIM_ROUNDS").unwrap_or(20)).collect(),
    };
    let (next, reports) = (AtomicU64::new(0), Mutex::new(BTreeMap::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, std::num::NonZero::get) {
            scope.spawn(|| {
                while let Some(seed) = seeds.get(usize::try_from(next.fetch_add(1, Ordering::SeqCst)).unwrap()) {
                    let report = std::panic::catch_unwind(|| play(*seed)).unwrap_or_else(|failure| {
                        // The others need not go on.
                        next.store(u64::MAX / 2, Ordering::SeqCst);
                        std::panic::resume_unwind(failure)
                    });
                    reports.lock().unwrap().insert(*seed, report);
                }
            });
        }
    });
    let reports = reports.into_inner().unwrap();
    assert_eq!(reports.len(), seeds.len());
    let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
    for (seed, report) in &reports {
        println!("seed {seed}: {} taps, calm after {} ms, {:?}", report.taps, report.calm_after, report.counts);
        for (name, count) in report.counts.named() {
            *sums.entry(name).or_default() += count;
        }
    }
    println!("{sums:?}");
    if seeds.len() >= 20 {
        // Otherwise it would prove nothing.
        for (name, sum) in sums {
            assert!(sum > 0, "no {name} in {} seeds", seeds.len());
        }
    }
}

#[test]
fn one_seed_is_one_story() {
    let (once, again) = (play(7), play(7));
    let differs = once.story.iter().zip(&again.story).position(|(one, other)| one != other);
    if let Some(line) = differs {
        let around = |story: &[String]| story[line.saturating_sub(6)..story.len().min(line + 6)].join("\n");
        panic!("line {line}: the first time\n{}\nthen\n{}", around(&once.story), around(&again.story));
    }
    assert_eq!(once, again);
}
