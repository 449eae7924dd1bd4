//! The board by keyboard or bump bar.

use super::desk::{Desk, Shelf, use_desk};
use super::neighbour::{Way, neighbour};
use super::overflow::LIST;
use super::step::{Next, next_of};
use super::ticket::element_id;
use crate::browser::board::{rewind, turn_page};
use crate::browser::focus::{Corner, focus, place, wants_key};
use crate::components::drawer::Drawer;
use crate::components::tap_guard::{TapGuard, use_open_guard, use_tap_guard};
use crate::components::text_size::TextSize;
use comanda::ids::TicketId;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    /// Bump the ticket with this number, counted from 0.
    Bump(usize),
    Previous,
    Next,
    Up,
    Down,
    /// The next step of the selected ticket.
    Act,
    See,
    Start,
    Undo,
    RecallLast,
    Open(Shelf),
    /// The board further on, or back.
    Page(bool),
    /// Back to the oldest.
    Oldest,
    /// Larger text, or smaller.
    Text(bool),
}

fn wish_of(key: &str) -> Option<Wish> {
    Some(match key {
        "ArrowLeft" => Wish::Previous,
        "ArrowRight" => Wish::Next,
        "ArrowUp" => Wish::Up,
        "ArrowDown" => Wish::Down,
        " " | "Enter" => Wish::Act,
        "a" | "A" => Wish::See,
        "s" | "S" => Wish::Start,
        "u" | "U" => Wish::Undo,
        "r" | "R" => Wish::RecallLast,
        "e" | "E" => Wish::Open(Shelf::EightySix),
        "?" => Wish::Open(Shelf::Keys),
        "PageDown" => Wish::Page(true),
        "PageUp" => Wish::Page(false),
        "Home" => Wish::Oldest,
        "+" => Wish::Text(true),
        "-" | "−" => Wish::Text(false),
        _ => return key.parse().ok().filter(|n| (1..=9).contains(n)).map(|n: usize| Wish::Bump(n - 1)),
    })
}

/// Listens for keys while the component lives, and keeps the selection on a ticket that exists.
pub fn use_keys(text: TextSize) {
    let desk = use_desk();
    let by_key = StoredValue::new(false);
    let guards = use_guards(&desk);
    Effect::new(move |_| {
        let keys = window_event_listener(leptos::ev::keydown, move |event| {
            if is_ours(&desk, &event)
                && let Some(wish) = wish_of(&event.key())
            {
                event.prevent_default();
                // A held key chooses on and on, and does things once.
                if guards.hear(wish) && (wish.chooses() || !event.repeat()) {
                    by_key.set_value(true);
                    fulfil(&desk, text, wish);
                    guards.done(wish);
                }
            }
        });
        let taps = window_event_listener(leptos::ev::pointerdown, move |_| by_key.set_value(false));
        on_cleanup(move || {
            keys.remove();
            taps.remove();
        });
    });
    // When the selected ticket leaves, its place is taken by the one that moved up.
    Effect::new(move |before: Option<Vec<TicketId>>| {
        let order = desk.order.get();
        if let Some(gone) = desk.selected.get_untracked().filter(|id| !order.contains(id)) {
            let at = before.and_then(|before| before.iter().position(|id| *id == gone)).unwrap_or(0);
            let heir = order.get(at).or(order.last()).copied();
            desk.selected.set(heir);
            if let Some(heir) = heir.filter(|_| by_key.get_value()) {
                focus(&element_id(heir));
            }
            guards.step.close();
            guards.selected.close();
        }
        order
    });
}

impl Wish {
    /// It only moves the selection, or what is in view.
    fn chooses(self) -> bool {
        matches!(self, Self::Previous | Self::Next | Self::Up | Self::Down | Self::Page(_) | Self::Oldest)
    }
}

/// What keys mean changes without anybody pressing one: tickets move up, a step is made on another screen.
#[derive(Clone, Copy)]
struct Guards {
    numbers: TapGuard,
    step: TapGuard,
    /// Another ticket is selected than the one that has just left.
    selected: TapGuard,
    undo: TapGuard,
    recall: TapGuard,
}

fn use_guards(desk: &Desk) -> Guards {
    let desk = *desk;
    let guards = Guards {
        numbers: use_open_guard(),
        step: use_open_guard(),
        selected: use_open_guard(),
        undo: use_open_guard(),
        // The last ticket changes when a cook recalls it or bumps another one.
        recall: use_tap_guard(move || desk.recent.with(|recent| recent.first().map(|card| card.id))),
    };
    Effect::new(move |before: Option<Vec<TicketId>>| {
        let order = desk.order.get();
        // New tickets come at the end and change no number.
        if before.is_some_and(|before| before.iter().zip(&order).any(|(was, is)| was != is)) {
            guards.numbers.close();
        }
        order
    });
    let step = move || {
        let id = desk.selected.get()?;
        Some((id, desk.tickets.with(|all| all.iter().find(|t| t.id == id).map(next_of))))
    };
    Effect::new(move |before: Option<Option<(TicketId, Option<Next>)>>| {
        let now = step();
        // Choosing another ticket is no surprise to who does it; another step on the same one is.
        if let (Some(Some((was, before))), Some((is, now))) = (before, now)
            && was == is
            && before != now
        {
            guards.step.close();
        }
        now
    });
    guards
}

impl Guards {
    fn hear(self, wish: Wish) -> bool {
        match wish {
            Wish::Bump(_) => self.numbers.hears(),
            Wish::Act => self.step.hears(),
            Wish::See | Wish::Start => self.selected.hears(),
            Wish::Undo => self.undo.hears(),
            Wish::RecallLast => self.recall.hears(),
            _ => true,
        }
    }

