//! The PIN pad: by finger, by keyboard, or as a plain form.

use super::destination::Destination;
use crate::AppError;
use crate::browser::focus::{focus, wants_key};
use crate::browser::place::go;
use crate::clock::{timer, use_now};
use crate::components::icon::Icon;
use crate::memo::memo;
use crate::queries::cached::forget_viewer;
use crate::server_fns::queries::get_staff;
use crate::server_fns::sign_in::sign_in;
use comanda::At;
use comanda::backend::Fault;
use comanda::views::StaffCard;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::time::Duration;

/// Digits of a PIN, at least and at most.
const SHORTEST: usize = 4;
const LONGEST: usize = 8;
/// From the shortest length on, a pause this long sends the PIN, milliseconds: most have four digits, some have more.
const PAUSE: u64 = 600;

/// How often a locked pad asks whether it still is.
const LOOK_AGAIN: Duration = Duration::from_secs(3);

/// A key of the pad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Digit(char),
    Delete,
    /// Now, without the pause.
    Enter,
    Back,
}

fn key_of(name: &str) -> Option<Key> {
    match name {
        "Backspace" => Some(Key::Delete),
        "Enter" => Some(Key::Enter),
        "Escape" => Some(Key::Back),
        digit => digit.chars().next().filter(|c| digit.len() == 1 && c.is_ascii_digit()).map(Key::Digit),
    }
}

/// What the last try came to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Verdict {
    None,
    Wrong(String),
    Locked(At),
    /// Right: the room is opening.
    Welcome,
}

#[component]
pub fn PinPad(person: StaffCard, destination: Memo<Destination>, told: Memo<Option<String>>) -> impl IntoView {
    let now = use_now();
    let pin = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let first = match (person.locked_until, told.get_untracked()) {
        (Some(until), _) => Verdict::Locked(until),
        (None, Some(problem)) => Verdict::Wrong(problem),
        (None, None) => Verdict::None,
    };
    let verdict = RwSignal::new(first);
    let left = memo(move || match verdict.get() {
        Verdict::Locked(until) => now.get().map(|now| until.since(now)).filter(|left| *left > 0),
        _ => None,
    });
    let shut = memo(move || left.get().is_some() || busy.get());
    let (staff, roles) = (person.id, person.roles.clone());
    // A manager may open it before its time, and a device that slept has lost count of it: the server says how it stands.
    let locked = memo(move || verdict.with(|v| matches!(v, Verdict::Locked(_))));
    Effect::new(move |_| {
        if !locked.get() {
            return;
        }
        let ask = move || {
            spawn_local(async move {
                let Ok(people) = get_staff().await else { return };
                let Some(card) = people.into_iter().find(|card| card.id == staff) else { return };
                if verdict.try_with_untracked(|v| matches!(v, Verdict::Locked(_))) == Some(true) {
                    let _ = verdict.try_set(card.locked_until.map_or(Verdict::None, Verdict::Locked));
                }
            });
        };
        if let Ok(again) = set_interval_with_handle(ask, LOOK_AGAIN) {
            on_cleanup(move || again.clear());
        }
    });
    let navigate = use_navigate();

    let submit = move || {
        let typed = pin.get_untracked();
        if busy.get_untracked() || typed.len() < SHORTEST {
            return;
        }
        busy.set(true);
        let roles = roles.clone();
        spawn_local(async move {
            let answer = sign_in(staff, typed, String::new()).await;
            let _ = pin.try_set(String::new());
            match answer {
                Ok(()) => {
                    let _ = verdict.try_set(Verdict::Welcome);
                    forget_viewer();
                    go(&destination.with_untracked(|to| to.path(&roles)));
                }
                Err(error) => {
                    let _ = busy.try_set(false);
                    let _ = verdict.try_set(verdict_of(&error));
                }
            }
        });
    };
    let submit = StoredValue::new(submit);
    let strokes = StoredValue::new(0_u32);
    let press = move |key: Key| {
        if key == Key::Back {
            navigate(&destination.with_untracked(|to| to.address(None)), NavigateOptions::default());
            return;
        }
        if shut.get_untracked() {
            return;
        }
        strokes.update_value(|n| *n = n.wrapping_add(1));
        let mine = strokes.get_value();
        match key {
            Key::Digit(digit) => {
                verdict.set(Verdict::None);
                pin.update(|pin| {
                    if pin.len() < LONGEST {
                        pin.push(digit);
                    }
                });
            }
            Key::Delete => pin.update(|pin| {
                pin.pop();
            }),
            Key::Enter => submit.with_value(|submit| submit()),
            Key::Back => {}
        }
        match pin.with_untracked(String::len) {
            LONGEST => submit.with_value(|submit| submit()),
            SHORTEST..LONGEST => set_timeout(
                move || {
                    if strokes.try_get_value() == Some(mine) {
                        submit.with_value(|submit| submit());
                    }
                },
                Duration::from_millis(PAUSE),
            ),
            _ => {}
        }
    };
    let press = Callback::new(press);
    Effect::new(move |_| {
        focus("pin-title");
        let keys = window_event_listener(leptos::ev::keydown, move |event| {
            let plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
            let Some(key) = key_of(&event.key()).filter(|_| plain) else { return };
            // Enter on a button that was reached with the Tab key presses that button.
            if !wants_key(&event.key()) {
                event.prevent_default();
                press.run(key);
            }
        });
        on_cleanup(move || keys.remove());
    });

    let initial = comanda::text::initial(&person.name);
    let colour = (person.id.0.as_u128() % 8).to_string();
    view! {
        <form
            class="signin-pin"
            method="post"
            action="/api/sign_in"
            aria-labelledby="pin-title"
            on:submit=move |event| {
                event.prevent_default();
                press.run(Key::Enter);
            }
        >
            <input type="hidden" name="staff" value=staff.to_string() />
            <input type="hidden" name="to" value=destination.with_untracked(|to| to.path(&person.roles)) />
            <div class="spin-who">
                <span class="avatar sperson-avatar" data-guest=colour aria-hidden="true">
                    {initial}
                </span>
                <div>
                    <h1 id="pin-title" tabindex="-1" dir="auto">
                        {person.name.clone()}
                    </h1>
                    <p class="muted">"Enter your PIN"</p>
                </div>
            </div>
            <Dots pin verdict shut />
            <Message verdict left />
            // Without scripts the keys below are dead: a plain field takes their place.
            <noscript inner_html=PLAIN_FIELD></noscript>
            <Pad press shut />
        </form>
    }
}

