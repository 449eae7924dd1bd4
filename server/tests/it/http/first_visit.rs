//! A guest's first visit: which program a page asks for, and how little comes down the line.

use super::browser;
use crate::web_support::on_sqlite;
use reqwest::Response;

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
