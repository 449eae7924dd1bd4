//! The one server function that changes anything: every command goes through it.

use super::wire::Wire;
use crate::AppError;
use comanda::actor::Principal;
use comanda::backend::Hat;
use comanda::{Envelope, Outcome};
use leptos::prelude::*;

/// Submits a command in the name of who tapped. Safe to repeat with the same key.
#[server(prefix = "/api", endpoint = "submit", input = Wire, output = Wire)]
pub async fn submit(hat: Hat, envelope: Envelope, owner: Option<Principal>) -> Result<Outcome, AppError> {
    let (backend, caller) = super::ask()?;
    let response = use_context();
    super::answer(response, backend.submit(&caller, hat, envelope, owner).await)
}
