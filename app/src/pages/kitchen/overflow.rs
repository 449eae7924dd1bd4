//! What a board has no room for: counted at its edges, one tap or key away, and the oldest come back into view by themselves.

use super::desk::{Desk, use_desk};
use super::step::Pace;
use super::ticket::element_id;
use crate::browser::board::{Side, out_of_sight, rewind, turn_page};
use crate::components::icon::Icon;
use crate::memo::memo;
use comanda::time::SECOND;
use leptos::prelude::*;

/// The element id of what scrolls.
pub const LIST: &str = "board-list";
/// Untouched for so long, a board shows its oldest tickets again, milliseconds.
const RETURNS: i64 = 15 * SECOND;

/// Tickets out of sight at one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Hidden {
    tickets: usize,
    late: usize,
}

/// What lies beyond both edges of the board; `Copy`.
#[derive(Clone, Copy)]
pub struct Edges {
    before: Memo<Hidden>,
    after: Memo<Hidden>,
    look: Callback<()>,
}

impl Edges {
    /// The board has moved.
    pub fn look(self) {
        self.look.run(());
    }
}

/// Counts what is out of sight once a second, and whenever the board has changed.
pub fn use_edges() -> Edges {
    let desk = use_desk();
    let hidden = RwSignal::new((Hidden::default(), Hidden::default()));
    let look = move || {
        // The frame may come after the page has gone.
        let Some(before) = hidden.try_get_untracked() else { return };
        let now = (count(&desk, Side::Before), count(&desk, Side::After));
        if before != now {
            hidden.set(now);
        }
    };
    Effect::new(move |_| {
        desk.now.track();
        desk.order.track();
        let _ = (desk.columns.get(), desk.all_day.get());
        // Once it is laid out.
        request_animation_frame(look);
    });
    return_to_the_oldest(&desk);
    Edges { before: memo(move || hidden.get().0), after: memo(move || hidden.get().1), look: Callback::new(move |()| look()) }
}

/// The counts, each a button that turns the page its way.
#[component]
pub fn Overflow(edges: Edges) -> impl IntoView {
    view! {
        <Edge hidden=edges.before side=Side::Before />
        <Edge hidden=edges.after side=Side::After />
    }
}

#[component]
fn Edge(hidden: Memo<Hidden>, side: Side) -> impl IntoView {
    let (class, icon) = match side {
        Side::Before => ("btn btn-ink kmore kmore-before", "chevron-up"),
        Side::After => ("btn btn-ink kmore kmore-after", "chevron-down"),
    };
    move || {
        let hidden = hidden.get();
        (hidden.tickets > 0).then(|| {
            view! {
                <button
                    class=class
                    type="button"
                    data-state=(hidden.late > 0).then_some("late")
                    on:click=move |_| turn_page(LIST, side == Side::After)
                >
                    <Icon name=icon />
                    {words(hidden, side)}
                </button>
            }
        })
    }
}

/// “+14 more, 5 late”.
fn words(hidden: Hidden, side: Side) -> String {
    let more = match side {
        Side::Before => format!("{} before", hidden.tickets),
        Side::After => format!("+{} more", hidden.tickets),
    };
    if hidden.late > 0 { format!("{more}, {} late", hidden.late) } else { more }
}

fn count(desk: &Desk, side: Side) -> Hidden {
    let now = desk.now.get_untracked();
    desk.menu.with_untracked(|menu| {
        desk.tickets.with_untracked(|all| {
            let away = all.iter().filter(|card| out_of_sight(LIST, &element_id(card.id)) == Some(side));
            away.fold(Hidden::default(), |hidden, card| {
                let late = Pace::of(card, menu.as_ref().and_then(|m| m.station(card.station)), now) == Pace::Late;
                Hidden { tickets: hidden.tickets + 1, late: hidden.late + usize::from(late) }
            })
        })
    })
}

/// Scrolls the board back to its oldest tickets once it has not been touched for a while.
fn return_to_the_oldest(desk: &Desk) {
    let (now, selected) = (desk.now, desk.selected);
    // By the device's own count: what it knows of the server's time is set right now and then.
    let touched = StoredValue::new(-RETURNS);
    let touch = move || {
        let _ = touched.try_set_value(crate::clock::count());
    };
    Effect::new(move |_| {
        let listeners =
            ["pointerdown", "keydown", "wheel", "touchmove"].map(|event| window_event_listener_untyped(event, move |_| touch()));
        on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
    });
    Effect::new(move |_| {
        if now.get().is_none() {
            return;
        }
        // A key that comes later chooses the oldest first: nothing is done to a ticket that nobody sees.
        if crate::clock::count() - touched.get_value() >= RETURNS && rewind(LIST) {
            selected.set(None);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_out_of_sight_is_counted_and_the_late_ones_by_themselves() {
        assert_eq!(words(Hidden { tickets: 14, late: 5 }, Side::After), "+14 more, 5 late");
        assert_eq!(words(Hidden { tickets: 2, late: 0 }, Side::After), "+2 more");
        assert_eq!(words(Hidden { tickets: 3, late: 3 }, Side::Before), "3 before, 3 late");
    }
}
