//! For which guest: of the next lines, and of one line. Native menus, since people pick in a hurry.

use super::Pad;
use crate::components::icon::Icon;
use crate::memo::memo;
use crate::person;
use comanda::ids::GuestId;
use comanda::party::CartLine;
use leptos::prelude::*;

/// A guest by name; nobody in particular is the table.
fn name_of(pad: Pad, whose: Option<GuestId>) -> String {
    whose
        .and_then(|id| pad.session.with(|s| s.as_ref()?.guest(id).map(|g| person(&g.name))))
        .unwrap_or_else(|| "For the table".into())
}

fn guests(pad: Pad) -> Vec<(GuestId, String)> {
    pad.session.with(|s| s.as_ref().map_or_else(Vec::new, |s| s.seated().map(|g| (g.id, person(&g.name))).collect()))
}

/// Whom the next lines are for; only where guests have joined.
#[component]
pub fn SeatButton(pad: Pad) -> impl IntoView {
    let some = memo(move || !guests(pad).is_empty());
    move || {
        some.get().then(|| {
            let label = move || format!("Next lines are for: {}", name_of(pad, pad.whose.get()));
            view! {
                <Picker
                    pad
                    label=Signal::derive(label)
                    whose=Signal::derive(move || pad.whose.get())
                    on_pick=Callback::new(move |id| pad.whose.set(id))
                />
            }
        })
    }
}

/// Whom a line is for.
#[component]
pub fn WhoseButton(pad: Pad, line: Signal<Option<CartLine>>, name: String) -> impl IntoView {
    let whose = Signal::derive(move || line.with(|l| l.as_ref().and_then(|l| l.for_guest)));
    let some = memo(move || !guests(pad).is_empty());
    let name = StoredValue::new(name);
    let pick = Callback::new(move |id: Option<GuestId>| {
        if let Some(line) = line.get_untracked().filter(|line| line.for_guest != id) {
            pad.cart.hand_over(line, id);
        }
    });
    move || {
        some.get().then(|| {
            let label = move || format!("{} is for: {}", name.get_value(), name_of(pad, whose.get()));
            view! { <Picker pad label=Signal::derive(label) whose on_pick=pick /> }
        })
    }
}

/// A native list under a button's face.
#[component]
fn Picker(pad: Pad, label: Signal<String>, whose: Signal<Option<GuestId>>, on_pick: Callback<Option<GuestId>>) -> impl IntoView {
    let all = memo(move || guests(pad));
    let change = move |event: leptos::ev::Event| on_pick.run(event_target_value(&event).parse().ok());
    view! {
        <label class="btn btn-quiet pline-seat">
            <Icon name="user" />
            <span aria-hidden="true">{move || name_of(pad, whose.get())}</span>
            <select aria-label=move || label.get() on:change=change>
                <option value="" prop:selected=move || whose.get().is_none()>
                    "For the table"
                </option>
                <For each=move || all.get() key=|guest| guest.clone() let((id, name))>
                    <option value=id.to_string() prop:selected=move || whose.get() == Some(id)>
                        {name}
                    </option>
                </For>
            </select>
        </label>
    }
    .into_any()
}
