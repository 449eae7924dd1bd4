//! One dish: until when it is off, or how many are left, and the switch.

use super::sort::{Kind, kind_of};
use crate::clock::clock_time;
use crate::components::icon::Icon;
use crate::components::tap_guard::{TapGuard, use_tap_guard};
use crate::memo::memo;
use crate::pages::kitchen::desk::use_desk;
use comanda::ids::ProductId;
use comanda::shop::menu::{Availability, Product};
use comanda::{At, Command, ShopCommand};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A count is sent when nobody has tapped for this long, milliseconds: five taps are one command.
const SETTLES: u64 = 500;
/// Where counting starts when nobody has counted.
const FIRST_COUNT: u32 = 10;
/// The highest count that makes sense on a display.
const MOST: u32 = 999;

#[component]
pub fn Row(
    product: Memo<Product>,
    asked: RwSignal<Option<ProductId>>,
    /// Where it stands in the list.
    place: Signal<Option<usize>>,
) -> impl IntoView {
    let desk = use_desk();
    let (id, name) = product.with_untracked(|p| (p.id, p.name.clone()));
    let availability = memo(move || product.with(|p| p.availability.clone()));
    let kind = memo(move || product.with(|p| kind_of(p, desk.now.get().unwrap_or_default())));
    let category = move || {
        let category = product.with(|p| p.category);
        desk.menu.with(|m| m.as_ref().and_then(|m| m.categories.iter().find(|c| c.id == category)).map(|c| c.name.clone()))
    };
    // 86'd by hand, rather than counted down to nothing.
    let switched_off = memo(move || kind.get() == Kind::Off && availability.with(|a| a.eighty_six.is_some()));
    // An 86 that ends puts the steps where “Until” was.
    let guard = use_tap_guard(move || (switched_off.get(), place.get()));
    let (until_name, left_name) = (name.clone(), name.clone());
    view! {
        <li class="krow k86" data-state=move || kind.get().word()>
            <div class="krow-main">
                <p class="krow-title">{name.clone()}</p>
                <p class="krow-sub">{category}</p>
            </div>
            {move || {
                if switched_off.get() {
                    let name = until_name.clone();
                    view! {
                        <button class="btn k86-until" type="button" on:click=move |_| asked.set(Some(id))>
                            <Icon name="clock" />
                            <span class="visually-hidden">{name} " comes back: "</span>
                            {move || until_word(availability.with(Availability::until))}
                        </button>
                    }
                        .into_any()
                } else {
                    view! { <Left id availability name=left_name.clone() guard /> }.into_any()
                }
            }}
            <Switch id name=name.clone() kind availability asked place />
        </li>
    }
}

/// “Until put back”, “Until 04:00”.
fn until_word(until: Option<At>) -> String {
    match until {
        None => "Until put back".into(),
        Some(until) => format!("Until {}", clock_time(until)),
    }
}

/// The whole cell is the switch: a word and a shape.
#[component]
fn Switch(
    id: ProductId,
    name: String,
    kind: Memo<Kind>,
    availability: Memo<Availability>,
    asked: RwSignal<Option<ProductId>>,
    place: Signal<Option<usize>>,
) -> impl IntoView {
    let desk = use_desk();
    // The second of two quick taps neither turns it back nor turns the dish that has moved up.
    let guard = use_tap_guard(move || (kind.get() == Kind::Off, place.get()));
    let field = NodeRef::<leptos::html::Input>::new();
    let on = move || kind.get() != Kind::Off;
    let show = move |on: bool| {
        if let Some(Some(field)) = field.try_get_untracked() {
            field.set_checked(on);
        }
    };
    let flip = move |_| {
        let was_on = kind.get_untracked() != Kind::Off;
        if !guard.hears() {
            return show(was_on);
        }
        guard.close();
        asked.set(was_on.then_some(id));
        let command = Command::Shop(if was_on {
            ShopCommand::EightySix { product: id, until: untrack(|| desk.tonight()) }
        } else {
            ShopCommand::BringBack { product: id, portions: None }
        });
        spawn_local(async move {
            if !desk.try_act(command).await {
                // Refused: the box shows what is true.
                show(was_on);
                let _ = asked.try_set(None);
            }
        });
    };
    let word = move || match (kind.get(), availability.with(|a| (a.eighty_six.is_some(), a.left()))) {
        (Kind::Off, (false, _)) => "None left".to_owned(),
        (Kind::Off, _) => "Sold out".to_owned(),
        (_, (_, Some(left))) => format!("{left} left"),
        _ => "Available".to_owned(),
    };
    view! {
        <label class="k86-toggle">
            <input type="checkbox" role="switch" node_ref=field prop:checked=on checked=kind.get_untracked() != Kind::Off on:change=flip />
            <span class="k86-word">
                {move || (kind.get() == Kind::Off).then(|| view! { <Icon name="ban" class="icon-sm" /> })} {word}
            </span>
            <span class="visually-hidden">{name} " can be ordered"</span>
        </label>
    }
}

