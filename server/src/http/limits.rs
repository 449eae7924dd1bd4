//! How much and how often: bodies, changes per browser, guesses at codes.

use super::answer::{refuse, refuse_with};
use super::identity::Known;
use super::{AppState, MAX_BODY};
use crate::config::Switch;
use crate::realtime::limits::Bucket;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use comanda::backend::{Caller, Fault};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use tokio::time::Instant;

/// The log over HTTP: asked again and again, and changes nothing.
const FOLLOW: &str = "/api/follow";
/// Counters kept at most, over all browsers; beyond it the idle ones are forgotten.
const MAX_COUNTERS: usize = 20_000;

/// Token buckets by key.
struct Counters<K> {
    started: Instant,
    buckets: Mutex<HashMap<K, (Bucket, u64)>>,
}

impl<K: Eq + Hash> Counters<K> {
    fn new() -> Self {
        Self { started: Instant::now(), buckets: Mutex::default() }
    }

    fn take(&self, key: K, fresh: Bucket) -> Result<(), Fault> {
        let now = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MAX_COUNTERS {
            // Whoever was last seen minutes ago has a full bucket again.
            buckets.retain(|_, (_, seen)| seen.saturating_add(300_000) > now);
        }
        let (bucket, seen) = match buckets.entry(key) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert((fresh, now)),
        };
        *seen = now;
        bucket.take(now).map_err(|retry_after_ms| Fault::RateLimited { retry_after_ms })
    }

    fn give_back(&self, key: &K) {
        if let Some((bucket, _)) = self.buckets.lock().unwrap_or_else(PoisonError::into_inner).get_mut(key) {
            bucket.give_back();
        }
    }
}

/// Who is counted: a seat, a sign-in, a device, or an address of people without any.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Who {
    Guest(comanda::ids::GuestId),
    Device(comanda::ids::DeviceId),
    Address(IpAddr),
}

/// The limits of this node.
pub struct Limits {
    /// Nobody is counted where a bench plays a whole dining room from one device.
    changes: Option<Counters<Who>>,
    /// Questions for the log: theirs is a count of their own, so that a busy evening leaves room for taps.
    polls: Counters<Who>,
    guesses: Counters<(IpAddr, String)>,
}

impl Limits {
    /// Guesses and polls are always counted; changes unless switched off.
    pub fn new(changes: Switch) -> Self {
        Self { changes: (changes == Switch::On).then(Counters::new), polls: Counters::new(), guesses: Counters::new() }
    }

    /// A question for the log: as many as there may be batches of news, and some more.
    fn poll(&self, caller: &Caller, address: IpAddr) -> Result<(), Fault> {
        let who = match caller {
            Caller { staff: Some(staff), .. } => Who::Device(staff.device),
            Caller { guest: Some(guest), .. } => Who::Guest(guest.guest),
            _ => Who::Address(address),
        };
        self.polls.take(who, Bucket::new(100, 30))
    }

    /// A change asked for. A seat holder and a device count for themselves; everybody else by address, which a whole
    /// dining room may share.
    fn change(&self, caller: &Caller, address: IpAddr) -> Result<(), Fault> {
        let Some(changes) = &self.changes else { return Ok(()) };
        let (who, bucket) = match caller {
            Caller { staff: Some(staff), .. } => (Who::Device(staff.device), Bucket::new(200, 50)),
            Caller { guest: Some(guest), .. } => (Who::Guest(guest.guest), Bucket::new(60, 10)),
            Caller { device: Some(device), .. } => (Who::Device(device.id), Bucket::new(60, 10)),
            _ => (Who::Address(address), Bucket::new(120, 20)),
        };
        changes.take(who, bucket)
    }

    /// A guess at a table's code (ten a minute for each table) or at a table's token (the same for all there is).
    pub fn guess(&self, address: IpAddr, what: &str) -> Result<(), Fault> {
        self.guesses.take(guessed(address, what), Bucket::per_minute(10))
    }

    /// The guess was right: a large party behind one address is no attack.
    pub fn guessed_right(&self, address: IpAddr, what: &str) {
        self.guesses.give_back(&guessed(address, what));
    }
}

fn guessed(address: IpAddr, what: &str) -> (IpAddr, String) {
    (address, what.chars().take(64).collect())
}

/// The asker's address; of the last proxy's word if we stand behind one.
pub fn address(state: &AppState, headers: &HeaderMap, peer: Option<&ConnectInfo<SocketAddr>>) -> IpAddr {
    let forwarded = state.behind_proxy.then(|| headers.get("x-forwarded-for")).flatten();
    forwarded
        .and_then(|list| list.to_str().ok())
        .and_then(|list| list.rsplit(',').next())
        .and_then(|last| last.trim().parse().ok())
        .or(peer.map(|peer| peer.0.ip()))
        .unwrap_or(IpAddr::from([0, 0, 0, 0]))
}

/// Changes by server function, so many per browser.
pub async fn rate(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if *request.method() == Method::POST && request.uri().path().starts_with("/api/") {
        let known = request.extensions().get::<Known>().cloned().unwrap_or_default();
        let address = address(&state, request.headers(), request.extensions().get());
        let limit = if request.uri().path() == FOLLOW { Limits::poll } else { Limits::change };
        if let Err(fault) = limit(&state.limits, &known.caller, address) {
            return refuse(request.uri().path(), request.headers(), fault);
        }
    }
    next.run(request).await
}

/// A body that says it is too large is refused before it is read; one that lies is cut off by the body limit.
pub async fn body(request: Request, next: Next) -> Response {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse().ok());
    if length.is_some_and(|length: usize| length > MAX_BODY) {
        let message = format!("That is too large: at most {} KiB.", MAX_BODY / 1024);
        let (path, headers) = (request.uri().path(), request.headers());
        return refuse_with(StatusCode::PAYLOAD_TOO_LARGE, path, headers, Fault::Invalid { message });
    }
    let (parts, body) = request.into_parts();
    let body = axum::body::Body::new(http_body_util::Limited::new(body, MAX_BODY));
    next.run(Request::from_parts(parts, body)).await
}
