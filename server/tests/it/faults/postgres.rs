//! Faults of a database server: it is away for a while, or takes no writes for a while, as during a fail-over.

use crate::web_support::client::Client;
use crate::web_support::{Running, serve, start};
use comanda::backend::Fault;
use comanda::party::CallKind;
use comanda::rooms::Room;
use comanda::{At, Command, Envelope, Outcome, PartyCommand};
use engine::ids::fresh;
use engine::storage::{Db, log};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::time::Duration;
use testkit::databases::fresh_postgres;
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
        let command = Command::Party(PartyCommand::CallWaiter { session: seat.session, call: fresh(), kind });
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
    /// So many connections have been opened.
    opened: AtomicUsize,
    /// The first so many are silent: nothing comes through, in neither direction, and nobody is told.
    silent: AtomicUsize,
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
        let number = self.opened.fetch_add(1, SeqCst);
        let is_silent = || number < self.silent.load(SeqCst);
        let mut is_over = false;
        while !self.away.load(SeqCst) {
            tokio::select! {
                length = near.read(&mut asked) => {
                    let bytes = &asked[..length?];
                    if bytes.is_empty() || self.away.load(SeqCst) {
                        break;
                    }
                    if is_silent() {
                        continue;
                    }
                    far.write_all(bytes).await?;
                    if bytes.windows(6).any(|word| word == b"COMMIT") && self.loses_a_commit.swap(false, SeqCst) {
                        // The database has done it by now; nobody will know.
                        let _ = far.read(&mut answered).await?;
                        self.away.store(true, SeqCst);
                    }
                }
                length = far.read(&mut answered), if !is_over => {
                    let bytes = &answered[..length.unwrap_or(0)];
                    if is_silent() {
                        is_over = bytes.is_empty();
                        continue;
                    }
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

/// Somebody else's connection to the database, that holds the restaurant's row: commands wait behind it.
struct Holder(sqlx::AnyConnection);

impl Holder {
    async fn of(url: &str, lock: &'static str) -> Self {
        let mut connection = sqlx::AnyConnection::connect(url).await.expect("another program");
        connection.execute("BEGIN").await.expect("a transaction");
        connection.execute(lock).await.expect("its lock");
        Self(connection)
    }

    /// Comes back once a statement of Comanda's waits for the lock.
    async fn is_waited_for(&mut self) {
        let waiting = "SELECT COUNT(*) FROM pg_locks WHERE NOT granted";
        let asked = async {
            // PostgreSQL tells nobody that a statement waits: the query is repeated.
            while sqlx::query_scalar::<_, i64>(waiting).fetch_one(&mut self.0).await.expect("a count") == 0 {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(SOON, asked).await.expect("nobody waits");
    }

    async fn lets_go(&mut self) {
        self.0.execute("ROLLBACK").await.expect("let go");
    }
}

const ROW: &str = "UPDATE stores SET seq = seq";

/// A server whose database is at the end of a road.
async fn at_the_end_of_a_road() -> (tempfile::TempDir, String, Road, Running) {
    let url = fresh_postgres().await;
    let (base, far) = url.split_once("?host=").expect("a folder");
    let near = tempfile::tempdir().expect("a folder");
    let road = Road::between(near.path(), Path::new(far));
    let running = start(migrated(&format!("{base}?host={}", near.path().display())).await).await;
    (near, url, road, running)
}

/// A host without power, an address that has moved: the line is there, and nothing comes back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_that_goes_silent_under_a_statement_is_given_up_and_the_next_taps_are_taken_over_another() {
    let (_near, url, road, running) = at_the_end_of_a_road().await;
    let (seat, other) = (running.sit(0).await, running.sit(1).await);
    let (before, tap) = (Tap::of(&seat, CallKind::Waiter), Tap::of(&seat, CallKind::Water));
    let next = Tap::of(&other, CallKind::Water);
    let answer = before.send(&running).await.expect("all is well");
    let mut holder = Holder::of(&url, ROW).await;
    let goes_silent = async {
        holder.is_waited_for().await;
        road.weather.silent.store(road.weather.opened.load(SeqCst), SeqCst);
        holder.lets_go().await;
        // Nothing can be taken meanwhile, and whoever watches is told so.
        until(&running, |status, _| status == 503).await;
    };
    let (told, ()) = tokio::time::timeout(SOON, async { tokio::join!(tap.send(&running), goes_silent) }).await.expect("in time");
    assert_eq!(told, Err(Fault::Unavailable));
    let sent = tokio::time::timeout(SOON, next.send(&running)).await.expect("in time").expect("taken over another line");
    until(&running, |status, _| status == 200).await;
    let again = tap.send(&running).await.expect("taken now");
    assert_eq!(
        (before.send(&running).await, next.send(&running).await),
        (Ok(answer), Ok(sent)),
        "what was acknowledged is there"
    );
    assert_eq!(tap.send(&running).await, Ok(again));
    let events = log::read_after(&running.db, running.tiny.store, 0, i64::MAX).await.expect("a log");
    let (_, head) = log::head(&running.db, running.tiny.store).await.expect("a head");
    assert_eq!(events.iter().map(|event| event.seq).collect::<Vec<_>>(), (1..=head).collect::<Vec<_>>());
    for tap in [before, tap, next] {
        assert_eq!(events.iter().filter(|logged| logged.command_key == tap.envelope.key).count(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_whose_database_has_gone_silent_stops_when_it_is_asked_to() {
    let (_near, url, road, running) = at_the_end_of_a_road().await;
    let seat = running.sit(0).await;
    let mut holder = Holder::of(&url, ROW).await;
    let tap = Tap::of(&seat, CallKind::Water);
    let (pipeline, store) = (running.server.state.comanda.pipeline.clone(), running.tiny.store);
    let sent = tokio::spawn(async move { pipeline.submit(store, tap.seat.actor(), tap.envelope).await });
    holder.is_waited_for().await;
    road.weather.silent.store(road.weather.opened.load(SeqCst), SeqCst);
    tokio::time::timeout(SOON, running.stop()).await.expect("it stops");
    assert_eq!(sent.await.expect("an answer"), Err(Fault::Unavailable));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_is_not_ready_for_as_long_as_a_lock_keeps_commands_out() {
    for lock in [ROW, "LOCK TABLE events"] {
        let url = fresh_postgres().await;
        let running = start(migrated(&url).await).await;
        let seat = running.sit(0).await;
        let mut holder = Holder::of(&url, lock).await;
        let tap = Tap::of(&seat, CallKind::Water);
        assert_eq!(tap.send(&running).await, Err(Fault::Unavailable));
        until(&running, |status, said| status == 503 && said.contains("holds the database locked")).await;
        // It does not flicker: for half a second and more, probes as they come from outside all meet the same lock. Nothing happens
        // meanwhile that could be waited for.
        for _ in 0..30 {
            let (status, said) = readiness(&running).await;
            assert_eq!(status, 503, "{said}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        holder.lets_go().await;
        until(&running, |status, _| status == 200).await;
        tap.send(&running).await.expect("taken now");
    }
}
