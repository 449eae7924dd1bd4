//! The board: tickets oldest first, or the good news that there are none.

use super::desk::use_desk;
use super::ticket::Ticket;
use crate::components::lost::EmptyList;
use crate::settled::settled;
use leptos::prelude::*;

#[component]
pub fn BoardView() -> impl IntoView {
    let desk = use_desk();
    let empty = Memo::new(move |_| desk.tickets.with(Vec::is_empty));
    view! {
        <main class="board" id="board">
            {move || if empty.get() { view! { <AllClear /> }.into_any() } else { view! { <Tickets /> }.into_any() }}
        </main>
    }
}

/// Keyed by ticket; each hears of its own card, so that one event repaints one ticket and wakes no other.
#[component]
fn Tickets() -> impl IntoView {
    let desk = use_desk();
    view! {
        <ol class="board-tickets" aria-label="Tickets, oldest first">
            <For
                each=move || desk.tickets.get()
                key=|card| card.id
                children=move |first| {
                    let id = first.id;
                    let card = settled(Memo::new(move |before: Option<&_>| {
                        desk.tickets
                            .with(|all| all.iter().find(|t| t.id == id).cloned())
                            .or_else(|| before.cloned())
                            .unwrap_or_else(|| first.clone())
                    }));
                    view! {
                        <li class="board-slot">
                            <Ticket card />
                        </li>
                    }
                }
            />
        </ol>
    }
}

#[component]
fn AllClear() -> impl IntoView {
    let desk = use_desk();
    let advice = Signal::derive(move || {
        let sound = if desk.is_heard() { " with a sound" } else { "" };
        let awake = if desk.awake.get() { "; this screen stays awake" } else { "" };
        format!("Nothing to cook. New tickets appear here{sound}{awake}.")
    });
    view! {
        <div class="board-empty">
            <EmptyList icon="chef-hat" title="All clear" advice unheard="New tickets do not arrive." />
        </div>
    }
}

/// The board in its final shape while the first answer is on its way.
#[component]
pub fn BoardSkeleton() -> impl IntoView {
    let ticket = |lines: usize| {
        view! {
            <li class="board-slot">
                <div class="ticket" data-pace="ok">
                    <div class="ticket-head">
                        <p class="ticket-table skeleton">"Table 00"</p>
                        <p class="ticket-timer skeleton">"00:00"</p>
                    </div>
                    <div class="ticket-lines">
                        {std::iter::repeat_with(|| {
                            view! {
                                <div class="kline">
                                    <span class="skeleton">"2"</span>
                                    <span class="skeleton skeleton-line"></span>
                                </div>
                            }
                        })
                            .take(lines)
                            .collect_view()}
                    </div>
                </div>
            </li>
        }
    };
    view! {
        <div class="kitchen" data-layout="grid">
            <div class="kbar">
                <p class="kstation skeleton">"Expo 00"</p>
                <p class="kstation skeleton">"Kitchen 00"</p>
            </div>
            <main class="board" aria-busy="true" aria-label="The board is loading">
                <ol class="board-tickets">{[3, 2, 4, 2, 3, 1].map(ticket).collect_view()}</ol>
            </main>
        </div>
    }
}
