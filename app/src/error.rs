//! What a screen can be told went wrong: the server's [`Fault`], or the road to it.

use comanda::backend::Fault;
use leptos::prelude::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use server_fn::codec::JsonEncoding;

/// Every failure a screen may show. Its `Display` is the sentence for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum AppError {
    #[error("{fault}")]
    Fault { fault: Fault },
    /// The server was not reached: nothing is known about what happened.
    #[error("No connection. Nothing was lost; we keep trying.")]
    Unreachable,
    /// An answer that is not ours: a captive portal, a proxy, a half-written body.
    #[error("The answer was not understood. Please try again.")]
    Garbled,
}

impl AppError {
    /// Worth asking again without anybody doing anything.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Unreachable | Self::Garbled | Self::Fault { fault: Fault::Unavailable })
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
    let fault = Fault::Invalid { message: "Something in this request was not understood.".into() };
    #[cfg(feature = "ssr")]
    if let Some(response) = leptos::prelude::use_context::<leptos_axum::ResponseOptions>() {
        let status = axum::http::StatusCode::from_u16(fault.status());
        response.set_status(status.unwrap_or(axum::http::StatusCode::BAD_REQUEST));
    }
    fault.into()
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

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
