//! A road that loses answers: it carries every request to the server, and cuts the line somewhere in most of the replies.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// After how many bytes of the reply a connection is cut, by turns: before the first, within the answer's head or the greeting,
/// within or after the answer itself, and not at all.
const CUTS: [Option<usize>; 5] = [Some(0), Some(90), Some(420), Some(900), None];

pub struct Proxy {
    pub address: SocketAddr,
    cut: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl Proxy {
    pub async fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let cut = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&cut);
        let task = tokio::spawn(async move {
            let mut turns = CUTS.into_iter().cycle();
            while let Ok((near, _)) = listener.accept().await {
                let (limit, counted) = (turns.next().flatten(), Arc::clone(&counted));
                tokio::spawn(async move {
                    if carry(near, server, limit).await == Some(Cut) {
                        counted.fetch_add(1, Ordering::SeqCst);
                    }
                });
            }
        });
        Self { address, cut, task }
    }

    /// Connections that were cut within a reply.
    pub fn cut(&self) -> usize {
        self.cut.load(Ordering::SeqCst)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

#[derive(PartialEq)]
struct Cut;

async fn carry(near: TcpStream, server: SocketAddr, limit: Option<usize>) -> Option<Cut> {
    let far = TcpStream::connect(server).await.ok()?;
    let ((mut from_near, mut to_near), (mut from_far, mut to_far)) = (near.into_split(), far.into_split());
    let there = tokio::spawn(async move { copy(&mut from_near, &mut to_far).await });
    let (mut passed, mut buffer) = (0, vec![0; 4096]);
    let ending = loop {
        let read = match from_far.read(&mut buffer).await {
            Ok(read) if read > 0 => read,
            _ => break None,
        };
        let left = limit.map_or(read, |limit| limit - passed).min(read);
        if to_near.write_all(&buffer[..left]).await.is_err() {
            break None;
        }
        passed += left;
        if limit == Some(passed) {
            break Some(Cut);
        }
    };
    there.abort();
    ending
}
