//! The questions screens ask, answered from the tables. Each checks who asks; each sees one moment of the database.

use super::parties::KnownParty;
use super::{Comanda, Memory, cursor};
use crate::accounts::qr_svg;
use crate::pipeline::{business_day, table_code};
use crate::storage::executor::Executor;
use crate::storage::stores::Standing;
use crate::storage::tickets::Bumped;
use crate::storage::{DbError, floor as floor_rows, sessions, stores, tickets};
use comanda::Actor;
use comanda::access::{self, Reading};
use comanda::actor::GuestActor;
use comanda::backend::{Backend as _, Caller, Fault, Hat};
use comanda::ids::{SessionId, StationId, StoreId, TableId};
use comanda::kitchen::TicketCard;
use comanda::party::Session;
use comanda::replica::{House, HouseTable, Pass, Stamped};
use comanda::shop::menu::Menu;
use comanda::shop::{SeatingPolicy, Table};
use comanda::time::HOUR;
use comanda::views::{FirstSight, GuestPage, GuestParty, Page, Scanned, TableQr, Welcome};
use std::sync::Arc;

/// Bumped tickets on a page of the history.
const PAGE: usize = 20;
/// Bumped tickets of parties that have left which a board is given for recall.
const RECENT: usize = 24;

/// How long a dish of a party that has left waits on the waiters' screens, milliseconds: an evening.
const UNSERVED: i64 = 12 * HOUR;
/// How long a party that has left is at hand to be reopened, milliseconds, and how many at most.
const LEFT: i64 = HOUR;
const LEFT_MOST: i64 = 12;

pub(super) async fn menu(app: &Comanda, caller: &Caller) -> Result<Stamped<Arc<Menu>>, Fault> {
    let (store, of_staff) = menu_reader(caller)?;
    let mut snapshot = app.db.snapshot().await?;
    let (cursor, known) = app.memory.menus.read(&mut snapshot, store).await?;
    done(snapshot).await?;
    Ok(Stamped { cursor, value: if of_staff { known.whole } else { known.for_guests } })
}

/// The store whose menu a caller may read, and whether as staff do. A browser may be both: either is enough.
fn menu_reader(caller: &Caller) -> Result<(StoreId, bool), Fault> {
    let store = caller.store.ok_or(Fault::Unauthenticated)?;
    let guest = may_read(caller, Hat::Guest, Reading::Menu).is_ok_and(|may| may);
    let staff = may_read(caller, Hat::Staff, Reading::Menu);
    if !guest && !staff.clone()? {
        return Err(Fault::Forbidden);
    }
    Ok((store, staff.is_ok_and(|may| may)))
}

pub(super) async fn guest_page(app: &Comanda, caller: &Caller) -> Result<GuestPage, Fault> {
    let Some((store, seat)) = caller.store.zip(caller.guest.as_ref()) else {
        return Ok(GuestPage { viewer: app.viewer(caller).await?, party: None });
    };
    let standing = stores::standing(&mut app.db.reader().await?, store).await?;
    let viewer = app.auth.viewer(caller, Some(standing.store.clone()), standing.demo);
    Ok(GuestPage { viewer, party: Some(guest_party(app, caller, seat, standing).await) })
}

/// One question instead of two. That what was read before still stands, `standing` says without another statement.
async fn guest_party(app: &Comanda, caller: &Caller, seat: &GuestActor, standing: Standing) -> Result<GuestParty, Fault> {
    let (store, of_staff) = menu_reader(caller)?;
    reader(caller, Hat::Guest, Reading::Party(seat.session))?;
    let Memory { menus, parties } = &app.memory;
    let known = menus.known(store, standing.menu).zip(parties.known(store, seat.session, standing.cursor));
    let (cursor, menu, party) = match known {
        Some((menu, party)) => (standing.cursor, menu, party),
        None => {
            let mut snapshot = app.db.snapshot().await?;
            let (cursor, menu) = menus.read(&mut snapshot, store).await?;
            let party = parties.read(&mut snapshot, store, seat.session, cursor).await?.ok_or(Fault::NotFound)?;
            done(snapshot).await?;
            (cursor, menu, party)
        }
    };
    let menu = if of_staff { menu.whole } else { menu.for_guests };
    Ok((Stamped { cursor, value: menu }, Stamped { cursor, value: for_guest(party, seat) }))
}

