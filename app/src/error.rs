//! What a screen can be told went wrong: the server's [`Fault`], or the road to it.

use crate::words;
use comanda::backend::{Fault, Invalid};
use leptos::prelude::{FromServerFnError, ServerFnErrorErr};
use serde::Serialize;
use tagged::Tagged;

/// Every failure a screen may show; [`AppError::sentence`] says it to people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tagged)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum AppError {
    Fault {
        fault: Fault,
    },
    /// The server was not reached: nothing is known about what happened.
    Unreachable,
    /// An answer that is not ours: a captive portal, a proxy, a half-written body.
    Garbled,
}

impl AppError {
    /// Worth asking again without anybody doing anything.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Unreachable | Self::Garbled | Self::Fault { fault: Fault::Unavailable })
    }
    /// In the page's language.
    pub fn sentence(&self) -> String {
        match self {
            Self::Fault { fault } => words().fault(fault),
            Self::Unreachable => say!(unreachable).into(),
            Self::Garbled => say!(garbled).into(),
        }
    }
    pub fn fault(&self) -> Option<&Fault> {
        match self {
            Self::Fault { fault } => Some(fault),
            _ => None,
        }
    }
}

impl From<Fault> for AppError {
    fn from(fault: Fault) -> Self {
        Self::Fault { fault }
    }
}

/// The asker's fault, and told with a status that says so: nobody's alarm rings for it.
fn not_understood() -> AppError {
    let fault = Fault::from(Invalid::NotUnderstood);
    #[cfg(feature = "ssr")]
    if let Some(response) = leptos::prelude::use_context::<leptos_axum::ResponseOptions>() {
        let status = axum::http::StatusCode::from_u16(fault.status());
        response.set_status(status.unwrap_or(axum::http::StatusCode::BAD_REQUEST));
    }
    fault.into()
}

impl FromServerFnError for AppError {
    type Encoder = crate::server_fns::wire::WireEncoding;

    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        match value {
            ServerFnErrorErr::Request(_) => Self::Unreachable,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => not_understood(),
            // On the server it is the question that can't be read, in a browser the answer.
            #[cfg(feature = "ssr")]
            ServerFnErrorErr::Deserialization(_) => not_understood(),
            #[cfg(not(feature = "ssr"))]
            ServerFnErrorErr::Deserialization(_) => Self::Garbled,
            ServerFnErrorErr::Response(_) => Self::Garbled,
            _ => Fault::Internal.into(),
        }
    }
}
