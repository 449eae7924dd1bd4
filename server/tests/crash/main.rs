//! R1: no acknowledged command is ever lost. The real server is killed (SIGKILL) at random moments while several waiters order,
//! again and again on the same database; after each death the database is held against what had been acknowledged.
//!
//! `COMANDA_CRASH_ROUNDS` (default 20) says how often; `make soak` asks for 200. The seed is printed; `COMANDA_CRASH_SEED` repeats it.

// A test says what it expects by failing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods)]

#[path = "../it/process_support/mod.rs"]
mod process_support;

use comanda::ids::{OrderId, ProductId, SessionId, TableId};
use comanda::replica::House;
use comanda::shop::menu::Menu;
use engine::ids::fresh;
use process_support::ledger::{Acknowledged, Ledger, reconcile};
use process_support::{Process, Waiter, free_port, number, place_order, plain, seat_party, seed};
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// Waiters who order at once, each at a table of their own.
const WAITERS: usize = 4;

/// A waiter who writes down what was acknowledged.
#[derive(Clone)]
struct Witness {
    waiter: Waiter,
    ledger: Ledger,
}

impl Witness {
    /// False when the server is gone or has refused.
    async fn submit(&self, command: Value, order: Option<OrderId>) -> bool {
        let key = fresh();
        let Ok(outcome) = self.waiter.submit(key, &command).await else { return false };
        self.ledger.lock().unwrap().push(Acknowledged { key, seq: outcome.seq, order });
        true
    }

    /// Orders at one table until the server dies: a party is seated, orders some rounds, leaves, and the next comes.
    async fn work(self, table: TableId, dish: ProductId, open: Option<SessionId>) {
        let mut open = open;
        loop {
            if let Some(session) = open.take()
                && !self.submit(json!({ "command": "close_session", "session": session, "write_off": "left", "despite": { "unsent": 99, "cooking": 99, "ready": 99 } }), None).await
            {
                return;
            }
            let (session, seat) = seat_party(table);
            if !self.submit(seat, None).await {
                return;
            }
            for _ in 0..8 {
                let (order, place) = place_order(session, dish);
                if !self.submit(place, Some(order)).await {
                    return;
                }
            }
            open = Some(session);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_was_acknowledged_is_there_after_every_death() {
    let rounds = number("COMANDA_CRASH_ROUNDS", 20);
    let seed_of_luck = u64::try_from(number("COMANDA_CRASH_SEED", rand::random::<u32>() as usize)).unwrap();
    println!("COMANDA_CRASH_SEED={seed_of_luck}");
    let mut luck = StdRng::seed_from_u64(seed_of_luck);
    let folder = tempfile::tempdir().expect("a folder");
    seed(folder.path()).await;
    let ledger = Ledger::default();
    for round in 1..=rounds {
        let mut server = Process::start(folder.path(), free_port()).await;
        let waiter = Waiter::sign_in(&server.base).await;
        let (house, menu): (House, Menu) = (waiter.ask("house").await, waiter.ask("menu").await);
        let dish = plain(&menu);
        let open = |table: TableId| house.sessions.iter().find(|s| s.table() == Some(table) && !s.is_closed()).map(|s| s.id);
        let working: Vec<_> = house
            .tables
            .iter()
            .take(WAITERS)
            .map(|table| {
                let witness = Witness { waiter: waiter.clone(), ledger: Arc::clone(&ledger) };
                tokio::spawn(witness.work(table.table.id, dish, open(table.table.id)))
            })
            .collect();
        // Not a wait for anything: the moment of death, drawn by lot, is what is tested.
        tokio::time::sleep(Duration::from_millis(luck.random_range(30..400))).await;
        server.kill().await;
        for one in working {
            one.await.expect("a waiter");
        }
        reconcile(folder.path(), &ledger, &format!("round {round}")).await;
        println!("death {round}: {} acknowledged so far", ledger.lock().unwrap().len());
    }
    let acknowledged = ledger.lock().unwrap().len();
    println!("{rounds} deaths, {acknowledged} acknowledged commands, none lost");
    assert!(acknowledged > rounds * 4, "hardly anything was acknowledged: {acknowledged}");
}
