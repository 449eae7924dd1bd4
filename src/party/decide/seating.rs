//! Seating: by scan, by a waiter; naming, covers.

use crate::actor::{By, PersonName};
use crate::draft::Draft;
use crate::error::Rejection;
use crate::event::Event;
use crate::ids::{GuestId, SessionId, StationId};
use crate::kitchen::KitchenEvent;
use crate::party::{
    GUEST_LOOKS, Guest, MAX_ARRIVALS, MAX_COVERS, MAX_GUESTS, MAX_NAME, OpenThings, PartyEvent, PartyRef, Place, Session,
    SessionChange, SessionStatus, Standing,
};
use crate::shop::menu::OrderType;
use crate::shop::{SeatingPolicy, Table};
use crate::text::{is_visible, length, one_line};
use crate::time::At;
use crate::world::World;

/// A phone that scans a table's code.
pub(crate) struct Arrival<'a> {
    /// The session it opens, if nobody sits there.
    pub id: SessionId,
    pub guest: GuestId,
    pub code: Option<&'a str>,
    pub covers: Option<u32>,
    pub with_paid: Option<bool>,
}

/// Seats a phone. Phones change nothing that anybody owes: only who opens the table says how many sit down.
pub(crate) fn scan(world: &World<'_>, arrival: &Arrival<'_>) -> Result<Vec<Event>, Rejection> {
    let table = world.table.ok_or(Rejection::UnknownTable)?;
    if world.store.seating == SeatingPolicy::TableCode {
        let given = arrival.code.map(str::trim).filter(|c| !c.is_empty()).ok_or(Rejection::TableCodeNeeded)?;
        if !world.table_codes.iter().any(|known| known == given) {
            return Err(Rejection::WrongTableCode);
        }
    }
    let here = world.seated_at(table.id);
    let (standing, leaves) = received(world, here, arrival.with_paid)?;
    let open = here.filter(|_| !leaves);
    let mut events: Vec<Event> = Vec::new();
    if let Some(paid) = here.filter(|_| leaves) {
        events.extend(departure(paid, &world.actor.by(), None));
    }
    let session = open.map_or(arrival.id, |s| s.id);
    let party = || PartyRef { session_id: session, place: at(table) };
    if open.is_none() {
        let status = match world.store.seating {
            SeatingPolicy::StaffApproves => SessionStatus::PendingApproval,
            SeatingPolicy::OpenByScan | SeatingPolicy::TableCode => SessionStatus::Open,
        };
        let covers = arrival.covers.unwrap_or(1);
        check_covers(covers)?;
        let change = opened(world, status, covers);
        events.push(PartyEvent::SessionUpdated { party: party(), by: world.actor.by(), change }.into());
    }
    fresh(world, arrival.id, open.is_none())?;
    let others = open.map_or(&[][..], |s| s.guests.as_slice());
    if here.is_some_and(|s| s.guests.iter().any(|g| g.id == arrival.guest)) {
        return Err(Rejection::AlreadyExists);
    }
    let present = others.iter().filter(|g| g.standing != Standing::Removed).count();
    if present >= MAX_GUESTS || others.len() >= MAX_ARRIVALS {
        return Err(Rejection::TableFull { max: MAX_GUESTS });
    }
    let joined = newcomer(others, arrival.guest, world.at, standing);
    let change = SessionChange::GuestJoined { guest: joined };
    events.push(PartyEvent::SessionUpdated { party: party(), by: world.actor.by(), change }.into());
    Ok(events)
}

/// How a phone is received, and whether the party at the table leaves by that: one that has paid is not joined silently, and
/// gives its place to the next only when nothing of it is open any more.
/// Errors: [`Rejection::PartyHasPaid`] while the phone has not said whether it belongs to that party.
fn received(world: &World<'_>, here: Option<&Session>, with_paid: Option<bool>) -> Result<(Standing, bool), Rejection> {
    let welcome = match world.store.seating {
        SeatingPolicy::StaffApproves => Standing::Waiting,
        SeatingPolicy::OpenByScan | SeatingPolicy::TableCode => Standing::Seated,
    };
    let Some(paid) = here.filter(|s| s.is_paid()) else { return Ok((welcome, false)) };
    let cleared = !OpenThings::of(paid).any() && paid.pending_calls().next().is_none();
    match with_paid {
        None => Err(Rejection::PartyHasPaid),
        Some(true) => Ok((Standing::Waiting, false)),
        Some(false) if cleared => Ok((welcome, true)),
        Some(false) => Ok((Standing::NewParty, false)),
    }
}

