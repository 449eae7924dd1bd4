//! The front door of a real restaurant: the way to work, and a word for guests who got lost.

use super::hero::Slip;
use crate::components::icon::Icon;
use leptos::prelude::*;

#[component]
pub fn Plain(store_name: String, tagline: String) -> impl IntoView {
    view! {
        <section class="page front-hero">
            <div>
                <h1 class="front-title">{store_name}</h1>
                <p class="front-lead">{tagline}</p>
                <div class="cluster">
                    <a class="btn btn-lg btn-primary" href="/sign-in?to=%2Fwaiter">
                        <Icon name="table" />
                        {say!(the_floor)}
                    </a>
                    <a class="btn btn-lg" href="/sign-in?to=%2Fkitchen">
                        <Icon name="chef-hat" />
                        {say!(the_kitchen)}
                    </a>
                </div>
                <p class="callout front-note" data-state="info">
                    <Icon name="qr" />
                    <span class="callout-body">{say!(guests_scan)}</span>
                </p>
            </div>
            <Slip />
        </section>
    }
}
