//! How a connection ends: what its client hears last, and with which code it closes.

use super::member::Ending;
use super::outgoing::frame;
use super::socket::Wire;
use crate::metrics;
use comanda::backend::Fault;
use comanda::protocol::{
    CLOSE_CROWDED, CLOSE_REPLACED, CLOSE_RESTART, CLOSE_TOO_SLOW, CLOSE_UNAUTHENTICATED, ErrorCode, ServerMessage,
};
use futures::{SinkExt as _, StreamExt as _};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tungstenite::protocol::CloseFrame;
use tungstenite::{Error as WireError, Message, Utf8Bytes};

/// How long a closing connection may take to say goodbye.
pub(super) const GOODBYE: Duration = Duration::from_secs(5);
/// What a closing connection may still say, in messages and then in bytes.
const LAST_WORDS: usize = 1_000;
const LAST_BYTES: usize = 1024 * 1024;
/// RFC 6455: internal error.
const CLOSE_INTERNAL: u16 = 1011;
/// RFC 6455: protocol error.
pub(super) const CLOSE_BROKEN: u16 = 1002;

/// How a connection ends.
pub(super) struct End {
    farewell: Option<Box<ServerMessage>>,
    /// `None`: the other end is gone already.
    close: Option<(u16, &'static str)>,
}

impl End {
    pub const GONE: Self = Self { farewell: None, close: None };

    pub fn with(code: u16, reason: &'static str) -> Self {
        Self { farewell: None, close: Some((code, reason)) }
    }
}

impl From<Ending> for End {
    fn from(ending: Ending) -> Self {
        metrics::ended(ending.word());
        match ending {
            Ending::Crowded => Self::with(CLOSE_CROWDED, "too many sockets; the newest ones stay"),
            Ending::TooSlow => Self::with(CLOSE_TOO_SLOW, "too slow; come back with your cursor"),
            Ending::Revoked => Self::with(CLOSE_UNAUTHENTICATED, "access has ended"),
            Ending::Replaced { by } => Self {
                farewell: Some(Box::new(ServerMessage::SessionReplaced { by })),
                close: Some((CLOSE_REPLACED, "continues on another device")),
            },
            Ending::GoingAway { retry_after_ms } => Self {
                farewell: Some(Box::new(ServerMessage::GoingAway { retry_after_ms })),
                close: Some((CLOSE_RESTART, "the server restarts")),
            },
        }
    }
}

/// The server's own failure: the client may try again.
pub(super) fn internal(fault: &Fault) -> End {
    tracing::warn!(code = fault.code(), "a connection could not be served");
    End {
        farewell: Some(Box::new(ServerMessage::Error { code: ErrorCode::Internal, message: fault.code() })),
        close: Some((CLOSE_INTERNAL, "try again")),
    }
}

/// Says why, closes, and reads on until the other end has answered: unread input would make TCP drop our last words.
pub(super) async fn say_goodbye(socket: &mut Wire, end: End) -> Result<(), WireError> {
    if let Some(message) = end.farewell {
        socket.send(Message::Text(frame(&message))).await?;
    }
    if let Some((code, reason)) = end.close {
        socket.send(Message::Close(Some(CloseFrame { code: code.into(), reason: Utf8Bytes::from_static(reason) }))).await?;
        for _ in 0..LAST_WORDS {
            match socket.next().await {
                Some(Ok(_)) => {}
                None | Some(Err(WireError::ConnectionClosed)) => return Ok(()),
                Some(Err(_)) => break,
            }
        }
        // What can't be read as messages any more: in bytes, and none of it is kept.
        let stream = socket.get_mut();
        stream.shutdown().await?;
        let (mut read, mut piece) = (0, [0; 1024]);
        while read < LAST_BYTES {
            match stream.read(&mut piece).await? {
                0 => break,
                some => read += some,
            }
        }
    }
    Ok(())
}
