//! A guest's first visit: which program a page asks for, and how little comes down the line.

use super::browser;
use crate::web_support::{on_sqlite, serve};
use app::draw::{Page, Reader};
use app::pages::guest::Told;
use app::stencils::Stencils;
use comanda::actor::Role;
use comanda::party::NewLine;
use comanda::shop::SeatingPolicy;
use comanda::{At, Command, PartyCommand, ShopCommand};
use engine::ids::fresh;
use i18n::Language;
use reqwest::Response;
use std::collections::BTreeSet;
use testkit::{databases, tiny};

/// The programs whose files a page names.
fn programs(html: &str) -> (bool, bool) {
    let names = |program: &str| html.contains(&format!("/{program}.js")) || html.contains(&format!("/{program}_bg.wasm"));
    (names("guest"), names("staff"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_page_asks_for_the_program_of_its_reader_and_the_front_door_for_none() {
    let (_scratch, running) = on_sqlite().await;
    let page = |path: String| {
        let url = running.url(&path);
        async move { browser().get(url).send().await.expect("an answer").text().await.expect("text") }
    };
    let token = &running.tiny.tables[0].token;
    for path in ["/", "/nowhere", "/welcome/none?state=closed"] {
        assert_eq!(programs(&page(path.into()).await), (false, false), "{path}");
    }
    // Fetched once nothing else is: what comes next needs it.
    let scanned = page(format!("/t/{token}")).await;
    assert_eq!(programs(&scanned), (true, false));
    assert!(scanned.contains("rel=\"prefetch\"") && !scanned.contains(" data-program="), "{scanned}");
    assert_eq!(programs(&page("/table".into()).await), (true, false));
    assert_eq!(programs(&page("/sign-in".into()).await), (false, true));
}

/// Who joins a party without a word has the menu in front of them while they sit down; who has to be let in, or asked, has not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_shows_the_menu_where_nothing_is_asked() {
    for (policy, sees) in
        [(SeatingPolicy::OpenByScan, true), (SeatingPolicy::StaffApproves, false), (SeatingPolicy::TableCode, false)]
    {
        let scratch = databases::sqlite().await;
        let running = serve(scratch.db.clone(), tiny::seed(&scratch.db, policy).await, |_| {}).await;
        let waiter = running.sign_in(Role::Waiter).await;
        let (table, session) = (running.tiny.table(0), fresh());
        running.submit(&waiter.actor, Command::Party(PartyCommand::SeatParty { table, session, covers: 2 })).await;
        let url = running.url(&format!("/t/{}", running.tiny.tables[0].token));
        let page = browser().get(url).send().await.expect("an answer").text().await.expect("text");
        assert_eq!(page.contains("class=\"dish\""), sees, "{policy:?}: {page}");
        assert_eq!(page.contains(" data-program="), sees, "{policy:?}");
        // The way to the table for who runs no scripts.
        assert!(page.contains("<form id=\"sit\""), "{policy:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_come_packed() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let ask = |packed: &'static str| {
        browser().get(running.url("/table")).header("cookie", &seat.cookie).header("accept-encoding", packed).send()
    };
    let encoding =
        |answer: &Response| answer.headers().get("content-encoding").map(|value| value.to_str().expect("text").to_owned());
    let plain = ask("identity").await.expect("an answer");
    assert_eq!(encoding(&plain), None);
    let plain = plain.bytes().await.expect("a body").len();
    for packed in ["br", "gzip"] {
        let answer = ask(packed).await.expect("an answer");
        assert_eq!(encoding(&answer).as_deref(), Some(packed));
        assert!(answer.headers().get_all("vary").iter().any(|vary| vary.to_str().expect("text").contains("accept-encoding")));
        let size = answer.bytes().await.expect("a body").len();
        assert!(size * 3 < plain, "{packed}: {size} of {plain}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_front_door_changes_its_theme_by_a_form() {
    let (_scratch, running) = on_sqlite().await;
    let choose = |theme: &'static str, back: &'static str| {
        browser().post(running.url("/theme")).form(&[("theme", theme), ("back", back)]).send()
    };
    let header = |answer: &Response, name: &str| answer.headers().get(name).map(|value| value.to_str().expect("text").to_owned());
    let chosen = choose("dark", "/").await.expect("an answer");
    assert_eq!((chosen.status().as_u16(), header(&chosen, "location").as_deref()), (303, Some("/")));
    let kept = header(&chosen, "set-cookie").expect("the choice is kept");
    let pair = kept.split(';').next().expect("a cookie").to_owned();
    let door = browser().get(running.url("/")).header("cookie", pair).send().await.expect("an answer");
    assert!(door.text().await.expect("text").contains(r#"data-theme="dark""#));

    // An unknown theme is not kept, and another site is no page to come back to.
    let unknown = choose("neon; Path=/x", "https://evil.example").await.expect("an answer");
    assert_eq!((header(&unknown, "set-cookie"), header(&unknown, "location").as_deref()), (None, Some("/")));
}

/// The text with every id in it masked, and the ids.
fn masked(html: &str) -> (String, Vec<String>) {
    let mut ids = Vec::new();
    let mut text = html.to_owned();
    for (at, _) in html.char_indices().filter(|(at, c)| c.is_ascii_hexdigit() && html.get(*at..at + 36).is_some()) {
        let found = &html[at..at + 36];
        if found.parse::<uuid::Uuid>().is_ok() {
            ids.push(found.to_owned());
            text.replace_range(at..at + 36, &"x".repeat(36));
        }
    }
    (text, ids)
}

/// What was drawn for another guest before is what would be drawn for this one, with keys of its own.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_from_stencils_is_the_page_drawn_anew() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let answer = async |path: &str| {
        let answer = browser().get(running.url(path)).header("cookie", &seat.cookie).send().await.expect("an answer");
        answer.text().await.expect("text")
    };
    let (viewer, menu) = (answer("/api/viewer").await, answer("/api/menu").await);
    let line = NewLine { id: fresh(), product: running.tiny.bread, options: vec![], quantity: 2, note: None, for_guest: None };
    let session = seat.session;
    let add = Command::Party(PartyCommand::AddLine { session, line });
    let cases = [None, Some(add), Some(Command::Shop(ShopCommand::EightySix { product: running.tiny.beer, until: None }))];
    let stencils = Stencils::default();
    for change in cases {
        let menu = match &change {
            Some(Command::Shop(_)) => {
                running.submit(&running.sign_in(Role::Kitchen).await.actor, change.clone().expect("a change")).await;
                answer("/api/menu").await
            }
            Some(of_the_party) => {
                running.submit(&seat.actor(), of_the_party.clone()).await;
                menu.clone()
            }
            None => menu.clone(),
        };
        let session = answer(&format!("/api/session?hat=guest&id={session}")).await;
        let told = format!(r#"{{"viewer":{{"Ok":{viewer}}},"menu":{{"Ok":{menu}}},"session":{{"Ok":{session}}}}}"#);
        let told: Told = serde_json::from_str(&told).expect("what a page is told");
        let draw = |stencils: Option<Stencils>, told: &Told, path: &str, language| {
            let (parts, ()) = axum::http::Request::builder().uri(path).body(()).expect("a request").into_parts();
            let words = i18n::Words::of(language);
            let reader = Reader { parts: &parts, words, nonce: None, folder: "pkg", now: At(0), stencils };
            app::draw::draw(reader, Page::Table(Box::new(told.clone()))).html
        };
        for (path, language) in [("/table", Language::En), ("/table", Language::Ar), ("/table?q=e", Language::En)] {
            let (anew, _) = masked(&draw(None, &told, path, language));
            assert!(anew.contains("class=\"dish\""), "{anew}");
            // The first draws for those who come after.
            let drawn: Vec<_> = (0..3).map(|_| masked(&draw(Some(stencils.clone()), &told, path, language))).collect();
            for (page, _) in &drawn {
                let differs = page.bytes().zip(anew.bytes()).take_while(|(one, other)| one == other).count();
                let from = |text: &str| {
                    text.get(differs.saturating_sub(200)..).unwrap_or_default().chars().take(400).collect::<String>()
                };
                assert!(*page == anew, "{path} {change:?}:\n{}\ninstead of\n{}", from(page), from(&anew));
            }
            let keys = |nth: usize| drawn[nth].1.iter().collect::<BTreeSet<_>>();
            let fixed = keys(0).intersection(&keys(1)).count();
            assert!(drawn[1].1.len() > fixed && keys(1).intersection(&keys(2)).count() == fixed, "keys are new with each page");
        }
    }
    running.stop().await;
}
