//! The questions screens ask, answered from the tables. Each checks who asks.

use super::Comanda;
use comanda::backend::{Caller, Fault, Hat};
use comanda::ids::{SessionId, StationId};
use comanda::kitchen::TicketCard;
use comanda::menu::Menu;
use comanda::session::Session;
use comanda::views::{Board, Floor, Page, Queues};

pub(super) async fn menu(_app: &Comanda, _caller: &Caller) -> Result<Menu, Fault> {
    Err(Fault::Unavailable)
}
pub(super) async fn session(_app: &Comanda, _caller: &Caller, _hat: Hat, _id: SessionId) -> Result<Session, Fault> {
    Err(Fault::Unavailable)
}
pub(super) async fn floor(_app: &Comanda, _caller: &Caller) -> Result<Floor, Fault> {
    Err(Fault::Unavailable)
}
pub(super) async fn queues(_app: &Comanda, _caller: &Caller) -> Result<Queues, Fault> {
    Err(Fault::Unavailable)
}
pub(super) async fn board(_app: &Comanda, _caller: &Caller, _station: Option<StationId>) -> Result<Board, Fault> {
    Err(Fault::Unavailable)
}
pub(super) async fn past_tickets(
    _app: &Comanda,
    _caller: &Caller,
    _station: Option<StationId>,
    _after: Option<String>,
) -> Result<Page<TicketCard>, Fault> {
    Err(Fault::Unavailable)
}
