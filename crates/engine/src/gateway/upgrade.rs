//! The websocket's handshake: makes a socket of a request, whichever HTTP library has read it.

use super::identity::Identity;
use super::services::Services;
use super::socket::{Wire, serve};
use super::watched::Watched;
use comanda::backend::{Caller, Fault, Hat};
use comanda::protocol::MAX_FRAME;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, header};
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper_util::rt::TokioIo;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::task::TaskTracker;
use tungstenite::handshake::derive_accept_key;
use tungstenite::protocol::{Role, WebSocketConfig};

/// Read at once; every idle connection keeps this. What clients send is small.
const READ_BUFFER: usize = 1024;
/// The largest message that is read. A little more than what may be sent, which is told by itself.
const MAX_READ: usize = MAX_FRAME + 1024;

/// A request that asks for a socket.
#[derive(Debug)]
pub struct Upgrade<'a> {
    pub method: &'a Method,
    pub headers: &'a HeaderMap,
    /// The connection under the request, which hyper puts into the request's extensions.
    pub connection: Option<OnUpgrade>,
    /// Who the request's cookies name.
    pub caller: &'a Caller,
    /// Which of this browser's identities is meant; the staff's if it has one, else the guest's.
    pub hat: Option<Hat>,
}

/// Why a request becomes no socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody may listen: [`Fault::Unauthenticated`] without a valid cookie for that hat.
    Fault(Fault),
    /// The request is no websocket's handshake. Its status is 426.
    NoWebsocket,
}

impl Upgrade<'_> {
    /// Answers the handshake, and serves the socket in a task of `sockets` as soon as the answer has been sent.
    /// `within`: how long a message that has begun may pause.
    pub fn accept(self, services: Arc<Services>, sockets: &TaskTracker, within: Duration) -> Result<Response<()>, Refusal> {
        let identity = Identity::asking(self.caller, self.hat, self.headers).map_err(Refusal::Fault)?;
        let accept = handshake(self.method, self.headers).ok_or(Refusal::NoWebsocket)?;
        let connection = self.connection.ok_or(Refusal::NoWebsocket)?;
        let serving = sockets.clone();
        sockets.spawn(async move {
            match connection.await {
                // In a task of its own: what waited for the upgrade is not kept for as long as the socket is there.
                Ok(stream) => {
                    let wire = wire(Watched::new(TokioIo::new(stream), within)).await;
                    if let Some(socket) = serve(wire, services, identity) {
                        serving.spawn(socket);
                    }
                }
                Err(error) => tracing::debug!(%error, "a connection broke off before it was a socket"),
            }
        });
        let mut answer = Response::new(());
        *answer.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
        answer.headers_mut().extend([
            (header::CONNECTION, HeaderValue::from_static("upgrade")),
            (header::UPGRADE, HeaderValue::from_static("websocket")),
            (header::SEC_WEBSOCKET_ACCEPT, accept),
        ]);
        Ok(answer)
    }
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
