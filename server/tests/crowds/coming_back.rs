//! R8: the server dies with everybody connected and comes up again. All come back by themselves, through their cursors, each at
//! a moment of its own, and the log is read once for all of them.

use super::client::{Window, live};
use crate::process_support::{Process, Waiter, free_port, number, prepared, seat_party, seed};
use comanda::actor::Actor;
use comanda::command::Command;
use comanda::ids::SessionId;
use comanda::replica::House;
use comanda::rooms::Room;
use comanda::{At, Envelope, PartyCommand};
use engine::broker::Silence;
use engine::clock::SystemClock;
use engine::ids::fresh;
use engine::pipeline::Pipeline;
use engine::storage::{Db, log};
use serde_json::json;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// For all to come back: the longest wait of a client is half a minute.
const PATIENCE: Duration = Duration::from_secs(150);
/// Events that everybody misses.
const MISSED: u32 = 40;

/// A server that notes every time it reads the log for somebody who has come back.
async fn serve(folder: &Path, port: u16, notes: &Path) -> Process {
    let mut command = tokio::process::Command::new(env!("CARGO_BIN_EXE_comanda"));
    command.arg("serve");
    let mut command = prepared(command, folder);
    command.env("COMANDA_LOG", "off,engine::gateway::replay=debug").stderr(File::create(notes).expect("a file"));
    Process::of(command, port).await
}

fn reads(notes: &Path) -> usize {
    std::fs::read_to_string(notes).expect("notes").matches("the log was read").count()
}

/// Looks again and again: the clients are tasks of the app's own machine, which tells nobody how it is.
async fn until(what: &str, windows: &[Window], is: impl Fn(&Window) -> bool) {
    let asked = async {
        while !windows.iter().all(&is) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    if tokio::time::timeout(PATIENCE, asked).await.is_err() {
        let late = windows.iter().filter(|window| !is(window)).count();
        panic!("{what}: {late} of {} are not there", windows.len());
    }
}

/// Things happen while the server is away, as on another node: nobody is told.
async fn meanwhile(folder: &Path, session: SessionId) -> i64 {
    let db = Db::open(&format!("sqlite:{}", folder.join("comanda.db").display())).await.expect("a database");
    let pipeline = Pipeline::start(db.clone(), Arc::new(SystemClock), Arc::new(Silence));
    let store = server::demo::store_id();
    for turn in 0..MISSED {
        let command = Command::Party(PartyCommand::SetCovers { session, covers: 3 + turn % 2 });
        let envelope = Envelope { key: fresh(), command, at: At(0), base_seq: 0 };
        pipeline.submit(store, Actor::System, envelope).await.expect("accepted");
    }
    pipeline.close().await;
    let (_, head) = log::head(&db, store).await.expect("a head");
    db.close().await;
    head
}

/// The largest part of these moments that falls within any `width` milliseconds.
fn busiest(moments: &[At], width: i64) -> f64 {
    let mut sorted: Vec<i64> = moments.iter().map(|at| at.0).collect();
    sorted.sort_unstable();
    let most = sorted.iter().map(|from| sorted.iter().filter(|at| (*from..from + width).contains(*at)).count()).max();
    most.unwrap_or(0) as f64 / sorted.len().max(1) as f64
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_comes_back_after_a_death_spread_over_time_and_the_log_is_read_once() {
    let clients = number("COMANDA_CROWD", 150);
    let folder = tempfile::tempdir().expect("a folder");
    seed(folder.path()).await;
    let (port, notes) = (free_port(), folder.path().join("notes"));
    let mut server = serve(folder.path(), port, &notes).await;
    let waiter = Waiter::sign_in(&server.base).await;
    let house: House = waiter.ask("house").await;
    let free = |id| house.sessions.iter().all(|session| session.table() != Some(id) || session.is_closed());
    let table = house.tables.iter().map(|view| view.table.id).find(|id| free(*id)).expect("a free table");

    let stop = CancellationToken::new();
    let windows: Vec<Window> = (0..clients).map(|_| Window::default()).collect();
    let address = format!("127.0.0.1:{port}");
    let lives: Vec<_> = windows
        .iter()
        .map(|window| {
            let (rooms, stop) = (vec![Room::Waiters], stop.clone());
            tokio::spawn(live(address.clone(), waiter.cookie.clone(), rooms, window.clone(), stop))
        })
        .collect();
    until("the first time", &windows, |window| window.cursor().is_some()).await;
    let (session, seat) = seat_party(table);
    let before = waiter.submit(fresh(), &seat).await.expect("seated").seq;
    until("the first event", &windows, |window| window.cursor().is_some_and(|cursor| cursor.seq == before)).await;
    assert_eq!(reads(&notes), 0, "nobody has missed anything yet");

    server.kill().await;
    let died = engine::clock::Clock::now(&SystemClock);
    let head = meanwhile(folder.path(), session).await;
    let _server = serve(folder.path(), port, &notes).await;
    let welcomes: Vec<usize> = windows.iter().map(Window::welcomes).collect();
    assert!(welcomes.iter().all(|times| *times <= 2));
    until("after the death", &windows, |window| window.welcomes() == 2).await;
    until("up to the head", &windows, |window| window.cursor().is_some_and(|cursor| cursor.seq >= head)).await;
    let covers = json!({ "command": "set_covers", "session": session, "covers": 5 });
    let last = waiter.submit(fresh(), &covers).await.expect("accepted").seq;
    until("the last event", &windows, |window| window.cursor().is_some_and(|cursor| cursor.seq == last)).await;
    stop.cancel();
    for one in lives {
        one.await.expect("a client");
    }

    assert_eq!(reads(&notes), 1, "one range of one room was missed");
    let seen: Vec<_> = windows.iter().map(Window::look).collect();
    for one in &seen {
        let after: Vec<i64> = one.heard.iter().copied().filter(|seq| *seq > before).collect();
        assert_eq!(after, (before + 1..=last).collect::<Vec<_>>(), "everything once, in order");
        assert_eq!(one.resyncs, 1, "a cursor was enough");
    }
    let meant: Vec<At> = seen.iter().filter_map(|one| one.meant.first().copied()).collect();
    let arrivals: Vec<At> = seen.iter().filter_map(|one| one.welcomed.last().copied()).collect();
    let (first, latest) = (arrivals.iter().min().unwrap(), arrivals.iter().max().unwrap());
    println!(
        "{clients} clients back between {} and {} ms after the death, {:.1} tries each; busiest 100 ms: {:.0} % of the first \
         tries, {:.0} % of the arrivals; 1 read of the log for {} events each",
        first.since(died),
        latest.since(died),
        seen.iter().map(|one| one.meant.len()).sum::<usize>() as f64 / clients as f64,
        busiest(&meant, 100) * 100.0,
        busiest(&arrivals, 100) * 100.0,
        last - before,
    );
    assert_eq!(meant.len(), clients, "everybody has noticed");
    // Nine windows of 100 ms share the first second; a third in one of them is no luck any more.
    assert!(busiest(&meant, 100) < 0.34, "a stampede");
}
