//! “Until when?”: asked after a dish was taken off, answered by a tap or not at all.

use crate::clock::clock_time;
use crate::memo::memo;
use crate::pages::kitchen::desk::use_desk;
use comanda::ids::ProductId;
use comanda::time::HOUR;
use comanda::{At, Command, ShopCommand};
use leptos::prelude::*;

#[component]
pub fn Ask(asked: RwSignal<Option<ProductId>>) -> impl IntoView {
    let desk = use_desk();
    let product = memo(move || {
        let id = asked.get()?;
        desk.menu.with(|m| m.as_ref()?.product(id).cloned()).filter(|p| p.availability.eighty_six.is_some())
    });
    let until = move || product.with(|p| p.as_ref().and_then(|p| p.availability.until()));
    let answer = move |until: Option<At>| {
        if let Some(product) = product.with_untracked(|p| p.as_ref().map(|p| p.id)) {
            desk.act(Command::Shop(ShopCommand::EightySix { product, until }));
        }
    };
    let pressed = |on: bool| if on { "true" } else { "false" };
    let name = memo(move || product.with(|p| p.as_ref().map(|p| p.name.clone())));
    move || {
        name.get().map(|name| {
            view! {
                <div class="k86-ask" role="group" aria-labelledby="k86-ask-title">
                    <p id="k86-ask-title">
                        <b>{name}</b>
                        " is off every phone. Until when?"
                    </p>
                    <div class="k86-untils">
                        <button
                            class="btn"
                            type="button"
                            aria-pressed=move || pressed(until().is_some_and(|at| Some(at) != desk.tonight()))
                            on:click=move |_| answer(desk.now.get_untracked().map(|now| now.plus(HOUR)))
                        >
                            "1 hour"
                        </button>
                        <button
                            class="btn"
                            type="button"
                            aria-pressed=move || pressed(until().is_some() && until() == desk.tonight())
                            on:click=move |_| answer(untrack(|| desk.tonight()))
                        >
                            {move || match desk.tonight() {
                                Some(at) => format!("Rest of today, until {}", clock_time(at)),
                                None => "Rest of today".to_owned(),
                            }}
                        </button>
                        <button
                            class="btn"
                            type="button"
                            aria-pressed=move || pressed(until().is_none())
                            on:click=move |_| answer(None)
                        >
                            "Until I put it back"
                        </button>
                    </div>
                </div>
            }
        })
    }
}
