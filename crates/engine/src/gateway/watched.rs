//! What a websocket's messages do not show of its frames: how many there are, empty ones and pieces included, and whether one has begun
//! and does not end.

use crate::limits::Bucket;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

/// Frames at once, whatever they are; a conversation's own limits are far below.
const BURST: u64 = 1_000;
const PER_SECOND: u64 = 200;
/// Pauses' worth of time that a message has in all.
const ALL: u32 = 4;

/// Why a stream was not read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Trespass {
    #[error("too many frames")]
    TooMany,
    #[error("a message that does not end")]
    Unfinished,
}

impl Trespass {
    /// The trespass behind a read's error.
    pub fn behind(error: &io::Error) -> Option<Self> {
        error.get_ref().and_then(|inner| inner.downcast_ref()).copied()
    }
}

/// A stream of websocket frames. A trespass is told once, as a read's error; then it is read on, for the goodbye.
pub struct Watched<S> {
    inner: S,
    frames: Frames,
    rate: Bucket,
    started: Instant,
    within: Duration,
    /// When the message that has begun is too late.
    due: Option<Due>,
    trespass: Option<Trespass>,
    told: bool,
}

/// The time a message has: so long for each pause, counted from when the server looks and nothing is there, since what it left unread
/// itself is not the client's doing; and [`ALL`] times as long for all of it.
struct Due {
    /// The how-manieth message it is.
    message: u32,
    within: Duration,
    /// All of it is to have come by then.
    until: Instant,
    pausing: bool,
    alarm: Pin<Box<Sleep>>,
}

impl Due {
    fn new(message: u32, within: Duration) -> Self {
        let until = Instant::now() + within * ALL;
        Self { message, within, until, pausing: false, alarm: Box::pin(sleep_until(until)) }
    }

    /// Bytes have come. Whether they are too many pauses late.
    fn heard(&mut self) -> bool {
        self.pausing = false;
        self.until <= Instant::now()
    }

    /// None have. Whether that was so for too long.
    fn is_over(&mut self, cx: &mut Context<'_>) -> bool {
        if !self.pausing {
            self.pausing = true;
            self.alarm.as_mut().reset(self.until.min(Instant::now() + self.within));
        }
        self.alarm.as_mut().poll(cx).is_ready()
    }
}

impl<S> Watched<S> {
    /// `within`: how long a message that has begun may pause; in all it may take [`ALL`] times as long.
    pub fn new(inner: S, within: Duration) -> Self {
        Self {
            inner,
            frames: Frames::default(),
            rate: Bucket::new(BURST, PER_SECOND),
            started: Instant::now(),
            within,
            due: None,
            trespass: None,
            told: false,
        }
    }

    fn heard(&mut self, bytes: &[u8]) {
        let begun = self.frames.read(bytes);
        let millis = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        if (0..begun).any(|_| self.rate.take(millis).is_err()) {
            self.trespass = Some(Trespass::TooMany);
        }
        let message = self.frames.finished;
        if !self.frames.unfinished() {
            self.due = None;
        } else if let Some(due) = self.due.as_mut().filter(|due| due.message == message) {
            if due.heard() {
                self.trespass = Some(Trespass::Unfinished);
            }
        } else {
            self.due = Some(Due::new(message, self.within));
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Watched<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let me = &mut *self;
        if me.told {
            return Pin::new(&mut me.inner).poll_read(cx, buffer);
        }
        let before = buffer.filled().len();
        let mut polled = Poll::Pending;
        if me.trespass.is_none() {
            polled = Pin::new(&mut me.inner).poll_read(cx, buffer);
            match &polled {
                Poll::Ready(Ok(())) => me.heard(&buffer.filled()[before..]),
                Poll::Ready(Err(_)) => {}
                Poll::Pending => {
                    if let Some(due) = &mut me.due
                        && due.is_over(cx)
                    {
                        me.trespass = Some(Trespass::Unfinished);
                    }
                }
            }
        }
        match me.trespass {
            // What was read just now is handed on first.
            Some(trespass) if polled.is_pending() => {
                me.told = true;
                Poll::Ready(Err(io::Error::other(trespass)))
            }
            _ => polled,
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Watched<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write(cx, bytes)
    }
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }
    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}

/// Reads the heads of frames (RFC 6455, 5.2) and steps over what they carry.
#[derive(Debug, Default)]
struct Frames {
    /// The head that is being read.
    head: [u8; 10],
    have: usize,
    /// Bytes of the frame (its mask included) that are still to come.
    rest: u64,
    /// Pieces of a message have come, and more are to come.
    open: bool,
    /// Messages that have come to their end, counted round and round.
    finished: u32,
    /// The frame under way ends a message.
    last: bool,
}

impl Frames {
    /// How many frames began among these bytes.
    fn read(&mut self, mut bytes: &[u8]) -> u32 {
        let mut begun = 0;
        while !bytes.is_empty() {
            if self.rest > 0 {
                let step = usize::try_from(self.rest).unwrap_or(usize::MAX).min(bytes.len());
                self.rest -= step as u64;
                bytes = &bytes[step..];
                self.end();
                continue;
            }
            begun += u32::from(self.have == 0);
            self.head[self.have] = bytes[0];
            self.have += 1;
            bytes = &bytes[1..];
            if self.have == self.needed() {
                self.begin();
            }
        }
        begun
    }

    fn unfinished(&self) -> bool {
        self.open || self.have > 0 || self.rest > 0
    }