/// Field and button of the form without scripts.
const PLAIN_FIELD: &str = r#"<p class="field spin-plain"><label for="pin-plain">PIN</label><input class="input input-lg" id="pin-plain" name="pin" type="password" inputmode="numeric" pattern="[0-9]{4,8}" maxlength="8" required autocomplete="off"><button class="btn btn-primary btn-lg btn-block">Sign in</button></p>"#;

fn verdict_of(error: &AppError) -> Verdict {
    match error.fault() {
        Some(Fault::Locked { until }) => Verdict::Locked(*until),
        Some(Fault::WrongPin { tries_left: 1 }) => Verdict::Wrong("Wrong PIN, one try left".into()),
        Some(Fault::WrongPin { tries_left }) => Verdict::Wrong(format!("Wrong PIN, {tries_left} tries left")),
        _ => Verdict::Wrong(error.sentence()),
    }
}

#[component]
fn Dots(pin: RwSignal<String>, verdict: RwSignal<Verdict>, shut: Memo<bool>) -> impl IntoView {
    let typed = memo(move || pin.with(String::len));
    let places = memo(move || typed.get().max(SHORTEST));
    let wrong = move || verdict.with(|v| matches!(v, Verdict::Wrong(_)));
    let said = move || match typed.get() {
        1 => "1 digit entered".to_owned(),
        n => format!("{n} digits entered"),
    };
    view! {
        <div class="spin-entry" data-wrong=wrong data-locked=move || shut.get() && verdict.with(|v| matches!(v, Verdict::Locked(_)))>
            <p class="pin-dots spin-dots" role="status">
                <For
                    each=move || 0..places.get()
                    key=|place| *place
                    children=move |place| view! { <span class:on=move || place < typed.get()></span> }
                />
                <span class="visually-hidden">{said}</span>
            </p>
        </div>
    }
}

#[component]
fn Message(verdict: RwSignal<Verdict>, left: Memo<Option<i64>>) -> impl IntoView {
    // The countdown must not be read out every second: the words are the alert, the time beside them is silent.
    let locked = memo(move || left.with(Option::is_some));
    view! {
        <p class="spin-message" role="alert">
            {move || match verdict.get() {
                Verdict::Wrong(problem) => {
                    Some(
                        view! {
                            <Icon name="alert-triangle" class="icon-sm" />
                            <span>{problem}</span>
                        }
                            .into_any(),
                    )
                }
                Verdict::Locked(_) if locked.get() => {
                    Some(
                        view! {
                            <Icon name="lock" class="icon-sm" />
                            <span>
                                "Too many wrong PINs. Opens again in "
                                <time class="num" aria-live="off">
                                    {move || left.get().map(timer)}
                                </time> ". A manager can help."
                            </span>
                        }
                            .into_any(),
                    )
                }
                Verdict::Welcome => {
                    Some(
                        view! {
                            <span class="spin-welcome">
                                <Icon name="check" class="icon-sm" />
                                "Welcome"
                            </span>
                        }
                            .into_any(),
                    )
                }
                Verdict::None | Verdict::Locked(_) => None,
            }}
        </p>
    }
}

#[component]
fn Pad(press: Callback<Key>, shut: Memo<bool>) -> impl IntoView {
    let digit = move |digit: char| {
        view! {
            <button type="button" disabled=move || shut.get() on:click=move |_| press.run(Key::Digit(digit))>
                {digit}
            </button>
        }
    };
    view! {
        <div class="pin-pad spin-pad">
            {('1'..='9').map(digit).collect_view()}
            <button type="button" class="spin-side" aria-label="Back to the list of people" on:click=move |_| press.run(Key::Back)>
                <Icon name="users" class="icon-lg" />
            </button>
            {digit('0')}
            <button
                type="button"
                class="spin-side"
                aria-label="Delete the last digit"
                disabled=move || shut.get()
                on:click=move |_| press.run(Key::Delete)
            >
                <Icon name="backspace" class="icon-lg" />
            </button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyboard_works_the_pad() {
        assert_eq!(key_of("7"), Some(Key::Digit('7')));
        assert_eq!(key_of("Backspace"), Some(Key::Delete));
        assert_eq!(key_of("F1"), None);
        assert_eq!(key_of("a"), None);
    }

    #[test]
    fn a_wrong_pin_says_how_many_tries_are_left() {
        let wrong = |tries_left| verdict_of(&Fault::WrongPin { tries_left }.into());
        assert_eq!(wrong(3), Verdict::Wrong("Wrong PIN, 3 tries left".into()));
        assert_eq!(wrong(1), Verdict::Wrong("Wrong PIN, one try left".into()));
        assert_eq!(verdict_of(&Fault::Locked { until: At(7) }.into()), Verdict::Locked(At(7)));
    }
}
