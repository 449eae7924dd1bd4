//! Saying no over HTTP: typed for programs, a sentence for people, never more than that.

use super::language;
use app::AppError;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use comanda::backend::Fault;
use i18n::{Language, Words};
use std::any::Any;

/// A refusal in the form its asker reads: JSON for the server functions, a small page for people.
#[must_use]
pub fn refuse(path: &str, headers: &HeaderMap, fault: Fault) -> Response {
    let status = StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    refuse_with(status, path, headers, fault)
}

/// Like [`refuse`], with a status of its own.
pub fn refuse_with(status: StatusCode, path: &str, headers: &HeaderMap, fault: Fault) -> Response {
    let retry_after = match &fault {
        Fault::RateLimited { retry_after_ms } => Some(retry_after_ms.div_ceil(1000).max(1)),
        Fault::Unavailable => Some(2),
        _ => None,
    };
    let for_people = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).is_some_and(|accept| accept.contains("text/html"));
    let mut response = if for_people {
        (status, Html(page(language::words(path, headers), &fault))).into_response()
    } else if path.starts_with("/api/") {
        (status, axum::Json(AppError::from(fault))).into_response()
    } else {
        (status, axum::Json(fault)).into_response()
    };
    if let Some(seconds) = retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// A handler panicked: the log has it, the asker gets a sentence.
pub fn panicked(reason: Box<dyn Any + Send + 'static>) -> Response<Body> {
    let reason = reason
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| reason.downcast_ref::<&str>().copied())
        .unwrap_or("unknown");
    tracing::error!(reason, "a handler panicked");
    (StatusCode::INTERNAL_SERVER_ERROR, Html(page(Words::of(Language::En), &Fault::Internal))).into_response()
}

fn page(words: Words, fault: &Fault) -> String {
    let (language, back) = (words.language(), words.back());
    let (tag, dir) = (language.tag(), language.dir());
    let sentence = words.fault(fault).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<!DOCTYPE html><html lang=\"{tag}\" dir=\"{dir}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><title>Comanda</title><link rel=\"stylesheet\" \
         href=\"/pkg/comanda.css\"></head><body><main class=\"page\"><p role=\"alert\">{sentence}</p>\
         <p><a href=\"/\">{back}</a></p></main></body></html>"
    )
}
