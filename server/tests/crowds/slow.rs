//! R9 at full size: one client of ten stops reading while big events come in bursts. The others are served as without them (the
//! ratio is printed, from rounds in turns), the slow ones are let go with 4008, and memory stays bounded.

use crate::process_support::number;
use crate::web_support::client::{Client, PATIENCE};
use crate::web_support::{Running, Seated, start_with};
use comanda::actor::By;
use comanda::protocol::{CLOSE_TOO_SLOW, QUEUE};
use comanda::rooms::Room;
use comanda::shop::SeatingPolicy;
use comanda::shop::menu::Availability;
use comanda::{Actor, At, Event, LoggedEvent, ShopEvent};
use engine::broker::{Broker as _, Committed};
use engine::ids::fresh;
use engine::storage::log;
use futures::StreamExt as _;
use futures::future::join_all;
use server::config::Switch;
use std::sync::Arc;
use std::time::Duration;
use testkit::databases;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::{Instant, timeout};
use tokio_tungstenite::tungstenite::Message;

/// Events published at once: a quarter of what a connection may be behind.
const BURST: i64 = 32;
/// Bytes of an event.
const BIG: usize = 32 * 1024;
/// Bursts in a round. Enough to fill the network's buffers and the queues of those who do not read.
const BURSTS: usize = 16;
/// By then a client that reads nothing is gone, whatever the network holds for it.
const MOST_BURSTS: usize = 200;
/// What the process may grow by while clients are slow, beside a queue of references for each: megabytes.
const GROWTH: u64 = 160;

/// An event's place and when it arrived.
type Arrival = (i64, Instant);

