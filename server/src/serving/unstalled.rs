//! A stream whose other end must take what is sent to it: who takes none of it for a while is gone.

use super::ConnectionPermit;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// Holds the connection's place for as long as the stream is there.
pub(super) struct Unstalled<S> {
    inner: S,
    within: Duration,
    /// Something waits to be taken until then.
    until: Option<Pin<Box<Sleep>>>,
    _place: ConnectionPermit,
}

impl<S> Unstalled<S> {
    pub fn new(inner: S, within: Duration, place: ConnectionPermit) -> Self {
        Self { inner, within, until: None, _place: place }
    }

    fn moved<T>(&mut self, cx: &mut Context<'_>, polled: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if polled.is_ready() {
            self.until = None;
            return polled;
        }
        let within = self.within;
        ready!(self.until.get_or_insert_with(|| Box::pin(sleep(within))).as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Unstalled<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_read(cx, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Unstalled<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.inner).poll_write(cx, bytes);
        self.moved(cx, polled)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.inner).poll_flush(cx);
        // Nothing waits in a socket's flush; it says nothing of what a full buffer waits for.
        if polled.is_ready() { polled } else { self.moved(cx, polled) }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.inner).poll_shutdown(cx);
        self.moved(cx, polled)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.inner).poll_write_vectored(cx, slices);
        self.moved(cx, polled)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Capacity, Places};
    use super::*;
    use engine::limits::Network;
    use std::net::IpAddr;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};

    #[tokio::test]
    async fn who_takes_nothing_is_given_up_and_who_takes_something_is_not() {
        let places = Places::new(Capacity { connections: 1, per_address: 1 });
        let place = places.free().await.taken_by(Network::from(IpAddr::from([192, 0, 2, 1]))).unwrap();
        let (mut client, server) = duplex(16);
        let mut stream = Unstalled::new(server, Duration::from_millis(50), place);
        let (written, read) = tokio::join!(stream.write_all(&[7; 1_000]), async { client.read_exact(&mut [0; 1_000]).await });
        assert!(written.is_ok() && read.is_ok());
        let error = stream.write_all(&[7; 1_000]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }
}
