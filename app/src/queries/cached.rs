//! Every question of the staff's screens, once. Pages call the `use_…` functions.

use super::{Answer, Answered, QueryKey, Questions, patiently};
use crate::server_fns::queries as ask;
use comanda::ids::StationId;
use comanda::kitchen::TicketCard;
use comanda::replica::{House, Pass, Stamped};
use comanda::shop::menu::Menu;
use comanda::views::{Page, StaffCard, Viewer};
use leptos::prelude::*;
use leptos_fetch::QueryClient;

async fn viewer() -> Answer<Viewer> {
    patiently(ask::get_viewer).await
}
async fn menu() -> Answered<Menu> {
    patiently(ask::get_menu).await
}
async fn house() -> Answered<House> {
    patiently(ask::get_house).await.map(Stamped::shared)
}
async fn pass() -> Answered<Pass> {
    patiently(ask::get_pass).await.map(Stamped::shared)
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
/// The store's catalogue with availability.
pub fn use_menu() -> Resource<Answered<Menu>> {
    client().resource_blocking(menu, || ())
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

impl Questions for QueryClient {
    fn ask_again(&self, keys: &[QueryKey]) {
        for key in keys {
            match key {
                QueryKey::Viewer => self.invalidate_query_scope(viewer),
                QueryKey::Menu => self.invalidate_query_scope(menu),
                QueryKey::House => self.invalidate_query_scope(house),
                QueryKey::Pass => self.invalidate_query_scope(pass),
                QueryKey::PastTickets => self.invalidate_query_scope(past_tickets),
                // A waiter's parties are part of the floor.
                QueryKey::Session(_) => {}
            }
        }
    }

    fn ask_all_again(&self) {
        self.invalidate_all_queries();
    }
}

/// Asks for the floor again, for changes without an event, such as a table's code that has run out.
pub fn use_house_again() -> impl Fn() + Copy + Send + Sync + 'static {
    let client = client();
    move || {
        client.invalidate_query_scope(house);
    }
}

/// Asks for the kitchen again, for changes without an event, such as a business day that is over.
pub fn use_pass_again() -> impl Fn() + Copy + Send + Sync + 'static {
    let client = client();
    move || {
        client.invalidate_query_scope(pass);
    }
}

/// Who is looking has changed (sign-in, sign-out).
pub fn forget_viewer() {
    let client = client();
    client.invalidate_query_scope(viewer);
    client.invalidate_query_scope(staff);
}
