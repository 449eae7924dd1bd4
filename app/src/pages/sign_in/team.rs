//! People and screens: unlock somebody, give a new PIN, end an access. For managers, in a dialog.

use super::destination::role_name;
use crate::clock::use_now;
use crate::components::dialog::Dialog;
use crate::components::icon::Icon;
use crate::server_fns::sign_in::{get_team, manage_team};
use comanda::ids::{DeviceId, StaffId};
use comanda::views::{Manage, ScreenCard, StaffCard, Team};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is asked about one row before it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asking {
    Pin(StaffId),
    End(StaffId),
    Revoke(DeviceId),
}

/// What the dialog knows, and how it acts.
#[derive(Clone, Copy)]
struct Desk {
    team: RwSignal<Option<Team>>,
    asking: RwSignal<Option<Asking>>,
    said: RwSignal<Option<String>>,
    problem: RwSignal<Option<String>>,
}

impl Desk {
    fn load(self) {
        spawn_local(async move {
            match get_team().await {
                Ok(team) => {
                    let _ = self.team.try_set(Some(team));
                }
                Err(error) => {
                    let _ = self.problem.try_set(Some(error.sentence()));
                }
            }
        });
    }

    fn act(self, act: Manage, done: String) {
        self.problem.set(None);
        self.said.set(None);
        spawn_local(async move {
            match manage_team(act).await {
                Ok(()) => {
                    let _ = self.asking.try_set(None);
                    let _ = self.said.try_set(Some(done));
                    self.load();
                }
                Err(error) => {
                    let _ = self.problem.try_set(Some(error.sentence()));
                }
            }
        });
    }
}

#[component]
pub fn TeamDialog(open: RwSignal<bool>, me: Memo<Option<StaffId>>) -> impl IntoView {
    let desk =
        Desk { team: RwSignal::new(None), asking: RwSignal::new(None), said: RwSignal::new(None), problem: RwSignal::new(None) };
    Effect::new(move |_| {
        if open.get() {
            desk.asking.set(None);
            desk.said.set(None);
            desk.problem.set(None);
            desk.load();
        }
    });
    view! {
        <Dialog open on_close=Callback::new(move |()| open.set(false)) class="modal signin-team" labelled_by="team-title">
            <h2 id="team-title">"People and screens"</h2>
            <p class="field-error" role="alert">
                {move || desk.problem.get()}
            </p>
            <p class="muted" role="status">
                {move || desk.said.get()}
            </p>
            {move || {
                desk.team
                    .get()
                    .map(|team| {
                        view! {
                            <h3>"People"</h3>
                            <ul class="steam">
                                {team
                                    .people
                                    .into_iter()
                                    .map(|person| view! { <Person person desk me /> })
                                    .collect_view()}
                            </ul>
                            <h3>"Screens"</h3>
                            <ul class="steam">
                                {team.screens.into_iter().map(|screen| view! { <Screen screen desk /> }).collect_view()}
                            </ul>
                        }
                    })
            }}
            <div class="modal-actions">
                <button class="btn btn-primary" type="button" on:click=move |_| open.set(false)>
                    "Done"
                </button>
            </div>
        </Dialog>
    }
}

