//! Who is who: cookies, sign-in, enrolment, guests' seats.
//!
//! The cookie sessions are a table of our own rather than a session crate's, because the hub must find a browser's sockets by
//! its device, staff member or guest the moment that access ends, and because one browser carries up to three identities.

mod code;
mod handover;
mod manage;
pub mod pin;
mod qr;
mod seats;
mod session_cache;
mod sign_in;
mod token;
mod viewer;

pub use code::{VALID_FOR as CODE_VALID_FOR, normalise as normalise_code};
pub use qr::{svg as qr_svg, text as qr_text};
pub use token::{CookieJar, Kind, Token, TokenHash, sha256_hex, token_in};

use crate::clock::Clock;
use crate::gateway::Hub;
use crate::storage::Db;
use crate::storage::web_sessions::{self, Found, Identified};
use comanda::backend::{Caller, Fault};
use http::{HeaderMap, header};
use pin::Pins;
use session_cache::SessionCache;
use std::sync::Arc;

/// How long each kind of cookie lasts, seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lifetimes {
    pub device: i64,
    pub staff: i64,
    pub guest: i64,
}

/// Answers who somebody is, and lets people in and out. Shared by router, socket and backend.
pub struct Accounts {
    db: Db,
    clock: Arc<dyn Clock>,
    hub: Arc<Hub>,
    jar: CookieJar,
    lifetimes: Lifetimes,
    /// The address guests' phones reach, without a slash at the end.
    public_url: String,
    pins: Pins,
    session_cache: SessionCache,
}

impl Accounts {
    pub fn new(
        db: Db,
        clock: Arc<dyn Clock>,
        hub: Arc<Hub>,
        jar: CookieJar,
        lifetimes: Lifetimes,
        public_url: impl Into<String>,
    ) -> Self {
        let public_url = public_url.into().trim_end_matches('/').to_owned();
        Self { db, clock, hub, jar, lifetimes, public_url, pins: Pins::default(), session_cache: SessionCache::default() }
    }

    /// The tokens among a request's cookies.
    #[must_use]
    pub fn tokens(headers: &HeaderMap) -> Vec<(Kind, TokenHash)> {
        let cookies = || headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        Kind::ALL.into_iter().filter_map(|kind| token_in(cookies(), kind).map(|token| (kind, token.hash()))).collect()
    }

    /// Who stands behind up to three tokens. Unknown, expired and revoked ones stand for nobody.
    /// Errors: [`Fault::Unavailable`] when the database does not answer.
    pub async fn know(&self, tokens: &[TokenHash]) -> Result<Caller, Fault> {
        if tokens.is_empty() {
            return Ok(Caller::default());
        }
        let (now, ended) = (self.clock.now(), self.hub.revocations());
        if let Some(caller) = self.session_cache.get(tokens, now, ended) {
            return Ok(caller);
        }
        let hash = |n: usize| tokens.get(n).map_or("", |t| t.0.as_str());
        let mut found = web_sessions::find(&self.db, [hash(0), hash(1), hash(2)], now).await?;
        // Staff before device before guest: should they be of different stores, the first decides.
        found.sort_by_key(|f| match f.identified {
            Identified::Staff(_) => 0,
            Identified::Device(_) => 1,
            Identified::Guest { .. } | Identified::Replaced { .. } => 2,
        });
        let caller = found.into_iter().fold(Caller::default(), and);
        self.session_cache.keep(tokens, now, ended, &caller);
        Ok(caller)
    }

    /// Like [`Accounts::know`], but without the guest where the table is closed.
    pub async fn caller_by(&self, tokens: &[TokenHash]) -> Result<Caller, Fault> {
        let mut caller = self.know(tokens).await?;
        if caller.table_closed {
            caller.guest = None;
        }
        Ok(caller)
    }

    /// Who is connected to this node.
    pub fn hub(&self) -> &Arc<Hub> {
        &self.hub
    }

    /// The address of a path as a phone reaches it.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }
}

/// What one more token adds; one of another store adds nothing.
fn and(mut caller: Caller, found: Found) -> Caller {
    if *caller.store.get_or_insert(found.store) != found.store {
        return caller;
    }
    match found.identified {
        Identified::Device(device) => caller.device = Some(device),
        Identified::Staff(staff) => caller.staff = Some(staff),
        Identified::Replaced { by } => caller.replaced_by = Some(by),
        Identified::Guest { guest, closed } => (caller.guest, caller.table_closed) = (Some(guest), closed),
    }
    caller
}
