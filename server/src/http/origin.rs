//! Where a request comes from: pages of ours may change things and open sockets, other sites' may not.

use super::AppState;
use super::answer::refuse;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use comanda::backend::Fault;

/// The origins whose pages are ours, beside the host a request was sent to.
#[derive(Debug, Clone, Default)]
pub struct Origins(Vec<String>);

impl Origins {
    /// `scheme://host[:port]` each.
    pub fn new(origins: impl IntoIterator<Item = String>) -> Self {
        Self(origins.into_iter().map(|origin| origin.to_ascii_lowercase()).collect())
    }

    /// Is the request's `Origin` ours? `None` if it has none (a browser sends one with every post and socket).
    pub fn ours(&self, headers: &HeaderMap) -> Option<bool> {
        let origin = match headers.get(header::ORIGIN)?.to_str() {
            Ok(origin) => origin.to_ascii_lowercase(),
            Err(_) => return Some(false),
        };
        if self.0.contains(&origin) {
            return Some(true);
        }
        let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
        Some(!host.is_empty() && origin.split_once("://").is_some_and(|(_, from)| from.eq_ignore_ascii_case(host)))
    }

    /// May this request change something?
    #[must_use]
    pub fn may_change(&self, headers: &HeaderMap) -> bool {
        let site = headers.get("sec-fetch-site").and_then(|v| v.to_str().ok());
        match (self.ours(headers), site) {
            (Some(ours), _) => ours,
            (None, Some(site)) => matches!(site, "same-origin" | "none"),
            // No browser: nothing it could be tricked into.
            (None, None) => true,
        }
    }
}

/// Refuses changes asked for by other sites' pages.
pub async fn check(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !state.origins.may_change(request.headers()) {
        tracing::warn!(origin = ?request.headers().get(header::ORIGIN), "a change was asked for by another site");
        return refuse(&state.languages, request.uri().path(), request.headers(), Fault::Forbidden);
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    fn may(pairs: &[(&'static str, &'static str)]) -> bool {
        let headers: HeaderMap = pairs.iter().map(|(k, v)| (HeaderName::from_static(k), HeaderValue::from_static(v))).collect();
        Origins::new(["https://kitchen.example".to_owned()]).may_change(&headers)
    }

    #[test]
    fn only_our_own_pages_may_change_things() {
        assert!(may(&[("host", "osteria.example"), ("origin", "https://osteria.example")]));
        assert!(may(&[("host", "127.0.0.1:3000"), ("origin", "http://127.0.0.1:3000"), ("sec-fetch-site", "same-origin")]));
        assert!(may(&[("host", "internal"), ("origin", "https://Kitchen.example")]));
        assert!(may(&[("host", "osteria.example")]), "no browser");
        assert!(may(&[("host", "osteria.example"), ("sec-fetch-site", "same-origin")]));
        assert!(!may(&[("host", "osteria.example"), ("origin", "https://evil.example")]));
        assert!(!may(&[("host", "osteria.example"), ("origin", "https://osteria.example.evil.example")]));
        assert!(!may(&[("host", "osteria.example"), ("origin", "http://osteria.example:81")]));
        assert!(!may(&[("host", "osteria.example"), ("origin", "null")]));
        assert!(!may(&[("origin", "://")]));
        assert!(!may(&[("host", "osteria.example"), ("sec-fetch-site", "cross-site")]));
        assert!(!may(&[("host", "osteria.example"), ("sec-fetch-site", "same-site")]));
    }
}
