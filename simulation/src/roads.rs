//! A phone's roads to the server: a socket, and single requests. What `app::realtime::link` and the browser's `fetch` do.

use crate::phone::Happened;
use crate::wire::{Frame, Opening, Question, Reading, SERVER, reading, write_line};
use comanda::Actor;
use comanda::protocol::ClientMessage;
use std::io;
use std::time::Duration;
use tokio::io::AsyncWriteExt as _;
use tokio::sync::mpsc::{self, UnboundedSender};
use tokio::task::{AbortHandle, spawn_local};
use turmoil::net::TcpStream;
use turmoil::net::tcp::OwnedWriteHalf;

/// When a request that nobody answers is given up. The simulated TCP sends nothing again, so that what a cut has swallowed is lost
/// for good.
const PATIENCE: Duration = Duration::from_secs(12);
/// A connection that is lost without a word (RFC 6455).
const ABNORMAL: u16 = 1006;

/// One open (or opening) socket. Dropping it closes it, and nothing more is heard from it.
pub struct Link {
    /// Which of the page's sockets it is.
    pub number: u64,
    out: UnboundedSender<Frame>,
    stop: AbortHandle,
}

impl Link {
    /// Where sockets are blocked it closes before it has heard anything.
    pub fn open(number: u64, actor: Actor, blocked: bool, inbox: UnboundedSender<Happened>) -> Self {
        let (out, outgoing) = mpsc::unbounded_channel();
        let pongs = out.clone();
        let stop = spawn_local(async move {
            // The browser queues what is sent before the handshake is over, so the greeting may go at once.
            let _ = inbox.send(Happened::Opened(number));
            let code = match begin(&Opening::Socket(actor)).await {
                _ if blocked => ABNORMAL,
                Ok((lines, write)) => {
                    spawn_local(write_all(write, outgoing));
                    read_all(number, lines, &pongs, &inbox).await
                }
                Err(_) => ABNORMAL,
            };
            let _ = inbox.send(Happened::Closed(number, code));
        })
        .abort_handle();
        Self { number, out, stop }
    }

    pub fn send(&self, message: &ClientMessage) {
        let _ = self.out.send(Frame::Text(serde_json::to_string(message).expect("text")));
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.stop.abort();
    }
}

async fn begin(opening: &Opening) -> io::Result<(Reading, OwnedWriteHalf)> {
    let stream = TcpStream::connect(SERVER).await?;
    let (read, mut write) = stream.into_split();
    write_line(&mut write, &serde_json::to_string(opening).expect("text")).await?;
    Ok((reading(read), write))
}

async fn write_all(mut write: OwnedWriteHalf, mut outgoing: mpsc::UnboundedReceiver<Frame>) {
    while let Some(frame) = outgoing.recv().await {
        if write_line(&mut write, &frame.line()).await.is_err() {
            break;
        }
    }
    let _ = write.shutdown().await;
}

/// Says with which code it closed.
async fn read_all(number: u64, mut lines: Reading, pongs: &UnboundedSender<Frame>, inbox: &UnboundedSender<Happened>) -> u16 {
    while let Ok(Some(line)) = lines.next_line().await {
        match Frame::parse(&line) {
            Some(Frame::Text(text)) => {
                let _ = inbox.send(Happened::Heard(number, text));
            }
            Some(Frame::Ping) => {
                let _ = pongs.send(Frame::Pong);
            }
            Some(Frame::Close(code)) => return code,
            Some(Frame::Pong) | None => {}
        }
    }
    ABNORMAL
}

/// One request and its answer. `None`: the server was not reached, or its answer was lost.
pub async fn request(opening: Opening) -> Option<String> {
    request_within(PATIENCE, opening).await
}

/// Like [`request`], for a question that the server may hold back for a while.
pub async fn held_request(opening: Opening) -> Option<String> {
    request_within(PATIENCE * 3, opening).await
}

async fn request_within(patience: Duration, opening: Opening) -> Option<String> {
    let exchange = async {
        let (mut lines, _write) = begin(&opening).await.ok()?;
        lines.next_line().await.ok().flatten()
    };
    tokio::time::timeout(patience, exchange).await.ok().flatten()
}

/// Asks until there is an answer, ever more slowly, as `app::queries` does.
pub async fn patiently(actor: Actor, question: Question) -> String {
    for attempt in 0_u32.. {
        if let Some(answer) = request(Opening::Ask(actor.clone(), question)).await {
            return answer;
        }
        let wait = 500_u64.saturating_mul(2_u64.saturating_pow(attempt.min(6))).min(15_000);
        tokio::time::sleep(Duration::from_millis(wait)).await;
    }
    unreachable!("nobody is that patient")
}
