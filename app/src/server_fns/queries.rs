//! The questions screens ask. Each has one cached query in [`crate::queries`]; pages use those, not these.

use super::wire::Wire;
use crate::AppError;
use comanda::backend::Hat;
use comanda::ids::{SessionId, StationId, TableId};
use comanda::kitchen::TicketCard;
use comanda::party::Session;
use comanda::replica::{House, Pass, Stamped};
use comanda::shop::menu::Menu;
use comanda::views::{FrontDoor, Page, StaffCard, TableQr, Viewer};
use leptos::prelude::*;
use server_fn::codec::GetUrl;
use std::sync::Arc;

#[server(prefix = "/api", endpoint = "viewer", input = GetUrl, output = Wire)]
pub async fn get_viewer() -> Result<Viewer, AppError> {
    let (backend, caller) = super::ask()?;
    let response = super::reply();
    super::answer(response, backend.viewer(&caller).await)
}

#[server(prefix = "/api", endpoint = "front_door", input = GetUrl, output = Wire)]
pub async fn get_front_door() -> Result<FrontDoor, AppError> {
    let (backend, _) = super::ask()?;
    let response = super::reply();
    super::answer(response, backend.front_door().await)
}

#[server(prefix = "/api", endpoint = "menu", input = GetUrl, output = Wire)]
pub async fn get_menu() -> Result<Stamped<Arc<Menu>>, AppError> {
    let (backend, caller) = super::ask()?;
    let response = super::reply();
    super::answer(response, backend.menu(&caller).await)
}

#[server(prefix = "/api", endpoint = "session", input = GetUrl, output = Wire)]
pub async fn get_session(hat: Hat, id: SessionId) -> Result<Stamped<Arc<Session>>, AppError> {
    let (backend, caller) = super::ask()?;
    let response = super::reply();
    super::answer(response, backend.session(&caller, hat, id).await)
}

#[server(prefix = "/api", endpoint = "house", input = GetUrl, output = Wire)]
pub async fn get_house() -> Result<Stamped<House>, AppError> {
    let (backend, caller) = super::ask()?;
    let response = super::reply();
    super::answer(response, backend.house(&caller).await)
}

#[server(prefix = "/api", endpoint = "pass", input = GetUrl, output = Wire)]
pub async fn get_pass() -> Result<Stamped<Pass>, AppError> {
    let (backend, caller) = super::ask()?;
    let response = super::reply();
    super::answer(response, backend.pass(&caller).await)
}

#[server(prefix = "/api", endpoint = "past_tickets", input = GetUrl, output = Wire)]
pub async fn get_past_tickets(station: Option<StationId>, after: Option<String>) -> Result<Page<TicketCard>, AppError> {
    let (backend, caller) = super::ask()?;
    let response = super::reply();
    super::answer(response, backend.past_tickets(&caller, station, after).await)
}

#[server(prefix = "/api", endpoint = "staff", input = GetUrl, output = Wire)]
pub async fn get_staff() -> Result<Vec<StaffCard>, AppError> {
    let (backend, caller) = super::ask()?;
    let response = super::reply();
    super::answer(response, backend.staff(&caller).await)
}

#[server(prefix = "/api", endpoint = "table_qr", input = GetUrl, output = Wire)]
pub async fn get_table_qr(table: TableId) -> Result<TableQr, AppError> {
    let (backend, caller) = super::ask()?;
    let response = super::reply();
    super::answer(response, backend.table_qr(&caller, table).await)
}
