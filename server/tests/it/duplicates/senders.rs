//! How a phone sends a tap: over one of two roads, again and again under the same key until it has an answer.

use app::AppError;
use comanda::backend::Fault;
use comanda::protocol::{ClientMessage, PROTOCOL, ServerMessage};
use comanda::{Envelope, Outcome};
use futures::{SinkExt as _, StreamExt as _};
use serde_json::json;
use std::net::SocketAddr;
use std::time::Duration;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;

/// More than a road that loses four answers of five needs.
const TRIES: usize = 200;
const PATIENCE: Duration = Duration::from_secs(20);

pub enum Sender {
    Socket { address: SocketAddr, cookie: String },
    Http { address: SocketAddr, cookie: String },
}

type Answer = Result<Outcome, Fault>;

impl Sender {
    pub fn socket(address: SocketAddr, cookie: &str) -> Self {
        Self::Socket { address, cookie: cookie.to_owned() }
    }
    pub fn http(address: SocketAddr, cookie: &str) -> Self {
        Self::Http { address, cookie: cookie.to_owned() }
    }

    /// One try. `None`: the answer was lost, or the line before it.
    async fn send(&self, envelope: &Envelope) -> Option<Answer> {
        match self {
            Self::Socket { address, cookie } => over_socket(*address, cookie, envelope).await,
            Self::Http { address, cookie } => over_http(*address, cookie, envelope).await,
        }
    }
}

/// What a phone hears in the end.
pub async fn until_answered(sender: Sender, envelope: Envelope) -> Answer {
    for _ in 0..TRIES {
        let answer = tokio::time::timeout(PATIENCE, sender.send(&envelope)).await.expect("an answer, or a cut line");
        if let Some(answer) = answer {
            return answer;
        }
    }
    panic!("no answer in {TRIES} tries");
}

async fn over_socket(address: SocketAddr, cookie: &str, envelope: &Envelope) -> Option<Answer> {
    let mut request = format!("ws://{address}/ws").into_client_request().expect("a request");
    request.headers_mut().insert("cookie", cookie.parse().expect("a header"));
    let (mut socket, _) = connect_async(request).await.ok()?;
    let hello =
        ClientMessage::Hello { protocol: PROTOCOL, build: "test".into(), cursor: None, rooms: Vec::new(), deflate: false };
    for message in [hello, ClientMessage::Submit { envelope: envelope.clone(), owner: None }] {
        socket.send(Message::text(serde_json::to_string(&message).expect("a message"))).await.ok()?;
    }
    while let Some(Ok(message)) = socket.next().await {
        let Message::Text(text) = message else { continue };
        match serde_json::from_str(&text).expect("our protocol") {
            ServerMessage::Ack { key, outcome, .. } if key == envelope.key => return Some(Ok(outcome)),
            ServerMessage::Refused { key, error } if key == envelope.key => return Some(Err(error)),
            _ => {}
        }
    }
    None
}

async fn over_http(address: SocketAddr, cookie: &str, envelope: &Envelope) -> Option<Answer> {
    // A client of its own: a connection that is kept would be cut for others too.
    let client = reqwest::Client::new();
    let post = client.post(format!("http://{address}/api/submit")).header("cookie", cookie);
    let post = post.header("origin", format!("http://{address}"));
    let answer = post.json(&json!({ "hat": "guest", "envelope": envelope })).send().await.ok()?;
    if answer.status().is_success() {
        return answer.json().await.ok().map(Ok);
    }
    answer.json::<AppError>().await.ok().map(|error| Err(error.fault().cloned().expect("a typed refusal")))
}
