//! Headers every answer carries, and the nonce that lets our own inline scripts run and nobody else's.

use super::AppState;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine as _;
use rand::RngCore as _;
use std::sync::Arc;

/// The nonce of this very response; pages are rendered with it.
#[derive(Debug, Clone)]
pub struct CspNonce(pub Arc<str>);

pub async fn headers(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let nonce = fresh_nonce();
    let host = request.headers().get(header::HOST).and_then(|h| h.to_str().ok()).map(str::to_owned);
    let policy = policy(&nonce, host.as_deref());
    request.extensions_mut().insert(CspNonce(nonce));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // A table's address is a key: it goes to no other site.
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(), screen-wake-lock=(self)"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if state.secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    // What is personal is nobody else's to keep; files say otherwise themselves.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Styles may be set by attribute (a table's place on the floor); scripts run from our files or with the nonce only.
fn policy(nonce: &str, host: Option<&str>) -> String {
    // Some browsers do not count a websocket as “self”.
    let sockets = host
        .filter(|h| h.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:[]".contains(&b)))
        .map(|h| format!(" ws://{h} wss://{h}"))
        .unwrap_or_default();
    format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; \
         style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'{sockets}; object-src 'none'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

fn fresh_nonce() -> Arc<str> {
    let mut bytes = [0; 16];
    rand::rng().fill_bytes(&mut bytes);
    base64::engine::general_purpose::STANDARD_NO_PAD.encode(bytes).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_inline_script_runs_without_the_nonce() {
        let policy = policy("n0nce", Some("127.0.0.1:3000"));
        let scripts = policy.split("; ").find(|part| part.starts_with("script-src")).unwrap_or_default();
        assert_eq!(scripts, "script-src 'self' 'nonce-n0nce' 'wasm-unsafe-eval'");
        assert!(policy.contains("connect-src 'self' ws://127.0.0.1:3000 wss://127.0.0.1:3000;"));
    }

    #[test]
    fn a_host_header_cannot_write_policy() {
        assert!(policy("n", Some("evil; script-src *")).contains("connect-src 'self';"));
    }
}
