//! What stands in front of every request: origins, sizes, rates, headers, health.

use super::browser;
use crate::web_support::on_sqlite;
use app::AppError;
use comanda::actor::Role;
use comanda::backend::Fault;
use reqwest::StatusCode;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_sites_page_changes_nothing() {
    let (_scratch, running) = on_sqlite().await;
    let waiter = running.sign_in(Role::Waiter).await;
    let post = |headers: &'static [(&'static str, &'static str)]| {
        let mut request = browser().post(running.url("/api/sign_out")).header("cookie", &waiter.cookie);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        async move { request.send().await.expect("an answer") }
    };
    let foreign = post(&[("origin", "https://evil.example")]).await;
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    let typed: AppError = foreign.json().await.expect("a typed error");
    assert_eq!(typed, AppError::from(Fault::Forbidden));
    assert_eq!(post(&[("sec-fetch-site", "cross-site")]).await.status(), StatusCode::FORBIDDEN);
    assert!(running.known(&waiter.cookie).await.staff.is_some(), "still signed in");
    let own = post(&[("sec-fetch-site", "same-origin")]).await;
    assert_eq!(own.status(), StatusCode::OK);
    assert!(running.known(&waiter.cookie).await.staff.is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_too_large_is_refused_with_the_limit() {
    let (_scratch, running) = on_sqlite().await;
    let response = browser()
        .post(running.url("/api/sign_in"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body("x".repeat(70 * 1024))
        .send()
        .await
        .expect("an answer");
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(response.text().await.expect("text").contains(r#""too_large":{"max_kib":64}"#));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guest_who_taps_too_fast_waits_and_the_neighbour_does_not() {
    let (_scratch, running) = on_sqlite().await;
    let (hasty, calm) = (running.sit(0).await, running.sit(0).await);
    let client = browser();
    let post = |cookie: &str| client.post(running.url("/api/sign_out")).header("cookie", cookie).send();
    let mut limited = None;
    for _ in 0..200 {
        let response = post(&hasty.cookie).await.expect("an answer");
        if response.status() == StatusCode::TOO_MANY_REQUESTS {
            limited = Some(response);
            break;
        }
    }
    let limited = limited.expect("a limit");
    let seconds: u64 = limited.headers()["retry-after"].to_str().expect("text").parse().expect("seconds");
    assert!(seconds >= 1);
    let typed: AppError = limited.json().await.expect("a typed error");
    assert!(matches!(typed.fault(), Some(Fault::RateLimited { .. })), "{typed:?}");
    assert_eq!(post(&calm.cookie).await.expect("an answer").status(), StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_has_a_policy_with_a_nonce_of_its_own() {
    let (_scratch, running) = on_sqlite().await;
    let mut nonces = Vec::new();
    for path in ["/", "/sign-in", "/no-such-page"] {
        let response = browser().get(running.url(path)).send().await.expect("an answer");
        assert_eq!(response.status(), if path == "/no-such-page" { 404 } else { 200 }, "{path}");
        let policy = response.headers()["content-security-policy"].to_str().expect("text").to_owned();
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("object-src 'none'"), "{policy}");
        let scripts = policy.split("; ").find(|p| p.starts_with("script-src")).expect("a script policy");
        assert!(!scripts.contains("unsafe-inline") && !scripts.contains("'unsafe-eval'"), "{scripts}");
        let nonce = scripts.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce").to_owned();
        for (name, value) in [("x-content-type-options", "nosniff"), ("cross-origin-opener-policy", "same-origin")] {
            assert_eq!(response.headers()[name], value);
        }
        let html = response.text().await.expect("html");
        let scripts: Vec<&str> = html.split("<script").skip(1).filter_map(|s| s.split('>').next()).collect();
        assert!(!scripts.is_empty(), "{path} has scripts of its own");
        assert!(scripts.iter().all(|tag| tag.contains(&format!("nonce=\"{nonce}\"")) || tag.contains("src=")), "{scripts:?}");
        nonces.push(nonce);
    }
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), 3, "each response has its own");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn health_says_whether_it_lives_and_whether_it_is_of_use() {
    let (_scratch, running) = on_sqlite().await;
    let status = |path: &'static str| {
        let url = running.url(path);
        async move { browser().get(url).send().await.expect("an answer").status() }
    };
    assert_eq!((status("/healthz").await, status("/readyz").await), (StatusCode::OK, StatusCode::OK));
    sqlx::query("DELETE FROM _sqlx_migrations WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)")
        .execute(&running.db.write)
        .await
        .expect("undone");
    let behind = browser().get(running.url("/readyz")).send().await.expect("an answer");
    assert_eq!(behind.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(behind.text().await.expect("text").contains("comanda migrate"));
    running.db.close().await;
    assert_eq!((status("/healthz").await, status("/readyz").await), (StatusCode::OK, StatusCode::SERVICE_UNAVAILABLE));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_database_is_away_people_are_told_so_and_nothing_of_it() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    running.db.close().await;
    let response = browser()
        .get(running.url("/table"))
        .header("cookie", &seat.cookie)
        .header("accept", "text/html")
        .send()
        .await
        .expect("an answer");
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(response.headers().contains_key("retry-after"));
    let text = response.text().await.expect("text");
    assert!(text.contains("Comanda can't save right now") || text.contains("try again"), "{text}");
    assert!(!text.to_lowercase().contains("sql"), "{text}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_has_a_request_id() {
    let (_scratch, running) = on_sqlite().await;
    let one = browser().get(running.url("/healthz")).send().await.expect("an answer");
    let two = browser().get(running.url("/healthz")).send().await.expect("an answer");
    assert_ne!(one.headers()["x-request-id"], two.headers()["x-request-id"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_figures_are_for_this_machine_and_for_no_proxys_customers() {
    engine::metrics::start();
    let (_scratch, running) = on_sqlite().await;
    let waiter = running.sign_in(Role::Waiter).await;
    let asked = browser().get(running.url("/api/viewer")).header("cookie", &waiter.cookie).send().await.expect("an answer");
    assert_eq!(asked.status(), StatusCode::OK);
    let figures = browser().get(running.url("/metrics")).send().await.expect("an answer");
    assert_eq!(figures.status(), StatusCode::OK);
    let text = figures.text().await.expect("text");
    assert!(text.contains("# TYPE comanda_connections gauge"), "{text}");
    assert!(text.lines().any(|line| line.starts_with("comanda_questions_total{what=\"viewer\"} ")), "{text}");
    let through =
        browser().get(running.url("/metrics")).header("x-forwarded-for", "203.0.113.9").send().await.expect("an answer");
    assert_eq!(through.status(), StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_a_token_the_figures_are_for_whoever_brings_it() {
    engine::metrics::start();
    let scratch = testkit::databases::sqlite().await;
    let token = "a-token-nobody-guesses";
    let policy = comanda::shop::SeatingPolicy::OpenByScan;
    let running =
        crate::web_support::start_with(scratch.db.clone(), policy, |raw| raw.metrics_token = Some(token.to_owned())).await;
    let ask = |words: String| browser().get(running.url("/metrics")).header("authorization", words).send();
    assert_eq!(ask(format!("Bearer {token}")).await.expect("an answer").status(), StatusCode::OK);
    assert_eq!(ask(format!("Bearer {token}x")).await.expect("an answer").status(), StatusCode::NOT_FOUND);
    let bare = browser().get(running.url("/metrics")).send().await.expect("an answer");
    assert_eq!(bare.status(), StatusCode::NOT_FOUND, "this machine or not");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn over_plain_http_in_a_network_cookies_are_kept_and_browsers_are_not_sent_to_https() {
    for (url, https) in [("http://192.168.1.20:3000", false), ("http://127.0.0.1:3000", false), ("https://osteria.example", true)]
    {
        let scratch = testkit::databases::sqlite().await;
        let policy = comanda::shop::SeatingPolicy::OpenByScan;
        let running = crate::web_support::start_with(scratch.db.clone(), policy, |raw| raw.public_url = Some(url.into())).await;
        let guest = comanda::ids::GuestId(uuid::Uuid::now_v7());
        let seat = running.sit(0).await;
        let auth = &running.server.state.auth;
        let cookie = auth.seat_guest(running.tiny.store, seat.session, guest).await.expect("a seat").0;
        assert_eq!(cookie.contains("Secure"), https, "{url}: {cookie}");
        let page = browser().get(running.url("/")).send().await.expect("an answer");
        assert_eq!(page.headers().contains_key("strict-transport-security"), https, "{url}");
    }
}
