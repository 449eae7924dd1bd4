//! One click into each room of a demo install; anywhere else there is no such address.

use super::AppState;
use super::answer::refuse;
use super::limits::address;
use axum::Extension;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use comanda::backend::{Caller, Fault};
use std::net::SocketAddr;

/// `POST /demo/enter/{room}`: this browser becomes a screen of the demo with its owner signed in.
pub async fn enter(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    Path(room): Path<String>,
) -> Response {
    if let Err(fault) = state.limits.demo_door(address(&state, &headers, peer.as_deref())) {
        return refuse(&state.languages, "/demo/enter", &headers, fault);
    }
    let to = match room.as_str() {
        "waiter" | "counter" | "manager" => Ok("/waiter"),
        "kitchen" => Ok("/kitchen"),
        _ => Err(Fault::NotFound),
    };
    let entered = match to {
        Ok(to) => state.auth.enter_demo(&caller).await.map(|cookies| (to, cookies)),
        Err(fault) => Err(fault),
    };
    match entered {
        Ok((to, cookies)) => {
            let mut response = Redirect::to(to).into_response();
            for cookie in cookies.iter().filter_map(|cookie| HeaderValue::from_str(&cookie.0).ok()) {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            response
        }
        Err(fault) => refuse(&state.languages, "/demo/enter", &headers, fault),
    }
}
