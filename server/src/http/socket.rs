//! `GET /ws`: who may open a socket at all. From there on it is `engine::gateway`'s.

use super::AppState;
use super::answer::{refuse, refuse_with};
use axum::Extension;
use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use comanda::backend::{Caller, Fault, Hat, Invalid};
use comanda::protocol::MAX_FRAME;
use engine::accounts::{Accounts, Kind};
use engine::gateway::socket::{Identity, Watched, Wire, serve};
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use tungstenite::handshake::derive_accept_key;
use tungstenite::protocol::{Role, WebSocketConfig};

/// Read at once; every idle connection keeps this. What clients send is small.
const READ_BUFFER: usize = 1024;
/// The largest message that is read. A little more than what may be sent, which is told by itself.
const MAX_READ: usize = MAX_FRAME + 1024;

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
    let upgrade = request.extensions_mut().remove::<OnUpgrade>();
    let headers = request.headers();
    if state.origins.ours(headers) == Some(false) {
        tracing::warn!(origin = ?headers.get(header::ORIGIN), "a socket was asked for by another site");
        return refuse(&state.languages, "/ws", headers, Fault::Forbidden);
    }
    let identity = match identity(&caller, which.ok().and_then(|q| q.0.hat), headers) {
        Ok(identity) => identity,
        Err(fault) => return refuse(&state.languages, "/ws", headers, fault),
    };
    let (Some(upgrade), Some(accept)) = (upgrade, handshake(request.method(), headers)) else {
        return refuse_with(StatusCode::UPGRADE_REQUIRED, &state.languages, "/ws", headers, Invalid::SpeaksWebsocket.into());
    };
    let (services, sockets, within) = (state.services.clone(), state.sockets.clone(), state.deadlines.message);
    state.sockets.spawn(async move {
        match upgrade.await {
            // In a task of its own: what waited for the upgrade is not kept for as long as the socket is there.
            Ok(stream) => {
                let wire = wire(Watched::new(TokioIo::new(stream), within)).await;
                if let Some(serving) = serve(wire, services, identity) {
                    sockets.spawn(serving);
                }
            }
            Err(error) => tracing::debug!(%error, "a connection broke off before it was a socket"),
        }
    });
    let switched = [
        (header::CONNECTION, HeaderValue::from_static("upgrade")),
        (header::UPGRADE, HeaderValue::from_static("websocket")),
        (HeaderName::from_static("sec-websocket-accept"), accept),
    ];
    (StatusCode::SWITCHING_PROTOCOLS, switched, Body::empty()).into_response()
}

async fn wire(stream: Watched<TokioIo<Upgraded>>) -> Wire {
    let config = WebSocketConfig::default()
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(0)
        .max_message_size(Some(MAX_READ))
        .max_frame_size(Some(MAX_READ));
    Wire::from_raw_socket(stream, Role::Server, Some(config)).await
}

/// The answer to a websocket's handshake (RFC 6455, 4.2.1); `None` for a request that is none.
fn handshake(method: &Method, headers: &HeaderMap) -> Option<HeaderValue> {
    let says = |name: HeaderName, word: &str| {
        let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        values.flat_map(|value| value.split(',')).any(|part| part.trim().eq_ignore_ascii_case(word))
    };
    let is_one = method == Method::GET
        && says(header::CONNECTION, "upgrade")
        && says(header::UPGRADE, "websocket")
        && says(header::SEC_WEBSOCKET_VERSION, "13");
    let key = headers.get(header::SEC_WEBSOCKET_KEY).filter(|_| is_one)?;
    HeaderValue::from_str(&derive_accept_key(key.as_bytes())).ok()
}

fn identity(caller: &Caller, hat: Option<Hat>, headers: &HeaderMap) -> Result<Identity, Fault> {
    let hat = hat.unwrap_or(if caller.staff.is_some() { Hat::Staff } else { Hat::Guest });
    if hat == Hat::Guest && caller.table_closed {
        return Err(Fault::Unauthenticated);
    }
    let kind = match hat {
        Hat::Guest => Kind::Guest,
        Hat::Staff => Kind::Staff,
    };
    let token = Accounts::tokens(headers).into_iter().find(|(found, _)| *found == kind).ok_or(Fault::Unauthenticated)?.1;
    Identity::of(caller, hat, token)
}
