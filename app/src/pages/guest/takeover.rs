//! A guest continues on another phone: the link that takes them there, the page it opens, and what the old phone says.

use super::closed::Plaque;
use crate::components::dialog::Dialog;
use crate::components::icon::Icon;
use crate::components::toast::use_toasts;
use crate::page_facts::answer_with;
use crate::realtime::{Notice, use_kept, use_notices, use_waiting};
use crate::server_fns::handover::hand_over;
use crate::words;
use comanda::device::DeviceKind;
use comanda::views::Handover;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// “Continue on another phone”, with the code to hold before it.
#[component]
pub fn ContinueElsewhere() -> impl IntoView {
    let toasts = use_toasts();
    let link = RwSignal::new(None::<Handover>);
    let ask = move |_| {
        spawn_local(async move {
            match hand_over().await {
                Ok(made) => {
                    let _ = link.try_set(Some(made));
                }
                Err(error) => toasts.problem(error.sentence()),
            }
        });
    };
    view! {
        <button class="btn btn-quiet btn-block" type="button" on:click=ask>
            <Icon name="qr" />
            {say!(continue_elsewhere)}
        </button>
        <Dialog
            open=Signal::derive(move || link.with(Option::is_some))
            on_close=Callback::new(move |()| link.set(None))
            class="modal handover"
            labelled_by="handover-title"
        >
            <h2 id="handover-title">{say!(continue_elsewhere)}</h2>
            <p class="muted">{say!(continue_scan)}</p>
            {move || {
                link.get()
                    .map(|made| {
                        view! {
                            <div class="handover-code" role="img" aria-label=say!(qr_code) inner_html=made.qr_svg></div>
                            <a class="handover-link small" href=made.url.clone()>
                                {made.url.clone()}
                            </a>
                        }
                    })
            }}
            <p class="small muted">{say!(continue_once)}</p>
            <div class="modal-actions">
                <button class="btn btn-primary" type="button" on:click=move |_| link.set(None)>
                    {say!(done)}
                </button>
            </div>
        </Dialog>
    }
    .into_any()
}

/// `/continue/{token}`: what the other phone sees first. Opening the link changes nothing; the button does.
#[component]
pub fn ContinuePage(token: String, store: String) -> impl IntoView {
    if token == "expired" {
        view! { <ExpiredView store /> }.into_any()
    } else {
        view! { <ContinueView token store /> }.into_any()
    }
}

#[component]
fn ContinueView(token: String, store: String) -> impl IntoView {
    view! {
        <Plaque
            icon="qr"
            store
            title=say!(continue_title)
            text=say!(continue_text)
        >
            <form class="welcome-form" method="post" action=format!("/continue/{token}")>
                <button class="btn btn-lg btn-primary btn-block">{say!(continue_here)}</button>
            </form>
        </Plaque>
    }
    .into_any()
}

#[component]
fn ExpiredView(store: String) -> impl IntoView {
    answer_with(410);
    view! {
        <Plaque
            icon="clock"
            store
            title=say!(link_used_title)
            text=say!(link_used_text)
        >
            ""
        </Plaque>
    }
    .into_any()
}

/// This phone’s guest continues elsewhere.
#[component]
pub fn ReplacedView(by: DeviceKind, store: String) -> impl IntoView {
    answer_with(409);
    view! {
        <Plaque
            icon="check-double"
            store
            title=say!(moved_title)
            text=say!(moved_text, device = words().device(by))
        >
            <StillHere />
            <TakeBack />
        </Plaque>
    }
    .into_any()
}

/// The word at the moment it happens, over whatever the phone shows: nothing behind it can be tapped any more.
#[component]
pub fn ReplacedModal() -> impl IntoView {
    let by = RwSignal::new(None::<DeviceKind>);
    use_notices(move |notice| {
        if let Notice::Replaced { by: device } = notice {
            by.set(Some(*device));
        }
    });
    // Escape does not bring the place back: the word stays.
    let again = Callback::new(move |()| by.update(|_| ()));
    view! {
        <Dialog open=Signal::derive(move || by.with(Option::is_some)) on_close=again class="modal" labelled_by="replaced-title">
            <h2 id="replaced-title">{say!(moved_title)}</h2>
            <p>
                {move || say!(moved_text, device = words().device(by.get().unwrap_or(DeviceKind::Other)))}
            </p>
            <StillHere />
            <TakeBack />
        </Dialog>
    }
    .into_any()
}

/// What this phone never got through goes out in nobody else's name: it says so, and keeps it.
#[component]
fn StillHere() -> impl IntoView {
    let (waiting, kept) = (use_waiting(), use_kept());
    let said = move || match (waiting.get(), kept.get()) {
        (0, _) => None,
        (n, true) => Some(say!(never_sent_kept, count = n)),
        (n, false) => Some(say!(never_sent_lost, count = n)),
    };
    move || said().map(|text| view! { <p class="callout" role="status">{text}</p> })
}

#[component]
fn TakeBack() -> impl IntoView {
    view! {
        <form class="welcome-actions" method="post" action="/continue">
            <button class="btn btn-lg btn-primary btn-block">{say!(continue_here_instead)}</button>
        </form>
    }
    .into_any()
}