#[component]
fn Person(person: StaffCard, desk: Desk, me: Memo<Option<StaffId>>) -> impl IntoView {
    let StaffCard { id, name, roles, locked_until } = person;
    let now = use_now();
    let role = roles.first().map(|role| role_name(*role));
    let locked = move || locked_until.is_some_and(|until| now.get().is_none_or(|now| until.since(now) > 0));
    let named = StoredValue::new(name.clone());
    let unlock = move |_| desk.act(Manage::Unlock { staff: id }, format!("{} can sign in again.", named.get_value()));
    let asked = move || desk.asking.get();
    view! {
        <li class="steam-row">
            <span class="steam-name">
                <b dir="auto">{name}</b>
                <span class="muted">{role}</span>
            </span>
            <span class="steam-acts">
                {move || {
                    locked()
                        .then(|| {
                            view! {
                                <button class="btn" type="button" on:click=unlock>
                                    <Icon name="lock" class="icon-sm" />
                                    "Unlock"
                                </button>
                            }
                        })
                }}
                <button class="btn btn-quiet" type="button" on:click=move |_| desk.asking.set(Some(Asking::Pin(id)))>
                    "New PIN"
                </button>
                {move || {
                    (me.get() != Some(id))
                        .then(|| {
                            view! {
                                <button
                                    class="btn btn-quiet"
                                    type="button"
                                    on:click=move |_| desk.asking.set(Some(Asking::End(id)))
                                >
                                    "End access"
                                </button>
                            }
                        })
                }}
            </span>
            {move || (asked() == Some(Asking::Pin(id))).then(|| view! { <NewPin id named desk /> })}
            {move || {
                (asked() == Some(Asking::End(id)))
                    .then(|| {
                        let name = named.get_value();
                        let done = format!("{name} can’t sign in any more.");
                        view! {
                            <Sure
                                question=format!("End {name}’s access? They are signed out everywhere.")
                                yes="End access"
                                desk
                                on_yes=Callback::new(move |()| desk.act(Manage::EndAccess { staff: id }, done.clone()))
                            />
                        }
                    })
            }}
        </li>
    }
}

#[component]
fn NewPin(id: StaffId, named: StoredValue<String>, desk: Desk) -> impl IntoView {
    let pin = RwSignal::new(String::new());
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let done = format!("{} has a new PIN, and is signed out everywhere.", named.get_value());
        desk.act(Manage::ResetPin { staff: id, pin: pin.get_untracked().trim().to_owned() }, done);
    };
    view! {
        <form class="steam-ask" on:submit=save>
            <label class="field">
                <span>{move || format!("New PIN for {}, 4 to 8 digits", named.get_value())}</span>
                <input
                    class="input"
                    inputmode="numeric"
                    autocomplete="off"
                    minlength="4"
                    maxlength="8"
                    pattern="[0-9]{4,8}"
                    required
                    prop:value=move || pin.get()
                    on:input=move |event| pin.set(event_target_value(&event))
                />
            </label>
            <span class="steam-acts">
                <button class="btn btn-quiet" type="button" on:click=move |_| desk.asking.set(None)>
                    "Cancel"
                </button>
                <button class="btn btn-primary" type="submit">
                    "Save PIN"
                </button>
            </span>
        </form>
    }
}

#[component]
fn Screen(screen: ScreenCard, desk: Desk) -> impl IntoView {
    let ScreenCard { id, name, signed_in, .. } = screen;
    let named = StoredValue::new(name.clone());
    view! {
        <li class="steam-row">
            <span class="steam-name">
                <b dir="auto">{name}</b>
                <span class="muted">
                    {signed_in.map_or_else(|| "Nobody is signed in".to_owned(), |name| format!("{name} is signed in"))}
                </span>
            </span>
            <span class="steam-acts">
                <button class="btn btn-quiet" type="button" on:click=move |_| desk.asking.set(Some(Asking::Revoke(id)))>
                    "Remove"
                </button>
            </span>
            {move || {
                (desk.asking.get() == Some(Asking::Revoke(id)))
                    .then(|| {
                        let name = named.get_value();
                        let done = format!("{name} is no screen of the restaurant any more.");
                        view! {
                            <Sure
                                question=format!("Remove {name}? It needs a new code to come back.")
                                yes="Remove"
                                desk
                                on_yes=Callback::new(move |()| desk.act(Manage::RevokeScreen { device: id }, done.clone()))
                            />
                        }
                    })
            }}
        </li>
    }
}

/// The one question before an access ends.
#[component]
fn Sure(question: String, yes: &'static str, desk: Desk, on_yes: Callback<()>) -> impl IntoView {
    view! {
        <div class="steam-ask">
            <p>{question}</p>
            <span class="steam-acts">
                <button class="btn btn-quiet" type="button" on:click=move |_| desk.asking.set(None)>
                    "Cancel"
                </button>
                <button class="btn btn-primary" type="button" on:click=move |_| on_yes.run(())>
                    {yes}
                </button>
            </span>
        </div>
    }
}
