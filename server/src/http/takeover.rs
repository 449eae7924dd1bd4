//! A guest continues on another device, and comes back.

use super::AppState;
use super::answer::refuse;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use comanda::backend::Fault;
use engine::accounts::{Accounts, Kind};

/// `POST /continue/{token}`: this browser takes the place the link stands for.
pub async fn take_over(State(state): State<AppState>, headers: HeaderMap, Path(token): Path<String>) -> Response {
    match state.auth.take_over(&token, user_agent(&headers)).await {
        Ok(Some(cookie)) => ([(header::SET_COOKIE, cookie.0)], Redirect::to("/table")).into_response(),
        Ok(None) => Redirect::to("/continue/expired").into_response(),
        Err(fault) => refuse(&state.languages, "/continue", &headers, fault),
    }
}

/// `POST /continue`: the browser whose place was taken has it again.
pub async fn take_back(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let token = Accounts::tokens(&headers).into_iter().find(|(kind, _)| *kind == Kind::Guest).map(|(_, token)| token);
    let back = match token {
        Some(token) => state.auth.take_back(&token, user_agent(&headers)).await,
        None => Err(Fault::Unauthenticated),
    };
    match back {
        Ok(()) => Redirect::to("/table").into_response(),
        Err(fault) => refuse(&state.languages, "/continue", &headers, fault),
    }
}

fn user_agent(headers: &HeaderMap) -> &str {
    headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
