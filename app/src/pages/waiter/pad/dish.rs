//! The choices of a dish: options, whom it is for, a note, how many.

use super::Pad;
use super::options::{Chosen, Group};
use crate::components::dialog::Dialog;
use crate::components::icon::Icon;
use crate::components::stepper::Stepper;
use crate::components::too_long::{TooLong, TooMuch, over};
use crate::ids::fresh;
use crate::memo::memo;
use comanda::ids::{GuestId, ProductId};
use comanda::party::NewLine;
use comanda::party::{CartLine, MAX_NOTE, MAX_QUANTITY};
use leptos::prelude::*;

#[component]
pub fn DishDialog(pad: Pad) -> impl IntoView {
    let open = Signal::derive(move || pad.asking.with(Option::is_some));
    let close = Callback::new(move |()| pad.asking.set(None));
    // The last dish stays while the dialog leaves.
    let asked = Memo::new(move |last: Option<&Option<_>>| pad.asking.get().or_else(|| last.cloned().flatten()));
    view! {
        <Dialog open on_close=close class="sheet pmods" labelled_by="pmods-title">
            {move || asked.get().map(|(product, line)| view! { <DishForm pad product line /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn DishForm(pad: Pad, product: ProductId, line: Option<CartLine>) -> impl IntoView {
    let desk = pad.desk;
    let editing = line.is_some();
    let held = StoredValue::new(line.clone());
    let defaults = move || {
        desk.menu
            .with_untracked(|menu| menu.as_ref().and_then(|m| Some(m.default_options(m.product(product)?))).unwrap_or_default())
    };
    let chosen = Chosen { desk, product, options: RwSignal::new(line.as_ref().map_or_else(defaults, |l| l.options.clone())) };
    let quantity = RwSignal::new(line.as_ref().map_or(1, |l| l.quantity));
    let note = RwSignal::new(line.as_ref().and_then(|l| l.note.clone()).unwrap_or_default());
    let whose = RwSignal::new(line.as_ref().map_or_else(|| pad.whose.get_untracked(), |l| l.for_guest));
    let close = move || pad.asking.set(None);
    let name = untrack(|| desk.dish(product));
    let base = desk.menu.with_untracked(|m| m.as_ref().and_then(|m| m.product(product)).map_or(0, |p| p.price));
    let groups = desk.menu.with_untracked(|menu| {
        menu.as_ref().map_or_else(Vec::new, |m| m.product(product).map_or_else(Vec::new, |p| m.groups_of(p).cloned().collect()))
    });
    let too_many = Signal::derive(move || note.with(|note| over(note, MAX_NOTE)));
    let total = memo(move || chosen.price().map(|unit| unit.saturating_mul(i64::from(quantity.get()))));
    let blocked = move || total.with(Result::is_err) || too_many.get() > 0;
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if untrack(blocked) {
            return;
        }
        let (options, quantity) = (chosen.options.get_untracked(), quantity.get_untracked());
        let note = Some(note.get_untracked().trim().to_owned()).filter(|note| !note.is_empty());
        let whose = whose.get_untracked();
        match held.get_value() {
            None => pad.cart.add(NewLine { id: fresh(), product, options, quantity, note, for_guest: whose }),
            Some(line) if line.for_guest == whose => pad.cart.change(CartLine { options, quantity, note, ..line }),
            Some(line) => pad.cart.hand_over(CartLine { options, quantity, note, ..line }, whose),
        }
        close();
    };
    view! {
        <header class="sheet-head">
            <h2 class="sheet-title" id="pmods-title">
                {name} " "
                <span class="price muted">{move || desk.money(base)}</span>
            </h2>
            <button class="btn btn-quiet btn-icon" type="button" aria-label="Close" on:click=move |_| close()>
                <Icon name="close" />
            </button>
        </header>
        <form class="pmods-form" on:submit=submit>
            <div class="sheet-body pmods-body">
                {groups.into_iter().map(|group| view! { <Group chosen group /> }).collect_view()}
                <ForWhom pad whose />
                <div class="field pmods-note">
                    <label for="pmods-note">"Note for the kitchen"</label>
                    <input
                        class="input"
                        id="pmods-note"
                        placeholder="No pepper, sauce on the side …"
                        autocomplete="off"
                        aria-describedby="pmods-note-room"
                        aria-invalid=move || (too_many.get() > 0).then_some("true")
                        prop:value=move || note.get()
                        on:input=move |event| note.set(event_target_value(&event))
                    />
                    <TooLong id="pmods-note-room" what=TooMuch::Note most=MAX_NOTE over=too_many />
                </div>
            </div>
            <footer class="sheet-foot pmods-foot">
                <Stepper
                    value=quantity
                    min=1
                    max=MAX_QUANTITY
                    label="Quantity"
                    class="stepper stepper-lg"
                    on_change=Callback::new(move |n| quantity.set(n))
                />
                <button class="btn btn-primary btn-lg btn-amount grow" type="submit" disabled=blocked>
                    <span>
                        {move || match total.get() {
                            Err(why) => crate::words().rejection_beside_the_dish(&why),
                            Ok(_) if editing => "Save".into(),
                            Ok(_) => "Add".into(),
                        }}
                    </span>
                    <span>{move || total.get().ok().map(|total| desk.money(total))}</span>
                </button>
            </footer>
        </form>
    }
    .into_any()
}

/// Whom a line is for; only where guests have joined.
#[component]
fn ForWhom(pad: Pad, whose: RwSignal<Option<GuestId>>) -> impl IntoView {
    let guests = move || {
        let all: Vec<(GuestId, String)> = pad
            .session
            .with(|s| s.as_ref().map_or_else(Vec::new, |s| s.seated().map(|g| (g.id, crate::person(&g.name))).collect()));
        all
    };
    let chip = move |id: Option<GuestId>, name: String| {
        view! {
            <label class="chip">
                <input type="radio" name="pmods-for" prop:checked=move || whose.get() == id on:change=move |_| whose.set(id) />
                <span>{name}</span>
            </label>
        }
    };
    move || {
        let guests = guests();
        (!guests.is_empty()).then(|| {
            view! {
                <fieldset class="pmods-group">
                    <legend>"For"</legend>
                    <div class="chips">
                        {chip(None, "For the table".into())}
                        {guests.into_iter().map(|(id, name)| chip(Some(id), name)).collect_view()}
                    </div>
                </fieldset>
            }
        })
    }
}
