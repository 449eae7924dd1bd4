//! What stands where the pages will stand, while they load.

use leptos::prelude::*;

/// The floor before it is known.
#[component]
pub fn FloorSkeleton() -> impl IntoView {
    view! {
        <div class="waiter" aria-busy="true">
            <BarSkeleton />
            <main class="floor-page">
                <section class="floor">
                    <h1 class="visually-hidden">"Loading the floor"</h1>
                    <div class="floor-tools">
                        <p class="floor-summary skeleton">"24 covers · open"</p>
                    </div>
                    <div class="floor-room">
                        <div class="floor-plan skeleton" style="--room-ratio:1.5"></div>
                    </div>
                </section>
                <aside class="tsheet" aria-label="Table"></aside>
            </main>
        </div>
    }
}

/// The order pad before it is known.
#[component]
pub fn PadSkeleton() -> impl IntoView {
    view! {
        <div class="waiter" aria-busy="true">
            <BarSkeleton />
            <PadBodySkeleton />
        </div>
    }
}

/// The pad below its bar.
#[component]
pub fn PadBodySkeleton() -> impl IntoView {
    view! {
        <main class="pad" aria-busy="true">
            <h1 class="visually-hidden">"Loading the order pad"</h1>
            <div class="pcats">
                {(0..6).map(|_| view! { <span class="pcat skeleton">"Category"</span> }).collect_view()}
            </div>
            <div class="pdishes">
                <div class="pdishes-tools">
                    <span class="input skeleton grow"></span>
                </div>
                <div class="pdishes-body">
                    <ul class="ptiles">
                        {(0..12).map(|_| view! { <li><span class="ptile skeleton">"Dish"</span></li> }).collect_view()}
                    </ul>
                </div>
            </div>
            <div class="porder"></div>
        </main>
    }
}

#[component]
fn BarSkeleton() -> impl IntoView {
    view! {
        <header class="wbar">
            <span class="brand wbar-brand">
                <span class="skeleton">"Comanda"</span>
            </span>
        </header>
    }
}
