//! The product sheet: everything about a dish, its questions, and a big button that says what it will cost.

use super::choices::groups;
use super::dish::{Plate, diets, is_open, left};
use super::filter::menu_address;
use super::frame::{ProblemNote, use_problem};
use super::place::use_query;
use super::seat::{Seat, use_seat};
use super::sheet::{Close, CloseButton, Sheet};
use crate::browser::dom::{chosen, typed};
use crate::clock::use_alive;
use crate::components::icon::Icon;
use crate::components::keyed::keyed;
use crate::components::tap_form::{TapForm, fresh_field};
use crate::components::toast::use_toasts;
use crate::components::too_long::{TooLong, TooMuch, over};
use crate::language::allergen;
use crate::memo::memo;
use crate::realtime::use_dispatch;
use crate::words;
use comanda::backend::Hat;
use comanda::ids::{OptionId, ProductId};
use comanda::party::NewLine;
use comanda::party::{MAX_NOTE, MAX_QUANTITY};
use comanda::shop::menu::{Allergen, OrderType, Product};
use comanda::{Command, PartyCommand, Rejection};
use leptos::html;
use leptos::prelude::*;

/// The sheet of the product the address names (`?product=`).
#[component]
pub fn ProductSheet(kept: StoredValue<String>) -> impl IntoView {
    let seat = use_seat();
    let query = use_query();
    let named = memo(move || {
        let id: ProductId = query.with(|q| q.get("product")?.parse().ok())?;
        seat.menu.with(|menu| menu.product(id).map(|p| p.id))
    });
    // While the sheet slides away it still shows what it showed; every opening has a form of its own.
    let shown = Memo::new(move |held: Option<&Option<(ProductId, u32)>>| {
        let held = held.copied().flatten();
        match (named.get(), held) {
            (Some(id), Some((_, turn))) => Some((id, turn + 1)),
            (Some(id), None) => Some((id, 0)),
            (None, held) => held,
        }
    });
    let home = Signal::derive(move || kept.with_value(|kept| menu_address(kept)));
    view! {
        <Sheet open=Signal::derive(move || named.get().is_some()) home class="sheet product" labelled_by="product-name">
            {keyed(move || shown.get(), move |(id, _)| view! { <ProductForm id home kept /> })}
        </Sheet>
    }
    .into_any()
}

/// What the fields of the form say, read from the form itself.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wish {
    options: Vec<OptionId>,
    quantity: u32,
    /// By how much the note is too long.
    over: usize,
}

#[component]
fn ProductForm(id: ProductId, home: Signal<String>, kept: StoredValue<String>) -> impl IntoView {
    let seat = use_seat();
    let close = expect_context::<Close>();
    let problem = use_problem();
    let door = use_dispatch(Hat::Guest);
    let toasts = use_toasts();
    let form = NodeRef::<html::Form>::new();
    let product = seat.menu.with_untracked(|menu| menu.product(id).cloned())?;
    let plain = seat.menu.with_untracked(|menu| menu.default_options(&product));
    let wish = RwSignal::new(Wish { options: plain, quantity: 1, over: 0 });
    let read = move || {
        let Some(form) = form.get_untracked() else { return };
        let ticked: Vec<OptionId> = chosen(&form).into_iter().filter_map(|(_, value)| value.parse().ok()).collect();
        let options = seat.menu.with_untracked(|m| m.product(id).map(|p| m.meant(p, &ticked))).unwrap_or_default();
        let quantity = typed(&form, "quantity").trim().parse().unwrap_or(0);
        let now = Wish { options, quantity, over: over(&typed(&form, "note"), MAX_NOTE) };
        if wish.with_untracked(|held| *held != now) {
            wish.set(now);
        }
    };
    // What somebody chose before the page was alive.
    Effect::new(move |_| read());
    let priced = memo(move || {
        let options = wish.with(|w| w.options.clone());
        seat.menu.with(|menu| seat.session.with(|s| menu.price(id, &options, s.order_type)))
    });
    let open = is_open(seat, id);
    let few = memo(move || seat.menu.with(|m| m.product(id).and_then(|p| p.availability.few_left())));
    let refusal = memo(move || {
        if seat.is_waiting() {
            return Some(say!(waiter_lets_you_in).to_owned());
        }
        if !open.get() {
            return Some(say!(sold_out).to_owned());
        }
        if !(1..=MAX_QUANTITY).contains(&wish.with(|w| w.quantity)) {
            return Some(say!(quantity_range, max = MAX_QUANTITY));
        }
        if wish.with(|w| w.over > 0) {
            return Some(say!(shorten_note).to_owned());
        }
        priced.with(|p| p.as_ref().err().map(|no| words().rejection_beside_the_dish(no)))
    });
    let too_many = Signal::derive(move || wish.with(|w| w.over));
    // Before the program runs, nothing can say that a note is too long, and the form of a refused post comes back empty.
    let alive = use_alive();
    let send = move || {
        read();
        let Some(field) = form.get_untracked() else { return };
        let note = Some(typed(&field, "note")).filter(|n| !n.trim().is_empty());
        let Wish { options, quantity, .. } = wish.get_untracked();
        let line = NewLine { id: crate::ids::fresh(), product: id, options, quantity, note, for_guest: None };
        let added = move || {
            let _ = seat.said.try_set(say!(added_to_the_cart).into());
            // Who has gone on meanwhile may have another dish open: that one stays.
            if wish.try_get_untracked().is_some() {
                close.run();
            }
        };
        door.send_or(Command::Party(PartyCommand::AddLine { session: seat.id, line }), added, move |left, result| match result {
            Ok(_) if !left => added(),
            Ok(_) => {}
            Err(error) => toasts.problem(error.sentence()),
        });
    };
    let busy = move || (door.in_flight().get() > 0).then_some("true");
    let plate = seat.menu.with_untracked(|m| m.categories.iter().position(|c| c.id == product.category).unwrap_or(0));
    let questions = seat.menu.with_untracked(|menu| groups(seat, menu, &product));
    let retry = format!("/table?{}product={id}", kept.get_value());
    Some(
        view! {
            <div class="product-close">
                <CloseButton home class="btn btn-icon btn-round" />
            </div>
            <TapForm action="/api/add_line" class="product-form" back=home.get_untracked() retry node_ref=form act=send>
                <input type="hidden" name="line" value=fresh_field() />
                <input type="hidden" name="product" value=id.to_string() />
                <div class="sheet-body" on:change=move |_| read() on:input=move |_| read()>
                    <Plate product=product.clone() plate hero=true />
                    <div class="product-intro">
                        <h2 class="product-name" id="product-name" tabindex="-1" autofocus>
                            {product.name.clone()}
                        </h2>
                        <p class="product-desc">{product.description.clone()}</p>
                        <p class="product-facts">
                            <span class="price" translate="no">{seat.money(product.price)}</span>
                            {diets(&product.tags)}
                            {move || left(open.get(), few.get())}
                        </p>
                        {contains(seat, &product, priced)}
                    </div>
                    <ProblemNote problem />
                    {questions}
                    <div class="field product-note">
                        <label for="note">{say!(any_requests)}</label>
                        <textarea
                            class="input"
                            id="note"
                            name="note"
                            rows="2"
                            maxlength=move || (!alive.get()).then_some(MAX_NOTE)
                            placeholder=say!(note_example)
                            aria-describedby="note-room note-hint"
                            aria-invalid=move || (too_many.get() > 0).then_some("true")
                        ></textarea>
                        <TooLong id="note-room" what=TooMuch::Note most=MAX_NOTE over=too_many />
                        <p class="field-hint" id="note-hint">{say!(note_allergies)}</p>
                    </div>
                </div>
                <footer class="sheet-foot product-foot" on:input=move |_| read()>
                    <Quantity wish=Signal::derive(move || wish.with(|w| w.quantity)) read=Callback::new(move |()| read()) />
                    <button
                        class="btn btn-lg btn-primary btn-amount"
                        disabled=move || refusal.with(Option::is_some)
                        aria-busy=busy
                    >
                        {move || face(seat, refusal.get(), priced.get().ok().map(|p| p.unit_price), wish.get().quantity)}
                    </button>
                </footer>
            </TapForm>
        }
        .into_any(),
    )
}

