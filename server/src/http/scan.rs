//! A scanned table code: the guest's way in. Looking at the page changes nothing; the form on it seats.

use super::AppState;
use super::answer::refuse;
use super::limits::address;
use axum::Extension;
use axum::Form;
use axum::extract::{ConnectInfo, OriginalUri, Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use comanda::backend::{Caller, Fault, SetCookie};
use comanda::ids::{StoreId, TableId};
use comanda::shop::SeatingPolicy;
use comanda::{Actor, At, Command, Envelope, PartyCommand, Rejection};
use engine::accounts::{Accounts, Kind, TokenHash};
use engine::ids;
use engine::storage::floor;
use serde::{Deserialize, Deserializer};
use std::net::SocketAddr;
use uuid::Uuid;

/// What the welcome page asks. Every field may be missing: the page has asked for what the table needs.
#[derive(Debug, Default, Deserialize)]
pub struct SeatForm {
    #[serde(default)]
    code: String,
    /// How many they are.
    #[serde(default, deserialize_with = "empty_is_none")]
    covers: Option<u32>,
    /// `yes` or `no` to “Are you with the party that has just paid?”.
    #[serde(default)]
    with_paid: String,
    /// The page's own secret: its form sent twice seats one guest.
    #[serde(default, deserialize_with = "empty_is_none")]
    once: Option<Uuid>,
}

/// A field that was left empty is as good as none.
fn empty_is_none<'de, T: std::str::FromStr<Err: std::fmt::Display>, D: Deserializer<'de>>(
    field: D,
) -> Result<Option<T>, D::Error> {
    let text = String::deserialize(field)?;
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(serde::de::Error::custom) }
}

/// What a guest who sits down brings along.
struct Scan {
    state: AppState,
    caller: Caller,
    headers: HeaderMap,
    peer: Option<ConnectInfo<SocketAddr>>,
}

/// Tokens that are no table's are guesses, whoever looks: so many of them are slowed. In front of the pages.
pub async fn look(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if !matches!(*request.method(), Method::GET | Method::HEAD) || !path.starts_with("/t/") {
        return next.run(request).await;
    }
    let (path, headers) = (path.to_owned(), request.headers().clone());
    let from = address(&state, &headers, request.extensions().get::<ConnectInfo<SocketAddr>>());
    let response = next.run(request).await;
    if response.status() == StatusCode::NOT_FOUND
        && let Err(fault) = state.limits.guess_token(from)
    {
        return refuse(&state.languages, &path, &headers, fault);
    }
    response
}

/// `POST /t/{token}`: seats the guest and sends them to the menu, or where they are told what is missing.
pub async fn sit(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(form): Form<SeatForm>,
) -> Response {
    let scan = Scan { state, caller, headers, peer: peer.map(|p| p.0) };
    match scan.seat(&token, form).await {
        Ok(Seated::Not(asks)) => asks,
        Ok(Seated::Before) => Scan::to_the_table(None),
        Ok(Seated::Now(cookie)) => Scan::to_the_table(Some(cookie)),
        Err(fault) => refuse(&scan.state.languages, uri.path(), &scan.headers, fault),
    }
}

/// What became of a guest who wants to sit down.
enum Seated {
    /// They sit here already.
    Before,
    /// With this cookie.
    Now(SetCookie),
    /// The page that says what is missing.
    Not(Response),
}

