//! The first step after a scan that did not lead straight to the table: a code to type, or why not.

use super::closed::{ClosedView, Plaque, answer_with};
use crate::components::icon::Icon;
use crate::queries::use_viewer;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// `/welcome/{token}?state=code|wrong_code|unknown|closed|locked`.
#[component]
pub fn WelcomePage() -> impl IntoView {
    let viewer = use_viewer();
    let params = use_params_map();
    let query = use_query_map();
    let token = Memo::new(move |_| params.with(|p| p.get("token").unwrap_or_default()));
    let state = Memo::new(move |_| query.with(|q| q.get("state").unwrap_or_default()));
    view! {
        <Transition>
            {move || {
                let viewer = viewer.get()?;
                let store = viewer.ok().and_then(|v| v.store).map(|s| s.name).unwrap_or_default();
                Some(
                    match state.get().as_str() {
                        "code" => view! { <CodeView token=token.get() store wrong=false /> }.into_any(),
                        "wrong_code" => view! { <CodeView token=token.get() store wrong=true /> }.into_any(),
                        "locked" => view! { <LockedView store /> }.into_any(),
                        "closed" => view! { <ClosedView store /> }.into_any(),
                        _ => view! { <UnknownView store /> }.into_any(),
                    },
                )
            }}
        </Transition>
    }
    .into_any()
}

#[component]
fn CodeView(token: String, store: String, wrong: bool) -> impl IntoView {
    if wrong {
        answer_with(403);
    }
    let described = wrong.then_some("code-error");
    let invalid = wrong.then_some("true");
    view! {
        <Plaque icon="lock" store title="Table code" text="Four digits. Your waiter tells you, or they stand on the card on your table.">
            <form class="welcome-form welcome-code" method="post" action=format!("/t/{token}")>
                <label class="visually-hidden" for="code">"Four-digit table code"</label>
                <input
                    class="input code-input"
                    id="code"
                    name="code"
                    inputmode="numeric"
                    pattern="[0-9]{4}"
                    maxlength="4"
                    autocomplete="one-time-code"
                    required
                    aria-describedby=described
                    aria-invalid=invalid
                />
                {wrong
                    .then(|| {
                        view! {
                            <p class="field-error" id="code-error" role="alert">
                                <Icon name="alert-triangle" class="icon-sm" />
                                "That is not this table’s code. Codes change from party to party: ask your waiter for the current one."
                            </p>
                        }
                    })}
                <button class="btn btn-lg btn-primary btn-block">"Open the table"</button>
            </form>
        </Plaque>
    }
    .into_any()
}

#[component]
fn LockedView(store: String) -> impl IntoView {
    answer_with(429);
    view! {
        <Plaque
            icon="clock"
            store
            title="A short pause"
            text="There were too many tries with a wrong code. Please ask your waiter, or scan the table’s code again in a few minutes."
        >
            ""
        </Plaque>
    }
    .into_any()
}

#[component]
fn UnknownView(store: String) -> impl IntoView {
    answer_with(404);
    view! {
        <Plaque
            icon="qr"
            store
            title="We don’t know this table"
            text="The code may be an old one. Please scan the code on your table again, or ask a waiter: they can open the table for you."
        >
            <div class="welcome-actions">
                <a class="btn btn-lg btn-quiet" href="/">"Home"</a>
            </div>
        </Plaque>
    }
    .into_any()
}
