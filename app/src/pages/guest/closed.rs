//! Friendly pages for those who may not be at the table: not seated, not let in yet, the stay is over.

use crate::components::icon::Icon;
use comanda::party::Standing;
use leptos::prelude::*;
use leptos_meta::Title;

/// The status of the answer, on the server.
pub fn answer_with(status: u16) {
    #[cfg(feature = "ssr")]
    if let (Some(response), Ok(status)) =
        (use_context::<leptos_axum::ResponseOptions>(), axum::http::StatusCode::from_u16(status))
    {
        response.set_status(status);
    }
    #[cfg(not(feature = "ssr"))]
    let _ = status;
}

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
            {children()}
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
            title="This table is closed"
            text="Thanks for coming! Just arrived? Scan the code on your table."
        >
            <div class="welcome-actions">
                <a class="btn btn-lg btn-quiet" href="/">"Home"</a>
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
            title="Where do you sit?"
            text="Scan the code on your table and the menu opens here, with everything your table chooses."
        >
            <div class="welcome-actions">
                <a class="btn btn-lg btn-quiet" href="/">"Home"</a>
            </div>
        </Plaque>
    }
    .into_any()
}

/// A waiter must let them in first; the page opens by itself.
#[component]
pub fn WaitingView(store: String, table: String, why: Standing) -> impl IntoView {
    let text = if why == Standing::NewParty {
        "The last party’s table is not cleared yet. We’ve told the staff that you are here. When it is free, scan its code once more."
    } else {
        "We’ve told the staff that you are here. This page opens by itself as soon as they let you in."
    };
    view! {
        <Title text="One moment" />
        <main class="welcome" data-room="guest">
            <div class="welcome-top">
                <div class="plaque">
                    <span class="plaque-label">"Table"</span>
                    <span class="plaque-number">{table}</span>
                </div>
                {(!store.is_empty()).then(|| view! { <p class="welcome-store">{store}</p> })}
                <h1 class="welcome-title">"One moment."</h1>
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
                <a class="btn btn-lg" href="/table?browse=1">"Read the menu meanwhile"</a>
                <noscript>
                    <a class="btn btn-lg btn-quiet" href="/table">"Look again"</a>
                </noscript>
            </div>
        </main>
    }
    .into_any()
}