    /// The next press of the same key would be about another ticket.
    fn done(self, wish: Wish) {
        match wish {
            Wish::Undo => self.undo.close(),
            Wish::RecallLast => self.recall.close(),
            _ => {}
        }
    }
}

fn is_ours(desk: &Desk, event: &KeyboardEvent) -> bool {
    let plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
    plain && desk.shelf.get_untracked().is_none() && (event.key().starts_with("Arrow") || !wants_key(&event.key()))
}

fn fulfil(desk: &Desk, text: TextSize, wish: Wish) {
    let order = desk.order.get_untracked();
    let selected = desk.selected.get_untracked();
    let at = selected.and_then(|id| order.iter().position(|held| *held == id));
    let select = |to: Option<usize>| {
        if let Some(id) = to.and_then(|to| order.get(to)) {
            desk.selected.set(Some(*id));
            focus(&element_id(*id));
        }
    };
    let card = selected.and_then(|id| desk.card(id));
    match (wish, at) {
        (Wish::Bump(number), _) => {
            if let Some(card) = order.get(number).and_then(|id| desk.card(*id)) {
                desk.bump(&card);
            }
        }
        (Wish::Undo, _) => desk.undo_last(),
        (Wish::RecallLast, _) => desk.recall_last(),
        (Wish::Open(shelf), _) => desk.shelf.set(Some(shelf)),
        (Wish::Page(forward), _) => turn_page(LIST, forward),
        (Wish::Oldest, _) => {
            rewind(LIST);
        }
        (Wish::Text(larger), _) => text.step(larger),
        // The first key only chooses: nobody acts on a ticket that is not marked.
        (_, None) => select(Some(0)),
        (Wish::Previous, Some(at)) => select(at.checked_sub(1)),
        (Wish::Next, Some(at)) => select(Some(at + 1)),
        (Wish::Up | Wish::Down, Some(at)) => {
            let way = if wish == Wish::Up { Way::Up } else { Way::Down };
            let places: Vec<Corner> =
                order.iter().map(|id| place(&element_id(*id)).unwrap_or(Corner { left: 0.0, top: 0.0 })).collect();
            select(neighbour(&places, at, way));
        }
        (Wish::Act | Wish::See | Wish::Start, Some(_)) => {
            if let Some(card) = card {
                match wish {
                    Wish::See => desk.see(&card),
                    Wish::Start => desk.start(&card, None),
                    _ => desk.advance(&card),
                }
            }
        }
    }
}

/// The keys, said on the board itself where there is room.
#[component]
pub fn KeyStrip() -> impl IntoView {
    view! {
        <footer class="kfoot" aria-label="Keys">
            <span>
                <kbd class="kbd">"1"</kbd>
                "–"
                <kbd class="kbd">"9"</kbd>
                " bump"
            </span>
            <span>
                <kbd class="kbd">"←"</kbd>
                <kbd class="kbd">"→"</kbd>
                " choose"
            </span>
            <span>
                <kbd class="kbd">"Space"</kbd>
                " next step"
            </span>
            <span>
                <kbd class="kbd">"U"</kbd>
                " undo"
            </span>
            <span>
                <kbd class="kbd">"R"</kbd>
                " recall"
            </span>
            <span>
                <kbd class="kbd">"E"</kbd>
                " sold out"
            </span>
            <span>
                <kbd class="kbd">"?"</kbd>
                " all keys"
            </span>
        </footer>
    }
}

/// Every key and what it does.
#[component]
pub fn KeyHelp() -> impl IntoView {
    const KEYS: [(&str, &str); 13] = [
        ("1 – 9", "Bump the ticket with that number"),
        ("← → ↑ ↓", "Choose a ticket"),
        ("PgUp PgDn", "Turn the board’s page"),
        ("Home", "Back to the oldest"),
        ("Space", "Next step: seen, start, ready, bump"),
        ("A", "Seen"),
        ("S", "Start"),
        ("U", "Undo the last bump"),
        ("R", "Recall the last bumped ticket"),
        ("E", "Sold out: take a dish off the menu (86)"),
        ("+ −", "Larger text, smaller text"),
        ("?", "These keys"),
        ("Esc", "Close"),
    ];
    let desk = use_desk();
    let open = Signal::derive(move || desk.shelf.get() == Some(Shelf::Keys));
    view! {
        <Drawer open class="sheet sheet-side kdrawer" title="Keys" id="keys-title" on_close=move || desk.shelf.set(None)>
            <div class="sheet-body">
                <ul class="krows">
                    {KEYS
                        .map(|(key, does)| {
                            view! {
                                <li class="krow kkey">
                                    <kbd class="kbd">{key}</kbd>
                                    <p class="krow-main">{does}</p>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </div>
        </Drawer>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_keys_bump_the_ticket_that_wears_the_number() {
        assert_eq!(wish_of("1"), Some(Wish::Bump(0)));
        assert_eq!(wish_of("9"), Some(Wish::Bump(8)));
        assert_eq!(wish_of("0"), None);
        assert_eq!(wish_of("12"), None);
    }

    #[test]
    fn letters_work_with_and_without_shift() {
        assert_eq!(wish_of("u"), wish_of("U"));
        assert_eq!(wish_of("?"), Some(Wish::Open(Shelf::Keys)));
        assert_eq!(wish_of("Tab"), None);
    }
}
