//! The site's files: compressed if that is understood, asked for once, and nothing beside them.

use super::browser;
use crate::web_support::{Running, start_with};
use comanda::shop::SeatingPolicy;
use reqwest::Response;
use tempfile::TempDir;
use testkit::databases;

async fn with_site() -> (databases::Scratch, TempDir, Running) {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    std::fs::create_dir_all(site.join("pkg")).expect("a folder");
    std::fs::create_dir_all(site.join("fonts")).expect("a folder");
    for (name, content) in [
        ("pkg/guest.js", "plain"),
        ("pkg/guest.js.br", "as brotli"),
        ("pkg/guest.js.gz", "as gzip"),
        ("pkg/guest_bg.wasm", "wasm"),
        ("fonts/text.woff2", "font"),
    ] {
        std::fs::write(site.join(name), content).expect("written");
    }
    std::fs::write(folder.path().join("secret.txt"), "secret").expect("written");
    let scratch = databases::sqlite().await;
    let running = start_with(scratch.db.clone(), SeatingPolicy::OpenByScan, |raw| raw.site = Some(site)).await;
    (scratch, folder, running)
}

async fn get(running: &Running, path: &str, headers: &[(&str, &str)]) -> Response {
    let mut request = browser().get(running.url(path));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.expect("an answer")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_best_compression_that_is_understood_is_sent() {
    let (_scratch, _folder, running) = with_site().await;
    for (accept, encoding, body) in [
        ("br, gzip", Some("br"), "as brotli"),
        ("gzip;q=1.0", Some("gzip"), "as gzip"),
        ("br;q=0, gzip", Some("gzip"), "as gzip"),
        ("identity", None, "plain"),
    ] {
        let response = get(&running, "/pkg/guest.js", &[("accept-encoding", accept)]).await;
        assert_eq!(response.headers().get("content-encoding").and_then(|v| v.to_str().ok()), encoding, "{accept}");
        assert_eq!(response.headers()["content-type"], "text/javascript; charset=utf-8");
        assert_eq!(response.headers()["vary"], "accept-encoding");
        assert_eq!(response.text().await.expect("text"), body);
    }
    assert_eq!(get(&running, "/pkg/guest_bg.wasm", &[]).await.headers()["content-type"], "application/wasm");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_has_not_changed_is_not_sent_again() {
    let (_scratch, _folder, running) = with_site().await;
    let first = get(&running, "/pkg/guest.js", &[]).await;
    let etag = first.headers()["etag"].to_str().expect("text").to_owned();
    assert_eq!(first.headers()["cache-control"], "no-cache");
    let again = get(&running, "/pkg/guest.js", &[("if-none-match", &etag)]).await;
    assert_eq!((again.status().as_u16(), again.headers()["etag"].to_str().expect("text")), (304, etag.as_str()));
    let other = get(&running, "/pkg/guest.js", &[("if-none-match", &etag), ("accept-encoding", "br")]).await;
    assert_eq!(other.status(), 200, "the compressed one is another");
    assert!(
        get(&running, "/fonts/text.woff2", &[]).await.headers()["cache-control"]
            .to_str()
            .expect("text")
            .contains("max-age=2592000")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_outside_the_site_is_served() {
    let (_scratch, _folder, running) = with_site().await;
    for path in
        ["/pkg/none.js", "/../secret.txt", "/pkg/%2e%2e/%2e%2e/secret.txt", "/pkg/..%2f..%2fsecret.txt", "//etc/passwd.txt"]
    {
        let response = get(&running, path, &[]).await;
        assert_ne!(response.status(), 200, "{path}");
        assert!(!response.text().await.expect("text").contains("secret"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_and_its_program_go_together() {
    let (_scratch, folder, running) = with_site().await;
    std::fs::write(folder.path().join("site/pkg/guest.css"), "styles").expect("written");
    let page = get(&running, "/table", &[]).await;
    let build = page.headers()["x-comanda-program"].to_str().expect("text").to_owned();
    let html = page.text().await.expect("text");
    for file in ["guest.js", "guest_bg.wasm", "guest.css"] {
        let address = format!("/pkg/{build}/{file}");
        assert!(html.contains(&address), "{address} in {html}");
        assert_eq!(get(&running, &address, &[]).await.status(), 200, "{address}");
    }
    // The page of another build gets no program that does not fit it; any styles are better than none.
    let other = "0123456789abcdef0123456789abcdef";
    assert_eq!(get(&running, &format!("/pkg/{other}/guest.js"), &[]).await.status(), 404);
    let styles = get(&running, &format!("/pkg/{other}/guest.css"), &[]).await;
    assert_eq!((styles.status().as_u16(), styles.headers()["cache-control"].to_str().expect("text")), (200, "no-store"));

    // Another program, another name.
    drop(running);
    std::fs::write(folder.path().join("site/pkg/guest_bg.wasm"), "another").expect("written");
    let scratch = databases::sqlite().await;
    let site = folder.path().join("site");
    let next = start_with(scratch.db.clone(), SeatingPolicy::OpenByScan, |raw| raw.site = Some(site)).await;
    let page = get(&next, "/table", &[]).await;
    assert_ne!(page.headers()["x-comanda-program"].to_str().expect("text"), build);
}