/// The end of a stay. Phones that wait hear of it in a room of their own.
pub(super) fn departure(session: &Session, by: &By, write_off: Option<String>) -> Vec<Event> {
    let turned_away = session.waiting().map(|g| SessionChange::GuestRemoved { guest_id: g.id });
    let party = || PartyRef { session_id: session.id, place: session.place.clone() };
    turned_away
        .chain([SessionChange::Closed { write_off }])
        .map(|change| PartyEvent::SessionUpdated { party: party(), by: by.clone(), change }.into())
        .chain(table_closed(session, true))
        .collect()
}

/// What the stations that make a party's dishes hear when it leaves or is back; nothing where they make none.
pub(super) fn table_closed(session: &Session, closed: bool) -> Option<Event> {
    let mut stations: Vec<StationId> = session.orders.iter().flat_map(|o| &o.tickets).map(|t| t.station).collect();
    stations.sort_unstable();
    stations.dedup();
    let party = PartyRef { session_id: session.id, place: session.place.clone() };
    (!stations.is_empty()).then_some(KitchenEvent::TableClosed { party, stations, closed }.into())
}

pub(crate) fn seat_party(world: &World<'_>, session: SessionId, covers: u32) -> Result<Vec<Event>, Rejection> {
    let table = world.table.ok_or(Rejection::UnknownTable)?;
    if world.seated_at(table.id).is_some() {
        return Err(Rejection::TableOccupied);
    }
    check_covers(covers)?;
    fresh(world, session, true)?;
    let change = opened(world, SessionStatus::Open, covers);
    let party = PartyRef { session_id: session, place: at(table) };
    Ok(vec![PartyEvent::SessionUpdated { party, by: world.actor.by(), change }.into()])
}

pub(super) fn name_guest(draft: &mut Draft<'_>, guest: GuestId, name: &str) -> Result<(), Rejection> {
    if draft.world.actor.guest().is_some_and(|me| me != guest) {
        return Err(Rejection::NotYours);
    }
    draft.session.guest(guest).ok_or(Rejection::UnknownGuest)?;
    let name = one_line(name);
    if !is_visible(&name) || length(&name) > MAX_NAME {
        return Err(Rejection::InvalidName { max: MAX_NAME });
    }
    draft.change(SessionChange::GuestNamed { guest_id: guest, name });
    Ok(())
}

pub(super) fn set_covers(draft: &mut Draft<'_>, covers: u32) -> Result<(), Rejection> {
    check_covers(covers)?;
    if covers != draft.session.covers {
        draft.change(SessionChange::CoversChanged { covers });
        draft.check_not_overpaid()?;
        // A service charge may begin or end with the covers.
        draft.bill_updated();
    }
    Ok(())
}

fn at(table: &Table) -> Place {
    Place::Table { table_id: table.id, table_label: table.label.clone() }
}

fn opened(world: &World<'_>, status: SessionStatus, covers: u32) -> SessionChange {
    SessionChange::Opened {
        status,
        covers,
        order_type: OrderType::DineIn,
        currency: world.store.currency,
        service: world.store.service,
    }
}

/// A new session takes a new id. Errors: [`Rejection::AlreadyExists`].
fn fresh(world: &World<'_>, id: SessionId, opening: bool) -> Result<(), Rejection> {
    if opening && world.party(id).is_some() { Err(Rejection::AlreadyExists) } else { Ok(()) }
}

fn check_covers(covers: u32) -> Result<(), Rejection> {
    if (1..=MAX_COVERS).contains(&covers) { Ok(()) } else { Err(Rejection::InvalidCovers { max: MAX_COVERS }) }
}

/// Who somebody is that joins these guests, before they say their name: the next number and a look of their own.
pub(crate) fn newcomer(guests: &[Guest], id: GuestId, at: At, standing: Standing) -> Guest {
    let present: Vec<&Guest> = guests.iter().filter(|g| g.standing != Standing::Removed).collect();
    Guest { id, name: PersonName::Number(free_number(guests)), colour: free_colour(&present), joined_at: at, standing }
}

/// Which guest at the table somebody without a name is: the next number that nobody goes by, or has put into their name.
fn free_number(guests: &[Guest]) -> u32 {
    let first = u32::try_from(guests.len()).unwrap_or(u32::MAX).saturating_add(1);
    // One more number than guests: one of them is free.
    (first..=first.saturating_mul(2)).find(|n| guests.iter().all(|g| g.name.number() != Some(*n))).unwrap_or(first)
}

/// The first look nobody at the table has; with more guests than looks they repeat in turn.
fn free_colour(guests: &[&Guest]) -> u8 {
    (0..GUEST_LOOKS)
        .find(|colour| guests.iter().all(|g| g.colour != *colour))
        .unwrap_or_else(|| u8::try_from(guests.len() % usize::from(GUEST_LOOKS)).unwrap_or(0))
}
