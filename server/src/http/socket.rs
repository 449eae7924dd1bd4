//! `GET /ws`: which pages may open a socket, and as whom. The handshake and all that follows is `engine::gateway`'s.

use super::AppState;
use super::answer::{refuse, refuse_with};
use axum::Extension;
use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, Request, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use comanda::backend::{Caller, Fault, Hat, Invalid};
use engine::gateway::upgrade::{Refusal, Upgrade};
use hyper::upgrade::OnUpgrade;
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
pub struct Which {
    /// Which of this browser's identities; the staff's if it has one, else the guest's.
    hat: Option<Hat>,
}

/// Errors: 403 from another site's page, 401 without a valid cookie for that hat, 426 if it is no websocket.
pub async fn connect(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    which: Result<Query<Which>, QueryRejection>,
    mut request: Request,
) -> Response {
    let connection = request.extensions_mut().remove::<OnUpgrade>();
    let headers = request.headers();
    if state.origins.ours(headers) == Some(false) {
        tracing::warn!(origin = ?headers.get(header::ORIGIN), "a socket was asked for by another site");
        return refuse(&state.languages, "/ws", headers, Fault::Forbidden);
    }
    let hat = which.ok().and_then(|q| q.0.hat);
    let upgrade = Upgrade { method: request.method(), headers, connection, caller: &caller, hat };
    match upgrade.accept(state.services.clone(), &state.sockets, state.deadlines.message) {
        Ok(answer) => answer.map(|()| Body::empty()),
        Err(Refusal::Fault(fault)) => refuse(&state.languages, "/ws", headers, fault),
        Err(Refusal::NoWebsocket) => {
            refuse_with(StatusCode::UPGRADE_REQUIRED, &state.languages, "/ws", headers, Invalid::SpeaksWebsocket.into())
        }
    }
}
