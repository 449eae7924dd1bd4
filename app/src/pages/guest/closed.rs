//! Friendly pages for those who may not be at the table: not seated, not let in yet, the stay is over.

use crate::components::icon::Icon;
use crate::components::language_switch::LanguageSwitch;
use crate::page_facts::{Title, answer_with};
use comanda::party::Standing;
use leptos::prelude::*;

/// The frame of these pages: a plaque, the store's name, a title, a text.
#[component]
pub fn Plaque(
    icon: &'static str,
    #[prop(optional, into)] store: String,
    title: &'static str,
    #[prop(into)] text: String,
    children: Children,
) -> impl IntoView {
    view! {
        <Title text=title />
        <main class="welcome" data-room="guest">
            <div class="welcome-top">
                <div class="plaque">
                    <Icon name=icon />
                </div>
                {(!store.is_empty()).then(|| view! { <p class="welcome-store">{store}</p> })}
                <h1 class="welcome-title">{title}</h1>
                <p class="welcome-text">{text}</p>
            </div>
            <div>
                {children()}
                <LanguageSwitch />
            </div>
        </main>
    }
    .into_any()
}

/// The stay is over.
#[component]
pub fn ClosedView(#[prop(optional, into)] store: String) -> impl IntoView {
    answer_with(410);
    view! {
        <Plaque
            icon="door"
            store
            title=say!(closed_title)
            text=say!(closed_text)
        >
            <div class="welcome-actions">
                <a class="btn btn-lg btn-quiet" href="/">{say!(home)}</a>
            </div>
        </Plaque>
    }
    .into_any()
}

/// This phone sits at no table.
#[component]
pub fn NoSeatView() -> impl IntoView {
    answer_with(401);
    view! {
        <Plaque
            icon="qr"
            title=say!(where_title)
            text=say!(where_text)
        >
            <div class="welcome-actions">
                <a class="btn btn-lg btn-quiet" href="/">{say!(home)}</a>
            </div>
        </Plaque>
    }
    .into_any()
}

/// A waiter must let them in first; the page opens by itself.
#[component]
pub fn WaitingView(store: String, table: String, why: Standing) -> impl IntoView {
    let text = if why == Standing::NewParty { say!(waiting_not_cleared_text) } else { say!(waiting_text) };
    view! {
        <Title text=say!(one_moment) />
        <main class="welcome" data-room="guest">
            <div class="welcome-top">
                <div class="plaque">
                    <span class="plaque-label">{say!(table_word)}</span>
                    <span class="plaque-number">{table}</span>
                </div>
                {(!store.is_empty()).then(|| view! { <p class="welcome-store">{store}</p> })}
                <h1 class="welcome-title">{say!(one_moment_title)}</h1>
                <p class="welcome-text" role="status">
                    {text}
                </p>
                <div class="waiting-dots" aria-hidden="true">
                    <span></span>
                    <span></span>
                    <span></span>
                </div>
            </div>
            <div class="welcome-actions">
                <a class="btn btn-lg" href="/table?browse=1">{say!(read_the_menu_meanwhile)}</a>
                <noscript>
                    <a class="btn btn-lg btn-quiet" href="/table">{say!(look_again)}</a>
                </noscript>
                <LanguageSwitch />
            </div>
        </main>
    }
    .into_any()
}
