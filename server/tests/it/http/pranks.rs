//! R23: what strangers can take of the server's connections, memory and disk.

use super::browser;
use super::scanning::table_code;
use crate::web_support::{Running, on_sqlite, serve_tuned, start_hasty, start_with};
use comanda::actor::Role;
use comanda::backend::Fault;
use comanda::ids::{GuestId, SessionId};
use comanda::party::{OpenThings, Standing};
use comanda::shop::SeatingPolicy;
use comanda::{Actor, At, Command, Envelope, PartyCommand};
use engine::ids::fresh;
use engine::storage::{floor, sessions};
use reqwest::StatusCode;
use server::serving::Capacity;
use std::time::Duration;
use testkit::{databases, tiny};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(20);

async fn says(running: &Running, text: &str) -> TcpStream {
    let mut stream = TcpStream::connect(running.address).await.expect("a connection");
    stream.write_all(text.as_bytes()).await.expect("sent");
    stream
}

/// What the server says until it closes, which it must.
async fn until_closed(mut stream: TcpStream) -> String {
    let mut all = Vec::new();
    let closed = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut all)).await;
    let _ = closed.expect("closed in time");
    String::from_utf8_lossy(&all).into_owned()
}

async fn alive(running: &Running) -> StatusCode {
    browser().get(running.url("/healthz")).timeout(PATIENCE).send().await.expect("an answer").status()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e2_a_head_or_a_body_that_does_not_come_is_not_waited_for() {
    let scratch = databases::sqlite().await;
    let running = start_hasty(scratch.db.clone(), |deadlines| {
        deadlines.head = Duration::from_millis(100);
        deadlines.body = Duration::from_millis(100);
    })
    .await;
    assert_eq!(until_closed(says(&running, "").await).await, "");
    until_closed(says(&running, "GET / HTTP/1.1\r\nHost: x\r\nX-a: ").await).await;
    let half = "POST /api/enrol HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"cod";
    let answer = until_closed(says(&running, half).await).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e2_three_hundred_half_heads_keep_nobody_out() {
    let scratch = databases::sqlite().await;
    let tiny = tiny::seed(&scratch.db, SeatingPolicy::OpenByScan).await;
    let few = Capacity { connections: 64, per_address: 64 };
    let tune = |settings: &mut server::config::Settings| settings.deadlines.head = Duration::from_millis(200);
    let running = serve_tuned(scratch.db.clone(), tiny, |_| {}, tune, |server| server.capacity = few).await;
    let mut held = Vec::new();
    for _ in 0..300 {
        held.push(says(&running, "GET / HTTP/1.1\r\nHost: x\r\nX-a: ").await);
    }
    assert_eq!(alive(&running).await, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e2_one_address_has_so_many_connections_and_more_are_closed() {
    let scratch = databases::sqlite().await;
    let tiny = tiny::seed(&scratch.db, SeatingPolicy::OpenByScan).await;
    let few = Capacity { connections: 64, per_address: 3 };
    let running = serve_tuned(scratch.db.clone(), tiny, |_| {}, |_| {}, |server| server.capacity = few).await;
    let mut held = Vec::new();
    for _ in 0..3 {
        held.push(says(&running, "GET / HTTP/1.1\r\n").await);
    }
    let mut fourth = TcpStream::connect(running.address).await.expect("a connection");
    let read = tokio::time::timeout(PATIENCE, fourth.read(&mut [0; 1])).await.expect("an end in time");
    assert!(matches!(read, Ok(0) | Err(_)), "{read:?}");
    // A place is free again as soon as its connection is gone: asked until it is.
    held.pop();
    let again = async {
        while browser().get(running.url("/healthz")).send().await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, again).await.expect("a place");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e1_questions_have_a_generous_limit() {
    let (_scratch, running) = on_sqlite().await;
    let (hasty, calm) = (running.sit(0).await, running.sit(1).await);
    let client = browser();
    let ask = |path: &str, cookie: &str| client.get(running.url(path)).header("cookie", cookie).send();
    // Many at once, until one of them is too many: what they ask for is as cheap as can be.
    let mut limited = 0;
    for _ in 0..20 {
        let answers = futures::future::join_all((0..400).map(|_| ask("/api/nonsense", &hasty.cookie))).await;
        let statuses = answers.into_iter().map(|answer| answer.expect("an answer").status());
        limited += statuses.filter(|status| *status == StatusCode::TOO_MANY_REQUESTS).count();
        if limited > 0 {
            break;
        }
    }
    assert!(limited > 0);
    for _ in 0..20 {
        assert_eq!(ask("/api/menu", &calm.cookie).await.expect("an answer").status(), StatusCode::OK);
    }
}

async fn stored(running: &Running) -> i64 {
    let row = sqlx::query("SELECT COUNT(*) AS n FROM commands").fetch_one(&running.db.write).await.expect("a count");
    sqlx::Row::get(&row, "n")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e1_nothing_is_kept_of_a_visitors_refusal() {
    let (_scratch, running) = on_sqlite().await;
    for _ in 0..comanda::party::MAX_GUESTS {
        running.sit(0).await;
    }
    let before = stored(&running).await;
    let table = running.tiny.table(0);
    for _ in 0..200 {
        let scan = serde_json::json!({
            "command": "scan", "table": table, "session": fresh::<SessionId>(), "guest": fresh::<GuestId>(), "code": null,
        });
        let command: Command = serde_json::from_value(scan).expect("a scan");
        let envelope = Envelope { key: fresh(), command, at: At(0), base_seq: 0 };
        let pipeline = &running.server.state.comanda.pipeline;
        let refused = pipeline.submit(running.tiny.store, Actor::Visitor { table }, envelope).await;
        assert!(matches!(refused, Err(Fault::Rejected { .. })), "{refused:?}");
    }
    assert_eq!(stored(&running).await, before);
    // A guest's own refusal is kept as ever: its key may be asked about again.
    let seat = running.sit(1).await;
    let before = stored(&running).await;
    let foreign = Command::Party(PartyCommand::RequestBill { session: fresh(), call: fresh() });
    let envelope = Envelope { key: fresh(), command: foreign, at: At(0), base_seq: 0 };
    let refused = running.server.state.comanda.pipeline.submit(running.tiny.store, seat.actor(), envelope).await;
    assert!(refused.is_err());
    assert_eq!(stored(&running).await, before + 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e5_following_and_handing_over_end_with_the_table() {
    let (_scratch, running) = on_sqlite().await;
    let (seat, waiter) = (running.sit(0).await, running.sign_in(Role::Waiter).await);
    let ask = |path: &'static str, body: String| {
        let post = browser().post(running.url(path)).header("cookie", &seat.cookie);
        async move { post.header("content-type", "application/json").body(body).send().await.expect("an answer").status().as_u16() }
    };
    let follow = format!(r#"{{"hat":"guest","cursor":null,"rooms":["table:{}"],"at_once":true}}"#, seat.session);
    assert_eq!(ask("/api/follow", follow.clone()).await, 200);
    assert_eq!(ask("/api/handover", "{}".to_owned()).await, 200);
    running
        .submit(
            &waiter.actor,
            Command::Party(PartyCommand::CloseSession { session: seat.session, write_off: None, despite: OpenThings::default() }),
        )
        .await;
    assert_eq!(ask("/api/follow", follow).await, 401);
    assert_eq!(ask("/api/handover", "{}".to_owned()).await, 401);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e6_what_makes_no_sense_is_the_askers_fault_and_rings_no_alarm() {
    let (_scratch, running) = on_sqlite().await;
    let (json, form) = ("application/json", "application/x-www-form-urlencoded");
    let deep = format!("key=1&choices{}=x", "[a]".repeat(500));
    let posts = [
        ("/api/submit", json, "{"),
        ("/api/submit", json, ""),
        ("/api/submit", json, r#"{"hat":"guest"}"#),
        ("/api/submit", json, r#"{"hat":"king","envelope":{}}"#),
        ("/api/submit", json, "\u{1}"),
        ("/api/submit", form, "hat=guest"),
        ("/api/follow", json, "null"),
        ("/api/manage", json, r#"{"act":{"act":"dance"}}"#),
        ("/api/sign_in", form, "staff=nope&pin=1"),
        ("/api/sign_in", form, ""),
        ("/api/sign_in", json, "{}"),
        ("/api/add_line", form, "key=1"),
        ("/api/add_line", form, deep.as_str()),
        ("/api/enrol", form, "%zz=%"),
        ("/api/nonsense", form, ""),
    ];
    for (path, mime, body) in posts {
        let post = browser().post(running.url(path)).header("content-type", mime).body(body.to_owned());
        let answer = post.send().await.expect("an answer");
        assert!(answer.status().is_client_error(), "{path} {body}: {}", answer.status());
    }
    for path in ["/api/session?hat=guest&id=nope", "/api/session", "/api/past_tickets?after=%ff", "/api/session?hat[]=a&id[b]=c"]
    {
        let answer = browser().get(running.url(path)).send().await.expect("an answer");
        assert!(answer.status().is_client_error(), "{path}: {}", answer.status());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e4_a_tables_code_is_not_guessed_from_many_addresses() {
    let scratch = databases::sqlite().await;
    let running = start_with(scratch.db.clone(), SeatingPolicy::TableCode, |raw| raw.behind_proxy = true).await;
    let token = running.tiny.tables[0].token.clone();
    let client = browser();
    let guess = |from: String, code: usize| {
        let post = client.post(running.url(&format!("/t/{token}"))).header("x-forwarded-for", from);
        let form = post.header("content-type", "application/x-www-form-urlencoded").body(format!("code=x{code}"));
        async move {
            let answer = form.send().await.expect("an answer");
            answer.headers().get("location").is_some_and(|to| to.to_str().is_ok_and(|to| to.contains("wrong_code")))
        }
    };
    // One customer's addresses are one.
    let mut looked_at = 0;
    for n in 0..50 {
        looked_at += usize::from(guess(format!("2001:db8::{n:x}"), n).await);
    }
    assert!(looked_at <= 11, "{looked_at} guesses of one customer");
    for n in 0..90 {
        looked_at += usize::from(guess(format!("2001:db8:1:{n:x}::1"), n + 50).await);
    }
    assert!((50..80).contains(&looked_at), "{looked_at} guesses of all the world");
    // From then on a waiter lets people in, and nobody else.
    let table = running.tiny.table(0);
    let open = floor::session_at(&running.db, running.tiny.store, table).await.expect("readable").expect("somebody waits");
    let session = sessions::load(&running.db, running.tiny.store, open).await.expect("readable").expect("there");
    assert!(!session.guests.is_empty() && session.guests.iter().all(|guest| guest.standing == Standing::Waiting));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e4_wrong_codes_of_the_same_address_leave_right_ones_a_way_in() {
    let scratch = databases::sqlite().await;
    let running = start_with(scratch.db.clone(), SeatingPolicy::TableCode, |_| {}).await;
    let client = browser();
    let sits = |code: String| {
        let post = client.post(running.url(&format!("/t/{}", running.tiny.tables[0].token)));
        let form = post.header("content-type", "application/x-www-form-urlencoded").body(format!("code={code}"));
        async move { form.send().await.expect("an answer").headers().contains_key("set-cookie") }
    };
    let code = table_code(&running).await;
    let mut seated = 0;
    for n in 0..9 {
        seated += usize::from(sits(format!("x{n}")).await);
    }
    assert_eq!(seated, 0, "wrong codes seat nobody");
    assert!(sits(code.clone()).await, "the right one is still looked at, and used nothing up");
    assert!(sits(code.clone()).await);
    for n in 0..2 {
        sits(format!("y{n}")).await;
    }
    // The budget of this address is used up: a waiter lets people in.
    assert!(sits(code).await, "kept out");
    let open = floor::session_at(&running.db, running.tiny.store, running.tiny.table(0)).await.expect("readable").expect("open");
    let session = sessions::load(&running.db, running.tiny.store, open).await.expect("readable").expect("there");
    let standing: Vec<_> = session.guests.iter().map(|guest| guest.standing).collect();
    assert_eq!(standing[..2], [Standing::Seated; 2]);
    assert_eq!(standing.last(), Some(&Standing::Waiting));
    // Nor does anybody fill the table with phones that wait.
    let mut knocks = 0;
    for n in 0..60 {
        knocks += usize::from(sits(format!("z{n}")).await);
    }
    assert!(knocks < 10, "{knocks} phones at the door");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e5_wrong_codes_of_the_same_address_hold_up_no_right_one() {
    let (_scratch, running) = on_sqlite().await;
    let client = browser();
    let enrol = |code: String| {
        let post = client.post(running.url("/api/enrol")).header("content-type", "application/x-www-form-urlencoded");
        let form = post.body(format!("code={code}&name=Wall"));
        async move {
            let answer = form.send().await.expect("an answer");
            (answer.status(), answer.headers().contains_key("set-cookie"))
        }
    };
    let mut slowed = 0;
    for n in 0..60 {
        let (status, cookie) = enrol(format!("WRONG{n:03}")).await;
        assert!(!cookie);
        slowed += usize::from(status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!(slowed > 20, "{slowed} of 60 wrong codes were slowed");
    let manager = running.sign_in(Role::Manager).await;
    let code = running.server.state.auth.enrolment_code(&manager.caller).await.expect("a code");
    assert!(enrol(code).await.1, "a right code is a right code");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e1_one_phone_looks_at_a_table_so_often_and_its_neighbour_all_the_same() {
    let scratch = databases::sqlite().await;
    let running = start_with(scratch.db.clone(), SeatingPolicy::TableCode, |raw| raw.behind_proxy = true).await;
    let token = running.tiny.tables[0].token.clone();
    let client = browser();
    // One address of a table is as good as another.
    let spelt = |n: usize| {
        let (first, rest) = token.split_at(1 + n % 20);
        let (kept, last) = first.split_at(first.len() - 1);
        format!("{kept}%{:02X}{rest}", last.as_bytes()[0])
    };
    let n = std::cell::Cell::new(0);
    let look = |method: reqwest::Method, from: &'static str| {
        n.set(n.get() + 1);
        let asked = client.request(method, running.url(&format!("/t/{}", spelt(n.get())))).header("x-forwarded-for", from);
        async move { asked.send().await.expect("an answer").status().as_u16() }
    };
    let methods = [reqwest::Method::GET, reqwest::Method::HEAD, reqwest::Method::POST];
    // Fewer than one address may ask of all tables together.
    let looks = (0..300).map(|n: usize| look(methods[n % 3].clone(), "192.0.2.7"));
    let answers = futures::future::join_all(looks).await;
    let refused = answers.into_iter().filter(|status| *status == 429).count();
    assert!(refused > 0, "as often as it likes");
    for _ in 0..20 {
        assert_ne!(look(reqwest::Method::GET, "192.0.2.8").await, 429);
    }
}
