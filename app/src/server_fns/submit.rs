//! The one server function that changes anything: every command goes through it.

use crate::AppError;
use comanda::actor::Principal;
use comanda::backend::Hat;
use comanda::{Envelope, Outcome};
use leptos::prelude::*;
use server_fn::codec::Json;

/// Submits a command in the name of who tapped. Safe to repeat with the same key.
#[server(prefix = "/api", endpoint = "submit", input = Json)]
pub async fn submit(hat: Hat, envelope: Envelope, owner: Option<Principal>) -> Result<Outcome, AppError> {
    let (backend, caller) = super::ask()?;
    let response = use_context();
    super::answer(response, backend.submit(&caller, hat, envelope, owner).await)
}
