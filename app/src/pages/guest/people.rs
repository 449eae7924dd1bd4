//! Who sits at this table, and what oneself is called.

use super::seat::use_seat;
use super::takeover::ContinueElsewhere;
use crate::browser::dom::{close_popover, typed};
use crate::components::avatar::{Avatar, hue};
use crate::components::icon::Icon;
use crate::components::tap_form::TapForm;
use crate::components::too_long::{self, TooLong, TooMuch};
use crate::memo::memo;
use crate::realtime::use_dispatch;
use crate::{person, words};
use comanda::backend::Hat;
use comanda::party::{Guest, MAX_NAME};
use comanda::{Command, PartyCommand};
use leptos::html;
use leptos::prelude::*;

/// As many faces as fit in the bar.
const FACES: usize = 4;

/// The faces in the bar; opens the list.
#[component]
pub fn PeopleButton() -> impl IntoView {
    let seat = use_seat();
    let guests = memo(move || seat.session.with(|s| s.seated().cloned().collect::<Vec<_>>()));
    let label = move || {
        let names: Vec<String> = guests.with(|all| all.iter().map(|g| person(&g.name)).collect());
        say!(at_this_table_list, names = &words().all_of(&names))
    };
    let faces = move || {
        guests.with(|all| {
            let more = all.len().saturating_sub(FACES);
            let faces = all.iter().take(FACES).cloned().map(|guest| view! { <Avatar guest /> }).collect_view();
            let rest = (more > 0).then(|| view! { <span class="avatar" aria-hidden="true">{format!("+{more}")}</span> });
            (faces, rest)
        })
    };
    view! {
        <button class="btn btn-quiet btn-round people-button" type="button" popovertarget="people">
            <span class="avatars" role="img" aria-label=label>
                {faces}
            </span>
        </button>
    }
    .into_any()
}

/// Everybody by name and colour, and a field for one's own.
#[component]
pub fn PeoplePopover(back: &'static str) -> impl IntoView {
    let seat = use_seat();
    let ids = move || seat.session.with(|s| s.seated().map(|g| g.id).collect::<Vec<_>>());
    let person = move |id| {
        let guest = memo(move || seat.guest(id));
        move || guest.get().map(|guest| view! { <Person guest you=id == seat.me /> })
    };
    view! {
        <div class="popover" id="people" popover="auto" role="dialog" aria-labelledby="people-title">
            <h2 class="sheet-title" id="people-title">{say!(at_this_table)}</h2>
            <ul class="rows people">
                <For each=ids key=|id| *id children=person />
            </ul>
            <NameForm back id="people-name" />
            <ContinueElsewhere />
        </div>
    }
    .into_any()
}

#[component]
fn Person(guest: Guest, you: bool) -> impl IntoView {
    let name = person(&guest.name);
    let colour = hue(guest.colour);
    view! {
        <li class="row">
            <Avatar guest />
            <span class="row-main guest-name" data-guest=colour dir="auto">
                {name}
            </span>
            {you.then(|| view! { <span class="row-end muted small">{say!(you)}</span> })}
        </li>
    }
    .into_any()
}

/// One's own name.
#[component]
pub fn NameForm(back: &'static str, id: &'static str) -> impl IntoView {
    let seat = use_seat();
    let door = use_dispatch(Hat::Guest);
    let form = NodeRef::<html::Form>::new();
    let act = move || {
        let Some(form) = form.get_untracked() else { return };
        let name = typed(&form, "name");
        door.send_then(Command::Party(PartyCommand::NameGuest { session: seat.id, guest: seat.me, name }), move |result| {
            if result.is_ok() {
                close_popover("people");
                let _ = seat.said.try_set(say!(table_knows_your_name).into());
            }
        });
    };
    let mine = memo(move || seat.guest(seat.me)?.name.given().map(str::to_owned));
    let field = NodeRef::<html::Input>::new();
    // A name that was given in another form stands in this one, too; what is being typed when the page wakes stays.
    Effect::new(move |before: Option<Option<String>>| {
        let name = mine.get();
        if before.is_some_and(|before| before != name)
            && let Some(field) = field.get_untracked()
        {
            field.set_value(name.as_deref().unwrap_or_default());
        }
        name
    });
    // Said while it is typed: a name is never cut behind anybody's back.
    let over = RwSignal::new(0);
    let look = move |event| over.set(too_long::over(&event_target_value(&event), MAX_NAME));
    let hint = format!("{id}-room");
    let (described, hint_id) = (hint.clone(), hint);
    view! {
        <TapForm action="/api/name_guest" class="name-form" back node_ref=form act>
            <div class="field grow">
                <label for=id>{say!(your_name)}</label>
                <input
                    class="input"
                    id=id
                    name="name"
                    value=mine.get_untracked()
                    node_ref=field
                    dir="auto"
                    required
                    aria-describedby=described
                    aria-invalid=move || (over.get() > 0).then_some("true")
                    on:input=look
                    autocomplete="given-name"
                    enterkeyhint="done"
                />
                <TooLong id=hint_id what=TooMuch::Name most=MAX_NAME over />
            </div>
            <button class="btn btn-primary">{say!(save)}</button>
        </TapForm>
    }
    .into_any()
}

/// Asks a newcomer for a name, once, at the head of the menu.
#[component]
pub fn Newcomer() -> impl IntoView {
    let seat = use_seat();
    let nameless = memo(move || seat.guest(seat.me).is_some_and(|g| g.name.given().is_none()));
    let skipped = RwSignal::new(false);
    let others = move || {
        let names: Vec<String> = seat.session.with(|s| {
            let others = s.seated().filter(|g| g.id != seat.me);
            others.filter_map(|g| g.name.given().map(str::to_owned)).collect()
        });
        match names.as_slice() {
            [] => say!(tell_who_you_are).to_owned(),
            [one] => say!(one_is_here, name = one),
            _ => say!(others_are_here, names = &words().all_of(&names)),
        }
    };
    let face = move || seat.guest(seat.me).map(|guest| view! { <Avatar guest class="avatar-lg" /> });
    view! {
        <Show when=move || nameless.get() && !skipped.get()>
            <section class="card card-raised card-pad newcomer" aria-labelledby="newcomer-title">
                <div class="newcomer-head">
                    {face}
                    <div class="grow">
                        <h2 class="sheet-title" id="newcomer-title">{say!(good_evening)}</h2>
                        <p class="small muted">{others}</p>
                    </div>
                    <button
                        class="btn btn-quiet btn-icon btn-round"
                        type="button"
                        aria-label=say!(not_now)
                        on:click=move |_| skipped.set(true)
                    >
                        <Icon name="close" />
                    </button>
                </div>
                <NameForm back="/table" id="newcomer-name" />
            </section>
        </Show>
    }
    .into_any()
}
