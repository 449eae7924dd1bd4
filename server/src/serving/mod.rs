//! Connections: how many there may be, from how many each address, and how long each may keep the server waiting.
//!
//! [`run`] accepts, [`connection`] serves one accepted stream, whatever carries it: a listener that speaks TLS accepts, shakes hands
//! within [`Deadlines::head`], and calls the same function with its own stream.

pub mod acme;
pub mod descriptors;
mod places;
pub mod tls;
mod unstalled;

pub use places::Capacity;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use engine::limits::Network;
use hyper::body::Incoming;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use places::{ConnectionPermit, Places};
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tls::Tls;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt as _;
use unstalled::Unstalled;

/// After an error that is the machine's, not one connection's (no descriptor is free), it is tried again so much later.
const AGAIN: Duration = Duration::from_millis(200);

/// How long a client may keep the server waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadlines {
    /// For the head of a request, counted from when the connection was made or the last answer was sent.
    pub head: Duration,
    /// For its body.
    pub body: Duration,
    /// For the end of a websocket message that has begun.
    pub message: Duration,
    /// For taking any of what was sent to it.
    pub reading: Duration,
}

/// For a TLS handshake, whoever is in front.
const HANDSHAKE: Duration = Duration::from_secs(20);

impl Deadlines {
    /// Behind a proxy, which keeps half heads to itself and idle connections for the next request: commonly one to two minutes, and
    /// whoever closes one first takes that request with it.
    #[must_use]
    pub fn behind_proxy() -> Self {
        Self { head: Duration::from_secs(150), ..Self::default() }
    }
}

impl Default for Deadlines {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(20),
            body: Duration::from_secs(10),
            message: Duration::from_millis(comanda::protocol::MESSAGE_WITHIN),
            reading: Duration::from_secs(30),
        }
    }
}

/// Accepts connections until `stop`, then lets those that are under way come to the end of their answers.
/// Never fails: what is wrong with one connection ends that one, and a machine without descriptors gets them back.
pub async fn run(
    listener: TcpListener,
    app: Router,
    capacity: Capacity,
    deadlines: Deadlines,
    tls: Option<Arc<Tls>>,
    stop: CancellationToken,
) {
    let places = Places::new(capacity);
    let connections = TaskTracker::new();
    loop {
        let place = tokio::select! {
            biased;
            () = stop.cancelled() => break,
            place = places.free() => place,
        };
        let accepted = tokio::select! {
            biased;
            () = stop.cancelled() => break,
            accepted = accept(&listener) => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                let Some(place) = place.taken_by(Network::from(peer.ip())) else {
                    tracing::debug!("one address has as many connections as it may have");
                    continue;
                };
                let (app, stop) = (app.clone(), stop.clone());
                match tls.as_ref().map(|tls| tls.acceptor()) {
                    None => connections.spawn(connection(stream, peer, place, app, deadlines, stop)),
                    Some(acceptor) => connections.spawn(async move {
                        match tokio::time::timeout(deadlines.head.min(HANDSHAKE), acceptor.accept(stream)).await {
                            // The authority has seen what it wanted to see.
                            Ok(Ok(stream)) if stream.get_ref().1.alpn_protocol() == Some(acme::CHALLENGE) => {}
                            Ok(Ok(stream)) => connection(stream, peer, place, app, deadlines, stop).await,
                            Ok(Err(error)) => tracing::debug!(%error, "no TLS"),
                            Err(_) => tracing::debug!("a handshake took too long"),
                        }
                    }),
                };
            }
            Err(error) if of_one_connection(&error) => {}
            Err(error) => {
                tracing::error!(%error, "connections can't be accepted");
                tokio::time::sleep(AGAIN).await;
            }
        }
    }
    drop(listener);
    connections.close();
    connections.wait().await;
}

/// The next connection. What is said on it is said at once: events are small, and answers whole.
async fn accept(listener: &TcpListener) -> std::io::Result<(TcpStream, SocketAddr)> {
    let (stream, peer) = listener.accept().await?;
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY");
    }
    Ok((stream, peer))
}

/// Serves one accepted stream until it ends, or `stop` and the end of its answer. The place is free again once the stream is gone,
/// also where a websocket has taken it over.
pub async fn connection<S>(
    stream: S,
    peer: SocketAddr,
    place: ConnectionPermit,
    app: Router,
    deadlines: Deadlines,
    stop: CancellationToken,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let stream = TokioIo::new(Unstalled::new(stream, deadlines.reading, place));
    let service = app.map_request(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    let mut protocol = hyper::server::conn::http1::Builder::new();
    protocol.timer(TokioTimer::new()).header_read_timeout(deadlines.head);
    let connection = protocol.serve_connection(stream, TowerToHyperService::new(service)).with_upgrades();
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke off");
    }
}

fn of_one_connection(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionRefused | ConnectionAborted | ConnectionReset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_connection_holds_no_small_message_back() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = listener.local_addr().expect("its address");
        let (connected, accepted) = tokio::join!(TcpStream::connect(address), accept(&listener));
        connected.expect("connected");
        assert!(accepted.expect("accepted").0.nodelay().expect("known"));
    }
}
