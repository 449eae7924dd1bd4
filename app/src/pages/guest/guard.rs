//! Who may see a guest's page: those who sit at an open table. Everybody else gets a friendly page that says what to do.

use super::closed::{ClosedView, NoSeatView, WaitingView};
use super::ended::EndedView;
use super::frame::Frame;
use super::nav::GuestTab;
use super::notices::tell_guest;
use super::seat::Seat;
use super::takeover::{ReplacedModal, ReplacedView};
use crate::AppError;
use crate::components::place_label::place_label;
use crate::components::problem::Problem;
use crate::queries::{Answer, Answered, QueryKey, derived, use_menu, use_session, use_viewer};
use crate::realtime::{Audience, Known, follow, use_audience, use_ground};
use comanda::Rejection;
use comanda::backend::{Fault, Hat};
use comanda::device::DeviceKind;
use comanda::ids::SessionId;
use comanda::party::{Session, SessionStatus, Standing};
use comanda::rooms::Room;
use comanda::shop::menu::Menu;
use comanda::views::Viewer;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
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

/// A page of the guest's phone: loads what it needs, listens to its table, guards the door and frames `body`.
#[component]
pub fn GuestPage(
    place: GuestTab,
    body: fn(Seat) -> AnyView,
    /// What stands in the page's place for the moment it loads.
    skeleton: fn() -> AnyView,
) -> impl IntoView {
    let viewer = use_viewer();
    let menu = use_menu();
    let session = use_session(own_session(viewer));
    // Nobody listens to a table that is closed: the server lets no one in there any more.
    let over = RwSignal::new(false);
    use_audience(move || {
        let viewer = viewer.try_get()??.ok()?;
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
    never_stored();
    view! {
        <Transition fallback=skeleton>
            <Guard place body viewer menu session over />
        </Transition>
        <ReplacedModal />
    }
    .into_any()
}

/// Which session to ask for: on the server the caller's cookie says it at once, in the browser the viewer's answer does.
fn own_session(viewer: Resource<Answer<Viewer>>) -> impl Fn() -> Option<(Hat, SessionId)> + Send + Sync + 'static {
    #[cfg(feature = "ssr")]
    {
        let _ = viewer;
        let seat = use_context::<comanda::backend::Caller>().and_then(|caller| caller.guest).map(|guest| guest.session);
        move || seat.map(|id| (Hat::Guest, id))
    }
    #[cfg(not(feature = "ssr"))]
    move || {
        // A question that is asked again may outlive its page by a moment.
        let seat = viewer.try_get()??.ok()?.guest?;
        Some((Hat::Guest, seat.session))
    }
}

/// The forms of this page carry keys of their own: a page from a cache would send old ones.
fn never_stored() {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.insert_header(axum::http::header::CACHE_CONTROL, axum::http::HeaderValue::from_static("no-store"));
    }
}

#[component]
fn Guard(
    place: GuestTab,
    body: fn(Seat) -> AnyView,
    viewer: Resource<Answer<Viewer>>,
    menu: Resource<Answered<Menu>>,
    session: Resource<Option<Answered<Session>>>,
    /// Set once there is nothing to listen to any more.
    over: RwSignal<bool>,
) -> impl IntoView {
    let query = use_query_map();
    let browsing = Memo::new(move |_| query.with(|q| q.get_str("browse").is_some()));
    let (menu_asked, session_asked) = (menu, session);
    let menu = follow(|| Some(QueryKey::Menu), move || menu.get());
    let seat_of = move || viewer.get().and_then(Result::ok).and_then(|viewer| viewer.guest);
    let session = follow(move || Some(QueryKey::Session(untrack(seat_of)?.session)), move || session.get().flatten());
    use_ground(Hat::Guest, move || viewer.get()?.ok(), move || menu.get()?.ok());
    let phase = derived(move |_| {
        // The `Transition` waits for what is read here: what follows the answers has read them before there was one.
        menu_asked.with(|_| ());
        session_asked.with(|_| ());
        phase(viewer.get(), menu.get(), session.get(), browsing.get())
    });
    Effect::new(move |_| {
        let ended = matches!(phase.get(), Phase::Closed | Phase::Ended);
        if over.get_untracked() != ended {
            over.set(ended);
        }
    });
    move || match phase.get() {
        Phase::Loading => ().into_any(),
        Phase::NoSeat => view! { <NoSeatView /> }.into_any(),
        Phase::Replaced(by) => view! { <ReplacedView by store=store_name(&viewer) /> }.into_any(),
        Phase::Closed => view! { <ClosedView store=store_name(&viewer) /> }.into_any(),
        Phase::Waiting => {
            view! { <WaitingView store=store_name(&viewer) table=table_label(session) why=why_waiting(session) /> }.into_any()
        }
        Phase::Trouble(error) => view! {
            <main class="column guest-main page">
                <Problem error />
            </main>
        }
        .into_any(),
        Phase::Ended => match untrack(|| seat(viewer, menu, session)) {
            Some(seat) => {
                provide_context(seat);
                view! { <EndedView seat /> }.into_any()
            }
            None => ().into_any(),
        },
        // Inside a `Transition` even an untracked read of an answer subscribes to it: each would draw the page anew.
        Phase::Seated => match untrack(|| seat(viewer, menu, session)) {
            Some(seat) => {
                provide_context(seat);
                tell_guest(seat);
                view! { <Frame place>{body(seat)}</Frame> }.into_any()
            }
            None => ().into_any(),
        },
    }
}

fn phase(
    viewer: Option<Answer<Viewer>>,
    menu: Option<Answer<Arc<Menu>>>,
    session: Option<Answer<Arc<Session>>>,
    browsing: bool,
) -> Phase {
    let seat = match viewer {
        None => return Phase::Loading,
        Some(Err(error)) => return Phase::Trouble(error),
        Some(Ok(Viewer { guest: None, replaced_by: Some(by), .. })) => return Phase::Replaced(by),
        Some(Ok(viewer)) => viewer.guest,
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
fn seat(viewer: Resource<Answer<Viewer>>, menu: Known<Menu>, session: Known<Session>) -> Option<Seat> {
    let who = viewer.get_untracked()?.ok()?;
    let me = who.guest?;
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
    let store = who.store.map(|s| s.name).unwrap_or_default();
    Some(Seat::new(me.guest, me.session, sessions, menus, who.now, store))
}

fn store_name(viewer: &Resource<Answer<Viewer>>) -> String {
    untrack(|| viewer.get_untracked()).and_then(Result::ok).and_then(|v| v.store).map(|s| s.name).unwrap_or_default()
}

fn table_label(session: Known<Session>) -> String {
    untrack(|| session.get_untracked()).and_then(Result::ok).map(|s| place_label(&s.place)).unwrap_or_default()
}

/// What the phone that waits has answered: a redacted session holds nobody but itself.
fn why_waiting(session: Known<Session>) -> Standing {
    let held = untrack(|| session.get_untracked()).and_then(Result::ok);
    held.and_then(|s| s.guests.first().map(|g| g.standing)).unwrap_or(Standing::Waiting)
}
