//! For whoever watches over the process: is it alive, and is it any use?

use super::AppState;
use axum::extract::State;
use axum::http::StatusCode;

/// The process answers.
pub async fn alive() -> &'static str {
    "alive\n"
}

/// The database answers and is up to date.
pub async fn ready(State(state): State<AppState>) -> (StatusCode, String) {
    let db = &state.comanda.db;
    let checked = match db.ping().await {
        Ok(()) => db.check_schema().await,
        Err(error) => Err(error),
    };
    match checked {
        Ok(()) => (StatusCode::OK, "ready\n".into()),
        Err(error) => (StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {error}\n")),
    }
}
