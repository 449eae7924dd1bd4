//! Every cached question, once. Pages call the `use_…` functions; the coordinator invalidates through [`invalidate`].
//!
//! A fetch that does not reach the server keeps asking quietly: the screen goes on showing what it knew.

use crate::AppError;
use crate::server_fns::queries as ask;
use comanda::backend::Hat;
use comanda::ids::{SessionId, StationId};
use comanda::kitchen::TicketCard;
use comanda::party::Session;
use comanda::replica::{House, Pass, Stamped};
use comanda::shop::menu::Menu;
use comanda::views::{FrontDoor, Page, StaffCard, Viewer, Welcome};
use leptos::prelude::*;
use leptos_fetch::QueryClient;
use std::sync::Arc;

mod derived;
mod patient;
pub use derived::derived;
use patient::patiently;

/// What a query holds: the last answer.
pub type Answer<T> = Result<T, AppError>;
/// An answer that knows its place in the log: [`crate::realtime::follow`] keeps it true.
pub type Answered<T> = Answer<Stamped<Arc<T>>>;

fn shared<T>(Stamped { cursor, value }: Stamped<T>) -> Stamped<Arc<T>> {
    Stamped { cursor, value: Arc::new(value) }
}

async fn viewer() -> Answer<Viewer> {
    patiently(ask::get_viewer).await
}
async fn front_door() -> Answer<FrontDoor> {
    patiently(ask::get_front_door).await
}
async fn welcome(token: String) -> Answer<Welcome> {
    patiently(move || ask::get_welcome(token.clone())).await
}
async fn menu() -> Answered<Menu> {
    patiently(ask::get_menu).await.map(shared)
}
async fn session((hat, id): (Hat, SessionId)) -> Answered<Session> {
    patiently(move || ask::get_session(hat, id)).await.map(shared)
}
async fn house() -> Answered<House> {
    patiently(ask::get_house).await.map(shared)
}
async fn pass() -> Answered<Pass> {
    patiently(ask::get_pass).await.map(shared)
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
/// What the code on a table leads to.
pub fn use_welcome(token: impl Fn() -> String + Send + Sync + 'static) -> Resource<Answer<Welcome>> {
    client().resource_blocking(welcome, token)
}
/// The store's catalogue with availability.
pub fn use_menu() -> Resource<Answered<Menu>> {
    client().resource_blocking(menu, || ())
}
/// A session under a hat; `None` while there is none to ask for.
pub fn use_session(key: impl Fn() -> Option<(Hat, SessionId)> + Send + Sync + 'static) -> Resource<Option<Answered<Session>>> {
    client().resource_blocking(session, key)
}
/// The floor with everybody on it.
pub fn use_house() -> Resource<Answered<House>> {
    client().resource_blocking(house, || ())
}
/// All that stands, cooks or is read at the pass.
pub fn use_pass() -> Resource<Answered<Pass>> {
    client().resource_blocking(pass, || ())
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

/// A cached question by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QueryKey {
    Viewer,
    Menu,
    Session(SessionId),
    House,
    Pass,
    PastTickets,
}

/// Marks cached answers stale; those that something on screen reads refetch, each once.
pub fn invalidate(client: &QueryClient, keys: &[QueryKey]) {
    for key in keys {
        match *key {
            QueryKey::Viewer => client.invalidate_query_scope(viewer),
            QueryKey::Menu => client.invalidate_query_scope(menu),
            QueryKey::Session(id) => {
                client.invalidate_queries_with_predicate(session, move |(_, held): &(Hat, SessionId)| *held == id);
            }
            QueryKey::House => client.invalidate_query_scope(house),
            QueryKey::Pass => client.invalidate_query_scope(pass),
            QueryKey::PastTickets => client.invalidate_query_scope(past_tickets),
        }
    }
}

/// Asks for the floor anew: for what no event tells, such as a table's code that has run out.
pub fn use_house_again() -> impl Fn() + Copy + Send + Sync + 'static {
    let client = client();
    move || {
        client.invalidate_query_scope(house);
    }
}

/// Asks for the kitchen anew: for what no event tells, such as a business day that is over.
pub fn use_pass_again() -> impl Fn() + Copy + Send + Sync + 'static {
    let client = client();
    move || {
        client.invalidate_query_scope(pass);
    }
}

/// Asks for a party's stay again: for what no event tells a phone that has stopped listening.
pub fn use_session_again() -> impl Fn(SessionId) + Copy + Send + Sync + 'static {
    let client = client();
    move |id| invalidate(&client, &[QueryKey::Session(id)])
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
