//! For whoever watches over the process: is it alive, and is it any use?

use super::AppState;
use axum::extract::State;
use axum::http::StatusCode;

/// The process answers.
pub async fn alive() -> &'static str {
    "alive\n"
}

/// The database can be written, answers and is up to date; if not, a sentence says what to do about it.
pub async fn ready(State(state): State<AppState>) -> (StatusCode, String) {
    match state.comanda.db.ready().await {
        Ok(()) => (StatusCode::OK, "ready\n".into()),
        Err(error) => (StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {error}\n")),
    }
}
