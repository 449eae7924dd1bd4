//! 86 and back: whether a dish can be had, and how many are left.

use super::Pad;
use super::tile::is_open;
use crate::clock::{clock_time, use_now};
use crate::components::dialog::Dialog;
use crate::components::stepper::Stepper;
use crate::components::tap_guard::use_fresh_guard;
use crate::components::toast::use_toasts;
use crate::memo::memo;
use comanda::ids::ProductId;
use comanda::shop::menu::Availability;
use comanda::{At, Command, ShopCommand};
use leptos::prelude::*;

/// The most portions worth counting.
const MOST: u32 = 999;

#[component]
pub fn StockDialog(pad: Pad) -> impl IntoView {
    let open = Signal::derive(move || pad.stocking.with(Option::is_some));
    let close = Callback::new(move |()| pad.stocking.set(None));
    // The last dish stays while the dialog leaves.
    let asked = Memo::new(move |last: Option<&Option<_>>| pad.stocking.get().or_else(|| last.copied().flatten()));
    view! {
        <Dialog open on_close=close class="modal" labelled_by="stock-title">
            {move || asked.get().map(|product| view! { <Stock pad product /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Stock(pad: Pad, product: ProductId) -> impl IntoView {
    let desk = pad.desk;
    let toasts = use_toasts();
    let held = memo(move || {
        desk.menu
            .with(|m| m.as_ref().and_then(|m| m.product(product)).map_or_else(Availability::default, |p| p.availability.clone()))
    });
    let name = StoredValue::new(untrack(|| desk.dish(product)));
    let left = RwSignal::new(held.with_untracked(|a| a.left().unwrap_or(3)));
    let open = is_open(desk, product);
    let now = use_now();
    // Switched off, rather than counted down to nothing; an 86 may end by itself.
    let off = memo(move || {
        let over = |until: At| now.get().is_some_and(|now| now >= until);
        held.with(|a| a.eighty_six.is_some() && !a.until().is_some_and(over))
    });
    // “Sold out” and “Back on the menu” stand in one place, where a dish's tile was a moment ago.
    let guard = use_fresh_guard().watching(move || open.get());
    let close = move || pad.stocking.set(None);
    let set = move |change: ShopCommand, words: &'static str| {
        if !guard.hears() {
            return;
        }
        let command = Command::Shop(change);
        desk.dispatch.send_then(command, move |result| {
            if result.is_ok() {
                toasts.say(format!("{}: {words}.", name.get_value()));
            }
        });
        close();
    };
    let story = move || match held.with(|a| (a.until(), a.left())) {
        (Some(until), _) if off.get() => format!("It is off the menu everywhere until {}.", clock_time(until)),
        _ if off.get() => "It is off the menu everywhere, until somebody brings it back.".to_owned(),
        (_, Some(0)) => "The last portion has gone.".to_owned(),
        (_, Some(left)) => format!("{left} left. Each send counts down."),
        _ => "It can be ordered, nobody counts the portions.".to_owned(),
    };
    view! {
        <h2 id="stock-title">{name.get_value()}</h2>
        <p class="muted">{story}</p>
        <div class="between">
            <Stepper value=left min=1 max=MOST label="Portions left" class="stepper stepper-lg" on_change=Callback::new(move |n| left.set(n)) />
            <button class="btn" type="button" on:click=move |_| set(ShopCommand::BringBack { product, portions: Some(left.get_untracked()) }, "counted")>
                {move || format!("Only {} left", left.get())}
            </button>
        </div>
        <div class="modal-actions">
            <button class="btn" type="button" on:click=move |_| close()>
                "Cancel"
            </button>
            {move || {
                if open.get() {
                    view! {
                        <button class="btn btn-danger" type="button" on:click=move |_| set(ShopCommand::EightySix { product, until: None }, "sold out, off the menu everywhere")>
                            "Sold out (86)"
                        </button>
                    }
                        .into_any()
                } else {
                    view! {
                        <button class="btn btn-primary" type="button" on:click=move |_| set(ShopCommand::BringBack { product, portions: None }, "back on the menu")>
                            "Back on the menu"
                        </button>
                    }
                        .into_any()
                }
            }}
        </div>
    }
    .into_any()
}