/// A client that reads at once, and says what came when.
fn quick(mut client: Client, told: UnboundedSender<Arrival>) -> tokio::task::JoinHandle<()> {
    tokio::spawn(async move {
        while let Some(Ok(message)) = client.socket.next().await {
            let Message::Text(text) = message else { continue };
            // Parsing 32 KiB of padding would measure the parser.
            let seq = text.strip_prefix(r#"{"type":"event","seq":"#).and_then(|rest| rest.split(',').next()?.parse().ok());
            if told.send((seq.expect("an event"), Instant::now())).is_err() {
                return;
            }
        }
    })
}

/// Reads to the end, keeping nothing: how many messages there were, and the code of the close if there was one.
async fn farewell(mut client: Client) -> (i64, Option<u16>) {
    let (mut said, mut code) = (0, None);
    while let Some(Ok(message)) = client.socket.next().await {
        match message {
            Message::Close(frame) => code = frame.map(|frame| frame.code.into()),
            Message::Text(_) => said += 1,
            _ => {}
        }
    }
    (said, code)
}

/// A client that reads and says nothing.
fn silently(mut client: Client) -> tokio::task::JoinHandle<()> {
    tokio::spawn(async move { while let Some(Ok(_)) = client.socket.next().await {} })
}

struct Hall {
    running: Running,
    seat: Seated,
    told: UnboundedReceiver<Arrival>,
    quick: usize,
    epoch: comanda::ids::Epoch,
    seq: i64,
    padding: String,
}

impl Hall {
    async fn enter(&self) -> Client {
        Client::live(&self.running, &self.seat.cookie, None, &[Room::Store]).await.0
    }

    /// Until the server has noticed that the others have gone.
    async fn until_alone(&self) {
        let gone = async {
            // The hub announces nobody's leaving.
            while self.connections() > self.quick {
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, gone).await.expect("those who left are gone");
    }

    fn connections(&self) -> usize {
        self.running.server.hub.connections()
    }

    /// Publishes a burst and waits until everybody who reads has all of it. How long each delivery took.
    async fn burst(&mut self) -> Vec<Duration> {
        let mut published = Vec::new();
        for _ in 0..BURST {
            self.seq += 1;
            let event = Event::Shop(ShopEvent::AvailabilityChanged {
                product_id: fresh(),
                name: self.padding.clone(),
                availability: Availability::default(),
                by: By::system(),
            });
            let logged = LoggedEvent { seq: self.seq, at: At(0), actor: Actor::System, command_key: fresh(), event };
            published.push((self.seq, Instant::now()));
            self.running.server.hub.publish(Committed {
                store: self.running.tiny.store,
                epoch: self.epoch,
                events: Arc::new([logged]),
            });
        }
        let first = published[0].0;
        let mut took = Vec::new();
        for _ in 0..published.len() * self.quick {
            let (seq, at) = timeout(PATIENCE, self.told.recv()).await.expect("those who read do not wait").expect("a reader");
            let (_, from) = published[usize::try_from(seq - first).expect("of this burst, nothing twice")];
            took.push(at - from);
        }
        took
    }
}

fn p99(took: &mut [Duration]) -> Duration {
    took.sort_unstable();
    took[took.len() * 99 / 100]
}

/// Resident megabytes of this process: server and clients.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap_or(0) / 1024
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clients_that_stop_reading_are_let_go_and_the_others_do_not_feel_it() {
    let (rounds, all) = (number("COMANDA_SLOW_ROUNDS", 1), number("COMANDA_SLOW_CROWD", 50));
    let slow = (all / 10).max(1);
    let scratch = databases::sqlite().await;
    // One guest holds them all.
    let running = start_with(scratch.db.clone(), SeatingPolicy::OpenByScan, |raw| raw.change_limits = Switch::Off).await;
    let seat = running.sit(0).await;
    let (epoch, seq) = log::head(&running.db, running.tiny.store).await.expect("a head");
    let (tell, told) = unbounded_channel();
    let mut hall = Hall { running, seat, told, quick: all - slow, epoch, seq, padding: "x".repeat(BIG) };
    let mut readers = Vec::new();
    for _ in 0..hall.quick {
        readers.push(quick(hall.enter().await, tell.clone()));
    }
    // Warm: the log's tail has its full length, every buffer its size.
    for _ in 0..engine::gateway::replay::WINDOW / usize::try_from(BURST).unwrap() {
        hall.burst().await;
    }
    let (calm, mut most) = (resident(), 0);
    let (mut without, mut with) = (Vec::new(), Vec::new());
    for round in 0..rounds {
        // As many connections as with the slow ones: what differs is that these read.
        let mut diligent = Vec::new();
        for _ in 0..slow {
            diligent.push(silently(hall.enter().await));
        }
        let mut took = Vec::new();
        for _ in 0..BURSTS {
            took.extend(hall.burst().await);
        }
        without.push(p99(&mut took));
        diligent.iter().for_each(tokio::task::JoinHandle::abort);
        hall.until_alone().await;

        let mut lazy = Vec::new();
        for _ in 0..slow {
            lazy.push(hall.enter().await);
        }
        let (mut took, mut bursts, from) = (Vec::new(), 0, hall.seq);
        let mut farewells = None;
        while bursts < BURSTS || farewells.is_none() {
            assert!(bursts < MOST_BURSTS, "{} who read nothing are still there", hall.connections() - hall.quick);
            let burst = hall.burst().await;
            bursts += 1;
            if farewells.is_none() {
                // Later they read what the network held for them, and it is this very process that does.
                took.extend(burst);
                most = most.max(resident());
            }
            if hall.connections() == hall.quick && farewells.is_none() {
                // Only now do they read. The word waits five seconds for that; then the line is simply cut.
                farewells = Some((hall.seq, tokio::spawn(join_all(std::mem::take(&mut lazy).into_iter().map(farewell)))));
            }
        }
        with.push(p99(&mut took));
        let (until, farewells) = farewells.expect("they are gone");
        let mut informed = 0;
        for (said, code) in farewells.await.expect("no panic") {
            assert!(matches!(code, Some(CLOSE_TOO_SLOW) | None), "{code:?}");
            informed += usize::from(code.is_some());
            assert!(said < until - from - i64::try_from(QUEUE).unwrap(), "it was far behind");
        }
        println!("{informed} of {slow} were in time to hear why");
        assert!(informed > 0, "nobody was told why");
        let ratio = with[round].as_secs_f64() / without[round].as_secs_f64();
        println!(
            "round {}: p99 {:?} without, {:?} with {slow} of {all} not reading: {ratio:.2}",
            round + 1,
            without[round],
            with[round]
        );
    }
    without.sort_unstable();
    with.sort_unstable();
    let ratio = with[rounds / 2].as_secs_f64() / without[rounds / 2].as_secs_f64();
    println!(
        "{all} clients, {slow} not reading, {rounds} rounds: p99 ratio {ratio:.2} (medians); resident {calm} MB, at most {most} MB"
    );
    assert!(most <= calm + GROWTH, "{calm} MB became {most} MB");
    assert_eq!(hall.connections(), hall.quick, "those who read are all still here");
    drop(readers);
}