/// What a guest may know of their party.
fn for_guest(party: KnownParty, guest: &GuestActor) -> Arc<Session> {
    if guest.waiting { Arc::new(Session::clone(&party.whole).for_waiting(guest.guest)) } else { party.for_guests }
}

/// What the code on a table leads to. Anybody may ask: the token is all they know.
pub(super) async fn welcome(app: &Comanda, caller: &Caller, token: &str) -> Result<Scanned, Fault> {
    let (store, table) = floor_rows::by_token(&app.db, token).await?.ok_or(Fault::NotFound)?;
    let mut snapshot = app.db.snapshot().await?;
    let restaurant = stores::load(&mut snapshot, store).await?.ok_or(DbError::UnknownStore)?.store;
    let open = floor_rows::open_session(&mut snapshot, store, table.id).await?;
    let seat = caller.guest.as_ref().filter(|_| caller.store == Some(store)).map(|guest| guest.session);
    let wanted: Vec<SessionId> = open.into_iter().chain(seat.filter(|seat| Some(*seat) != open)).collect();
    let found = sessions::many(&mut snapshot, store, &wanted).await?;
    let one = |id: Option<SessionId>| found.iter().find(|session| Some(session.id) == id && !session.is_closed());
    let welcome = Welcome::of(&restaurant, &table, one(open), one(seat));
    let visitor = Actor::Visitor { table: table.id };
    let sight = match one(open) {
        Some(session) if welcome.walks_in() && access::may_read(&visitor, Reading::FirstSight) => {
            let (_, menu) = app.memory.menus.read(&mut snapshot, store).await?;
            Some(Box::new(FirstSight::of(menu.for_guests, session.clone(), app.clock.now())))
        }
        _ => None,
    };
    done(snapshot).await?;
    Ok(Scanned { welcome, sight })
}

pub(super) async fn session(app: &Comanda, caller: &Caller, hat: Hat, id: SessionId) -> Result<Stamped<Arc<Session>>, Fault> {
    // The kitchen's own question is the pass: no guests, no money.
    let store = reader(caller, hat, Reading::Party(id))?;
    let mut snapshot = app.db.snapshot().await?;
    let cursor = stores::cursor(&mut snapshot, store).await?;
    let party = app.memory.parties.read(&mut snapshot, store, id, cursor).await?.ok_or(Fault::NotFound)?;
    done(snapshot).await?;
    let value = match (hat, &caller.guest) {
        (Hat::Staff, _) => party.whole,
        (Hat::Guest, Some(guest)) => for_guest(party, guest),
        (Hat::Guest, None) => party.for_guests,
    };
    Ok(Stamped { cursor, value })
}

pub(super) async fn house(app: &Comanda, caller: &Caller) -> Result<Stamped<House>, Fault> {
    let store = reader(caller, Hat::Staff, Reading::Floor)?;
    let mut snapshot = app.db.snapshot().await?;
    let cursor = stores::cursor(&mut snapshot, store).await?;
    let restaurant = stores::load(&mut snapshot, store).await?.ok_or(DbError::UnknownStore)?;
    let areas = floor_rows::areas(&mut snapshot, store).await?;
    let tables = floor_rows::tables(&mut snapshot, store).await?;
    let now = app.clock.now();
    let mut sessions = sessions::open(&mut snapshot, store).await?;
    sessions.extend(sessions::lingering(&mut snapshot, store, now.plus(-UNSERVED), now.plus(-LEFT), LEFT_MOST).await?);
    done(snapshot).await?;
    let window = table_code::window(now);
    let coded = restaurant.store.seating == SeatingPolicy::TableCode;
    let code = |table: &Table| coded.then(|| table_code(&restaurant.code_secret, table.id, window));
    let value = House {
        areas,
        tables: tables.into_iter().map(|table| HouseTable { code: code(&table), table }).collect(),
        codes_until: coded.then(|| table_code::ends(window)),
        sessions: sessions.into_iter().map(Arc::new).collect(),
    };
    Ok(Stamped { cursor, value })
}

