//! Making this browser a screen of the restaurant, by a code somebody reads out.

use super::destination::Destination;
use crate::browser::place::go;
use crate::clock::use_now;
use crate::components::icon::Icon;
use crate::memo::memo;
use crate::queries::cached::forget_viewer;
use crate::server_fns::sign_in::enrol;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Characters of a code, without the dash it is read with.
const LENGTH: usize = 8;

/// What somebody has typed or pasted so far, as a code is written: upper case, nothing between.
fn tidy(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).take(LENGTH).collect()
}

#[component]
pub fn Enrol(destination: Memo<Destination>, told: Memo<Option<String>>) -> impl IntoView {
    let now = use_now();
    let alive = memo(move || now.with(Option::is_some));
    let (code, name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(told.get_untracked());
    let done = RwSignal::new(None::<String>);
    let complete = memo(move || code.with(|c| c.len() == LENGTH) && name.with(|n| !n.trim().is_empty()));
    let back = move || destination.with_untracked(|to| to.address(None));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() || !complete.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        let (typed, named) = (code.get_untracked(), name.get_untracked().trim().to_owned());
        spawn_local(async move {
            let answer = enrol(typed, named.clone(), String::new()).await;
            let _ = busy.try_set(false);
            match answer {
                Ok(()) => {
                    let _ = done.try_set(Some(named));
                }
                Err(error) => {
                    let _ = problem.try_set(Some(error.sentence()));
                }
            }
        });
    };
    let form = move || {
        view! {
            <form class="signin-enrol" method="post" action="/api/enrol" aria-labelledby="enrol-title" on:submit=submit>
                <input type="hidden" name="to" value=back() />
                <span class="signin-mark" aria-hidden="true">
                    <Icon name="tablet" />
                </span>
                <h1 class="display signin-title" id="enrol-title">
                    "Set up this device"
                </h1>
                <p class="muted signin-lead">
                    "A manager who is signed in on another screen presses " <b>"Add a device"</b>
                    " and gives you an 8-character code. It works once and expires after 15 minutes."
                </p>
                <div class="field senrol-field">
                    <label for="device">"Name of this device"</label>
                    <input
                        class="input input-lg"
                        id="device"
                        name="name"
                        placeholder="Tablet 3, Terrazza"
                        maxlength="40"
                        required
                        autocomplete="off"
                        prop:value=move || name.get()
                        on:input=move |event| name.set(event_target_value(&event))
                    />
                </div>
                <div class="field senrol-field">
                    <label for="code">"Code from the manager"</label>
                    <div class:senrol-code=move || alive.get()>
                        <input
                            class:input=move || !alive.get()
                            class:input-lg=move || !alive.get()
                            id="code"
                            name="code"
                            maxlength="16"
                            required
                            autocapitalize="characters"
                            autocomplete="one-time-code"
                            spellcheck="false"
                            aria-describedby="code-hint"
                            prop:value=move || code.get()
                            on:input=move |event| {
                                let typed = tidy(&event_target_value(&event));
                                code.set(typed);
                                code.notify();
                            }
                        />
                        {move || alive.get().then(|| view! { <Boxes code /> })}
                    </div>
                    <p class="field-hint" id="code-hint">
                        "Letters and numbers. The code never contains O or 0."
                    </p>
                </div>
                {move || {
                    problem
                        .get()
                        .map(|problem| {
                            view! {
                                <p class="field-error senrol-field" role="alert">
                                    <Icon name="alert-triangle" class="icon-sm" />
                                    <span>{problem}</span>
                                </p>
                            }
                        })
                }}
                <button
                    class="btn btn-primary btn-lg btn-block"
                    type="submit"
                    aria-disabled=move || (alive.get() && !complete.get()).then_some("true")
                    aria-busy=move || busy.get().then_some("true")
                >
                    "Add this device"
                </button>
            </form>
        }
    };
    move || match done.get() {
        Some(name) => view! { <Enrolled name destination /> }.into_any(),
        None => form().into_any(),
    }
}

/// Eight drawn boxes under one real field.
#[component]
fn Boxes(code: RwSignal<String>) -> impl IntoView {
    let place = move |at: usize| {
        let letter = move || code.with(|c| c.chars().nth(at).map(String::from));
        view! { <span data-next=move || code.with(|c| c.len() == at)>{letter}</span> }
    };
    view! {
        <div class="senrol-boxes" aria-hidden="true">
            {(0..LENGTH / 2).map(place).collect_view()}
            <i></i>
            {(LENGTH / 2..LENGTH).map(place).collect_view()}
        </div>
    }
}

#[component]
fn Enrolled(name: String, destination: Memo<Destination>) -> impl IntoView {
    let address = destination.with_untracked(|to| to.address(None));
    let open = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        forget_viewer();
        go(&address);
    };
    view! {
        <section class="signin-enrol" aria-labelledby="done-title">
            <span class="signin-mark" data-state="ok" aria-hidden="true">
                <Icon name="check" />
            </span>
            <h1 class="display signin-title" id="done-title">
                {name}
                " is in"
            </h1>
            <p class="muted signin-lead">"It belongs to the restaurant until a manager removes it."</p>
            <a class="btn btn-primary btn-lg btn-block" href="/sign-in" on:click=open>
                "Sign in"
            </a>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn a_code_may_be_typed_or_pasted_in_any_dress() {
        assert_eq!(tidy("k7pm-x2qd"), "K7PMX2QD");
        assert_eq!(tidy(" K7 PM x2qd99"), "K7PMX2QD");
    }
}
