//! For whoever is signed in here: sign out; for a manager, a code for a new screen, and who may sign in where.

use super::team::TeamDialog;
use crate::browser::place::go;
use crate::components::dialog::Dialog;
use crate::components::icon::Icon;
use crate::components::toast::use_toasts;
use crate::memo::memo;
use crate::pages::office::MENU;
use crate::queries::cached::forget_viewer;
use crate::server_fns::sign_in::{make_enrolment_code, sign_out};
use comanda::access::may_manage;
use comanda::views::StaffSeat;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn Manage(seat: Memo<Option<StaffSeat>>) -> impl IntoView {
    let toasts = use_toasts();
    let code = RwSignal::new(None::<String>);
    let team = RwSignal::new(false);
    let me = memo(move || seat.with(|s| s.as_ref().map(|s| s.id)));
    let manages = memo(move || seat.with(|s| s.as_ref().is_some_and(|s| may_manage(&s.roles, &[]))));
    let name = memo(move || seat.with(|s| s.as_ref().map(|s| s.name.clone())));
    let add = move |_| {
        spawn_local(async move {
            match make_enrolment_code().await {
                Ok(fresh) => {
                    let _ = code.try_set(Some(fresh));
                }
                Err(error) => toasts.problem(error.sentence()),
            }
        });
    };
    let leave = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        spawn_local(async move {
            match sign_out(String::new()).await {
                Ok(()) => {
                    forget_viewer();
                    go("/sign-in");
                }
                Err(error) => toasts.problem(error.sentence()),
            }
        });
    };
    view! {
        {move || {
            manages
                .get()
                .then(|| {
                    view! {
                        <a class="btn btn-quiet" href=MENU>
                            <Icon name="settings" />
                            {say!(office_menu)}
                        </a>
                        <button class="btn btn-quiet" type="button" on:click=add>
                            <Icon name="tablet" />
                            "Add a device"
                        </button>
                        <button class="btn btn-quiet" type="button" on:click=move |_| team.set(true)>
                            <Icon name="users" />
                            "People and screens"
                        </button>
                    }
                })
        }}
        {move || {
            name.get()
                .map(|name| {
                    view! {
                        <form method="post" action="/api/sign_out" on:submit=leave>
                            <input type="hidden" name="to" value="/sign-in" />
                            <button class="btn btn-quiet" type="submit">
                                <Icon name="sign-out" />
                                {format!("Sign {name} out")}
                            </button>
                        </form>
                    }
                })
        }}
        <TeamDialog open=team me />
        <Dialog
            open=Signal::derive(move || code.with(Option::is_some))
            on_close=Callback::new(move |()| code.set(None))
            class="modal"
            labelled_by="new-screen"
        >
            <h2 id="new-screen">"A new device"</h2>
            <p class="muted">"On the new device, open Comanda’s sign-in page and type this code. It works once and expires after 15 minutes."</p>
            <p class="senrol-fresh num">{move || code.get()}</p>
            <div class="modal-actions">
                <button class="btn btn-primary" type="button" on:click=move |_| code.set(None)>
                    "Done"
                </button>
            </div>
        </Dialog>
    }
}
