//! A scanned table code: the guest's way in.

use super::AppState;
use super::answer::refuse;
use super::identity::Known;
use super::limits::address;
use crate::ids;
use crate::store::floor;
use axum::Form;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::{Extension, extract::OriginalUri};
use comanda::backend::Fault;
use comanda::ids::{GuestId, SessionId, StoreId, TableId};
use comanda::{Actor, At, Command, Envelope, Rejection};
use serde::Deserialize;
use std::net::SocketAddr;

#[derive(Debug, Deserialize)]
pub struct CodeForm {
    #[serde(default)]
    code: String,
}

/// What a scan brings along.
struct Scan {
    state: AppState,
    known: Known,
    headers: HeaderMap,
    peer: Option<ConnectInfo<SocketAddr>>,
    path: String,
}

/// `GET /t/{token}`: seats the guest, or sends them where they are told what is missing.
pub async fn scan(
    State(state): State<AppState>,
    Extension(known): Extension<Known>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Response {
    Scan { state, known, headers, peer: peer.map(|p| p.0), path: uri.path().to_owned() }.seat(&token, None).await
}

/// `POST /t/{token}` with the table's code, where the restaurant wants one.
pub async fn scan_with_code(
    State(state): State<AppState>,
    Extension(known): Extension<Known>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(form): Form<CodeForm>,
) -> Response {
    let scan = Scan { state, known, headers, peer: peer.map(|p| p.0), path: uri.path().to_owned() };
    scan.seat(&token, Some(form.code)).await
}

impl Scan {
    async fn seat(self, token: &str, code: Option<String>) -> Response {
        match self.try_seat(token, code).await {
            Ok(response) => response,
            Err(fault) => refuse(&self.path, &self.headers, fault),
        }
    }

    async fn try_seat(&self, token: &str, code: Option<String>) -> Result<Response, Fault> {
        let from = address(&self.state, &self.headers, self.peer.as_ref());
        let Some((store, table)) = floor::by_token(&self.state.comanda.db, token).await? else {
            self.state.limits.guess(from, "token")?;
            tracing::info!("an unknown table code was scanned");
            return Ok(welcome(token, "unknown"));
        };
        if self.sits_at(store, table.id).await? {
            return Ok(Redirect::to("/table").into_response());
        }
        // Counted before it is looked at, so that many at once are no more than one after the other.
        let guessed = code.is_some();
        if guessed {
            self.state.limits.guess(from, token)?;
        }
        let guest: GuestId = ids::fresh();
        let command = Command::Scan { table: table.id, session: ids::fresh::<SessionId>(), guest, code, covers: None };
        let envelope = Envelope { key: ids::fresh(), command, at: At::default(), base_seq: 0 };
        let actor = Actor::Visitor { table: table.id };
        match self.state.comanda.pipeline.submit(store, actor, envelope).await {
            Ok(outcome) => {
                if guessed {
                    self.state.limits.guessed_right(from, token);
                }
                let session = outcome.session.ok_or(Fault::Internal)?;
                let cookie = self.state.auth.seat_guest(store, session, guest).await?;
                Ok(([(header::SET_COOKIE, cookie.0)], Redirect::to("/table")).into_response())
            }
            Err(Fault::Rejected { rejection: Rejection::TableCodeNeeded }) => Ok(welcome(token, "code")),
            Err(Fault::Rejected { rejection: Rejection::WrongTableCode }) => Ok(welcome(token, "wrong_code")),
            Err(fault) => Err(fault),
        }
    }

    /// Does this browser hold a seat at the table's open session already?
    async fn sits_at(&self, store: StoreId, table: TableId) -> Result<bool, Fault> {
        let caller = &self.known.caller;
        let Some(guest) = caller.guest.as_ref().filter(|_| caller.store == Some(store) && !self.known.table_closed) else {
            return Ok(false);
        };
        Ok(floor::session_at(&self.state.comanda.db, store, table).await? == Some(guest.session))
    }
}

/// The page that says what is missing. The token is what the browser came with: percent-encoded, it can leave no path.
fn welcome(token: &str, state: &str) -> Response {
    let token: String = token
        .bytes()
        .take(100)
        .map(|b| if b.is_ascii_alphanumeric() || b"-_".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect();
    Redirect::to(&format!("/welcome/{token}?state={state}")).into_response()
}
