//! Saying no over HTTP: typed for programs, a sentence for people, never more than that.

use super::{StoreLanguages, language};
use app::AppError;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse as _, Response};
use comanda::backend::Fault;
use futures::FutureExt as _;
use i18n::Words;
use std::any::Any;
use std::panic::AssertUnwindSafe;

/// A refusal in the form its asker reads: JSON for the server functions, a small page for people.
#[must_use]
pub fn refuse(languages: &StoreLanguages, path: &str, headers: &HeaderMap, fault: Fault) -> Response {
    let status = StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    refuse_with(status, languages, path, headers, fault)
}

/// Like [`refuse`], with a status of its own.
pub fn refuse_with(status: StatusCode, languages: &StoreLanguages, path: &str, headers: &HeaderMap, fault: Fault) -> Response {
    Asker::of(languages, path, headers).refuse(status, fault)
}

/// Answers with a sentence where a handler panics; the log has the rest.
pub async fn catch_panics(State(languages): State<StoreLanguages>, request: Request, next: Next) -> Response {
    // Who asks is looked at before the handler takes the request away with it.
    let asker = Asker::of(&languages, request.uri().path(), request.headers());
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(reason) => {
            tracing::error!(reason = said_by(reason.as_ref()), "a handler panicked");
            asker.refuse(StatusCode::INTERNAL_SERVER_ERROR, Fault::Internal)
        }
    }
}

fn said_by(reason: &(dyn Any + Send)) -> &str {
    let text = reason.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| reason.downcast_ref::<&str>().copied()).unwrap_or("unknown")
}

/// How somebody reads a refusal.
#[derive(Clone, Copy)]
enum Asker {
    /// In their language.
    Person(Words),
    ServerFunction,
    Program,
}

impl Asker {
    fn of(languages: &StoreLanguages, path: &str, headers: &HeaderMap) -> Self {
        let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
        if accepted.is_some_and(|accept| accept.contains("text/html")) {
            Self::Person(language::words(languages, path, headers))
        } else if path.starts_with("/api/") {
            Self::ServerFunction
        } else {
            Self::Program
        }
    }

    fn refuse(self, status: StatusCode, fault: Fault) -> Response {
        let retry_after = match &fault {
            Fault::RateLimited { retry_after_ms } => Some(retry_after_ms.div_ceil(1000).max(1)),
            Fault::Unavailable => Some(2),
            _ => None,
        };
        let mut response = match self {
            Self::Person(words) => (status, Html(page(words, &fault))).into_response(),
            Self::ServerFunction => (status, axum::Json(AppError::from(fault))).into_response(),
            Self::Program => (status, axum::Json(fault)).into_response(),
        };
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

fn page(words: Words, fault: &Fault) -> String {
    let (language, back) = (words.language(), words.back());
    let (tag, dir) = (language.tag(), language.dir());
    let sentence = words.fault(fault).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<!DOCTYPE html><html lang=\"{tag}\" dir=\"{dir}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><title>Comanda</title><link rel=\"stylesheet\" \
         href=\"/pkg/door.css\"></head><body><main class=\"page\"><p role=\"alert\">{sentence}</p>\
         <p><a href=\"/\">{back}</a></p></main></body></html>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use tower::ServiceExt as _;

    async fn broken() -> &'static str {
        panic!("a handler's fault")
    }

    async fn ask(path: &str, accepted: &str, language: &str) -> (StatusCode, String) {
        let catcher = from_fn_with_state(StoreLanguages::default(), catch_panics);
        let site = Router::new().route("/table", get(broken)).route("/api/menu", get(broken)).layer(catcher);
        let request = Request::get(path).header(header::ACCEPT, accepted).header(header::COOKIE, format!("language={language}"));
        let answer = site.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (status, body) = (answer.status(), to_bytes(answer.into_body(), 10_000).await.unwrap());
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_panic_is_told_in_the_readers_language() {
        for (language, html, sentence) in [
            ("it", "<html lang=\"it\" dir=\"ltr\">", "Qualcosa è andato storto da parte nostra."),
            ("ar", "<html lang=\"ar\" dir=\"rtl\">", "حدث خطأ من جانبنا."),
            ("", "<html lang=\"en\" dir=\"ltr\">", "Something went wrong on our side."),
        ] {
            let (status, page) = ask("/table", "text/html", language).await;
            assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
            assert!(page.contains(html) && page.contains(sentence) && !page.contains("handler's"), "{page}");
        }
    }

    #[tokio::test]
    async fn a_program_reads_a_panic_as_a_fault() {
        let (status, told) = ask("/api/menu", "application/json", "it").await;
        let fault: AppError = serde_json::from_str(&told).unwrap();
        assert_eq!((status, fault), (StatusCode::INTERNAL_SERVER_ERROR, Fault::Internal.into()));
    }
}
