//! `GET /ws`: who may open a socket at all. From there on it is `realtime`'s.

use super::AppState;
use super::answer::{refuse, refuse_with};
use super::identity::Known;
use crate::auth::{Auth, Kind};
use crate::realtime::socket::{Identity, serve};
use axum::Extension;
use axum::extract::rejection::QueryRejection;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use comanda::backend::{Fault, Hat};
use comanda::protocol::MAX_FRAME;
use serde::Deserialize;

/// Read at once; every idle connection keeps this. What clients send is small.
const READ_BUFFER: usize = 1024;
/// A frame up to here is read to its end, so that the answer to a too large one arrives; beyond, the line is cut.
const MAX_READ: usize = 4 * MAX_FRAME;

#[derive(Debug, Default, Deserialize)]
pub struct Which {
    /// Which of this browser's identities; the staff's if it has one, else the guest's.
    hat: Option<Hat>,
}

/// Errors: 403 from another site's page, 401 without a valid cookie for that hat, 426 if it is no websocket.
pub async fn connect(
    State(state): State<AppState>,
    Extension(known): Extension<Known>,
    which: Result<Query<Which>, QueryRejection>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    if state.origins.ours(&headers) == Some(false) {
        tracing::warn!(origin = ?headers.get(header::ORIGIN), "a socket was asked for by another site");
        return refuse("/ws", &headers, Fault::Forbidden);
    }
    let identity = match identity(&known, which.ok().and_then(|q| q.0.hat), &headers) {
        Ok(identity) => identity,
        Err(fault) => return refuse("/ws", &headers, fault),
    };
    match upgrade {
        Ok(upgrade) => {
            let (services, sockets) = (state.services.clone(), state.sockets.clone());
            upgrade
                .read_buffer_size(READ_BUFFER)
                .write_buffer_size(0)
                .max_message_size(MAX_READ)
                .max_frame_size(MAX_READ)
                .on_upgrade(move |socket| sockets.track_future(serve(socket, services, identity)))
        }
        Err(rejection) if rejection.status() == StatusCode::UPGRADE_REQUIRED => rejection.into_response(),
        Err(_) => {
            let message = "This address speaks websocket.".to_owned();
            refuse_with(StatusCode::UPGRADE_REQUIRED, "/ws", &headers, Fault::Invalid { message })
        }
    }
}

fn identity(known: &Known, hat: Option<Hat>, headers: &HeaderMap) -> Result<Identity, Fault> {
    let hat = hat.unwrap_or(if known.caller.staff.is_some() { Hat::Staff } else { Hat::Guest });
    if hat == Hat::Guest && known.table_closed {
        return Err(Fault::Unauthenticated);
    }
    let kind = match hat {
        Hat::Guest => Kind::Guest,
        Hat::Staff => Kind::Staff,
    };
    let token = Auth::tokens(headers).into_iter().find(|(found, _)| *found == kind).ok_or(Fault::Unauthenticated)?.1;
    Identity::of(&known.caller, hat, token)
}
