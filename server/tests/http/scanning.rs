//! A guest's way in, under each of the three policies.

use super::browser;
use crate::common::databases::{self, Scratch};
use crate::web_support::{Running, on_sqlite, start_with};
use comanda::Command;
use comanda::actor::Role;
use comanda::session::SessionStatus;
use comanda::store::SeatingPolicy;
use reqwest::Response;
use reqwest::header::{LOCATION, SET_COOKIE};
use server::store::{floor, sessions};

async fn scan(running: &Running, table: usize, cookie: &str) -> Response {
    let token = &running.tiny.tables[table].token;
    browser().get(running.url(&format!("/t/{token}"))).header("cookie", cookie).send().await.expect("an answer")
}

fn goes_to(response: &Response) -> (u16, &str) {
    let to = response.headers().get(LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default();
    (response.status().as_u16(), to)
}

/// `name=value` of the cookie set, if one was.
fn cookie(response: &Response) -> Option<String> {
    let set = response.headers().get(SET_COOKIE)?.to_str().ok()?;
    assert!(set.starts_with("comanda_guest=") && set.contains("HttpOnly") && set.contains("SameSite=Lax"), "{set}");
    set.split(';').next().map(str::to_owned)
}

async fn guests_at(running: &Running, table: usize) -> usize {
    let open = floor::session_at(&running.db, running.tiny.store, running.tiny.table(table)).await.expect("readable");
    match open {
        Some(id) => sessions::load(&running.db, running.tiny.store, id).await.expect("readable").expect("there").guests.len(),
        None => 0,
    }
}

async fn with(policy: SeatingPolicy) -> (Scratch, Running) {
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
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_the_table_closes_the_old_cookie_opens_nothing_and_a_scan_starts_anew() {
    let (_scratch, running) = on_sqlite().await;
    let old = cookie(&scan(&running, 0, "").await).expect("a seat");
    let before = running.known(&old).await.guest.expect("seated");
    let manager = running.sign_in(Role::Manager).await;
    running.submit(&manager.actor, Command::CloseSession { session: before.session, write_off: None }).await;
    let state = &running.server.state;
    let headers =
        [("cookie", old.as_str())].into_iter().map(|(k, v)| (k.parse().expect("name"), v.parse().expect("value"))).collect();
    let hashes: Vec<_> = server::auth::Auth::tokens(&headers).into_iter().map(|(_, hash)| hash).collect();
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
    assert_eq!(goes_to(&first), (303, "/welcome/no-such-0?state=unknown"));
    assert_eq!(cookie(&first), None);
    let mut last = first;
    for n in 1..20 {
        last = unknown(n).await;
    }
    assert_eq!(last.status(), 429);
    assert!(last.headers().contains_key("retry-after"));
    // A dining room behind the same address still gets in.
    assert_eq!(goes_to(&scan(&running, 0, "").await), (303, "/table"));
    let odd = browser().get(running.url("/t/%22%3E%3Cscript%3E..%2F%2Fevil")).send().await.expect("an answer");
    assert!(!goes_to(&odd).1.contains('<'), "{:?}", goes_to(&odd));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_the_code_policy_only_the_tables_code_opens() {
    let (_scratch, running) = with(SeatingPolicy::TableCode).await;
    let token = running.tiny.tables[0].token.clone();
    let response = scan(&running, 0, "").await;
    assert_eq!(goes_to(&response), (303, format!("/welcome/{token}?state=code").as_str()));
    let post = |code: String| {
        let url = running.url(&format!("/t/{token}"));
        async move { browser().post(url).form(&[("code", code)]).send().await.expect("an answer") }
    };
    let accepted = {
        let caller = running.sign_in(Role::Waiter).await.caller;
        let house = comanda::backend::Backend::house(&running.server.state.comanda, &caller).await.expect("the floor");
        let floor = house.value.floor();
        floor.tables.iter().find(|t| t.table.id == running.tiny.table(0)).and_then(|t| t.code.clone()).expect("a code")
    };
    let wrong = if accepted == "0000" { "0001" } else { "0000" };
    assert_eq!(goes_to(&post(wrong.into()).await), (303, format!("/welcome/{token}?state=wrong_code").as_str()));
    assert_eq!(goes_to(&post(String::new()).await), (303, format!("/welcome/{token}?state=code").as_str()));
    assert_eq!(guests_at(&running, 0).await, 0);
    let seated = post(accepted.clone()).await;
    assert_eq!(goes_to(&seated), (303, "/table"));
    assert!(cookie(&seated).is_some());
    // A large party behind one address comes in one after the other.
    for _ in 0..15 {
        assert_eq!(goes_to(&post(accepted.clone()).await), (303, "/table"));
    }
    // Ten thousand codes are not tried in an evening.
    let mut last = post(wrong.into()).await;
    for _ in 0..10 {
        last = post(wrong.into()).await;
    }
    assert_eq!(last.status(), 429);
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
