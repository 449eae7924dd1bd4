//! Who may see a guest's page: those who sit at an open table. Everybody else gets a friendly page that says what to do.

use super::answers::Answers;
use super::closed::{ClosedView, NoSeatView, WaitingView};
use super::ended::EndedView;
use super::frame::Frame;
use super::nav::GuestTab;
use super::notices::tell_guest;
use super::place::{use_place, use_query};
use super::seat::Seat;
use super::takeover::{ReplacedModal, ReplacedView};
use crate::AppError;
use crate::components::place_label::place_label;
use crate::components::problem::Problem;
use crate::memo::memo;
use crate::page_facts::answer_with;
use crate::queries::{Answer, QueryKey};
use crate::realtime::{Audience, Known, follow, use_audience, use_ground};
use comanda::Rejection;
use comanda::backend::{Fault, Hat};
use comanda::device::DeviceKind;
use comanda::party::{Session, SessionStatus, Standing};
use comanda::rooms::Room;
use comanda::shop::menu::Menu;
use comanda::views::Viewer;
use leptos::prelude::*;
use std::sync::Arc;

/// What a page shows, by who is looking and how the table stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Phase {
    Loading,
    NoSeat,
    Closed,
    /// The stay is over, and there is a bill to keep.
    Ended,
    /// They continue on another device.
    Replaced(DeviceKind),
    /// A waiter has not let them in yet.
    Waiting,
    Seated,
    Trouble(AppError),
}

/// What a page of the table is, once one sits there.
type Body = fn(Seat) -> AnyView;

/// The table's pages: listens to the table, guards the door, and frames the page the address names.
#[component]
pub fn Guard(answers: Answers, body: fn(GuestTab) -> Body) -> impl IntoView {
    let viewer = answers.viewer;
    let seat_of = move || viewer.with(|viewer| viewer.as_ref().ok().and_then(|viewer| viewer.guest.clone()));
    // Nobody listens to a table that is closed: the server lets no one in there any more.
    let over = RwSignal::new(false);
    use_audience(move || {
        let viewer = viewer.get().ok()?;
        let Some(seat) = viewer.guest else {
            // A waiter has taken this phone off the table: there is nothing left to hear.
            let gone = viewer.replaced_by.is_none();
            return gone.then(|| Audience { hat: Hat::Guest, rooms: Vec::new() });
        };
        let own = Room::Guest(seat.guest);
        let rooms = match (over.get(), seat.waiting) {
            (true, _) => Vec::new(),
            // A phone that waits hears of nothing but its own admission.
            (false, true) => vec![Room::Store, own],
            (false, false) => vec![Room::Store, Room::Table(seat.session), own],
        };
        Some(Audience { hat: Hat::Guest, rooms })
    });
    let query = use_query();
    let browsing = memo(move || query.with(|q| q.get("browse").is_some()));
    let menu = follow(|| Some(QueryKey::Menu), move || answers.menu.get());
    let session = follow(move || Some(QueryKey::Session(untrack(seat_of)?.session)), move || answers.session.get());
    use_ground(Hat::Guest, move || viewer.get().ok(), move || menu.get()?.ok());
    let phase = memo(move || phase(viewer.get(), menu.get(), session.get(), browsing.get()));
    Effect::new(move |_| {
        let ended = matches!(phase.get(), Phase::Closed | Phase::Ended);
        if over.get_untracked() != ended {
            over.set(ended);
        }
    });
    let tab = use_place().tab();
    let store = move || viewer.with_untracked(|viewer| store_name(viewer.as_ref().ok()));
    let page = move || match phase.get() {
        Phase::Loading => ().into_any(),
        Phase::NoSeat => view! { <NoSeatView /> }.into_any(),
        Phase::Replaced(by) => view! { <ReplacedView by store=store() /> }.into_any(),
        Phase::Closed => view! { <ClosedView store=store() /> }.into_any(),
        Phase::Waiting => view! { <WaitingView store=store() table=table_label(session) why=why_waiting(session) /> }.into_any(),
        Phase::Trouble(error) => {
            answer_with(error.fault().map_or(500, Fault::status));
            view! {
                <main class="column guest-main page">
                    <Problem error />
                </main>
            }
            .into_any()
        }
        Phase::Ended => match untrack(|| seat(viewer, menu, session)) {
            Some(seat) => {
                provide_context(seat);
                view! { <EndedView seat /> }.into_any()
            }
            None => ().into_any(),
        },
        Phase::Seated => match untrack(|| seat(viewer, menu, session)) {
            Some(seat) => {
                provide_context(seat);
                tell_guest(seat);
                let page = move || {
                    let place = tab.get();
                    view! { <Frame place>{body(place)(seat)}</Frame> }
                };
                page.into_any()
            }
            None => ().into_any(),
        },
    };
    view! {
        {page}
        <ReplacedModal />
    }
    .into_any()
}

