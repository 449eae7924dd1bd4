//! A websocket spoken by hand: what no library would send.

use super::client::PATIENCE;
use super::people::{People, Seated};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A websocket spoken by hand.
pub struct Raw {
    pub stream: TcpStream,
}

impl Raw {
    /// Connects and says hello.
    pub async fn open(people: &People, seat: &Seated) -> Self {
        let mut stream = TcpStream::connect(people.address).await.expect("a connection");
        let request = format!(
            "GET /ws HTTP/1.1\r\nHost: {}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nCookie: {}\r\n\r\n",
            people.address, seat.cookie
        );
        stream.write_all(request.as_bytes()).await.expect("sent");
        let mut raw = Self { stream };
        raw.read_until(b"\r\n\r\n").await;
        raw.frame(0x1, br#"{"type":"hello","protocol":1,"build":"b","cursor":null,"rooms":[]}"#).await;
        raw.read_until(b"resync").await;
        raw
    }

    /// Sends a masked frame of fewer than 126 bytes.
    pub async fn frame(&mut self, opcode: u8, payload: &[u8]) {
        let mut bytes = vec![0x80 | opcode, 0x80 | u8::try_from(payload.len()).expect("a short payload"), 0, 0, 0, 0];
        bytes.extend_from_slice(payload);
        self.stream.write_all(&bytes).await.expect("sent");
    }

    async fn read_until(&mut self, mark: &[u8]) {
        let mut seen = Vec::new();
        let mut piece = [0; 1024];
        while !seen.windows(mark.len()).any(|w| w == mark) {
            let read = self.stream.read(&mut piece).await.expect("something");
            assert!(read > 0, "closed too early: {}", String::from_utf8_lossy(&seen));
            seen.extend_from_slice(&piece[..read]);
        }
    }

    /// Sends an unfinished text frame with this in it, and says no more of it.
    pub async fn piece(&mut self, first: u8, payload: &[u8]) {
        let mut bytes = vec![first, 0x80 | 0x7e];
        bytes.extend(u16::try_from(payload.len()).expect("a short payload").to_be_bytes());
        bytes.extend([0; 4]);
        bytes.extend_from_slice(payload);
        self.stream.write_all(&bytes).await.expect("sent");
    }

    /// Sends this again and again until the server has closed, and gives what it said.
    pub async fn flood(mut self, bytes: &[u8], times: usize) -> String {
        let (mut read, mut write) = self.stream.split();
        let sent = async {
            for _ in 0..times {
                if write.write_all(bytes).await.is_err() {
                    break;
                }
            }
        };
        let mut all = Vec::new();
        let heard = async { tokio::time::timeout(PATIENCE, read.read_to_end(&mut all)).await.map(|_| ()) };
        let ((), closed) = tokio::join!(sent, heard);
        closed.expect("closed in time");
        String::from_utf8_lossy(&all).into_owned()
    }

    /// Everything until the server closes the connection, which it must.
    pub async fn rest(&mut self) -> String {
        let mut all = Vec::new();
        let read = tokio::time::timeout(PATIENCE, self.stream.read_to_end(&mut all)).await;
        let _ = read.expect("closed in time");
        String::from_utf8_lossy(&all).into_owned()
    }
}
