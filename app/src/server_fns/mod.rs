//! Server functions: thin. Who is asking, call the backend, return.

pub mod door;
pub mod follow;
pub mod guest_forms;
pub mod handover;
pub mod queries;
pub mod sign_in;
pub mod submit;
pub mod wire;

#[cfg(feature = "ssr")]
pub(crate) use ask::{answer, ask, reply};

#[cfg(feature = "ssr")]
mod ask {
    use crate::AppError;
    use axum::http::{HeaderValue, StatusCode, header};
    use comanda::backend::{Backend, Caller, Fault, SetCookie};
    use leptos::prelude::use_context;
    use leptos_axum::ResponseOptions;
    use std::sync::Arc;

    /// The backend and who is asking, both provided by the router for every request.
    pub fn ask() -> Result<(Arc<dyn Backend>, Caller), AppError> {
        let backend = use_context::<Arc<dyn Backend>>().ok_or(Fault::Internal)?;
        Ok((backend, use_context::<Caller>().unwrap_or_default()))
    }

    /// The answer whose status a fault decides: a question's own. While a whole page is drawn the page decides,
    /// since a question among many may fail without the page failing, and a page may send people elsewhere.
    pub fn reply() -> Option<ResponseOptions> {
        let parts = use_context::<axum::http::request::Parts>()?;
        parts.uri.path().starts_with("/api/").then(use_context).flatten()
    }

    /// Turns the backend's answer into the screen's, with the HTTP status that fits a fault.
    pub fn answer<T>(response: Option<ResponseOptions>, result: Result<T, Fault>) -> Result<T, AppError> {
        result.map_err(|fault| {
            if let Some(response) = response {
                response.set_status(StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
            }
            fault.into()
        })
    }

    /// Puts a cookie on the answer.
    pub fn set_cookie(response: Option<&ResponseOptions>, cookie: &SetCookie) {
        if let (Some(response), Ok(value)) = (response, HeaderValue::from_str(&cookie.0)) {
            response.append_header(header::SET_COOKIE, value);
        }
    }
}
#[cfg(feature = "ssr")]
pub(crate) use ask::set_cookie;
