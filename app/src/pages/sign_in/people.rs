//! The staff picker: links, so that it works before and without scripts.

use super::destination::{Destination, role_name};
use crate::clock::{timer, use_now};
use crate::components::icon::Icon;
use crate::memo::memo;
use comanda::views::{StaffCard, StaffSeat};
use leptos::prelude::*;

#[component]
pub fn People(
    people: Memo<Option<Vec<StaffCard>>>,
    destination: Memo<Destination>,
    seat: Memo<Option<StaffSeat>>,
) -> impl IntoView {
    let shown = memo(move || {
        destination
            .with(|to| people.with(|people| people.iter().flatten().filter(|p| to.admits(&p.roles)).cloned().collect::<Vec<_>>()))
    });
    // Signed in already, but this room is for others.
    let turned_away = move || seat.get().filter(|seat| destination.with(|to| !to.admits(&seat.roles)));
    let nobody = memo(move || shown.with(Vec::is_empty));
    view! {
        <section class="signin-people" aria-labelledby="people-title">
            <h1 class="display signin-title" id="people-title">
                "Who’s signing in?"
            </h1>
            <p class="muted signin-lead">{move || destination.with(Destination::lead)}</p>
            {move || {
                turned_away()
                    .map(|seat| {
                        view! {
                            <p class="callout signin-away" data-state="info">
                                <Icon name="info" />
                                <span class="callout-body">
                                    {format!("{} can’t use the {}. Choose someone else.", seat.name, destination.with(Destination::screens))}
                                </span>
                            </p>
                        }
                    })
            }}
            <ul class="speople">
                <For
                    each=move || shown.get()
                    key=|person| (person.id, person.locked_until)
                    children=move |person| {
                        let here = memo(move || seat.with(|s| s.as_ref().is_some_and(|s| s.id == person.id)));
                        view! {
                            <li>
                                <Person person destination here />
                            </li>
                        }
                    }
                />
            </ul>
            {move || nobody.get().then(|| view! { <Nobody /> })}
        </section>
    }
}

#[component]
fn Person(person: StaffCard, destination: Memo<Destination>, here: Memo<bool>) -> impl IntoView {
    let now = use_now();
    let id = person.id;
    let initial = comanda::text::initial(&person.name);
    // A colour of one's own, the same on every screen.
    let colour = id.0.as_u128() % 8;
    let role = person.roles.first().map(|role| role_name(*role));
    let until = person.locked_until;
    let locked = move || now.get().and_then(|now| until.map(|until| until.since(now)).filter(|left| *left > 0));
    view! {
        <a class="sperson" href=move || destination.with(|to| to.address(Some(id)))>
            <span class="avatar sperson-avatar" data-guest=colour.to_string() aria-hidden="true">
                {initial}
            </span>
            <span class="sperson-name" dir="auto">
                {person.name}
            </span>
            <span class="sperson-role">{role}</span>
            {move || {
                locked()
                    .map(|left| {
                        view! {
                            <span class="badge" data-state="late">
                                <Icon name="lock" class="icon-sm" />
                                "Locked "
                                {timer(left)}
                            </span>
                        }
                    })
            }}
            {move || {
                here.get()
                    .then(|| {
                        view! {
                            <span class="badge" data-state="ok">
                                <Icon name="check" class="icon-sm" />
                                "Signed in"
                            </span>
                        }
                    })
            }}
        </a>
    }
}

#[component]
fn Nobody() -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name="users" />
            <p class="empty-title">"Nobody works here yet"</p>
            <p>"People who may work in this room appear here as soon as they have a PIN."</p>
        </div>
    }
}
