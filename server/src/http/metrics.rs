//! `GET /metrics`: the figures, for those who may see them.

use super::AppState;
use crate::metrics;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use sha2::{Digest as _, Sha256};
use std::net::SocketAddr;

/// With a token configured: whoever brings it. Without: this very machine, and no proxy's customers.
/// Errors: 404 for everybody else, 503 if nothing is counted.
pub async fn figures(State(state): State<AppState>, ConnectInfo(peer): ConnectInfo<SocketAddr>, headers: HeaderMap) -> Response {
    let may = match &state.metrics_token {
        Some(token) => bearer(&headers).is_some_and(|brought| same(brought, token)),
        None => peer.ip().is_loopback() && !headers.contains_key("x-forwarded-for") && !headers.contains_key("forwarded"),
    };
    if !may {
        return StatusCode::NOT_FOUND.into_response();
    }
    match metrics::text(state.services.hub.connections()) {
        Some(text) => ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response(),
        None => (StatusCode::SERVICE_UNAVAILABLE, "nothing is counted\n").into_response(),
    }
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