impl Scan {
    /// The way to the table. The page itself as the answer would save a round trip, but is loaded again by sending the form again.
    fn to_the_table(cookie: Option<SetCookie>) -> Response {
        let mut response = Redirect::to("/table").into_response();
        if let Some(cookie) = cookie.and_then(|cookie| HeaderValue::from_str(&cookie.0).ok()) {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        response
    }

    async fn seat(&self, token: &str, form: SeatForm) -> Result<Seated, Fault> {
        let from = address(&self.state, &self.headers, self.peer.as_ref());
        let Some((store, table)) = floor::by_token(&self.state.comanda.db, token).await? else {
            self.state.limits.guess_token(from)?;
            tracing::info!("an unknown table code was scanned");
            return Ok(Seated::Not(welcome(token, "")));
        };
        if self.sits_at(store, table.id).await? {
            return Ok(Seated::Before);
        }
        if let Some(again) = self.comes_back(store, table.id).await? {
            return Ok(Seated::Now(again));
        }
        let code = Some(form.code).filter(|code| !code.trim().is_empty());
        // After too many wrong codes the server checks none for a while, and a waiter approves the phone instead: guests may share their
        // address with a prankster. Such a phone never closes a paid party's session.
        let guessed = code.is_some();
        let seating = (guessed && !self.state.limits.guess_code(from, token)).then_some(SeatingPolicy::StaffApproves);
        if seating.is_some() {
            if form.with_paid == "no" {
                return Err(Fault::RateLimited { retry_after_ms: 60_000 });
            }
            self.state.limits.knock(from, token)?;
        }
        let once = ids::once(form.once, self.state.comanda.clock.now());
        let guest = ids::derived(once, "guest");
        let with_paid = match form.with_paid.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let session = ids::derived(once, "session");
        let command =
            Command::Party(PartyCommand::Scan { table: table.id, session, guest, code, covers: form.covers, with_paid });
        let envelope = Envelope { key: ids::derived(once, "key"), command, at: At::default(), base_seq: 0 };
        let actor = Actor::Visitor { table: table.id };
        let outcome = self.state.comanda.pipeline.submit_under(store, actor, envelope, seating).await;
        let wrong = matches!(outcome, Err(Fault::Rejected { rejection: Rejection::WrongTableCode }));
        if guessed && seating.is_none() && !wrong {
            self.state.limits.guessed_right(from, token);
        }
        match outcome {
            Ok(outcome) => {
                let session = outcome.session.ok_or(Fault::Internal)?;
                let cookie = self.state.auth.move_guest(store, session, guest, self.held().as_ref()).await?;
                Ok(Seated::Now(cookie))
            }
            // The page asks for what it knows to be missing; the same page sent twice with other answers starts again.
            Err(Fault::Rejected { rejection: Rejection::TableCodeNeeded | Rejection::PartyHasPaid } | Fault::KeyReused) => {
                Ok(Seated::Not(welcome(token, "")))
            }
            Err(Fault::Rejected { rejection: Rejection::WrongTableCode }) => {
                // Who has said that they are a new party is not asked again.
                let asks = if with_paid == Some(false) { "?party=new&problem=wrong_code" } else { "?problem=wrong_code" };
                Ok(Seated::Not(welcome(token, asks)))
            }
            Err(fault) => Err(fault),
        }
    }

    /// The guest's cookie that the browser holds.
    fn held(&self) -> Option<TokenHash> {
        Accounts::tokens(&self.headers).into_iter().find(|(kind, _)| *kind == Kind::Guest).map(|(_, hash)| hash)
    }

    /// A phone that left the table for another is the guest it was, as long as the party is here.
    async fn comes_back(&self, store: StoreId, table: TableId) -> Result<Option<SetCookie>, Fault> {
        let Some(held) = self.held() else { return Ok(None) };
        let Some(session) = floor::session_at(&self.state.comanda.db, store, table).await? else { return Ok(None) };
        match self.state.auth.former_guest(store, session, &held).await? {
            Some(guest) => self.state.auth.move_guest(store, session, guest, Some(&held)).await.map(Some),
            None => Ok(None),
        }
    }

    /// Does this browser hold a seat at the table's open session already?
    async fn sits_at(&self, store: StoreId, table: TableId) -> Result<bool, Fault> {
        let caller = &self.caller;
        let Some(guest) = caller.guest.as_ref().filter(|_| caller.store == Some(store) && !self.caller.table_closed) else {
            return Ok(false);
        };
        Ok(floor::session_at(&self.state.comanda.db, store, table).await? == Some(guest.session))
    }
}

/// The table's page, which asks for what is missing. The token is what the browser came with: percent-encoded, it can leave no path.
fn welcome(token: &str, query: &str) -> Response {
    let token: String = token
        .bytes()
        .take(100)
        .map(|b| if b.is_ascii_alphanumeric() || b"-_".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect();
    Redirect::to(&format!("/t/{token}{query}")).into_response()
}
