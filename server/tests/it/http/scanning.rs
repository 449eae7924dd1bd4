//! A guest's way in, under each of the three policies.

use super::browser;
use crate::web_support::{Running, on_sqlite, start_with};
use comanda::actor::Role;
use comanda::backend::{Backend, Hat};
use comanda::party::NewLine;
use comanda::party::SessionStatus;
use comanda::shop::SeatingPolicy;
use comanda::{At, Command, Envelope, PartyCommand, Rejection, ShopCommand};
use engine::clock::Clock;
use engine::ids::fresh;
use engine::storage::{floor, sessions};
use reqwest::Response;
use reqwest::header::{LOCATION, SET_COOKIE};
use sqlx::Connection as _;
use testkit::databases::{self, Scratch};

/// Sends the form of a table's welcome page.
pub(super) async fn sit(running: &Running, table: usize, cookie: &str, form: &[(&str, &str)]) -> Response {
    let token = &running.tiny.tables[table].token;
    browser().post(running.url(&format!("/t/{token}"))).header("cookie", cookie).form(form).send().await.expect("an answer")
}

pub async fn scan(running: &Running, table: usize, cookie: &str) -> Response {
    sit(running, table, cookie, &[]).await
}

/// Opens a table's welcome page; its status, where it leads and what it says.
pub(super) async fn look(running: &Running, table: usize, cookie: &str) -> (u16, String, String) {
    let token = &running.tiny.tables[table].token;
    let url = running.url(&format!("/t/{token}"));
    let page = browser().get(url).header("cookie", cookie).header("accept", "text/html").send().await.expect("an answer");
    assert!(!page.headers().contains_key(SET_COOKIE), "looking gives no seat");
    let (status, to) = (page.status().as_u16(), goes_to(&page).1.to_owned());
    (status, to, page.text().await.expect("text"))
}

pub(super) async fn log_position(running: &Running) -> i64 {
    engine::storage::log::head(&running.db, running.tiny.store).await.expect("readable").1
}