/// How many are left; nothing means nobody counts.
#[component]
fn Left(id: ProductId, availability: Memo<Availability>, name: String, guard: TapGuard) -> impl IntoView {
    let desk = use_desk();
    // What the hand says, before the server has heard it.
    let draft = RwSignal::new(None::<Option<u32>>);
    let known = memo(move || availability.with(|a| a.portions));
    Effect::new(move |_| {
        known.track();
        draft.set(None);
    });
    let shown = move || draft.get().unwrap_or_else(|| known.get());
    let taps = StoredValue::new(0_u32);
    let send = move |remaining: Option<u32>| {
        draft.set(Some(remaining));
        taps.update_value(|n| *n = n.wrapping_add(1));
        let mine = taps.get_value();
        let settled = move || {
            if taps.try_get_value() == Some(mine) && known.get_untracked() != remaining {
                spawn_local(async move {
                    let command = Command::Shop(ShopCommand::CountPortions { product: id, portions: remaining });
                    if !desk.try_act(command).await {
                        let _ = draft.try_set(None);
                    }
                });
            }
        };
        set_timeout(settled, std::time::Duration::from_millis(SETTLES));
    };
    // What was tapped a moment before the drawer was closed is sent, too.
    on_cleanup(move || {
        let (tapped, known) = (draft.try_get_untracked().flatten(), known.try_get_untracked());
        let on = availability.try_get_untracked().is_some_and(|a| a.eighty_six.is_none());
        if let Some(remaining) = tapped.filter(|tapped| on && known != Some(*tapped)) {
            spawn_local(async move {
                desk.try_act(Command::Shop(ShopCommand::CountPortions { product: id, portions: remaining })).await;
            });
        }
    });
    let step = move |to: fn(u32) -> u32| {
        if guard.hears() {
            send(Some(untrack(shown).map_or(FIRST_COUNT, to)));
        }
    };
    let fewer = move |_| step(|left| left.saturating_sub(1));
    let more = move |_| step(|left| left.saturating_add(1).min(MOST));
    let typed = move |event| {
        let text = event_target_value(&event);
        match text.trim() {
            "" | "∞" => send(None),
            digits => match digits.parse() {
                Ok(left) => send(Some(u32::min(left, MOST))),
                Err(_) => draft.set(None),
            },
        }
    };
    view! {
        <div class="stepper k86-left">
            <button
                type="button"
                aria-label=format!("{name}: one fewer left")
                disabled=move || shown() == Some(0)
                on:click=fewer
            >
                <Icon name="minus" />
            </button>
            <input
                inputmode="numeric"
                maxlength="3"
                autocomplete="off"
                aria-label=format!("{name} left, empty if nobody counts")
                placeholder="∞"
                prop:value=move || shown().map(|left| left.to_string()).unwrap_or_default()
                on:change=typed
            />
            <button type="button" aria-label=format!("{name}: one more left") on:click=more>
                <Icon name="plus" />
            </button>
        </div>
    }
}
