//! Which language a page is in, and that it says so; refusals in words where no script makes them.

use super::browser;
use super::scanning::{cookie, scan};
use crate::web_support::{Running, on_sqlite, serve};
use comanda::shop::SeatingPolicy;
use engine::ids::fresh;
use engine::storage::stores;
use reqwest::header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE, COOKIE, LOCATION, SET_COOKIE, VARY};
use testkit::databases::Scratch;
use testkit::tiny;
use uuid::Uuid;

struct Page {
    status: u16,
    language: String,
    text: String,
}

impl Page {
    /// Of the document itself.
    fn html(&self) -> &str {
        let start = self.text.find("<html").unwrap_or_default();
        &self.text[start..self.text[start..].find('>').map_or(self.text.len(), |end| start + end)]
    }
    fn says(&self, language: &str, dir: &str) -> bool {
        let tag = self.html();
        self.language == language && tag.contains(&format!("lang=\"{language}\"")) && tag.contains(&format!("dir=\"{dir}\""))
    }
}

async fn get(running: &Running, path: &str, cookie: &str, accepted: &str) -> Page {
    let ask =
        browser().get(running.url(path)).header(COOKIE, cookie).header(ACCEPT_LANGUAGE, accepted).header("accept", "text/html");
    let answer = ask.send().await.expect("an answer");
    let language = answer.headers().get(CONTENT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    assert!(answer.headers().get_all(VARY).iter().any(|v| v.as_bytes().starts_with(b"accept-language")), "{path}");
    Page { status: answer.status().as_u16(), language, text: answer.text().await.expect("text") }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn g14_a_page_is_in_the_readers_language_and_says_so() {
    let (_scratch, running) = on_sqlite().await;
    let door = format!("/t/{}", running.tiny.tables[0].token);
    for (cookie, accepted, language, dir, words) in [
        ("", "", "en", "ltr", "How many are you?"),
        ("", "it-IT,it;q=0.9,en;q=0.5", "it", "ltr", "In quanti siete?"),
        ("", "de, ar;q=0.8", "ar", "rtl", "كم عددكم؟"),
        ("language=ar", "it", "ar", "rtl", "كم عددكم؟"),
        ("x=1; language=en", "it", "en", "ltr", "How many are you?"),
        ("language=xx", "it", "it", "ltr", "In quanti siete?"),
    ] {
        let page = get(&running, &door, cookie, accepted).await;
        assert!(page.status == 200 && page.says(language, dir), "{cookie:?} {accepted:?}: {} {}", page.language, page.html());
        assert!(page.text.contains(words), "{cookie:?} {accepted:?}: {}", page.text);
        assert!(page.text.contains(&format!("comanda.{language}.txt")), "names its sentences");
    }
    for path in ["/sign-in", "/waiter", "/kitchen"] {
        assert!(get(&running, path, "language=it", "ar").await.says("en", "ltr"), "{path}: staff screens are English");
    }
    let nowhere = get(&running, "/nowhere", "language=it", "").await;
    assert!(
        nowhere.status == 404 && nowhere.says("it", "ltr") && nowhere.text.contains("Pagina non trovata."),
        "{}",
        nowhere.text
    );
}

/// A server whose restaurant speaks this.
async fn speaking(locale: &str) -> (Scratch, Running) {
    let scratch = testkit::databases::sqlite().await;
    let tiny = tiny::seed(&scratch.db, SeatingPolicy::OpenByScan).await;
    let mut restaurant = tiny.restaurant.clone();
    restaurant.store.locale = locale.into();
    stores::update(&scratch.db, &restaurant).await.expect("changed");
    let running = serve(scratch.db.clone(), tiny, |_| {}).await;
    (scratch, running)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn g14_who_asks_for_no_language_of_ours_reads_the_stores() {
    let (_scratch, running) = speaking("it").await;
    let seated = cookie(&scan(&running, 0, "").await).expect("a seat");
    for path in [&format!("/t/{}", running.tiny.tables[1].token), "/", "/nowhere", "/table"] {
        for (chosen, accepted, language, dir) in [
            ("", "de", "it", "ltr"),
            ("", "", "it", "ltr"),
            ("", "ar", "ar", "rtl"),
            ("; language=en", "de, ar;q=0.5", "en", "ltr"),
            ("; language=ar", "", "ar", "rtl"),
        ] {
            let page = get(&running, path, &format!("{seated}{chosen}"), accepted).await;
            assert!(page.says(language, dir), "{path} {chosen:?} {accepted:?}: {} {}", page.language, page.html());
        }
    }
    assert!(get(&running, "/sign-in", "", "de").await.says("en", "ltr"), "staff screens are English");
    let refused = browser().post(running.url("/language")).header("origin", "https://evil.example").header("accept", "text/html");
    let text = refused.header(ACCEPT_LANGUAGE, "de").send().await.expect("an answer").text().await.expect("text");
    assert!(text.contains("<html lang=\"it\" dir=\"ltr\">"), "a refusal that is no page of the app: {text}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn g14_a_store_whose_language_is_unknown_speaks_english() {
    let (_scratch, running) = speaking("de-AT").await;
    assert!(get(&running, "/", "", "de").await.says("en", "ltr"));
    assert!(get(&running, "/", "", "it").await.says("it", "ltr"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn g14_every_part_of_a_page_is_in_its_language() {
    let (_scratch, running) = on_sqlite().await;
    let mine = cookie(&scan(&running, 0, "").await).expect("a seat");
    for path in ["/table", "/table/orders", "/table/bill"] {
        let english = get(&running, path, &mine, "").await;
        let italian = get(&running, path, &format!("{mine}; language=it"), "").await;
        assert!(english.says("en", "ltr") && italian.says("it", "ltr"), "{path}");
        // The words of frame, body, popovers and navigation.
        for (theirs, ours) in [
            ("Skip to content", "Vai al contenuto"),
            ("At this table", "A questo tavolo"),
            ("What can we bring you?", "Cosa ti portiamo?"),
            ("Continue on another phone", "Continua su un altro telefono"),
            ("Guest 1", "Ospite 1"),
        ] {
            assert!(english.text.contains(theirs) && !english.text.contains(ours), "{path}: {theirs}");
            assert!(italian.text.contains(ours) && !italian.text.contains(theirs), "{path}: {ours}");
        }
    }
    let menu = get(&running, "/table", &format!("{mine}; language=it"), "").await.text;
    for (theirs, ours) in
        [("Search the menu", "Cerca nel menu"), ("Allergens", "Allergeni"), ("€6.00", "\u{a0}€"), ("Your name", "Il tuo nome")]
    {
        assert!(menu.contains(ours) && !menu.contains(theirs), "{theirs}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn g14_the_switch_is_a_plain_form_that_leads_nowhere_else() {
    let (_scratch, running) = on_sqlite().await;
    let choose = async |language: &str, back: &str| {
        let form = [("language", language), ("back", back)];
        let answer = browser().post(running.url("/language")).form(&form).send().await.expect("an answer");
        let text = |name| answer.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        (answer.status().as_u16(), text(LOCATION), text(SET_COOKIE))
    };
    let (status, to, set) = choose("it", "/welcome/x?state=closed").await;
    assert_eq!((status, to.as_str()), (303, "/welcome/x?state=closed"));
    assert!(set.starts_with("language=it; Path=/; Max-Age=31536000") && set.contains("SameSite=Lax"), "{set}");
    let (status, to, _) = choose("it", "//evil.example").await;
    assert_eq!((status, to.as_str()), (303, "/"));
    let (status, _, set) = choose("it; Domain=evil.example", "/").await;
    assert_eq!((status, set.as_str()), (303, ""), "only a language of ours is kept");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn g14_a_refusal_of_a_plain_form_reads_in_italian() {
    let (_scratch, running) = on_sqlite().await;
    let mine = format!("{}; language=it", cookie(&scan(&running, 0, "").await).expect("a seat"));
    let (key, name) = (fresh::<Uuid>().to_string(), "x".repeat(60));
    let form = [("key", key.as_str()), ("name", name.as_str()), ("back", "/table")];
    let answer = browser().post(running.url("/api/name_guest")).header(COOKIE, &mine).header("accept", "text/html").form(&form);
    let answer = answer.send().await.expect("an answer");
    let to = answer.headers().get(LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    assert!(to.starts_with("/table?problem=") && to.contains("invalid_name"), "the code, no sentence: {to}");
    let page = get(&running, &to, &mine, "").await;
    assert!(page.text.contains("Un nome ha da 1 a 24 caratteri."), "{}", page.text);

    // Where there is no page to show, the refusal is one.
    let foreign = browser().post(running.url("/language")).header(COOKIE, "language=it").header("accept", "text/html");
    let foreign = foreign.header("origin", "https://evil.example").send().await.expect("an answer");
    assert_eq!(foreign.status().as_u16(), 403);
    let text = foreign.text().await.expect("text");
    assert!(text.contains("<html lang=\"it\" dir=\"ltr\">") && text.contains("Non puoi vederlo."), "{text}");
}
