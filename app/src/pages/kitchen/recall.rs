//! Recall: bumped tickets, the newest first, as far back as anybody asks.

use super::desk::{Shelf, use_desk};
use super::step::summary;
use crate::clock::clock_time;
use crate::components::drawer::Drawer;
use crate::components::icon::Icon;
use crate::components::lost::EmptyList;
use crate::components::note::Note;
use crate::components::place_label::place_label;
use crate::components::problem::Problem;
use crate::components::tap_guard::{TapGuard, use_fresh_guard, use_open_guard};
use crate::memo::memo;
use crate::queries::cached::use_past_tickets;
use comanda::kitchen::TicketCard;
use leptos::prelude::*;

/// The most pages one look back may open: a display that stays on for days must not grow.
const MOST_PAGES: usize = 20;

#[component]
pub fn RecallDrawer() -> impl IntoView {
    let desk = use_desk();
    let open = Signal::derive(move || desk.shelf.get() == Some(Shelf::Recall));
    view! {
        <Drawer open class="sheet sheet-side kdrawer" title="Recall" id="recall-title" on_close=move || desk.shelf.set(None)>
            <Bumped />
        </Drawer>
    }
}

#[component]
fn Bumped() -> impl IntoView {
    let desk = use_desk();
    // Cursors of the opened pages behind the recent ones.
    let pages = RwSignal::new(Vec::<Option<String>>::new());
    let none = memo(move || desk.recent.with(Vec::is_empty));
    // A recall moves the next row under the finger; another screen's bump moves all rows.
    let taps =
        use_fresh_guard().watching(move || desk.recent.with(|recent| recent.iter().map(|card| card.id).collect::<Vec<_>>()));
    provide_context(taps);
    view! {
        <div class="sheet-body">
            {move || {
                if none.get() {
                    view! {
                        <EmptyList
                            icon="recall"
                            title="Nothing bumped yet"
                            advice="Tickets you bump wait here in case they must come back."
                            unheard="Other screens may have bumped tickets since."
                        />
                    }
                        .into_any()
                } else {
                    view! {
                        <p class="kdrawer-lead">
                            "The newest first. Press " <kbd class="kbd">"R"</kbd> " on the board to bring back the last one."
                        </p>
                    }
                        .into_any()
                }
            }} <ul class="krows">
                <For each=move || desk.recent.get() key=|card| card.id children=|card| view! { <Row card /> } />
            </ul>
            <For each=move || pages.get() key=Clone::clone children=move |after| view! { <PastPage after pages /> } />
            {move || {
                (!none.get() && pages.with(Vec::is_empty)).then(|| view! { <Older on_click=move || pages.set(vec![None]) /> })
            }}
        </div>
    }
}

#[component]
fn Older(#[prop(into)] on_click: Callback<()>) -> impl IntoView {
    view! {
        <button class="btn btn-block kolder" type="button" on:click=move |_| on_click.run(())>
            <Icon name="chevron-down" />
            "Older tickets"
        </button>
    }
}

/// One page of older tickets; the last one offers the next.
#[component]
fn PastPage(after: Option<String>, pages: RwSignal<Vec<Option<String>>>) -> impl IntoView {
    let desk = use_desk();
    let key = after.clone();
    let page = use_past_tickets(move || (desk.station.try_get().flatten(), key.clone()));
    let rows = move || {
        page.get().map(|answer| match answer {
            Err(error) => view! { <Problem error /> }.into_any(),
            Ok(page) => {
                // The first page begins with what stands above already.
                let fresh: Vec<_> =
                    desk.recent.with(|recent| page.items.into_iter().filter(|t| !recent.iter().any(|r| r.id == t.id)).collect());
                let last = pages.with(|all| all.last() == Some(&after) && all.len() < MOST_PAGES);
                view! {
                    <ul class="krows">{fresh.into_iter().map(|card| view! { <Row card /> }).collect_view()}</ul>
                    {page
                        .next
                        .filter(|_| last)
                        .map(|next| {
                            view! { <Older on_click=move || pages.update(|all| all.push(Some(next.clone()))) /> }
                        })}
                }
                .into_any()
            }
        })
    };
    view! { <Transition fallback=|| view! { <p class="krow skeleton">"Loading"</p> }>{rows}</Transition> }
}

#[component]
fn Row(card: TicketCard) -> impl IntoView {
    let desk = use_desk();
    let bumped_at = card.bumped_at;
    let station = card.station;
    let station = move || {
        (desk.station.get().is_none())
            .then(|| desk.menu.with(|m| m.as_ref()?.station(station).map(|s| format!(" · {}", s.name))))
            .flatten()
    };
    let when = move || bumped_at.filter(|_| desk.alive.get()).map(|at| format!("Bumped {}", clock_time(at)));
    let (short, label, what) = (format!("#{}", card.short), format!(" Table {}", place_label(&card.place)), summary(&card));
    let written = card.items.iter().filter(|item| item.status.is_live()).filter_map(|item| item.note.clone());
    let notes = written.map(|note| view! { <Note note class="kline-note" /> }).collect_view();
    let taps = use_context::<TapGuard>().unwrap_or_else(use_open_guard);
    let recall = move |_| {
        if taps.hears() {
            taps.close();
            desk.recall(&card);
        }
    };
    view! {
        <li class="krow">
            <div class="krow-main">
                <p class="krow-title">
                    <b>{short}</b>
                    {label}
                </p>
                <p class="krow-sub">{what}</p>
                {notes}
                <p class="krow-sub">{when} {station}</p>
            </div>
            <button class="btn" type="button" on:click=recall>
                <Icon name="recall" />
                "Recall"
            </button>
        </li>
    }
}
