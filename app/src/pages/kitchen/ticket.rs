//! One ticket. It repaints alone: every part reads a memo of its own card, the timer a memo of the second hand.

use super::desk::use_desk;
use super::line::Line;
use super::step::{Next, Pace, next_of, sender, stage};
use crate::clock::{clock_time, timer};
use crate::components::icon::Icon;
use crate::components::place_label::place_label;
use crate::components::tap_guard::{TapGuard, use_tap_guard};
use crate::memo::memo;
use comanda::ids::TicketId;
use comanda::kitchen::TicketCard;
use leptos::prelude::*;

/// Which part of a long ticket this is.
#[derive(Clone, Copy)]
pub struct Part {
    pub index: usize,
    pub of: usize,
    /// The first of its lines and the one after the last.
    pub lines: Memo<(usize, usize)>,
}

impl Part {
    /// `2/3, continued`.
    fn word(self) -> Option<String> {
        let here = format!("{}/{}", self.index + 1, self.of);
        (self.of > 1).then(|| if self.index > 0 { format!("{here}, continued") } else { here })
    }
    fn is_last(self) -> bool {
        self.index + 1 == self.of
    }
}

/// The element id of a ticket: what keys move the focus to.
pub fn element_id(id: TicketId) -> String {
    format!("ticket-{id}")
}

#[component]
pub fn Ticket(card: Signal<TicketCard>, part: Part) -> impl IntoView {
    let desk = use_desk();
    let id = card.with_untracked(|c| c.id);
    let place = memo(move || desk.order.with(|order| order.iter().position(|t| *t == id)));
    let station = memo(move || {
        let station = card.with(|c| c.station);
        desk.menu.with(|menu| menu.as_ref().and_then(|m| m.station(station)).cloned())
    });
    let pace = memo(move || card.with(|c| station.with(|s| Pace::of(c, s.as_ref(), desk.now.get()))));
    let words = memo(move || pace.get().words(desk.now.get()));
    let state = memo(move || card.with(stage));
    let selected = memo(move || desk.selected.get() == Some(id));
    let leaving = memo(move || desk.is_leaving(id));
    let gone = memo(move || desk.is_gone(id));
    // One ticket can always be reached with the Tab key: the selected one, or the oldest.
    let reachable =
        memo(move || part.index == 0 && (selected.get() || (desk.selected.get().is_none() && place.get() == Some(0))));
    let suffix = if part.index == 0 { String::new() } else { format!("-{}", part.index) };
    let title = format!("tk-{id}{suffix}");
    let labelled = title.clone();

    let next = memo(move || card.with(next_of));
    // What the next step is, where its button is, and whether Undo has taken its place: none may change under a finger.
    let guard = use_tap_guard(move || (next.get(), place.get(), gone.get(), desk.bumped(id).is_some()));
    view! {
        <article
            class="ticket"
            id=format!("{}{suffix}", element_id(id))
            data-part=(part.of > 1).then(|| part.index.to_string())
            data-pace=move || pace.get().face().0
            data-state=move || state.get()
            data-selected=move || selected.get()
            data-leaving=move || leaving.get()
            tabindex=move || if reachable.get() { "0" } else { "-1" }
            aria-labelledby=labelled
            on:focusin=move |_| {
                if desk.selected.get_untracked() != Some(id) {
                    desk.selected.set(Some(id));
                }
            }
        >
            <header class="ticket-head">
                <h2 class="ticket-table" id=title>
                    {move || card.with(|c| format!("Table {}", place_label(&c.place)))}
                </h2>
                <Timer card />
                <p class="ticket-pace">
                    <Icon name=Signal::derive(move || pace.get().face().1) />
                    <span>{move || words.get()}</span>
                </p>
                <p class="ticket-meta">
                    {move || {
                        let key = place.get().filter(|place| *place < 9)? + 1;
                        Some(
                            view! {
                                <kbd class="ticket-key" title=format!("Press {key} to bump")>
                                    {key}
                                </kbd>
                            },
                        )
                    }} <b class="ticket-no">{move || card.with(|c| format!("#{}", c.short))}</b>
                    {part.word().map(|word| view! { <b class="ticket-part">{word}</b> })}
                    <span class="ticket-by">{move || card.with(|c| sender(&c.sent_by))}</span>
                    {move || {
                        desk.station
                            .get()
                            .is_none()
                            .then(|| view! { <span class="ticket-station">{station.get().map(|s| s.name)}</span> })
                    }} <Marks card />
                </p>
            </header>
            <ol class="ticket-lines" inert=move || gone.get()>
                <For
                    each=move || {
                        let (from, to) = part.lines.get();
                        card.with(|c| c.items.get(from..to.min(c.items.len())).map(<[_]>::to_vec).unwrap_or_default())
                    }
                    key=|item| item.id
                    children=move |item| {
                        let id = item.id;
                        let line = Memo::new(move |before: Option<&_>| {
                            card.with(|c| c.items.iter().find(|i| i.id == id).cloned())
                                .or_else(|| before.cloned())
                                .unwrap_or_else(|| item.clone())
                        });
                        view! {
                            <li>
                                <Line line card place />
                            </li>
                        }
                    }
                />
            </ol>
            {move || match (part.is_last(), gone.get()) {
                (false, _) => ().into_any(),
                (true, true) => view! { <Left id guard /> }.into_any(),
                (true, false) => view! { <Foot card next guard /> }.into_any(),
            }}
        </article>
    }
}

