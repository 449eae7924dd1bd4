//! Leptos: the staff's pages, server functions, and the fallback of files and “not found”.

use super::{AppState, CspNonce};
use super::{drawn, language, site};
use app::{App, shell};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use comanda::backend::{Backend, Caller};
use i18n::Words;
use leptos::nonce::Nonce;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{LeptosRoutes as _, generate_route_list};
use std::sync::Arc;

/// Pages and server functions, with files and “not found” behind them.
pub fn routes(state: &AppState) -> Router<AppState> {
    let options = state.leptos.clone();
    let context = context(state);
    Router::new()
        .leptos_routes_with_context(state, generate_route_list(App), context, move || shell(options.clone()))
        .fallback(file_or_not_found)
        .layer(from_fn_with_state(state.clone(), names_its_program))
}

/// Every page says which program it belongs to: whoever keeps it for later keeps the two together.
async fn names_its_program(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let is_page = headers.get(header::CONTENT_TYPE).is_some_and(|mime| mime.as_bytes().starts_with(b"text/html"));
    if is_page && let Ok(build) = HeaderValue::from_str(state.site.build()) {
        headers.insert(drawn::PROGRAM, build);
    }
    response
}

/// What every page and server function may ask for: the backend, who is asking, the response's nonce.
fn context(state: &AppState) -> impl Fn() + Clone + Send + Sync + 'static {
    let backend: Arc<dyn Backend> = state.services.backend.clone();
    let languages = state.languages.clone();
    move || {
        provide_context(backend.clone());
        if let Some(parts) = use_context::<Parts>() {
            let caller = parts.extensions.get::<Caller>().cloned().unwrap_or_default();
            provide_context(Words::of(language::of_page(&languages, parts.uri.path(), &parts.headers, Some(&caller))));
            provide_context(caller);
            if let Some(CspNonce(nonce)) = parts.extensions.get::<CspNonce>() {
                provide_context(Nonce::from_value(nonce.clone()));
            }
        }
    }
}

async fn file_or_not_found(State(state): State<AppState>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    if let Some(file) = state.site.answer(request.uri().path(), request.headers()) {
        return file;
    }
    if site::is_file(request.uri().path()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let parts = request.into_parts().0;
    let caller = parts.extensions.get::<Caller>().cloned().unwrap_or_default();
    drawn::not_found(&state, &caller, &parts)
}
