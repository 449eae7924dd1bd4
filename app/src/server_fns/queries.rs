//! The questions screens ask. Each has one cached query in [`crate::queries`]; pages use those, not these.

use crate::AppError;
use comanda::backend::Hat;
use comanda::ids::{SessionId, StationId};
use comanda::kitchen::TicketCard;
use comanda::menu::Menu;
use comanda::session::Session;
use comanda::views::{Board, Floor, FrontDoor, Page, Queues, StaffCard, Viewer};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

#[server(prefix = "/api", endpoint = "viewer", input = GetUrl)]
pub async fn get_viewer() -> Result<Viewer, AppError> {
    let (backend, caller) = super::ask()?;
    let response = super::reply();
    super::answer(response, backend.viewer(&caller).await)
}

#[server(prefix = "/api", endpoint = "front_door", input = GetUrl)]
pub async fn get_front_door() -> Result<FrontDoor, AppError> {
    let (backend, _) = super::ask()?;
    let response = super::reply();
    super::answer(response, backend.front_door().await)
}

#[server(prefix = "/api", endpoint = "menu", input = GetUrl)]
pub async fn get_menu() -> Result<Menu, AppError> {
    let (backend, caller) = super::ask()?;
    let response = super::reply();
    super::answer(response, backend.menu(&caller).await)
}

#[server(prefix = "/api", endpoint = "session", input = GetUrl)]
pub async fn get_session(hat: Hat, id: SessionId) -> Result<Session, AppError> {
    let (backend, caller) = super::ask()?;
    let response = super::reply();
    super::answer(response, backend.session(&caller, hat, id).await)
}

#[server(prefix = "/api", endpoint = "floor", input = GetUrl)]
pub async fn get_floor() -> Result<Floor, AppError> {
    let (backend, caller) = super::ask()?;
    let response = super::reply();
    super::answer(response, backend.floor(&caller).await)
}

#[server(prefix = "/api", endpoint = "queues", input = GetUrl)]
pub async fn get_queues() -> Result<Queues, AppError> {
    let (backend, caller) = super::ask()?;
    let response = super::reply();
    super::answer(response, backend.queues(&caller).await)
}

/// `station` is empty for the expo board.
#[server(prefix = "/api", endpoint = "board", input = GetUrl)]
pub async fn get_board(station: Option<StationId>) -> Result<Board, AppError> {
    let (backend, caller) = super::ask()?;
    let response = super::reply();
    super::answer(response, backend.board(&caller, station).await)
}

#[server(prefix = "/api", endpoint = "past_tickets", input = GetUrl)]
pub async fn get_past_tickets(station: Option<StationId>, after: Option<String>) -> Result<Page<TicketCard>, AppError> {
    let (backend, caller) = super::ask()?;
    let response = super::reply();
    super::answer(response, backend.past_tickets(&caller, station, after).await)
}

#[server(prefix = "/api", endpoint = "staff", input = GetUrl)]
pub async fn get_staff() -> Result<Vec<StaffCard>, AppError> {
    let (backend, caller) = super::ask()?;
    let response = super::reply();
    super::answer(response, backend.staff(&caller).await)
}
