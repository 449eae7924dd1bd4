//! The questions screens ask, answered from the tables. Each checks who asks; each sees one moment of the database.

use super::Comanda;
use super::cursor;
use crate::pipeline::{business_day, table_code};
use crate::store::tickets::Bumped;
use crate::store::{DbError, floor as floor_rows, menu as menu_rows, sessions, stores, tickets};
use comanda::actor::Role;
use comanda::backend::{Caller, CallerStaff, Fault, Hat};
use comanda::ids::{SessionId, StationId, StoreId};
use comanda::kitchen::{KitchenStats, TicketCard};
use comanda::menu::Menu;
use comanda::session::Session;
use comanda::store::SeatingPolicy;
use comanda::views::{Board, Floor, FloorTable, Page, Party, Queues};
use sqlx::AnyConnection;
use std::collections::HashMap;

/// Bumped tickets on a page of the history.
const PAGE: usize = 20;
/// Bumped tickets a board keeps at hand for recall.
const RECENT: usize = 12;

const FLOOR: [Role; 4] = [Role::Waiter, Role::Counter, Role::Manager, Role::Owner];
const KITCHEN: [Role; 3] = [Role::Kitchen, Role::Manager, Role::Owner];

pub(super) async fn menu(app: &Comanda, caller: &Caller) -> Result<Menu, Fault> {
    let store = caller.store.ok_or(Fault::Unauthenticated)?;
    if caller.guest.is_none() && caller.staff.is_none() {
        return Err(Fault::Unauthenticated);
    }
    Ok(menu_rows::find(&app.db, store).await?)
}

pub(super) async fn session(app: &Comanda, caller: &Caller, hat: Hat, id: SessionId) -> Result<Session, Fault> {
    let store = caller.store.ok_or(Fault::Unauthenticated)?;
    match hat {
        Hat::Guest => {
            let guest = caller.guest.as_ref().ok_or(Fault::Unauthenticated)?;
            if guest.session != id {
                return Err(Fault::Forbidden);
            }
        }
        Hat::Staff => {
            caller.staff.as_ref().ok_or(Fault::Unauthenticated)?;
        }
    }
    sessions::load(&app.db, store, id).await?.ok_or(Fault::NotFound)
}

pub(super) async fn floor(app: &Comanda, caller: &Caller) -> Result<Floor, Fault> {
    let store = staff_of(caller, &FLOOR)?;
    let mut snapshot = app.db.snapshot().await?;
    let restaurant = stores::load(&mut snapshot, store).await?.ok_or(DbError::UnknownStore)?;
    let areas = floor_rows::areas(&mut snapshot, store).await?;
    let tables = floor_rows::tables(&mut snapshot, store).await?;
    let open = sessions::open(&mut snapshot, store).await?;
    done(snapshot).await?;
    let parties: HashMap<_, _> = open.iter().map(|session| (session.table, Party::of(session))).collect();
    let window = table_code::window(app.clock.now());
    let coded = restaurant.store.seating == SeatingPolicy::TableCode;
    let tables = tables
        .into_iter()
        .map(|table| FloorTable {
            party: parties.get(&table.id).cloned(),
            code: coded.then(|| table_code(&restaurant.code_secret, table.id, window)),
            table,
        })
        .collect();
    Ok(Floor { areas, tables })
}

pub(super) async fn queues(app: &Comanda, caller: &Caller) -> Result<Queues, Fault> {
    let store = staff_of(caller, &FLOOR)?;
    Ok(Queues::of(&sessions::load_open(&app.db, store).await?))
}

pub(super) async fn board(app: &Comanda, caller: &Caller, station: Option<StationId>) -> Result<Board, Fault> {
    let store = staff_of(caller, &KITCHEN)?;
    let mut snapshot = app.db.snapshot().await?;
    let restaurant = stores::load(&mut snapshot, store).await?.ok_or(DbError::UnknownStore)?;
    let zone = business_day::zone(&restaurant.store.time_zone);
    let today = business_day::start(&zone, restaurant.store.day_ends_hour, app.clock.now());
    let working = tickets::sessions_on_board(&mut snapshot, store, station).await?;
    let working = sessions::many(&mut snapshot, store, &working).await?;
    let bumped = tickets::bumped(&mut snapshot, store, station, None, limit(RECENT)).await?;
    let recent = cards(&mut snapshot, store, &bumped).await?;
    let took = tickets::prep_times(&mut snapshot, store, station, today).await?;
    done(snapshot).await?;
    let mut open: Vec<TicketCard> = working
        .iter()
        .flat_map(TicketCard::on_board)
        .filter(|card| station.is_none_or(|station| card.station == station))
        .collect();
    open.sort_by_key(|card| (card.sent_at, card.id));
    Ok(Board { stats: KitchenStats::of(&open, &took), tickets: open, recent })
}

pub(super) async fn past_tickets(
    app: &Comanda,
    caller: &Caller,
    station: Option<StationId>,
    after: Option<String>,
) -> Result<Page<TicketCard>, Fault> {
    let store = staff_of(caller, &KITCHEN)?;
    let before = after.as_deref().map(cursor::read).transpose()?;
    let mut snapshot = app.db.snapshot().await?;
    // One more than a page says whether there is another.
    let mut bumped = tickets::bumped(&mut snapshot, store, station, before, limit(PAGE + 1)).await?;
    let more = bumped.len() > PAGE;
    bumped.truncate(PAGE);
    let items = cards(&mut snapshot, store, &bumped).await?;
    done(snapshot).await?;
    let next = bumped.last().filter(|_| more).map(|last: &Bumped| cursor::write(last.at, last.ticket));
    Ok(Page { items, next })
}

/// The cards of bumped tickets, in their order.
async fn cards(connection: &mut AnyConnection, store: StoreId, bumped: &[Bumped]) -> Result<Vec<TicketCard>, DbError> {
    let mut ids: Vec<SessionId> = bumped.iter().map(|b| b.session).collect();
    ids.sort_unstable();
    ids.dedup();
    let sessions = sessions::many(connection, store, &ids).await?;
    Ok(bumped.iter().filter_map(|one| card(&sessions, one)).collect())
}

fn card(sessions: &[Session], bumped: &Bumped) -> Option<TicketCard> {
    let session = sessions.iter().find(|s| s.id == bumped.session)?;
    session.orders.iter().find_map(|order| order.ticket(bumped.ticket).map(|ticket| TicketCard::of(session, order, ticket)))
}

/// The caller's store, if they are signed in with one of `roles`.
/// Errors: [`Fault::Unauthenticated`], [`Fault::Forbidden`].
fn staff_of(caller: &Caller, roles: &[Role]) -> Result<StoreId, Fault> {
    let CallerStaff { roles: held, .. } = caller.staff.as_ref().ok_or(Fault::Unauthenticated)?;
    if !held.iter().any(|role| roles.contains(role)) {
        return Err(Fault::Forbidden);
    }
    caller.store.ok_or(Fault::Unauthenticated)
}

fn limit(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

async fn done(snapshot: sqlx::Transaction<'static, sqlx::Any>) -> Result<(), DbError> {
    Ok(snapshot.rollback().await?)
}