pub(super) fn goes_to(response: &Response) -> (u16, &str) {
    let to = response.headers().get(LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default();
    (response.status().as_u16(), to)
}

/// `name=value` of the cookie set, if one was.
pub fn cookie(response: &Response) -> Option<String> {
    let set = response.headers().get(SET_COOKIE)?.to_str().ok()?;
    assert!(set.starts_with("comanda_guest=") && set.contains("HttpOnly") && set.contains("SameSite=Lax"), "{set}");
    set.split(';').next().map(str::to_owned)
}

pub(super) async fn guests_at(running: &Running, table: usize) -> usize {
    let open = floor::session_at(&running.db, running.tiny.store, running.tiny.table(table)).await.expect("readable");
    match open {
        Some(id) => sessions::load(&running.db, running.tiny.store, id).await.expect("readable").expect("there").guests.len(),
        None => 0,
    }
}

pub(super) async fn with(policy: SeatingPolicy) -> (Scratch, Running) {
    let scratch = databases::sqlite().await;
    let running = start_with(scratch.db.clone(), policy, |_| {}).await;
    (scratch, running)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_scan_seats_a_phone_once_and_a_second_phone_beside_it() {
    let (_scratch, running) = on_sqlite().await;
    let first = scan(&running, 0, "").await;
    assert_eq!(goes_to(&first), (303, "/table"));
    let mine = cookie(&first).expect("a seat");
    let again = scan(&running, 0, &mine).await;
    assert_eq!((goes_to(&again), cookie(&again)), ((303, "/table"), None), "the same phone keeps its seat");
    assert_eq!(guests_at(&running, 0).await, 1);
    assert!(cookie(&scan(&running, 0, "").await).is_some());
    assert_eq!(guests_at(&running, 0).await, 2);
    // At another table the same phone is another guest.
    let moved = scan(&running, 1, &mine).await;
    let there = cookie(&moved).expect("a seat at the other table");
    let guest = running.known(&there).await.guest.expect("seated");
    assert_eq!(floor::session_at(&running.db, running.tiny.store, running.tiny.table(1)).await.ok(), Some(Some(guest.session)));
    // And back again it is the guest it was.
    let back = cookie(&scan(&running, 0, &there).await).expect("its seat");
    assert_eq!(running.known(&back).await.guest, running.known(&mine).await.guest);
    assert_eq!(guests_at(&running, 0).await, 2, "no ghost");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_that_comes_back_again_and_again_leaves_few_cookies_behind() {
    let (scratch, running) = on_sqlite().await;
    let mine = cookie(&scan(&running, 0, "").await).expect("a seat");
    let me = running.known(&mine).await.guest.expect("seated").guest;
    let there = cookie(&scan(&running, 1, &mine).await).expect("a seat at the other table");
    for _ in 0..10 {
        // Its answer got lost, or it likes to ask.
        let back = cookie(&scan(&running, 0, &there).await).expect("its seat");
        assert_eq!(running.known(&back).await.guest.map(|guest| guest.guest), Some(me));
    }
    let mut database = sqlx::AnyConnection::connect(&scratch.url).await.expect("a connection");
    let held = sqlx::query("SELECT token_hash FROM web_sessions WHERE guest_id = $1").bind(me.to_string());
    assert_eq!((held.fetch_all(&mut database).await.expect("rows").len(), guests_at(&running, 0).await), (5, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_the_table_closes_the_old_cookie_opens_nothing_and_a_scan_starts_anew() {
    let (_scratch, running) = on_sqlite().await;
    let old = cookie(&scan(&running, 0, "").await).expect("a seat");
    let before = running.known(&old).await.guest.expect("seated");
    let manager = running.sign_in(Role::Manager).await;
    running
        .submit(
            &manager.actor,
            Command::Party(PartyCommand::CloseSession {
                session: before.session,
                write_off: None,
                despite: comanda::party::OpenThings::default(),
            }),
        )
        .await;
    let state = &running.server.state;
    let headers =
        [("cookie", old.as_str())].into_iter().map(|(k, v)| (k.parse().expect("name"), v.parse().expect("value"))).collect();
    let hashes: Vec<_> = engine::accounts::Accounts::tokens(&headers).into_iter().map(|(_, hash)| hash).collect();
    assert!(state.auth.know(&hashes).await.expect("an answer").table_closed);
    assert_eq!(state.auth.caller_by(&hashes).await.expect("an answer").guest, None);
    let next = scan(&running, 0, &old).await;
    let new = running.known(&cookie(&next).expect("a new seat")).await.guest.expect("seated");
    assert_ne!(new.session, before.session);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unknown_code_says_so_and_many_of_them_are_slowed() {
    let (_scratch, running) = on_sqlite().await;
    let unknown = |n: usize| {
        let url = running.url(&format!("/t/no-such-{n}"));
        async move { browser().get(url).send().await.expect("an answer") }
    };
    let first = unknown(0).await;
    assert_eq!(first.status(), 404);
    assert!(first.text().await.expect("text").contains("We don’t know this table"));
    let posted = browser().post(running.url("/t/no-such-1")).form(&[("covers", "")]).send().await.expect("an answer");
    assert_eq!((goes_to(&posted), cookie(&posted)), ((303, "/t/no-such-1"), None));
    let mut last = posted;
    for n in 2..20 {
        last = unknown(n).await;
    }
    assert_eq!(last.status(), 429);
    assert!(last.headers().contains_key("retry-after"));
    let asked = browser().get(running.url("/api/welcome?token=no-such-20")).send().await.expect("an answer");
    assert_eq!(asked.status(), 404, "nothing but the page answers for a code");
    // A dining room behind the same address still gets in.
    assert_eq!(goes_to(&scan(&running, 0, "").await), (303, "/table"));
}

/// The four digits of the first table, as its waiter sees them.
pub async fn table_code(running: &Running) -> String {
    let caller = running.sign_in(Role::Waiter).await.caller;
    let house = Backend::house(&running.server.state.comanda, &caller).await.expect("the floor");
    let floor = house.value.floor();
    floor.tables.iter().find(|t| t.table.id == running.tiny.table(0)).and_then(|t| t.code.clone()).expect("a code")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_the_code_policy_only_the_tables_code_opens() {
    let (_scratch, running) = with(SeatingPolicy::TableCode).await;
    let token = running.tiny.tables[0].token.clone();
    let response = scan(&running, 0, "").await;
    assert_eq!(goes_to(&response), (303, format!("/t/{token}").as_str()));
    assert!(look(&running, 0, "").await.2.contains("Four-digit table code"));
    let post = |code: String| {
        let url = running.url(&format!("/t/{token}"));
        async move { browser().post(url).form(&[("code", code)]).send().await.expect("an answer") }
    };
    let accepted = table_code(&running).await;
    let wrong = if accepted == "0000" { "0001" } else { "0000" };
    assert_eq!(goes_to(&post(wrong.into()).await), (303, format!("/t/{token}?problem=wrong_code").as_str()));
    assert_eq!(goes_to(&post(String::new()).await), (303, format!("/t/{token}").as_str()));
    assert_eq!(guests_at(&running, 0).await, 0);
    let seated = post(accepted.clone()).await;
    assert_eq!(goes_to(&seated), (303, "/table"));
    assert!(cookie(&seated).is_some());
    // A large party behind one address comes in one after the other.
    for _ in 0..15 {
        assert_eq!(goes_to(&post(accepted.clone()).await), (303, "/table"));
    }
    // Ten thousand codes are not tried in an evening: after some, none is looked at, and a waiter lets people in.
    for _ in 0..10 {
        post(wrong.into()).await;
    }
    let waits = cookie(&post(accepted).await).expect("a place at the door");
    assert!(running.known(&waits).await.guest.expect("known").waiting);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_approval_a_scan_waits_for_a_waiter() {
    let (_scratch, running) = with(SeatingPolicy::StaffApproves).await;
    let seat = cookie(&scan(&running, 0, "").await).expect("a seat");
    let guest = running.known(&seat).await.guest.expect("seated");
    let session = sessions::load(&running.db, running.tiny.store, guest.session).await.expect("readable").expect("there");
    assert_eq!(session.status, SessionStatus::PendingApproval);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_address_of_a_table_goes_to_no_other_site() {
    let (_scratch, running) = on_sqlite().await;
    let response = scan(&running, 0, "").await;
    assert_eq!(response.headers()["referrer-policy"], "same-origin");
    assert_eq!(response.headers()["cache-control"], "no-store");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_odd_token_leaves_no_path() {
    let (_scratch, running) = on_sqlite().await;
    let odd =
        browser().post(running.url("/t/%22%3E%3Cscript%3E..%2F%2Fevil")).form(&[("covers", "")]).send().await.expect("an answer");
    assert!(goes_to(&odd).1.starts_with("/t/%22%3E%3Cscript%3E"), "{:?}", goes_to(&odd));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn looking_at_a_tables_page_changes_nothing() {
    let (_scratch, running) = on_sqlite().await;
    let before = log_position(&running).await;
    let (status, _, page) = look(&running, 0, "").await;
    assert_eq!(status, 200);
    assert!(page.contains("How many are you?") && page.contains("method=\"post\""), "{page}");
    let token = &running.tiny.tables[0].token;
    let head = browser().head(running.url(&format!("/t/{token}"))).send().await.expect("an answer");
    assert_eq!((head.status().as_u16(), cookie(&head)), (200, None));
    assert_eq!((guests_at(&running, 0).await, log_position(&running).await), (0, before));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_with_nothing_to_ask_sends_its_form_by_itself() {
    let (_scratch, running) = on_sqlite().await;
    let asks = look(&running, 0, "").await.2;
    assert!(!asks.contains("data-sit data-say"), "the first guest has something to answer");
    scan(&running, 0, "").await;
    let joins = look(&running, 0, "").await.2;
    assert!(joins.contains("data-sit data-say"), "{joins}");
    assert_eq!(guests_at(&running, 0).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_guest_says_how_many_they_are() {
    let (_scratch, running) = on_sqlite().await;
    let seat = cookie(&sit(&running, 0, "", &[("covers", "4")]).await).expect("a seat");
    let session = running.known(&seat).await.guest.expect("seated").session;
    let covers =
        async || sessions::load(&running.db, running.tiny.store, session).await.expect("readable").expect("there").covers;
    assert_eq!(covers().await, 4);
    sit(&running, 0, "", &[("covers", "9")]).await;
    assert_eq!(covers().await, 4, "who joins changes nothing");
    let skipped = cookie(&sit(&running, 1, "", &[("covers", "")]).await).expect("a seat");
    let session = running.known(&skipped).await.guest.expect("seated").session;
    let found = sessions::load(&running.db, running.tiny.store, session).await.expect("readable").expect("there");
    assert_eq!(found.covers, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_sent_twice_seats_one_guest() {
    let (_scratch, running) = on_sqlite().await;
    let now = u128::try_from(running.clock.now().0).expect("after 1970");
    let once = uuid::Uuid::from_u128(now << 80 | 7 << 76 | 0b10 << 62 | 0x00C0_FFEE).to_string();
    let form = [("once", once.as_str()), ("covers", "2")];
    let first = cookie(&sit(&running, 0, "", &form).await).expect("a seat");
    let second = cookie(&sit(&running, 0, "", &form).await).expect("the same seat");
    assert_eq!(running.known(&first).await.guest, running.known(&second).await.guest);
    assert_eq!(guests_at(&running, 0).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_to_another_table_takes_no_seat_away() {
    let (_scratch, running) = on_sqlite().await;
    let mine = cookie(&scan(&running, 0, "").await).expect("a seat");
    assert_eq!(look(&running, 0, &mine).await.1, "/table", "back at the own table");
    scan(&running, 1, "").await;
    let (_, _, page) = look(&running, 1, &mine).await;
    assert!(page.contains("Move to table") && !page.contains("data-sit data-say"), "{page}");
    assert!(running.known(&mine).await.guest.is_some());
    assert_eq!(guests_at(&running, 1).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_phone_waits_where_staff_approve_and_sees_nothing_of_the_party() {
    let (_scratch, running) = with(SeatingPolicy::StaffApproves).await;
    let waiter = running.sign_in(Role::Waiter).await;
    let first = cookie(&scan(&running, 0, "").await).expect("a seat");
    let ada = running.known(&first).await.guest.expect("seated");
    let approve = |guest| Command::Party(PartyCommand::Approve { session: ada.session, guest: Some(guest) });
    running.submit(&waiter.actor, approve(ada.guest)).await;
    assert!(!running.known(&first).await.guest.expect("seated").waiting);
    let name = Command::Party(PartyCommand::NameGuest { session: ada.session, guest: ada.guest, name: "Adelaide".into() });
    running.submit(&waiter.actor, name).await;

    let second = cookie(&scan(&running, 0, "").await).expect("a place at the door");
    let stranger = running.known(&second).await;
    let guest = stranger.guest.clone().expect("known");
    assert!(guest.waiting);
    let page = browser().get(running.url("/table")).header("cookie", &second).send().await.expect("an answer");
    let page = page.text().await.expect("text");
    assert!(page.contains("One moment.") && !page.contains("Adelaide"), "{page}");
    let line = NewLine { id: fresh(), product: running.tiny.bread, options: vec![], quantity: 1, note: None, for_guest: None };
    let envelope = Envelope {
        key: fresh(),
        command: Command::Party(PartyCommand::AddLine { session: ada.session, line }),
        at: At(0),
        base_seq: 0,
    };
    let refused = Backend::submit(&running.server.state.comanda, &stranger, Hat::Guest, envelope, None).await;
    assert_eq!(refused, Err(Rejection::AwaitingApproval.into()));

    running.submit(&waiter.actor, approve(guest.guest)).await;
    let page = browser().get(running.url("/table")).header("cookie", &second).send().await.expect("an answer");
    assert!(page.text().await.expect("text").contains("Adelaide"), "let in");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_that_was_taken_off_the_table_is_nobody() {
    let (_scratch, running) = on_sqlite().await;
    let waiter = running.sign_in(Role::Waiter).await;
    let (mine, theirs) = (scan(&running, 0, "").await, scan(&running, 0, "").await);
    let (mine, theirs) = (cookie(&mine).expect("a seat"), cookie(&theirs).expect("a seat"));
    let prankster = running.known(&theirs).await.guest.expect("seated");
    running
        .submit(&waiter.actor, Command::Party(PartyCommand::RemoveGuest { session: prankster.session, guest: prankster.guest }))
        .await;
    assert_eq!(running.known(&theirs).await.guest, None);
    assert!(running.known(&mine).await.guest.is_some());
    let page = browser().get(running.url("/table")).header("cookie", &theirs).send().await.expect("an answer");
    assert_eq!(page.status(), 401);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rotated_code_leads_to_a_page_in_words_and_the_new_one_to_the_table() {
    let (_scratch, running) = on_sqlite().await;
    let mine = cookie(&scan(&running, 0, "").await).expect("a seat");
    let waiter = running.sign_in(Role::Waiter).await;
    let (backend, table) = (&running.server.state.comanda, running.tiny.table(0));
    let old = Backend::table_qr(backend, &waiter.caller, table).await.expect("a code");
    assert!(old.url.ends_with(&format!("/t/{}", running.tiny.tables[0].token)) && old.qr_svg.starts_with("<svg"));
    running.submit(&waiter.actor, Command::Shop(ShopCommand::RotateTableToken { table })).await;
    let new = Backend::table_qr(backend, &waiter.caller, table).await.expect("a code");
    let token = new.url.rsplit('/').next().expect("a token").to_owned();
    assert!(token.len() >= 22 && new.url != old.url, "{}", new.url);
    let (status, _, page) = look(&running, 0, "").await;
    assert_eq!(status, 404);
    assert!(page.contains("We don’t know this table"), "{page}");
    assert_eq!(cookie(&scan(&running, 0, "").await), None);
    let posted = browser().post(running.url(&format!("/t/{token}"))).form(&[("covers", "")]).send().await.expect("an answer");
    assert_eq!(goes_to(&posted), (303, "/table"));
    assert!(running.known(&mine).await.guest.is_some(), "who sits there stays");
    let log = engine::storage::log::read_after(&running.db, running.tiny.store, 0, 100).await.expect("readable");
    let said = serde_json::to_string(&log).expect("serialises");
    assert!(said.contains("table:token_rotated") && !said.contains(&token), "the token is in no event");
    let kitchen = running.sign_in(Role::Kitchen).await;
    assert!(Backend::table_qr(backend, &kitchen.caller, table).await.is_err());
}
