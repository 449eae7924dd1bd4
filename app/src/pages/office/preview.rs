//! A dish as guests will see it on their phones, while it is being edited.

use super::desk::Desk;
use crate::memo::memo;
use crate::pages::guest::dish::{Plate, codes, diets};
use comanda::shop::menu::Product;
use leptos::prelude::*;

#[component]
pub fn Preview(desk: Desk, #[prop(into)] dish: Signal<Option<Product>>) -> impl IntoView {
    let shown = memo(move || dish.get());
    view! {
        <section class="opreview" aria-labelledby="office-preview">
            <h3 class="caps" id="office-preview">
                {say!(office_preview)}
            </h3>
            <div class="opreview-phone" data-room="guest">
                {move || {
                    shown
                        .get()
                        .map(|dish| {
                            view! {
                                <article class="dish">
                                    <div class="dish-text">
                                        <h4 class="dish-name" dir="auto">
                                            {dish.name.clone()}
                                        </h4>
                                        <p class="dish-desc" dir="auto">
                                            {dish.description.clone()}
                                        </p>
                                        <p class="dish-meta">
                                            <span class="price" translate="no">
                                                {desk.money(dish.price)}
                                            </span>
                                            {diets(&dish.tags)}
                                            {codes(&dish.allergens)}
                                        </p>
                                    </div>
                                    <Plate product=dish.clone() plate=0 />
                                </article>
                            }
                        })
                }}
            </div>
        </section>
    }
    .into_any()
}
