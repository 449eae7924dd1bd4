//! Who sits there: the table, its state, covers, since when, by whom, the code, the guests.

use super::code::TableCodeButton;
use super::covers::CoversDialog;
use super::guests::RemoveGuestDialog;
use super::party::Seated;
use crate::clock::{clock_time, elapsed, use_now};
use crate::components::avatar::Avatar;
use crate::components::icon::Icon;
use crate::components::line_word::UnsentParty;
use crate::memo::memo;
use crate::pages::waiter::place::{FLOOR, use_go};
use crate::pages::waiter::words::{counted, floor_sign};
use comanda::ids::GuestId;
use leptos::prelude::*;

#[component]
pub fn Head(seated: Seated) -> impl IntoView {
    let go = use_go();
    let now = use_now();
    let counting = RwSignal::new(false);
    // The guest whose phone may have to go.
    let asked = RwSignal::new(None);
    let table_id = memo(move || seated.table.with(|t| t.as_ref().map(|t| t.table.id)));
    let sign = memo(move || floor_sign(seated.state()));
    let covers = memo(move || {
        let seats = seated.table.with(|t| t.as_ref().map_or(0, |t| t.table.seats));
        seated.party.with(|p| {
            p.as_ref().map(|p| format!("{}, {}", counted(p.covers, "guest", "guests"), counted(seats, "seat", "seats")))
        })
    });
    let since = memo(move || {
        let (now, at) = (now.get()?, seated.party.with(|p| p.as_ref().map(|p| p.seated_at))?);
        Some(format!("{} · {}", clock_time(at), elapsed(now.since(at))))
    });
    let waiter = memo(move || {
        seated.session.with(|s| {
            s.as_ref().map(|s| {
                if s.opened_by.is_staff() { crate::person(&s.opened_by.name) } else { "Self-order, no waiter".to_owned() }
            })
        })
    });
    let code = memo(move || seated.table.with(|t| t.as_ref().and_then(|t| t.code.clone())));
    let guests =
        memo(move || seated.session.with(|s| s.as_ref().map_or_else(Vec::new, |s| s.seated().map(|g| g.id).collect::<Vec<_>>())));
    let anybody = memo(move || guests.with(|g| !g.is_empty()));
    view! {
        <header class="tsheet-head">
            <div class="tsheet-title">
                <h2 id="tsheet-title">"Table " {move || seated.label()}</h2>
                <span class="badge badge-lg badge-solid">
                    <Icon name=Signal::derive(move || sign.get().icon) class="icon-sm" />
                    {move || sign.get().word}
                </span>
                <div class="tsheet-tools">
                    {move || table_id.get().map(|table| view! { <TableCodeButton desk=seated.desk table /> })}
                    <button class="btn btn-quiet btn-icon" type="button" aria-label="Change the number of guests" on:click=move |_| counting.set(true)>
                        <Icon name="users" />
                    </button>
                    <button
                        class="btn btn-quiet btn-icon tsheet-close"
                        type="button"
                        aria-label="Close the sheet"
                        on:click=move |_| go.run((FLOOR.into(), false))
                    >
                        <Icon name="close" />
                    </button>
                </div>
            </div>
            <UnsentParty id=seated.id />
            <dl class="tsheet-facts">
                <div>
                    <dt>"Party"</dt>
                    <dd>{move || covers.get()}</dd>
                </div>
                <div>
                    <dt>"Seated"</dt>
                    <dd>{move || since.get().unwrap_or_else(|| "…".into())}</dd>
                </div>
                <div>
                    <dt>"Waiter"</dt>
                    <dd>{move || waiter.get().unwrap_or_else(|| "…".into())}</dd>
                </div>
                {move || {
                    code.get()
                        .map(|code| {
                            view! {
                                <div>
                                    <dt>"Table code"</dt>
                                    <dd class="code">{code}</dd>
                                </div>
                            }
                        })
                }}
            </dl>
            {move || {
                anybody
                    .get()
                    .then(|| {
                        view! {
                            <ul class="tsheet-guests" aria-label="Guests">
                                <For each=move || guests.get() key=|id| *id let:id>
                                    <GuestTag seated id asked />
                                </For>
                            </ul>
                        }
                    })
            }}
        </header>
        <CoversDialog seated open=counting />
        <RemoveGuestDialog seated asked />
    }
    .into_any()
}

#[component]
fn GuestTag(seated: Seated, id: GuestId, asked: RwSignal<Option<GuestId>>) -> impl IntoView {
    let guest = memo(move || seated.session.with(|s| s.as_ref().and_then(|s| s.guest(id)).cloned()));
    move || {
        guest.get().map(|guest| {
            view! {
                <li>
                    <button
                        class="btn btn-quiet btn-sm tguest"
                        type="button"
                        aria-haspopup="dialog"
                        on:click=move |_| asked.set(Some(id))
                    >
                        <Avatar guest=guest.clone() class="avatar-sm" />
                        <bdi>{crate::person(&guest.name)}</bdi>
                    </button>
                </li>
            }
        })
    }
}
