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
    let lead = say!(demo_lead, store = &store_name);
    let go = say!(sit_down_at, table = &label);
    let sits = say!(table_is_free, table = &label);
    view! {
        <section class="page front-rooms" aria-labelledby="rooms">
            <div class="front-head">
                <h2 class="front-h2" id="rooms">
                    {say!(step_into_a_room)}
                </h2>
                <p class="muted">{lead}</p>
            </div>
            <div class="rooms">
                <article class="room">
                    <div class="room-stage" data-plate="1" aria-hidden="true">
                        <Phone store_name=store_name.clone() label=label.clone() />
                    </div>
                    <div class="room-text">
                        <h3 class="room-name">{say!(guests_phone)}</h3>
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
                        <h3 class="room-name">{say!(waiters_tablet)}</h3>
                        <p>
                            {say!(waiters_tablet_text)}
                        </p>
                        <Enter room="waiter" label=say!(open_the_floor) />
                    </div>
                </article>
                <article class="room">
                    <div class="room-stage" data-theme="kitchen" data-plate="3" aria-hidden="true">
                        <Wall />
                    </div>
                    <div class="room-text">
                        <h3 class="room-name">{say!(kitchens_wall)}</h3>
                        <p>
                            {say!(kitchens_wall_text)}
                        </p>
                        <Enter room="kitchen" label=say!(open_the_kitchen) />
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