fn phase(
    viewer: Answer<Viewer>,
    menu: Option<Answer<Arc<Menu>>>,
    session: Option<Answer<Arc<Session>>>,
    browsing: bool,
) -> Phase {
    let seat = match viewer {
        Err(error) => return Phase::Trouble(error),
        Ok(Viewer { guest: None, replaced_by: Some(by), .. }) => return Phase::Replaced(by),
        Ok(viewer) => viewer.guest,
    };
    if seat.is_none() {
        return Phase::NoSeat;
    }
    let session = match session {
        None => return Phase::Loading,
        Some(Err(error)) if is_over(&error) => return Phase::Closed,
        Some(Err(error)) => return Phase::Trouble(error),
        Some(Ok(session)) => session,
    };
    match menu {
        None => Phase::Loading,
        // A waiting or closed table needs no menu.
        Some(Ok(_)) if session.is_closed() && !session.orders.is_empty() => Phase::Ended,
        _ if session.is_closed() => Phase::Closed,
        _ if session.status == SessionStatus::PendingApproval && !browsing => Phase::Waiting,
        Some(Err(error)) => Phase::Trouble(error),
        Some(Ok(_)) => Phase::Seated,
    }
}

/// Faults that mean the stay is over.
fn is_over(error: &AppError) -> bool {
    matches!(
        error.fault(),
        Some(
            Fault::Unauthenticated
                | Fault::Forbidden
                | Fault::NotFound
                | Fault::Rejected { rejection: Rejection::TableClosed | Rejection::UnknownSession }
        )
    )
}

/// The shared place at the table. Each part keeps its last good answer, so that a failed refetch takes nothing off the screen.
fn seat(viewer: RwSignal<Answer<Viewer>>, menu: Known<Menu>, session: Known<Session>) -> Option<Seat> {
    let who = viewer.get_untracked().ok()?;
    let first_session = session.get_untracked()?.ok()?;
    let first_menu = menu.get_untracked()?.ok()?;
    let sessions = Memo::new(move |held: Option<&Arc<Session>>| match session.get() {
        Some(Ok(session)) => session,
        _ => held.unwrap_or(&first_session).clone(),
    });
    let menus = Memo::new(move |held: Option<&Arc<Menu>>| match menu.get() {
        Some(Ok(menu)) => menu,
        _ => held.unwrap_or(&first_menu).clone(),
    });
    let store = store_name(Some(&who));
    let me = who.guest?;
    Some(Seat::new(me.guest, me.session, sessions, menus, who.now, store))
}

fn store_name(viewer: Option<&Viewer>) -> String {
    viewer.and_then(|viewer| viewer.store.as_ref()).map(|store| store.name.clone()).unwrap_or_default()
}

fn table_label(session: Known<Session>) -> String {
    untrack(|| session.get_untracked()).and_then(Result::ok).map(|s| place_label(&s.place)).unwrap_or_default()
}

/// What the phone that waits has answered: a redacted session holds nobody but itself.
fn why_waiting(session: Known<Session>) -> Standing {
    let held = untrack(|| session.get_untracked()).and_then(Result::ok);
    held.and_then(|s| s.guests.first().map(|g| g.standing)).unwrap_or(Standing::Waiting)
}
