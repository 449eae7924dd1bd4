//! One line of a ticket: a tap moves it on.

use super::desk::use_desk;
use super::step::{Next, line_face, next_of_line};
use crate::components::icon::Icon;
use crate::components::note::Note;
use crate::components::tap_guard::use_tap_guard;
use crate::memo::memo;
use comanda::kitchen::TicketCard;
use comanda::party::Item;
use leptos::prelude::*;

#[component]
pub fn Line(line: Memo<Item>, card: Signal<TicketCard>, place: Memo<Option<usize>>) -> impl IntoView {
    let desk = use_desk();
    let status = memo(move || line.with(|l| l.status));
    let face = move || line_face(status.get());
    let guard = use_tap_guard(move || (status.get(), place.get()));
    let tap = move |_| {
        if !guard.hears() {
            return;
        }
        let card = card.get_untracked();
        let only = Some(vec![line.with_untracked(|l| l.id)]);
        match next_of_line(status.get_untracked()) {
            Some(Next::Start) => desk.start(&card, only),
            Some(Next::Ready) => desk.ready(&card, only),
            _ => {}
        }
    };
    view! {
        <button
            class="kline"
            type="button"
            data-state=move || face().0
            aria-disabled=move || next_of_line(status.get()).is_none().then_some("true")
            on:click=tap
        >
            <span class="kline-qty">{move || line.with(|l| l.quantity)}</span>
            <span class="kline-text">
                <span class="kline-name">{move || line.with(|l| l.name.clone())}</span>
                {move || {
                    Some(line.with(Item::choices))
                        .filter(|mods| !mods.is_empty())
                        .map(|mods| view! { <span class="kline-mods">{mods}</span> })
                }}
                {move || line.with(|l| l.note.clone()).map(|note| view! { <Note note class="kline-note" /> })}
            </span>
            <span class="kline-state">
                <Icon name=Signal::derive(move || face().1) class="icon-lg" />
                <span>{move || face().2}</span>
            </span>
        </button>
    }
}
