//! A dish on the menu: what it is, what it costs, whether there is some left, and one tap to have it.

use super::choices::field_name;
use super::filter::menu_address;
use super::seat::{Seat, use_seat};
use crate::components::icon::Icon;
use crate::components::tap_form::{TapForm, fresh_field};
use crate::language::allergen;
use crate::memo::memo;
use crate::realtime::use_dispatch;
use crate::words;
use comanda::backend::Hat;
use comanda::ids::ProductId;
use comanda::party::NewLine;
use comanda::shop::menu::{Allergen, Availability, Product, Tag};
use comanda::{Command, PartyCommand};
use leptos::prelude::*;

/// A dish by its id; `plate` is the tint behind it, `kept` the filter to keep in links.
#[component]
pub fn Dish(id: ProductId, plate: usize, kept: StoredValue<String>) -> impl IntoView {
    let seat = use_seat();
    let product = memo(move || seat.menu.with(|menu| menu.product(id).cloned()));
    let open = is_open(seat, id);
    let few = memo(move || product.with(|p| p.as_ref().and_then(|p| p.availability.few_left())));
    // What does not change from tap to tap: the rest of the card stands still while portions are counted down.
    let card = memo(move || product.get().map(|p| Product { availability: Availability::default(), ..p }));
    let href = move || format!("/table?{}product={id}", kept.get_value());
    let sold_out = move || (!open.get()).then_some("sold-out");
    move || {
        card.get().map(|product| {
            view! {
                <article class="dish" data-state=sold_out>
                    <div class="dish-text">
                        <h3 class="dish-name">
                            <a href=href() data-noscroll="">
                                {product.name.clone()}
                            </a>
                        </h3>
                        <p class="dish-desc">{product.description.clone()}</p>
                        <p class="dish-meta">
                            <span class="price" translate="no">{seat.money(product.price)}</span>
                            {move || left(open.get(), few.get())}
                            {diets(&product.tags)}
                            {codes(&product.allergens)}
                        </p>
                    </div>
                    <Plate product=product.clone() plate />
                    <Show when=move || open.get() && !seat.is_waiting()>
                        <AddButton id kept />
                    </Show>
                </article>
            }
        })
    }
}

/// Can it be ordered now?
pub fn is_open(seat: Seat, id: ProductId) -> Memo<bool> {
    let availability = memo(move || seat.menu.with(|m| m.product(id).map(|p| p.availability.clone())));
    memo(move || {
        availability.with(|a| match a {
            // The clock matters only to an 86 that lifts itself.
            Some(a) if a.until().is_some() => a.is_open(seat.now()),
            Some(a) => a.is_open(seat.as_of),
            None => false,
        })
    })
}

/// “Sold out”, “3 left”, or nothing.
pub fn left(open: bool, few: Option<u32>) -> Option<AnyView> {
    if !open {
        return Some(view! { <span class="badge" data-state="sold-out">{say!(sold_out)}</span> }.into_any());
    }
    few.map(|left| view! { <span class="badge" data-state="low">{say!(few_left, count = left)}</span> }.into_any())
}

/// The picture on its plate, or the initial.
#[component]
pub fn Plate(
    product: Product,
    plate: usize,
    /// The large one of the sheet.
    #[prop(optional)]
    hero: bool,
) -> impl IntoView {
    let class = if hero { "plate product-hero" } else { "plate" };
    let loading = if hero { "eager" } else { "lazy" };
    view! {
        <span class=class data-plate=(plate % 7).to_string()>
            {match &product.picture {
                Some(name) => {
                    view! { <img src=format!("/dishes/{name}.svg") alt="" width="320" height="240" loading=loading /> }
                        .into_any()
                }
                None => {
                    let initial = product.name.chars().next().map(String::from);
                    view! { <span class="plate-initial" aria-hidden="true">{initial}</span> }.into_any()
                }
            }}
        </span>
    }
    .into_any()
}

/// Diets and marks in words with their icons.
pub fn diets(tags: &[Tag]) -> impl IntoView + use<> {
    let vegan = tags.contains(&Tag::Vegan);
    // Vegan says vegetarian already.
    let told = tags.iter().copied().filter(|t| !(vegan && *t == Tag::Vegetarian)).collect::<Vec<_>>();
    told.into_iter()
        .map(|tag| {
            let (class, icon) = match tag {
                Tag::Vegetarian | Tag::Vegan => ("diet", "leaf"),
                Tag::GlutenFree => ("diet", "wheat"),
                Tag::Spicy => ("diet diet-spicy", "flame"),
                Tag::Signature => ("diet diet-signature", "star"),
                Tag::New => ("diet diet-signature", "sparkles"),
            };
            view! {
                <span class=class>
                    <Icon name=icon />
                    {crate::language::tag(tag)}
                </span>
            }
        })
        .collect_view()
}

