//! How much and how often, in front of every request: bodies and their time, changes, questions.

use super::answer::{refuse, refuse_with};
use super::{AppState, MAX_BODY, site};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use comanda::backend::{Caller, Fault, Invalid};
use engine::limits::{Counted, Network};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use percent_encoding::percent_decode_str;
use std::net::{IpAddr, SocketAddr};

/// The log over HTTP: asked again and again, and changes nothing.
const FOLLOW: &str = "/api/follow";
/// Where codes for new screens are typed.
const ENROL: &str = "/api/enrol";

/// The asker's address as it is counted.
fn network(state: &AppState, request: &Request) -> Network {
    address(state, request.headers(), request.extensions().get())
}

/// The asker's address as it is counted; of the last proxy's word if we stand behind one.
pub fn address(state: &AppState, headers: &HeaderMap, peer: Option<&ConnectInfo<SocketAddr>>) -> Network {
    let forwarded = state.behind_proxy.then(|| headers.get("x-forwarded-for")).flatten();
    let address = forwarded
        .and_then(|list| list.to_str().ok())
        .and_then(|list| list.rsplit(',').next())
        .and_then(|last| last.trim().parse().ok())
        .or(peer.map(|peer| peer.0.ip()));
    Network::from(address.unwrap_or(IpAddr::from([0, 0, 0, 0])))
}

/// Changes by server function, pages and their questions: so many for each browser.
pub async fn rate(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (method, path) = (request.method(), request.uri().path());
    if site::is_file(path) {
        return next.run(request).await;
    }
    let caller = request.extensions().get::<Caller>().cloned().unwrap_or_default();
    let who = Counted::of(&caller, network(&state, &request));
    if let Some(token) = path.strip_prefix("/t/")
        && let Err(fault) = state.limits.scan(network(&state, &request), &percent_decode_str(token).decode_utf8_lossy())
    {
        return refuse(&state.languages, "/t/", request.headers(), fault);
    }
    let counted = match *method {
        Method::POST if path == FOLLOW => state.limits.poll(who),
        Method::POST if path == ENROL => state.limits.enrolment(network(&state, &request)),
        Method::POST if path.starts_with("/api/") => state.limits.change(who),
        Method::GET | Method::HEAD => state.limits.question(who),
        _ => Ok(()),
    };
    match counted {
        Ok(()) if path == ENROL && method == Method::POST => enrolled(&state, request, next).await,
        Ok(()) => next.run(request).await,
        Err(fault) => refuse(&state.languages, path, request.headers(), fault),
    }
}

/// Wrong codes are counted once they are known to be wrong: a right one brings a cookie.
async fn enrolled(state: &AppState, request: Request, next: Next) -> Response {
    let (from, headers) = (network(state, &request), request.headers().clone());
    let response = next.run(request).await;
    if response.headers().contains_key(header::SET_COOKIE) || response.status().is_server_error() {
        return response;
    }
    match state.limits.wrong_enrolment(from) {
        Ok(()) => response,
        Err(fault) => refuse(&state.languages, ENROL, &headers, fault),
    }
}

/// A body is read whole before anything looks at it. One that is too large is refused, before it is read if it says so; one that
/// does not come to its end in time, or breaks off, is refused too.
pub async fn body(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse().ok());
    let (parts, body) = request.into_parts();
    if http_body::Body::is_end_stream(&body) {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let too_large = || {
        let fault = Invalid::TooLarge { max_kib: MAX_BODY / 1024 }.into();
        refuse_with(StatusCode::PAYLOAD_TOO_LARGE, &state.languages, parts.uri.path(), &parts.headers, fault)
    };
    if length.is_some_and(|length: usize| length > MAX_BODY) {
        return too_large();
    }
    match tokio::time::timeout(state.deadlines.body, Limited::new(body, MAX_BODY).collect()).await {
        Ok(Ok(read)) => next.run(Request::from_parts(parts, read.to_bytes().into())).await,
        Ok(Err(error)) if error.is::<LengthLimitError>() => too_large(),
        // Whoever asked may ask again: nothing was read, and a tap on a slow line is not refused for ever.
        Ok(Err(_)) => {
            refuse_with(StatusCode::BAD_REQUEST, &state.languages, parts.uri.path(), &parts.headers, Fault::Unavailable)
        }
        Err(_) => {
            refuse_with(StatusCode::REQUEST_TIMEOUT, &state.languages, parts.uri.path(), &parts.headers, Fault::Unavailable)
        }
    }
}
