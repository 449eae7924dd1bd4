//! Faults of a database server: it is away for a while, or takes no writes for a while, as during a fail-over.

use crate::common::databases::fresh_postgres;
use crate::web_support::client::Client;
use crate::web_support::{Running, serve, start};
use comanda::backend::Fault;
use comanda::rooms::Room;
use comanda::session::CallKind;
use comanda::{At, Command, Envelope, Outcome};
use server::ids::fresh;
use server::store::{Db, log};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{UnixListener, UnixStream};
use tokio::task::{JoinHandle, JoinSet};

const SOON: Duration = Duration::from_secs(30);
/// The name of the socket that PostgreSQL's clients look for in a folder.
const SOCKET: &str = ".s.PGSQL.5432";

async fn readiness(running: &Running) -> (u16, String) {
    let answer = reqwest::get(running.url("/readyz")).await.expect("an answer");
    (answer.status().as_u16(), answer.text().await.expect("text"))
}

/// Asks again and again: readiness has no event, it is what an operator's probe asks for.
async fn until(running: &Running, wanted: impl Fn(u16, &str) -> bool) {
    let mut last = (0, String::new());
    let asked = async {
        loop {
            last = readiness(running).await;
            if wanted(last.0, &last.1) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(SOON, asked).await.unwrap_or_else(|_| panic!("/readyz still says {last:?}"));
}

async fn migrated(url: &str) -> Db {
    let db = Db::open(url).await.expect("a database");
    db.migrate().await.expect("migrations");
    db
}

/// A tap that can be sent again.
struct Tap {
    seat: crate::web_support::Seated,
    envelope: Envelope,
}

impl Tap {
    fn of(seat: &crate::web_support::Seated, kind: CallKind) -> Self {
        let command = Command::CallWaiter { session: seat.session, call: fresh(), kind };
        Self { seat: seat.clone(), envelope: Envelope { key: fresh(), command, at: At(0), base_seq: 0 } }
    }
    async fn send(&self, running: &Running) -> Result<Outcome, Fault> {
        let pipeline = &running.server.state.comanda.pipeline;
        pipeline.submit(running.tiny.store, self.seat.actor(), self.envelope.clone()).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_takes_no_writes_refuses_commands_with_a_sentence_until_it_does() {
    let url = fresh_postgres().await;
    let running = start(migrated(&url).await).await;
    let seat = running.sit(0).await;
    let name = url.split_once('?').and_then(|(base, _)| base.rsplit('/').next()).expect("a name");
    let mut admin = sqlx::AnyConnection::connect(&url.replace(&format!("/{name}?"), "/postgres?")).await.expect("an admin");
    let mut run = async |sql: String| {
        admin.execute(sqlx::query(AssertSqlSafe(sql))).await.expect("done");
    };
    run(format!("ALTER DATABASE {name} SET default_transaction_read_only = on")).await;
    run(format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")).await;
    let tap = Tap::of(&seat, CallKind::Water);
    assert_eq!(tap.send(&running).await, Err(Fault::Unavailable));
    until(&running, |status, said| status == 503 && said.contains("can't be written to")).await;
    assert_eq!(tap.send(&running).await, Err(Fault::Unavailable));
    // Signing in writes too; it leaves connections behind that are read-only for good.
    for _ in 0..3 {
        assert!(running.server.state.auth.seat_guest(running.tiny.store, seat.session, seat.guest).await.is_err());
    }
    run(format!("ALTER DATABASE {name} RESET default_transaction_read_only")).await;
    until(&running, |status, _| status == 200).await;
    // The very first one, and whatever comes beside it.
    let sent = tap.send(&running).await.expect("taken now");
    assert_eq!(tap.send(&running).await, Ok(sent));
    running.server.state.auth.seat_guest(running.tiny.store, seat.session, seat.guest).await.expect("a seat");
}

/// Stands between the server and its database, and can be taken away.
struct Road {
    socket: PathBuf,
    to: PathBuf,
    task: Option<JoinHandle<()>>,
    weather: Arc<Weather>,
}

/// What befalls a road.
#[derive(Default)]
struct Weather {
    /// The answer to the next commit is lost, and everything after it.
    loses_a_commit: AtomicBool,
    /// Nothing gets through.
    away: AtomicBool,
}

impl Road {
    fn between(folder: &Path, to: &Path) -> Self {
        let mut road = Self { socket: folder.join(SOCKET), to: to.join(SOCKET), task: None, weather: Arc::default() };
        road.open();
        road
    }

    fn open(&mut self) {
        let listener = UnixListener::bind(&self.socket).expect("a socket");
        let (to, weather) = (self.to.clone(), self.weather.clone());
        self.task = Some(tokio::spawn(async move {
            // Dropped with the task, and every connection with it.
            let mut connections = JoinSet::new();
            while let Ok((near, _)) = listener.accept().await {
                let (to, weather) = (to.clone(), weather.clone());
                connections.spawn(async move {
                    if let Ok(far) = UnixStream::connect(&to).await {
                        let _ = Box::pin(weather.carry(near, far)).await;
                    }
                });
            }
        }));
    }

    async fn cut(&mut self) {
        if let Some(task) = self.task.take() {
            task.abort();
            let _ = task.await;
        }
        std::fs::remove_file(&self.socket).expect("removed");
    }
}

impl Weather {
    async fn carry(&self, mut near: UnixStream, mut far: UnixStream) -> std::io::Result<()> {
        let (mut asked, mut answered) = ([0; 8192], [0; 8192]);
        while !self.away.load(SeqCst) {
            tokio::select! {
                length = near.read(&mut asked) => {
                    let bytes = &asked[..length?];
                    if bytes.is_empty() || self.away.load(SeqCst) {
                        break;
                    }
                    far.write_all(bytes).await?;
                    if bytes.windows(6).any(|word| word == b"COMMIT") && self.loses_a_commit.swap(false, SeqCst) {
                        // The database has done it by now; nobody will know.
                        let _ = far.read(&mut answered).await?;
                        self.away.store(true, SeqCst);
                    }
                }
                length = far.read(&mut answered) => {
                    let bytes = &answered[..length?];
                    if bytes.is_empty() {
                        break;
                    }
                    near.write_all(bytes).await?;
                }
            }
        }
        Ok(())
    }
}

/// What was committed without anybody knowing is told as soon as the database can be read, and nobody has to tap for it. The commit
/// is the very first of this process: nothing is known of the log before it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_whose_answer_was_lost_is_told_by_itself_and_happens_once() {
    let url = fresh_postgres().await;
    let (base, far) = url.split_once("?host=").expect("a folder");
    let near = tempfile::tempdir().expect("a folder");
    let road = Road::between(near.path(), Path::new(far));
    let url = format!("{base}?host={}", near.path().display());
    let before = start(migrated(&url).await).await;
    let (seat, tiny) = (before.sit(0).await, before.tiny.clone());
    before.stop().await;
    let running = serve(Db::open(&url).await.expect("the same database"), tiny, |_| {}).await;
    let (mut client, _) = Client::live(&running, &seat.cookie, None, &[Room::Table(seat.session)]).await;

    road.weather.loses_a_commit.store(true, SeqCst);
    let tap = Tap::of(&seat, CallKind::Water);
    assert_eq!(tap.send(&running).await, Err(Fault::Unavailable));
    assert!(road.weather.away.load(SeqCst), "it was the commit that was lost");
    assert_eq!(client.so_far(1).await, []);
    // By the time that we have given up asking, the lane has, too: it began before us.
    assert!(log::head(&running.db, running.tiny.store).await.is_err());
    road.weather.away.store(false, SeqCst);
    let event = client.event().await;
    assert_eq!(event.meta.command_key, tap.envelope.key);
    let outcome = tap.send(&running).await.expect("kept");
    assert_eq!(outcome.seq, event.seq);
    let events = log::read_after(&running.db, running.tiny.store, 0, i64::MAX).await.expect("a log");
    assert_eq!(events.iter().filter(|logged| logged.command_key == tap.envelope.key).count(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_is_away_refuses_commands_with_a_sentence_until_it_is_back() {
    let url = fresh_postgres().await;
    let (base, far) = url.split_once("?host=").expect("a folder");
    let near = tempfile::tempdir().expect("a folder");
    let mut road = Road::between(near.path(), Path::new(far));
    let running = start(migrated(&format!("{base}?host={}", near.path().display())).await).await;
    let seat = running.sit(0).await;
    let before = Tap::of(&seat, CallKind::Waiter);
    let answer = before.send(&running).await.expect("all is well");
    road.cut().await;
    let tap = Tap::of(&seat, CallKind::Water);
    assert_eq!(tap.send(&running).await, Err(Fault::Unavailable));
    until(&running, |status, said| status == 503 && said.contains("can't be reached")).await;
    road.open();
    until(&running, |status, _| status == 200).await;
    tap.send(&running).await.expect("taken now");
    assert_eq!(before.send(&running).await, Ok(answer), "what was acknowledged is there");
    let events = log::read_after(&running.db, running.tiny.store, 0, i64::MAX).await.expect("a log");
    let (_, head) = log::head(&running.db, running.tiny.store).await.expect("a head");
    assert_eq!(events.iter().map(|event| event.seq).collect::<Vec<_>>(), (1..=head).collect::<Vec<_>>());
}