/// The time since the ticket was sent: the only part that changes every second.
#[component]
pub fn Timer(card: Signal<TicketCard>) -> impl IntoView {
    let desk = use_desk();
    let sent_at = memo(move || card.with(|c| c.sent_at));
    let waited = memo(move || desk.now.get().map(|now| now.since(sent_at.get()) / 1000));
    view! {
        <p class="ticket-timer">
            <time datetime=move || {
                waited.get().map(|seconds| format!("PT{seconds}S"))
            }>{move || waited.get().map_or_else(|| "–:––".to_owned(), |seconds| timer(seconds * 1000))}</time>
        </p>
    }
}

/// Add-on, recalled, and the alarm of a ticket nobody has looked at.
#[component]
pub fn Marks(card: Signal<TicketCard>) -> impl IntoView {
    let desk = use_desk();
    let add_on = memo(move || card.with(|c| c.add_on));
    let recalled = memo(move || card.with(|c| c.recalled_at.is_some()));
    let overlooked = memo(move || desk.now.get().is_some_and(|now| card.with(|c| c.is_overlooked(now))));
    let since = move || desk.now.get().map(|now| timer(card.with(|c| now.since(c.sent_at))));
    let closed = memo(move || card.with(|c| c.table_closed));
    view! {
        {move || {
            closed
                .get()
                .then(|| {
                    view! {
                        <span class="badge badge-solid" data-state="late">
                            <Icon name="door" class="icon-sm" />
                            "Table closed"
                        </span>
                    }
                })
        }}
        {move || {
            add_on
                .get()
                .then(|| {
                    view! {
                        <span class="badge badge-solid" data-state="seen">
                            <Icon name="plus" class="icon-sm" />
                            "Add-on"
                        </span>
                    }
                })
        }}
        {move || {
            recalled
                .get()
                .then(|| {
                    view! {
                        <span class="badge badge-solid" data-state="vip">
                            <Icon name="recall" class="icon-sm" />
                            "Recalled"
                        </span>
                    }
                })
        }}
        {move || {
            overlooked
                .get()
                .then(|| {
                    view! {
                        <span class="badge badge-solid" data-state="late">
                            <Icon name="bell" class="icon-sm" />
                            "New "
                            {since}
                        </span>
                    }
                })
        }}
    }
}

/// In the place of a ticket that has just left: what happened, and the way back for who bumped it here.
#[component]
fn Left(id: TicketId, guard: TapGuard) -> impl IntoView {
    let desk = use_desk();
    view! {
        <footer class="ticket-foot" role="status">
            <p class="ticket-seen">
                <Icon name="check-double" class="icon-sm" />
                "Bumped"
            </p>
            {move || {
                desk.bumped(id)
                    .map(|bumped| {
                        let undo = move |_| {
                            if guard.hears() {
                                desk.undo(&bumped);
                            }
                        };
                        view! {
                            <button class="btn ticket-undo" type="button" on:click=undo>
                                <Icon name="undo" />
                                "Undo"
                            </button>
                        }
                    })
            }}
        </footer>
    }
}

/// Who has seen it, the next step, and the bump.
#[component]
fn Foot(card: Signal<TicketCard>, next: Memo<Next>, guard: TapGuard) -> impl IntoView {
    let desk = use_desk();
    let advance = move |_| {
        if guard.hears() {
            desk.advance(&card.get_untracked());
        }
    };
    let bump = move |_| {
        if guard.hears() {
            desk.bump(&card.get_untracked());
        }
    };
    let seen = move || {
        card.with(|c| match &c.seen {
            Some(seen) if desk.alive.get() => format!("Seen by {} {}", crate::person(&seen.by.name), clock_time(seen.at)),
            Some(seen) => format!("Seen by {}", crate::person(&seen.by.name)),
            None => "New".into(),
        })
    };
    view! {
        <footer class="ticket-foot">
            <p class="ticket-seen">{seen}</p>
            {move || {
                let next = next.get();
                let (icon, word) = next.face();
                (next != Next::Bump)
                    .then(|| {
                        view! {
                            <button class="btn ticket-next" type="button" on:click=advance>
                                <Icon name=icon />
                                {word}
                            </button>
                        }
                    })
            }}
            <button class="btn btn-ink ticket-bump" type="button" on:click=bump>
                <Icon name="check-double" />
                "Bump"
            </button>
        </footer>
    }
}
