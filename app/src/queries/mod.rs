//! Every cached question, once. Pages call the `use_…` functions; the coordinator invalidates through [`invalidate`].
//!
//! A fetch that does not reach the server keeps asking quietly: the screen goes on showing what it knew.

use crate::AppError;
use crate::server_fns::queries as ask;
use comanda::backend::Hat;
use comanda::ids::{SessionId, StationId};
use comanda::kitchen::TicketCard;
use comanda::menu::Menu;
use comanda::session::Session;
use comanda::views::{Board, Floor, FrontDoor, Page, Queues, StaffCard, Viewer};
use leptos::prelude::*;
use leptos_fetch::QueryClient;

mod derived;
mod patient;
pub use derived::derived;
use patient::patiently;

/// What a query holds: the last answer.
pub type Answer<T> = Result<T, AppError>;

async fn viewer() -> Answer<Viewer> {
    patiently(ask::get_viewer).await
}
async fn front_door() -> Answer<FrontDoor> {
    patiently(ask::get_front_door).await
}
async fn menu() -> Answer<Menu> {
    patiently(ask::get_menu).await
}
async fn session((hat, id): (Hat, SessionId)) -> Answer<Session> {
    patiently(move || ask::get_session(hat, id)).await
}
async fn floor() -> Answer<Floor> {
    patiently(ask::get_floor).await
}
async fn queues() -> Answer<Queues> {
    patiently(ask::get_queues).await
}
async fn board(BoardOf(station): BoardOf) -> Answer<Board> {
    patiently(move || ask::get_board(station)).await
}
async fn past_tickets((station, after): PastKey) -> Answer<Page<TicketCard>> {
    patiently(move || ask::get_past_tickets(station, after.clone())).await
}
async fn staff() -> Answer<Vec<StaffCard>> {
    patiently(ask::get_staff).await
}

fn client() -> QueryClient {
    expect_context()
}

/// Who is looking. Blocking: a page knows it before it renders.
pub fn use_viewer() -> Resource<Answer<Viewer>> {
    client().resource_blocking(viewer, || ())
}
pub fn use_front_door() -> Resource<Answer<FrontDoor>> {
    client().resource_blocking(front_door, || ())
}
/// The store's catalogue with availability.
pub fn use_menu() -> Resource<Answer<Menu>> {
    client().resource_blocking(menu, || ())
}
/// A session under a hat; `None` while there is none to ask for.
pub fn use_session(key: impl Fn() -> Option<(Hat, SessionId)> + Send + Sync + 'static) -> Resource<Option<Answer<Session>>> {
    client().resource_blocking(session, key)
}
pub fn use_floor() -> Resource<Answer<Floor>> {
    client().resource_blocking(floor, || ())
}
pub fn use_queues() -> Resource<Answer<Queues>> {
    client().resource_blocking(queues, || ())
}
/// A station's board; `None` is the expo board over all.
pub fn use_board(station: impl Fn() -> Option<StationId> + Send + Sync + 'static) -> Resource<Answer<Board>> {
    client().resource_blocking(board, move || BoardOf(station()))
}
/// A page of bumped tickets of a station (`None` is all), the newest first; `after` is the `next` of the page before.
pub fn use_past_tickets(key: impl Fn() -> PastKey + Send + Sync + 'static) -> Resource<Answer<Page<TicketCard>>> {
    client().resource(past_tickets, key)
}
/// People who may sign in on this device.
pub fn use_staff() -> Resource<Answer<Vec<StaffCard>>> {
    client().resource_blocking(staff, || ())
}

/// A station, and the page before.
type PastKey = (Option<StationId>, Option<String>);

/// Which board: a station's, or expo. (A bare `None` key would mean “do not ask”.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct BoardOf(Option<StationId>);

/// A cached question by name: what an event makes stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QueryKey {
    Menu,
    Session(SessionId),
    Floor,
    Queues,
    /// The boards of every station, and expo; with them the bumped tickets.
    Boards,
}

/// Marks cached answers stale; those that something on screen reads refetch, each once.
pub fn invalidate(client: &QueryClient, keys: &[QueryKey]) {
    for key in keys {
        match *key {
            QueryKey::Menu => client.invalidate_query_scope(menu),
            QueryKey::Session(id) => {
                client.invalidate_queries_with_predicate(session, move |(_, held): &(Hat, SessionId)| *held == id);
            }
            QueryKey::Floor => client.invalidate_query_scope(floor),
            QueryKey::Queues => client.invalidate_query_scope(queues),
            QueryKey::Boards => {
                client.invalidate_query_scope(board);
                client.invalidate_query_scope(past_tickets);
            }
        }
    }
}

/// Everything may have changed: after a resync, a sign-in, a long sleep.
pub fn invalidate_all(client: &QueryClient) {
    client.invalidate_all_queries();
}

/// Who is looking has changed (sign-in, sign-out).
pub fn forget_viewer() {
    let client = client();
    client.invalidate_query_scope(viewer);
    client.invalidate_query_scope(staff);
}
