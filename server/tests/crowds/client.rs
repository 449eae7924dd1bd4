//! A client as a browser has it: the product's own connection machine, over a real socket, by the real clock.

use comanda::At;
use comanda::protocol::{Cursor, ServerMessage};
use comanda::rooms::Room;
use engine::clock::{Clock as _, SystemClock};
use futures::{SinkExt as _, StreamExt as _};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use sync::connection::{Action, Input, Machine, State};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use tokio_util::sync::CancellationToken;

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// How often the machine is told that time passes.
const TICK: Duration = Duration::from_secs(1);
/// A server that takes longer to shake hands counts as away.
const HANDSHAKE: Duration = Duration::from_secs(20);

/// What can be seen of a client from outside.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    pub cursor: Option<Cursor>,
    /// Positions of the events it was given, in order.
    pub heard: Vec<i64>,
    /// When it was welcomed.
    pub welcomed: Vec<At>,
    /// When it meant to try again, each time it had lost the line.
    pub meant: Vec<At>,
    /// Answers that everything must be asked anew, after the first.
    pub resyncs: usize,
}

#[derive(Clone, Default)]
pub struct Window(Arc<Mutex<Seen>>);

impl Window {
    pub fn look(&self) -> Seen {
        self.0.lock().unwrap().clone()
    }
    pub fn cursor(&self) -> Option<Cursor> {
        self.0.lock().unwrap().cursor
    }
    /// Welcomes so far.
    pub fn welcomes(&self) -> usize {
        self.0.lock().unwrap().welcomed.len()
    }
}

fn now() -> At {
    SystemClock.now()
}

/// Lives until it is told to stop.
pub async fn live(address: String, cookie: String, rooms: Vec<Room>, window: Window, stop: CancellationToken) {
    let mut machine = Machine::new("a crowd");
    let mut socket: Option<Socket> = None;
    let mut input = Input::Audience(rooms);
    loop {
        if let Input::Message(message) = &input
            && matches!(**message, ServerMessage::Welcome { .. })
        {
            window.0.lock().unwrap().welcomed.push(now());
        }
        let before = machine.state();
        let actions = machine.step(now(), rand::random(), input);
        let mut next = None;
        for action in actions {
            if let Some(follows) = carry_out(action, &mut socket, &address, &cookie, &window).await {
                next = Some(follows);
            }
        }
        window.0.lock().unwrap().cursor = machine.cursor();
        if let State::Waiting { until, .. } = machine.state() {
            socket = None;
            if before != machine.state() {
                window.0.lock().unwrap().meant.push(until);
            }
        }
        input = match next {
            Some(input) => input,
            None => {
                let until = match machine.state() {
                    State::Waiting { until, .. } => Duration::from_millis(u64::try_from(until.since(now())).unwrap_or(0)),
                    _ => Duration::MAX,
                };
                tokio::select! {
                    () = stop.cancelled() => return,
                    input = heard(&mut socket) => input,
                    // The machine's own second hand, as a page has one.
                    () = tokio::time::sleep(until.min(TICK)) => Input::Tick,
                }
            }
        };
    }
}

/// Does what the machine asks for; what follows from it at once, if anything.
async fn carry_out(action: Action, socket: &mut Option<Socket>, address: &str, cookie: &str, window: &Window) -> Option<Input> {
    match action {
        Action::Open => {
            let mut request = format!("ws://{address}/ws").into_client_request().expect("a request");
            request.headers_mut().insert("cookie", cookie.parse().expect("a header"));
            *socket = match tokio::time::timeout(HANDSHAKE, connect_async(request)).await {
                Ok(Ok((opened, _))) => Some(opened),
                _ => None,
            };
            return Some(if socket.is_some() { Input::Opened } else { Input::Closed(1006) });
        }
        Action::Close => *socket = None,
        Action::Send(message) => {
            let text = serde_json::to_string(&message).expect("a message");
            if let Some(open) = socket
                && open.send(Message::text(text)).await.is_err()
            {
                *socket = None;
                return Some(Input::Closed(1006));
            }
        }
        Action::Deliver(event) => window.0.lock().unwrap().heard.push(event.seq),
        Action::Restart(_) => window.0.lock().unwrap().resyncs += 1,
        // The server serves a site of its own build; the crowd is of none.
        Action::Answered { .. } | Action::Time { .. } | Action::OtherBuild(_) => {}
        other => panic!("{other:?}"),
    }
    None
}

/// The next thing the line says; never, without a line.
async fn heard(socket: &mut Option<Socket>) -> Input {
    let Some(open) = socket else { return std::future::pending().await };
    loop {
        match open.next().await {
            Some(Ok(Message::Text(text))) => {
                return Input::Message(Box::new(serde_json::from_str(&text).expect("our protocol")));
            }
            Some(Ok(Message::Close(frame))) => return Input::Closed(frame.map_or(1005, |frame| frame.code.into())),
            Some(Ok(_)) => {}
            Some(Err(_)) | None => return Input::Closed(1006),
        }
    }
}
