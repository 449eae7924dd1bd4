//! `GET /metrics`: the figures, for those who may see them.

use super::AppState;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use engine::metrics;
use sha2::{Digest as _, Sha256};
use std::net::{IpAddr, SocketAddr};

/// With a token configured: whoever brings it. Without: this very machine, and no proxy's customers.
/// Errors: 404 for everybody else, 503 if nothing is counted.
pub async fn figures(State(state): State<AppState>, ConnectInfo(peer): ConnectInfo<SocketAddr>, headers: HeaderMap) -> Response {
    let may = match &state.metrics_token {
        Some(token) => bearer(&headers).is_some_and(|brought| same(brought, token)),
        None => peer.ip().is_loopback() && asked_here(&headers),
    };
    if !may {
        return StatusCode::NOT_FOUND.into_response();
    }
    match metrics::text(state.services.hub.connections()) {
        Some(text) => ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response(),
        None => (StatusCode::SERVICE_UNAVAILABLE, "nothing is counted\n").into_response(),
    }
}

/// Asked on this machine, by its own name: neither for a proxy's customer nor by a page whose name was made to mean this machine.
fn asked_here(headers: &HeaderMap) -> bool {
    let passed_on = ["x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via"];
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name).trim_matches(['[', ']']);
    let local = name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    local && passed_on.into_iter().all(|name| !headers.contains_key(name))
}

/// Counts questions and failures.
pub async fn count(request: Request, next: Next) -> Response {
    let question = QUESTIONS.into_iter().find(|name| request.uri().path().strip_prefix("/api/") == Some(name));
    if let Some(question) = question {
        metrics::asked(question);
    }
    let response = next.run(request).await;
    if response.status().is_server_error() {
        metrics::failed();
    }
    response
}

/// What screens ask (see `app/src/server_fns/queries.rs`).
const QUESTIONS: [&str; 8] = ["viewer", "front_door", "menu", "session", "house", "pass", "past_tickets", "staff"];

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

/// Compared by digest: how long it takes says nothing of the token.
fn same(brought: &str, token: &str) -> bool {
    Sha256::digest(brought) == Sha256::digest(token)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    #[test]
    fn l7_figures_are_for_this_machine_by_its_own_name() {
        let here = |pairs: &[(&'static str, &'static str)]| {
            asked_here(&pairs.iter().map(|(k, v)| (HeaderName::from_static(k), HeaderValue::from_static(v))).collect())
        };
        for host in ["127.0.0.1:3000", "localhost:3000", "localhost", "[::1]:3000"] {
            assert!(here(&[("host", host)]), "{host}");
        }
        assert!(!here(&[("host", "evil.example:3000")]), "a name that was made to mean this machine");
        assert!(!here(&[]));
        for proxy in ["x-real-ip", "x-forwarded-for", "via"] {
            assert!(!here(&[("host", "localhost"), (proxy, "192.0.2.7")]), "{proxy}");
        }
    }
}
