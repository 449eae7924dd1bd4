//! Pages come whole, or are drawn once more.
//!
//! While a page waits for its answers on several threads, a wake-up is lost now and then (seen once in some thousand pages), and the
//! page would wait for ever. Drawing changes nothing, so it is simply done again.

use super::{StoreLanguages, language, site};
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use std::time::Duration;

/// Far longer than any page takes.
const PATIENCE: Duration = if cfg!(test) { Duration::from_millis(60) } else { Duration::from_secs(3) };
/// How often a page is begun.
const TRIES: u32 = 4;
/// Bytes of a page, at most.
const LARGEST: usize = 8 * 1024 * 1024;

/// Draws a page. Whatever is no page goes through untouched. Errors: 503 if it never comes.
pub async fn draw(State(languages): State<StoreLanguages>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    // A link preview asks for the head alone, and the page is drawn for it all the same.
    if !matches!(*request.method(), Method::GET | Method::HEAD) || path.starts_with("/api/") || site::is_file(path) {
        return next.run(request).await;
    }
    let (parts, _) = request.into_parts();
    for attempt in 1..=TRIES {
        let drawn = whole(next.clone().run(Request::from_parts(parts.clone(), Body::empty())));
        if let Ok(Some(page)) = tokio::time::timeout(PATIENCE, drawn).await {
            return page;
        }
        tracing::warn!(attempt, path = super::loggable(parts.uri.path()), "a page did not come and is drawn again");
    }
    (
        StatusCode::SERVICE_UNAVAILABLE,
        [(header::RETRY_AFTER, "2")],
        language::words(&languages, parts.uri.path(), &parts.headers).page_not_drawn(),
    )
        .into_response()
}

/// The answer with all of its body; `None` if that broke off.
async fn whole(answer: impl Future<Output = Response>) -> Option<Response> {
    let (parts, body) = answer.await.into_parts();
    let bytes = to_bytes(body, LARGEST).await.ok()?;
    Some(Response::from_parts(parts, Body::from(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use futures::StreamExt as _;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    use tower::ServiceExt as _;

    /// A page whose first `stuck` drawings never end: the head comes, the rest does not.
    fn site(stuck: u32) -> (Router, Arc<AtomicU32>) {
        let begun = Arc::new(AtomicU32::new(0));
        let count = begun.clone();
        let page = move || {
            let number = count.fetch_add(1, Ordering::SeqCst);
            async move {
                let head = futures::stream::iter([Ok::<_, std::io::Error>("<html>")]);
                let rest = futures::stream::once(async move {
                    if number < stuck {
                        std::future::pending::<()>().await;
                    }
                    Ok("…</html>")
                });
                Body::from_stream(head.chain(rest)).into_response()
            }
        };
        (
            Router::new()
                .route("/table", get(page.clone()))
                .route("/api/menu", get(page))
                .layer(from_fn_with_state(StoreLanguages::default(), draw)),
            begun,
        )
    }

    async fn ask(site: Router, path: &str) -> (StatusCode, String) {
        let answer = site.oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
        let status = answer.status();
        let text = to_bytes(answer.into_body(), LARGEST).await.unwrap();
        (status, String::from_utf8(text.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_page_that_stops_in_the_middle_is_drawn_again_and_comes_whole() {
        let (site, begun) = site(2);
        assert_eq!(ask(site, "/table").await, (StatusCode::OK, "<html>…</html>".to_owned()));
        assert_eq!(begun.load(Ordering::SeqCst), 3);
    }

    #[tokio::test]
    async fn a_head_that_does_not_come_is_drawn_again_too() {
        let begun = Arc::new(AtomicU32::new(0));
        let count = begun.clone();
        let page = move || {
            let number = count.fetch_add(1, Ordering::SeqCst);
            async move {
                if number == 0 {
                    std::future::pending::<()>().await;
                }
                "whole"
            }
        };
        let site = Router::new().route("/table", get(page)).layer(from_fn_with_state(StoreLanguages::default(), draw));
        let answer = site.oneshot(Request::head("/table").body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!((answer.status(), begun.load(Ordering::SeqCst)), (StatusCode::OK, 2));
    }

    #[tokio::test]
    async fn a_page_that_never_comes_is_an_answer_all_the_same() {
        let (site, begun) = site(u32::MAX);
        assert_eq!(ask(site, "/table").await.0, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(begun.load(Ordering::SeqCst), TRIES);
    }

    #[tokio::test]
    async fn a_question_is_not_asked_twice() {
        let (site, begun) = site(1);
        let waited = tokio::time::timeout(PATIENCE * 10, ask(site, "/api/menu")).await;
        assert!(waited.is_err());
        assert_eq!(begun.load(Ordering::SeqCst), 1);
    }
}
