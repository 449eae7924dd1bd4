//! A guest's way to another phone.

use super::wire::Wire;
use crate::AppError;
use comanda::views::Handover;
use leptos::prelude::*;

/// A link that takes this guest's place to another device, once and for a few minutes.
#[server(prefix = "/api", endpoint = "handover", input = Wire, output = Wire)]
pub async fn hand_over() -> Result<Handover, AppError> {
    let (backend, caller) = super::ask()?;
    let response = super::reply();
    super::answer(response, backend.hand_over(&caller).await)
}