pub(super) async fn table_qr(app: &Comanda, caller: &Caller, table: TableId) -> Result<TableQr, Fault> {
    let store = reader(caller, Hat::Staff, Reading::TableCode)?;
    let all = floor_rows::with_tokens(&app.db, store).await?;
    let found = all.into_iter().find(|one| one.table.id == table).ok_or(Fault::NotFound)?;
    let url = app.auth.absolute(&format!("/t/{}", found.token));
    Ok(TableQr { table_label: found.table.label, qr_svg: qr_svg(&url), url })
}

pub(super) async fn pass(app: &Comanda, caller: &Caller) -> Result<Stamped<Pass>, Fault> {
    let store = reader(caller, Hat::Staff, Reading::Kitchen)?;
    let now = app.clock.now();
    let mut snapshot = app.db.snapshot().await?;
    let cursor = stores::cursor(&mut snapshot, store).await?;
    let restaurant = stores::load(&mut snapshot, store).await?.ok_or(DbError::UnknownStore)?.store;
    let zone = business_day::zone(&restaurant.time_zone).map_err(DbError::from)?;
    // Whoever is here, for add-ons; whoever has left with food still on its way.
    let mut sessions = sessions::open(&mut snapshot, store).await?;
    let mut left = tickets::sessions_on_board(&mut snapshot, store).await?;
    left.retain(|id| !sessions.iter().any(|session| session.id == *id));
    sessions.extend(sessions::many(&mut snapshot, store, &left).await?);
    let today = business_day::start(&zone, restaurant.day_ends_hour, now);
    let finished = tickets::done(&mut snapshot, store, today).await?;
    let mut bumped = tickets::bumped(&mut snapshot, store, None, None, limit(RECENT)).await?;
    bumped.retain(|one| !sessions.iter().any(|session| session.id == one.session));
    let older = cards(&mut snapshot, store, &bumped).await?;
    done(snapshot).await?;
    let value = Pass {
        currency: restaurant.currency,
        sessions: sessions.into_iter().map(|session| Arc::new(session.for_kitchen())).collect(),
        older,
        done: finished,
        day_until: business_day::end(&zone, restaurant.day_ends_hour, now),
    };
    Ok(Stamped { cursor, value })
}

pub(super) async fn past_tickets(
    app: &Comanda,
    caller: &Caller,
    station: Option<StationId>,
    after: Option<String>,
) -> Result<Page<TicketCard>, Fault> {
    let store = reader(caller, Hat::Staff, Reading::Kitchen)?;
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
async fn cards(executor: &mut Executor, store: StoreId, bumped: &[Bumped]) -> Result<Vec<TicketCard>, DbError> {
    let mut ids: Vec<SessionId> = bumped.iter().map(|b| b.session).collect();
    ids.sort_unstable();
    ids.dedup();
    let found = sessions::many(executor, store, &ids).await?;
    let sessions: Vec<Session> = found.into_iter().map(Session::for_kitchen).collect();
    Ok(bumped.iter().filter_map(|one| card(&sessions, one)).collect())
}

fn card(sessions: &[Session], bumped: &Bumped) -> Option<TicketCard> {
    let session = sessions.iter().find(|s| s.id == bumped.session)?;
    session.orders.iter().find_map(|order| order.ticket(bumped.ticket).map(|ticket| TicketCard::of(session, order, ticket)))
}

/// The store of a caller who may read this.
/// Errors: [`Fault::Unauthenticated`], [`Fault::Replaced`], [`Fault::Forbidden`].
fn reader(caller: &Caller, hat: Hat, reading: Reading) -> Result<StoreId, Fault> {
    let store = caller.store.ok_or(Fault::Unauthenticated)?;
    if may_read(caller, hat, reading)? { Ok(store) } else { Err(Fault::Forbidden) }
}

fn may_read(caller: &Caller, hat: Hat, reading: Reading) -> Result<bool, Fault> {
    Ok(access::may_read(&caller.actor(hat)?, reading))
}

fn limit(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

async fn done(snapshot: Executor) -> Result<(), DbError> {
    snapshot.rollback().await
}
