//! Three rooms, each one click away.

use super::miniatures::{Phone, Tablet, Wall};
use crate::components::icon::Icon;
use leptos::prelude::*;

#[component]
pub fn Rooms(
    store_name: String,
    /// Path of a free table's code.
    path: String,
    label: String,
) -> impl IntoView {
    let lead = format!("This is a demo restaurant, {store_name}. Try anything; you can’t break it.");
    let go = format!("Sit down at table {label}");
    let sits = format!("Table {label} is free. Read the menu, fill a cart together, send it, follow every dish to the table.");
    view! {
        <section class="page front-rooms" aria-labelledby="rooms">
            <div class="front-head">
                <h2 class="front-h2" id="rooms">
                    "Step into a room"
                </h2>
                <p class="muted">{lead}</p>
            </div>
            <div class="rooms">
                <article class="room">
                    <div class="room-stage" data-plate="1" aria-hidden="true">
                        <Phone store_name=store_name.clone() label=label.clone() />
                    </div>
                    <div class="room-text">
                        <h3 class="room-name">"The guest’s phone"</h3>
                        <p>{sits}</p>
                        // The server seats the guest: not a page of ours to route to.
                        <a class="room-go" href=path target="comanda-guest" rel="external">
                            {go}
                            <Icon name="arrow-right" class="icon-flip" />
                        </a>
                    </div>
                </article>
                <article class="room">
                    <div class="room-stage" data-plate="6" aria-hidden="true">
                        <Tablet />
                    </div>
                    <div class="room-text">
                        <h3 class="room-name">"The waiter’s tablet"</h3>
                        <p>
                            "The floor as it stands, coloured by what each table needs. Take orders in three taps, answer calls, close bills."
                        </p>
                        <Enter room="waiter" label="Open the floor" />
                    </div>
                </article>
                <article class="room">
                    <div class="room-stage" data-theme="kitchen" data-plate="3" aria-hidden="true">
                        <Wall />
                    </div>
                    <div class="room-text">
                        <h3 class="room-name">"The kitchen’s wall"</h3>
                        <p>
                            "Tickets oldest first, timers you can read from three metres, bumped by a tap or a number key."
                        </p>
                        <Enter room="kitchen" label="Open the kitchen" />
                    </div>
                </article>
            </div>
        </section>
    }
}

/// Signs this browser into a room of the demo and opens it in a tab of its own.
#[component]
fn Enter(room: &'static str, label: &'static str) -> impl IntoView {
    view! {
        <form class="room-enter" method="post" action=format!("/demo/enter/{room}") target=format!("comanda-{room}")>
            <button class="room-go" type="submit">
                {label}
                <Icon name="arrow-right" class="icon-flip" />
            </button>
        </form>
    }
}
