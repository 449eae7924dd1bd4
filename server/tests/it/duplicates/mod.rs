//! R3: the same tap, sent as often as a bad line makes phones send it, is one tap with one answer: over the socket, over HTTP,
//! to several nodes, and however many answers are lost on the way.

mod proxy;
mod senders;

use crate::web_support::{Running, Seated, serve, start_with};
use comanda::backend::Fault;
use comanda::party::CallKind;
use comanda::party::{NewLine, SendScope};
use comanda::shop::SeatingPolicy;
use comanda::{At, Command, Envelope, PartyCommand};
use engine::ids::fresh;
use engine::storage::{Db, log, sessions};
use futures::future::join_all;
use proxy::Proxy;
use senders::{Sender, until_answered};
use server::config::Switch;
use std::net::SocketAddr;
use testkit::databases;

/// Sendings of one tap at the same time.
const SENDINGS: usize = 100;

async fn unlimited(db: Db) -> Running {
    // One guest sends it all: how often a phone may tap is tested elsewhere.
    start_with(db, SeatingPolicy::OpenByScan, |raw| raw.change_limits = Switch::Off).await
}

fn envelope(command: Command) -> Envelope {
    Envelope { key: fresh(), command, at: At(0), base_seq: 0 }
}

/// An order of everything a guest has chosen.
async fn order(running: &Running, seat: &Seated) -> Envelope {
    let line = NewLine { id: fresh(), product: running.tiny.bread, options: vec![], quantity: 2, note: None, for_guest: None };
    running.submit(&seat.actor(), Command::Party(PartyCommand::AddLine { session: seat.session, line })).await;
    envelope(Command::Party(PartyCommand::SendOrder {
        session: seat.session,
        order: fresh(),
        scope: SendScope::Mine,
        expected: Some(600),
    }))
}

async fn head(running: &Running) -> i64 {
    log::head(&running.db, running.tiny.store).await.expect("a head").1
}

/// Sends one tap a hundred times at once, by turns to these addresses and over socket and HTTP, each until it has an answer.
async fn one_effect_and_one_answer(running: &Running, addresses: &[SocketAddr]) {
    let seat = running.sit(0).await;
    let tap = order(running, &seat).await;
    let before = head(running).await;
    let senders = (0..SENDINGS).map(|n| {
        let address = addresses[(n / 2) % addresses.len()];
        let sender = if n % 2 == 0 { Sender::socket(address, &seat.cookie) } else { Sender::http(address, &seat.cookie) };
        until_answered(sender, tap.clone())
    });
    let answers = join_all(senders).await;
    let first = answers[0].clone().expect("accepted");
    assert!(answers.iter().all(|answer| answer.as_ref() == Ok(&first)), "every sending hears the same: {answers:?}");
    assert_eq!(head(running).await, before + i64::from(first.events), "one effect");
    let session = sessions::load(&running.db, running.tiny.store, seat.session).await.expect("readable").expect("a session");
    assert_eq!(session.orders.len(), 1);
    // Another body, or another sender, under the same key: refused on either road, and nothing happens.
    let changed = Envelope {
        command: Command::Party(PartyCommand::CallWaiter { session: seat.session, call: fresh(), kind: CallKind::Water }),
        ..tap.clone()
    };
    let neighbour = running.sit(0).await;
    let before = head(running).await;
    for address in addresses {
        for (cookie, tap) in [(&seat.cookie, &changed), (&neighbour.cookie, &tap)] {
            for sender in [Sender::socket(*address, cookie), Sender::http(*address, cookie)] {
                assert_eq!(until_answered(sender, tap.clone()).await, Err(Fault::KeyReused));
            }
        }
    }
    assert_eq!(head(running).await, before);
}

async fn a_hundred_sendings_over_socket_and_http_are_one_tap(db: Db) {
    let running = unlimited(db).await;
    one_effect_and_one_answer(&running, &[running.address]).await;
}

async fn answers_that_are_lost_on_the_way_are_asked_for_again(db: Db) {
    let running = unlimited(db).await;
    let proxy = Proxy::to(running.address).await;
    one_effect_and_one_answer(&running, &[proxy.address]).await;
    assert!(proxy.cut() > SENDINGS / 4, "hardly an answer was lost: {}", proxy.cut());
}

testkit::on_both_databases!(
    a_hundred_sendings_over_socket_and_http_are_one_tap,
    answers_that_are_lost_on_the_way_are_asked_for_again
);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_two_nodes_of_one_database_the_key_decides() {
    let scratch = databases::postgres().await;
    let one = unlimited(scratch.db.clone()).await;
    let elsewhere = Db::open(&scratch.url).await.expect("the same database");
    let two = serve(elsewhere, one.tiny.clone(), |raw| raw.change_limits = Switch::Off).await;
    let (near, far) = (Proxy::to(one.address).await, Proxy::to(two.address).await);
    one_effect_and_one_answer(&one, &[near.address, far.address]).await;
    assert!(near.cut() > 0 && far.cut() > 0);
}
