//! The router: pages, server functions, the socket, the site's files, and what stands in front of them all.

pub mod answer;
mod demo;
mod drawn;
pub mod health;
mod identity;
mod language;
mod limits;
mod metrics;
mod origin;
mod pages;
mod patience;
mod scan;
mod security;
pub mod site;
mod socket;
mod state;
mod store_languages;
mod takeover;
mod theme;

pub use origin::Origins;
pub use security::CspNonce;
pub use site::{BUILD_COMMAND, Site};
pub use state::{AppState, Parts};
pub use store_languages::StoreLanguages;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, Request};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tower::ServiceBuilder;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tower_http::trace::{DefaultOnResponse, TraceLayer};
use tracing::Level;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Bytes of a request's body: a form or one command.
pub const MAX_BODY: usize = 64 * 1024;

/// Everything the server answers.
pub fn router(state: AppState) -> Router {
    let guarded = pages::routes(&state)
        .layer(from_fn_with_state(state.clone(), language::names_itself))
        .layer(from_fn_with_state(state.clone(), patience::draw))
        .merge(drawn::routes())
        .layer(from_fn_with_state(state.clone(), scan::look))
        .route("/ws", get(socket::connect))
        .route("/continue", post(takeover::take_back))
        .route("/demo/enter/{room}", post(demo::enter))
        .route(app::language::SWITCH, post(language::choose_one))
        .route(app::components::theme::Theme::SWITCH, post(theme::choose))
        // From the outside in: who may post, how much, who it is, how often.
        .layer(
            ServiceBuilder::new()
                .layer(from_fn_with_state(state.clone(), origin::check))
                .layer(from_fn_with_state(state.clone(), limits::body))
                .layer(from_fn_with_state(state.clone(), identity::establish))
                .layer(from_fn_with_state(state.clone(), limits::rate)),
        );
    Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(metrics::figures))
        .merge(guarded)
        .layer(
            ServiceBuilder::new()
                .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
                .layer(TraceLayer::new_for_http().make_span_with(span).on_response(DefaultOnResponse::new().level(Level::DEBUG)))
                .layer(PropagateRequestIdLayer::new(REQUEST_ID))
                .layer(from_fn_with_state(state.clone(), security::headers))
                .layer(from_fn(metrics::count))
                .layer(from_fn_with_state(state.clone(), answer::catch_panics))
                .layer(DefaultBodyLimit::max(MAX_BODY)),
        )
        .with_state(state)
}

fn span<B>(request: &Request<B>) -> tracing::Span {
    let id = request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok()).unwrap_or_default();
    tracing::info_span!("request", id, method = %request.method(), path = loggable(request.uri().path()))
}

/// A path as the log may have it: that of a scanned code is a key to a table, that of a handover one to a seat.
fn loggable(path: &str) -> &str {
    ["/t/", "/welcome/", "/continue/"].into_iter().find(|start| path.starts_with(start)).unwrap_or(path)
}
