//! What surrounds every guest page: the bar with store, table and people, the bell, the navigation.

use super::calls::{CallBanner, CallsPopover};
use super::nav::{BottomNav, GuestTab};
use super::people::{PeopleButton, PeoplePopover};
use super::place::use_query;
use super::seat::use_seat;
use crate::components::icon::Icon;
use crate::components::language_switch::LanguageSwitch;
use crate::components::place_label::place_label;
use crate::components::status::{ConnectionStatus, OfflineStrip};
use crate::memo::memo;
use crate::page_facts::Title;
use leptos::prelude::*;

/// The page's frame around its `main`.
#[component]
pub fn Frame(place: GuestTab, children: Children) -> impl IntoView {
    let seat = use_seat();
    let store = seat.store.get_value();
    let title = if store.is_empty() { place.label().to_owned() } else { format!("{} · {store}", place.label()) };
    let class = if place == GuestTab::Menu { "guest guest-menu" } else { "guest" };
    view! {
        <Title text=title />
        <div class=class data-room="guest">
            <a class="skip-link" href="#main" rel="external">{say!(skip_to_content)}</a>
            <header class="topbar guest-bar">
                <div class="topbar-title">
                    <p class="brand truncate">{store}</p>
                    <p class="guest-where">
                        <span class="guest-where-table" translate="no">{move || seat.session.with(|s| say!(table_named, table = &place_label(&s.place)))}</span>
                        <span aria-hidden="true">"·"</span>
                        <ConnectionStatus />
                    </p>
                </div>
                <PeopleButton />
                <button
                    class="btn btn-quiet btn-icon btn-round"
                    type="button"
                    popovertarget="calls"
                    aria-label=say!(call_the_waiter)
                >
                    <Icon name="bell" class="icon-lg" />
                </button>
                <OfflineStrip />
            </header>
            <CallBanner />
            {children()}
            <footer>
                <LanguageSwitch />
            </footer>
            <CallsPopover back=place.path() />
            <PeoplePopover back=place.path() />
            <p class="visually-hidden" role="status">{move || seat.said.get()}</p>
            <BottomNav place />
        </div>
    }
    .into_any()
}

/// The refusal that a form brought back, in words.
pub fn use_problem() -> Memo<Option<String>> {
    let query = use_query();
    memo(move || {
        query.with(|q| {
            let told = q.get("problem").and_then(crate::told::sentence);
            // A form that could not be read at all comes back with the framework's own mark.
            told.or_else(|| q.get("__err").map(|_| say!(form_not_understood).into()))
        })
    })
}

/// That refusal as a callout.
#[component]
pub fn ProblemNote(#[prop(into)] problem: Signal<Option<String>>) -> impl IntoView {
    move || {
        problem.get().map(|text| {
            view! {
                <div class="callout guest-problem" data-state="error" role="alert">
                    <Icon name="alert-triangle" />
                    <div class="callout-body">
                        <p>{text}</p>
                    </div>
                </div>
            }
        })
    }
}