    /// Bytes of the head, without the mask.
    fn needed(&self) -> usize {
        match (self.have, self.head[1] & 0x7f) {
            (0 | 1, _) => 2,
            (_, 126) => 4,
            (_, 127) => 10,
            _ => 2,
        }
    }

    /// The head is whole.
    fn begin(&mut self) {
        let length = match self.head[1] & 0x7f {
            126 => u64::from(u16::from_be_bytes([self.head[2], self.head[3]])),
            127 => self.head[2..10].iter().fold(0, |length, byte| (length << 8) | u64::from(*byte)),
            short => u64::from(short),
        };
        let mask = if self.head[1] & 0x80 == 0 { 0 } else { 4 };
        self.rest = length.saturating_add(mask);
        let control = self.head[0] & 0x08 != 0;
        if !control {
            self.open = self.head[0] & 0x80 == 0;
            self.last = !self.open;
        }
        self.have = 0;
        self.end();
    }

    fn end(&mut self) {
        if self.rest == 0 && std::mem::take(&mut self.last) {
            self.finished = self.finished.wrapping_add(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A masked frame.
    fn frame(first: u8, payload: usize) -> Vec<u8> {
        let mut bytes = vec![first];
        match payload {
            0..126 => bytes.push(0x80 | u8::try_from(payload).unwrap()),
            126..65_536 => {
                bytes.push(0x80 | 0x7e);
                bytes.extend(u16::try_from(payload).unwrap().to_be_bytes());
            }
            _ => {
                bytes.push(0x80 | 0x7f);
                bytes.extend((payload as u64).to_be_bytes());
            }
        }
        bytes.extend([7; 4]);
        bytes.extend(vec![7; payload]);
        bytes
    }

    #[test]
    fn frames_are_counted_however_they_are_cut() {
        let all: Vec<u8> =
            [frame(0x81, 0), frame(0x89, 5), frame(0x81, 200), frame(0x01, 70_000), frame(0x89, 0), frame(0x80, 3)].concat();
        for piece in [1, 3, 7, 1_024, all.len()] {
            let mut frames = Frames::default();
            let begun: u32 = all.chunks(piece).map(|bytes| frames.read(bytes)).sum();
            assert_eq!((begun, frames.finished, frames.unfinished()), (6, 3, false), "in pieces of {piece}");
        }
    }

    #[test]
    fn a_message_is_unfinished_until_its_last_byte() {
        let mut frames = Frames::default();
        let text = frame(0x81, 4);
        frames.read(&text[..text.len() - 1]);
        assert!(frames.unfinished());
        frames.read(&text[text.len() - 1..]);
        assert!(!frames.unfinished());
        frames.read(&frame(0x01, 2));
        assert!(frames.unfinished(), "a piece");
        frames.read(&frame(0x8a, 0));
        assert!(frames.unfinished(), "a pong ends no message");
        frames.read(&frame(0x80, 0));
        assert!(!frames.unfinished());
    }

    #[tokio::test]
    async fn who_drips_is_told_and_who_finishes_is_not() {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};
        let (mut client, server) = duplex(1_024);
        let mut watched = Watched::new(server, Duration::from_millis(20));
        let mut buffer = [0; 64];
        for _ in 0..3 {
            client.write_all(&frame(0x81, 3)).await.unwrap();
            assert!(watched.read(&mut buffer).await.is_ok());
        }
        client.write_all(&frame(0x01, 3)).await.unwrap();
        let drip = async {
            let mut beat = tokio::time::interval(Duration::from_millis(5));
            loop {
                beat.tick().await;
                client.write_all(&frame(0x8a, 0)).await.unwrap();
            }
        };
        let told = async {
            loop {
                if let Err(error) = watched.read(&mut buffer).await {
                    return error;
                }
            }
        };
        let error = tokio::select! { error = told => error, () = drip => unreachable!() };
        assert_eq!(Trespass::behind(&error), Some(Trespass::Unfinished));
    }

    #[tokio::test]
    async fn who_is_read_late_is_not_to_blame() {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};
        let (mut client, server) = duplex(8);
        let mut watched = Watched::new(server, Duration::from_millis(20));
        let text = frame(0x81, 100);
        let whole = text.len();
        let sends = tokio::spawn(async move { client.write_all(&text).await.map(|()| client) });
        let mut buffer = [0; 4];
        let mut read = watched.read(&mut buffer).await.unwrap();
        while read < whole {
            // The server does something else for longer than a pause may be, and the client can't send more.
            if read == 4 {
                tokio::time::sleep(Duration::from_millis(30)).await;
            }
            read += watched.read(&mut buffer).await.unwrap();
        }
        drop(sends.await.unwrap().unwrap());
    }

    #[tokio::test]
    async fn empty_pieces_are_counted_too() {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};
        let (mut client, server) = duplex(1_024);
        let mut watched = Watched::new(server, Duration::from_mins(1));
        let flood = async {
            client.write_all(&frame(0x01, 0)).await.unwrap();
            loop {
                client.write_all(&frame(0x00, 0)).await.unwrap();
            }
        };
        let told = async {
            let mut buffer = [0; 64];
            loop {
                if let Err(error) = watched.read(&mut buffer).await {
                    return error;
                }
            }
        };
        let error = tokio::select! { error = told => error, () = flood => unreachable!() };
        assert_eq!(Trespass::behind(&error), Some(Trespass::TooMany));
    }
}
