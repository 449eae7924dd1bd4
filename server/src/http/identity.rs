//! Who is asking: established from the cookies before any handler runs.

use super::AppState;
use super::answer::refuse;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use comanda::backend::Caller;
use engine::accounts::Accounts;

/// Puts the [`Caller`] into the request. Errors: 503 while the database does not answer (only for those who bring a cookie).
pub async fn establish(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    if super::site::is_file(request.uri().path()) {
        request.extensions_mut().insert(Caller::default());
        return next.run(request).await;
    }
    let hashes: Vec<_> = Accounts::tokens(request.headers()).into_iter().map(|(_, hash)| hash).collect();
    match state.auth.know(&hashes).await {
        Ok(caller) => {
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Err(fault) => refuse(&state.languages, request.uri().path(), request.headers(), fault),
    }
}
