//! A websocket client that speaks the protocol, or anything else.

use super::people::People;
use comanda::protocol::{ClientMessage, Cursor, PROTOCOL, ServerMessage, WireEvent};
use comanda::rooms::Room;
use futures::{SinkExt as _, StreamExt as _};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// Longer than anything here takes; a test that waits this long has failed.
pub const PATIENCE: Duration = Duration::from_secs(20);

pub struct Client {
    pub socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

/// Connects with these headers. Errors: the HTTP status of a refusal.
pub async fn connect(people: &People, query: &str, headers: &[(&'static str, &str)]) -> Result<Client, u16> {
    let mut request = format!("ws://{}/ws{query}", people.address).into_client_request().expect("a request");
    for (name, value) in headers {
        request.headers_mut().insert(*name, value.parse().expect("a header"));
    }
    match tokio::time::timeout(PATIENCE, connect_async(request)).await.expect("an answer in time") {
        Ok((socket, _)) => Ok(Client { socket }),
        Err(Error::Http(response)) => Err(response.status().as_u16()),
        Err(other) => panic!("no answer: {other}"),
    }
}

impl Client {
    pub async fn open(people: &People, cookie: &str) -> Self {
        connect(people, "", &[("cookie", cookie)]).await.expect("connected")
    }

    /// Opens, says hello, and reads up to the word that the past is settled. What came before it is returned too.
    pub async fn live(people: &People, cookie: &str, cursor: Option<Cursor>, rooms: &[Room]) -> (Self, Vec<ServerMessage>) {
        let mut client = Self::open(people, cookie).await;
        client.hello(cursor, rooms).await;
        let mut said = Vec::new();
        loop {
            let message = client.next().await;
            let settled = matches!(message, ServerMessage::CaughtUp { .. } | ServerMessage::Resync { .. });
            said.push(message);
            if settled {
                return (client, said);
            }
        }
    }

    pub async fn hello(&mut self, cursor: Option<Cursor>, rooms: &[Room]) {
        let hello =
            ClientMessage::Hello { protocol: PROTOCOL, build: "test".into(), cursor, rooms: rooms.to_vec(), deflate: false };
        self.say(&hello).await;
    }

    pub async fn say(&mut self, message: &ClientMessage) {
        self.send(Message::text(serde_json::to_string(message).expect("a message"))).await;
    }

    pub async fn send(&mut self, message: Message) {
        self.socket.send(message).await.expect("sent");
    }

    /// The next message. Panics if the connection closes instead.
    pub async fn next(&mut self) -> ServerMessage {
        match self.next_or_close().await {
            Ok(message) => message,
            Err(code) => panic!("closed with {code:?}"),
        }
    }

    /// The next message, or the code the server closed with.
    pub async fn next_or_close(&mut self) -> Result<ServerMessage, Option<u16>> {
        loop {
            let received = tokio::time::timeout(PATIENCE, self.socket.next()).await.expect("something in time");
            match received {
                Some(Ok(Message::Text(text))) => return Ok(serde_json::from_str(&text).expect("our protocol")),
                Some(Ok(Message::Close(frame))) => return Err(frame.map(|f| u16::from(f.code))),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(None),
            }
        }
    }

    /// The next event; anything else on the way is passed over.
    pub async fn event(&mut self) -> WireEvent {
        loop {
            if let ServerMessage::Event(event) = self.next().await {
                return event;
            }
        }
    }

    /// Everything up to the close, and its code.
    pub async fn until_closed(&mut self) -> (Vec<ServerMessage>, Option<u16>) {
        let mut said = Vec::new();
        loop {
            match self.next_or_close().await {
                Ok(message) => said.push(message),
                Err(code) => return (said, code),
            }
        }
    }

    /// Everything that came before the answer to a ping sent now: what had been on its way, and no more.
    pub async fn so_far(&mut self, t: i64) -> Vec<ServerMessage> {
        self.say(&ClientMessage::Ping { t }).await;
        let mut said = Vec::new();
        loop {
            match self.next().await {
                ServerMessage::Pong { t: back, .. } if back == t => return said,
                other => said.push(other),
            }
        }
    }
}

/// The events among messages.
pub fn events(messages: &[ServerMessage]) -> Vec<&WireEvent> {
    messages.iter().filter_map(|m| if let ServerMessage::Event(event) = m { Some(event) } else { None }).collect()
}
