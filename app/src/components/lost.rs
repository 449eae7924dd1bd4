//! What a screen says when it does not hear of changes: since when, and what does not arrive. It never passes old knowledge off as
//! the state of things.

use crate::clock::clock_time;
use crate::components::icon::Icon;
use crate::memo::memo;
use crate::realtime::{use_is_current, use_lost, use_reconnect};
use leptos::prelude::*;

/// “No connection since 14:48.”, or that it is being established.
fn headline() -> Memo<String> {
    let lost = use_lost();
    memo(move || match lost.get() {
        Some(lost) => match lost.since {
            Some(since) => say!(no_connection_since, time = &clock_time(since)),
            None => say!(no_connection).into(),
        },
        None => say!(connecting_now).into(),
    })
}

/// A strip over the page while there is no connection. `missing` says what does not arrive; `retries`: it has the button to try again.
#[component]
pub fn LostStrip(class: &'static str, missing: &'static str, #[prop(optional)] retries: bool) -> impl IntoView {
    let (lost, reconnect) = (use_lost(), use_reconnect());
    let (shown, headline) = (memo(move || lost.with(Option::is_some)), headline());
    move || {
        shown.get().then(|| {
            view! {
                <p class=class role="alert">
                    <Icon name="wifi-off" />
                    <span>{move || headline.get()} " " {missing}</span>
                    {retries
                        .then(|| {
                            view! {
                                <button class="btn" type="button" on:click=move |_| reconnect()>
                                    {say!(reconnect_now)}
                                </button>
                            }
                        })}
                </p>
            }
        })
    }
}

/// An empty list. While nobody knows whether it is empty, it says that instead.
#[component]
pub fn EmptyList(
    icon: &'static str,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] advice: Signal<String>,
    /// What may have come meanwhile.
    unheard: &'static str,
) -> impl IntoView {
    let (current, headline) = (use_is_current(), headline());
    move || {
        if current.get() {
            view! {
                <div class="empty">
                    <Icon name=icon />
                    <p class="empty-title">{move || title.get()}</p>
                    <p>{move || advice.get()}</p>
                </div>
            }
            .into_any()
        } else {
            view! {
                <div class="empty" data-unknown="true">
                    <Icon name="wifi-off" />
                    <p class="empty-title">{move || headline.get()}</p>
                    <p>{unheard}</p>
                </div>
            }
            .into_any()
        }
    }
}

/// “Tap once for sound”, until somebody has: browsers are silent before that. It lets taps through.
#[component]
pub fn SoundHint(#[prop(into)] wanted: Signal<bool>, #[prop(into)] ready: Signal<bool>) -> impl IntoView {
    let alive = crate::clock::use_alive();
    move || {
        (alive.get() && wanted.get() && !ready.get()).then(|| {
            view! {
                <p class="sound-hint" role="status">
                    <Icon name="volume-off" />
                    "Tap once for sound"
                </p>
            }
        })
    }
}