/// The numbers printed on menus; in words for screen readers.
pub fn codes(allergens: &[Allergen]) -> impl IntoView + use<> {
    (!allergens.is_empty()).then(|| {
        let what = words().in_a_row(&allergens.iter().map(|a| allergen(*a).to_lowercase()).collect::<Vec<_>>());
        let numbers: Vec<String> = allergens.iter().map(|a| a.number().to_string()).collect();
        view! {
            <span class="dish-codes">
                <span class="visually-hidden">{say!(contains_list, what = &what)}</span>
                <span aria-hidden="true">{numbers.join(" · ")}</span>
            </span>
        }
    })
}

/// One tap for a dish that asks nothing; for others the way to the questions. Shows how many the table has in the cart.
#[component]
fn AddButton(id: ProductId, kept: StoredValue<String>) -> impl IntoView {
    let seat = use_seat();
    let asks = memo(move || seat.menu.with(|m| m.product(id).is_none_or(|p| m.asks_first(p))));
    let name = move || seat.menu.with(|m| m.product(id).map(|p| p.name.clone()).unwrap_or_default());
    let some = move || Some(seat.portions.of(id)).filter(|n| *n > 0);
    let label = move || match some() {
        Some(n) => say!(add_dish_again, dish = &name(), count = n),
        None => say!(add_dish, dish = &name()),
    };
    let face = move || match some() {
        Some(n) => n.to_string().into_any(),
        None => view! { <Icon name="plus" /> }.into_any(),
    };
    let add = add_one(seat, id);
    move || {
        if asks.get() {
            view! {
                <div class="dish-add">
                    <a
                        class="btn btn-icon btn-round"
                        href=format!("/table?{}product={id}", kept.get_value())
                        data-noscroll=""
                        data-count=some
                        aria-label=label
                    >
                        {face}
                    </a>
                </div>
            }
            .into_any()
        } else {
            view! {
                <TapForm action="/api/add_line" class="dish-add" back=kept.with_value(|kept| menu_address(kept)) act=add>
                    <input type="hidden" name="line" value=fresh_field() />
                    <input type="hidden" name="product" value=id.to_string() />
                    <input type="hidden" name="quantity" value="1" />
                    {default_fields(seat, id)}
                    <button class="btn btn-icon btn-round" data-count=some aria-label=label>
                        {face}
                    </button>
                </TapForm>
            }
            .into_any()
        }
    }
}

/// The options it comes with, as fields of a form.
fn default_fields(seat: Seat, id: ProductId) -> impl IntoView {
    seat.menu.with_untracked(|menu| {
        let product = menu.product(id)?;
        let chosen = menu.default_options(product);
        let priced = menu.price(id, &chosen, comanda::shop::menu::OrderType::DineIn).ok()?;
        let fields = priced.modifiers.into_iter().map(|m| {
            view! { <input type="hidden" name=field_name(m.group) value=m.option.to_string() /> }
        });
        Some(fields.collect_view())
    })
}

/// One more of a dish as it comes: on the line that is just like it, else on a new one.
fn add_one(seat: Seat, id: ProductId) -> impl Fn() + Copy + Send + Sync + 'static {
    let door = use_dispatch(Hat::Guest);
    move || {
        let (name, options) = seat.menu.with_untracked(|menu| {
            let product = menu.product(id);
            product.map(|p| (p.name.clone(), menu.default_options(p))).unwrap_or_default()
        });
        let command = match seat.like_it(id) {
            Some((line, quantity)) => Command::Party(PartyCommand::ChangeLine {
                session: seat.id,
                line,
                quantity: quantity.saturating_add(1),
                options,
                note: None,
            }),
            None => Command::Party(PartyCommand::AddLine {
                session: seat.id,
                line: NewLine { id: crate::ids::fresh(), product: id, options, quantity: 1, note: None, for_guest: None },
            }),
        };
        door.send_then(command, move |result| {
            if result.is_ok() {
                let _ = seat.said.try_set(say!(dish_added, dish = &name));
            }
        });
    }
}