/// `Add · €12.50`, or why not.
fn face(seat: Seat, refusal: Option<String>, unit: Option<i64>, quantity: u32) -> AnyView {
    match (refusal, unit) {
        (Some(why), _) => view! { <span>{why}</span> }.into_any(),
        (None, unit) => {
            let total = unit.unwrap_or_default().saturating_mul(i64::from(quantity));
            view! {
                <span>{say!(add)}</span>
                <span translate="no">{seat.money(total)}</span>
            }
            .into_any()
        }
    }
}

/// “Contains milk, sulphites. With your choices also mustard.”
fn contains(
    seat: Seat,
    product: &Product,
    priced: Memo<Result<comanda::shop::menu::Priced, Rejection>>,
) -> impl IntoView + use<> {
    let listed = |all: &[Allergen]| words().all_of(&all.iter().map(|a| allergen(*a).to_lowercase()).collect::<Vec<_>>());
    let plain = seat.menu.with_untracked(|menu| {
        let options = menu.default_options(product);
        menu.price(product.id, &options, OrderType::DineIn).map_or_else(|_| product.allergens.clone(), |p| p.allergens)
    });
    move || {
        let now = priced.get().map_or_else(|_| plain.clone(), |p| p.allergens);
        let (added, kept): (Vec<Allergen>, Vec<Allergen>) = now.into_iter().partition(|a| !plain.contains(a));
        let first = if kept.is_empty() { say!(contains_none).to_owned() } else { say!(contains_sentence, what = &listed(&kept)) };
        let also = (!added.is_empty()).then(|| format!(" {}", say!(contains_also, what = &listed(&added))));
        let first = if kept.is_empty() && also.is_some() { String::new() } else { first };
        view! { <p class="product-contains" role="status">{first} {also}</p> }
    }
}

/// A field with two buttons. The buttons need scripts; the field does not.
#[component]
fn Quantity(wish: Signal<u32>, read: Callback<()>) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let set = move |to: u32| {
        if let Some(field) = field.get_untracked() {
            field.set_value(&to.clamp(1, MAX_QUANTITY).to_string());
        }
        read.run(());
    };
    let full = move || wish.get() >= MAX_QUANTITY;
    let least = move || wish.get() <= 1;
    view! {
        <div class="stepper stepper-lg" role="group" aria-label=say!(quantity)>
            <button
                type="button"
                aria-label=say!(one_less)
                disabled=least
                on:click=move |_| set(wish.get_untracked().saturating_sub(1))
            >
                <Icon name="minus" />
            </button>
            <input name="quantity" value="1" inputmode="numeric" pattern="[0-9]{1,2}" aria-label=say!(quantity) node_ref=field />
            <button
                type="button"
                aria-label=say!(one_more)
                disabled=full
                on:click=move |_| set(wish.get_untracked().saturating_add(1))
            >
                <Icon name="plus" />
            </button>
        </div>
    }
    .into_any()
}
