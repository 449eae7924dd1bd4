//! The shared cart: everybody's lines in their colours, as they are added.

use super::cart_line::CartLineRow;
use super::cart_lost::NotAdded;
use super::filter::menu_address;
use super::frame::{ProblemNote, use_problem};
use super::place::use_query;
use super::seat::use_seat;
use super::sends::Sends;
use super::sheet::{CloseButton, Sheet};
use crate::browser::displayed::use_displayed;
use crate::components::avatar::{Avatar, hue};
use crate::components::icon::Icon;
use crate::components::service_note::ServiceNote;
use crate::memo::memo;
use crate::realtime::use_refusals;
use comanda::ids::GuestId;
use comanda::money::sum;
use leptos::prelude::*;

/// The cart as a sheet (`?cart=1`), for phones.
#[component]
pub fn CartSheet(kept: StoredValue<String>) -> impl IntoView {
    let query = use_query();
    let open = memo(move || query.with(|q| q.get("cart").is_some()));
    let home = Signal::derive(move || kept.with_value(|kept| menu_address(kept)));
    view! {
        <Sheet open home class="sheet cart" labelled_by="cart-title">
            <CartPanel title_id="cart-title" home=Some(home) />
        </Sheet>
    }
    .into_any()
}

/// The cart beside the menu, for wider screens. A phone has no room for it, and draws each line once.
#[component]
pub fn CartAside() -> impl IntoView {
    let part = NodeRef::new();
    let displayed = use_displayed(part);
    view! {
        <aside class="menu-cart" aria-labelledby="cart-beside" node_ref=part>
            <Show when=move || displayed.get()>
                <CartPanel title_id="cart-beside" home=None />
            </Show>
        </aside>
    }
    .into_any()
}

#[component]
fn CartPanel(
    title_id: &'static str,
    /// In a sheet: where its close button leads.
    home: Option<Signal<String>>,
) -> impl IntoView {
    let seat = use_seat();
    let problem = use_problem();
    let empty = memo(move || seat.cart.with(|c| c.lines == 0));
    let lost = use_refusals().lost(seat.id);
    let count = move || match seat.cart.get().portions {
        0 => None,
        n => Some(say!(cart_items, count = n)),
    };
    // Oneself first, then the others as they came, then what waiters added for the table.
    let groups = memo(move || {
        seat.session.with(|s| {
            let known = s.guests.iter().map(|g| Some(g.id)).filter(|g| *g != Some(seat.me));
            let all = std::iter::once(Some(seat.me)).chain(known).chain([None]);
            let has = |group: &Option<GuestId>| s.cart.iter().any(|l| l.guest().filter(|id| s.guest(*id).is_some()) == *group);
            all.filter(has).collect::<Vec<_>>()
        })
    });
    let (service, covers) = seat.service();
    let in_sheet = home.is_some();
    let focus = in_sheet.then_some("-1");
    view! {
        <header class="sheet-head">
            <h2 class="sheet-title" id=title_id tabindex=focus autofocus=in_sheet>
                {say!(your_tables_cart)}
            </h2>
            {move || count().map(|text| view! { <span class="badge">{text}</span> })}
            {home.map(|home| view! { <CloseButton home /> })}
        </header>
        <div class="sheet-body" tabindex="0" role="region" aria-labelledby=title_id>
            {in_sheet.then(|| view! { <ProblemNote problem /> })}
            <Show when=move || empty.get() && lost.with(Vec::is_empty)>
                <div class="empty">
                    <Icon name="cart" />
                    <p class="empty-title">{say!(nothing_chosen)}</p>
                    <p>
                        {say!(nothing_chosen_text)}
                    </p>
                </div>
            </Show>
            <NotAdded lost />
            <For each=move || groups.get() key=|group| *group children=move |group| view! { <CartGroup group /> } />
            <ServiceNote service covers />
        </div>
        <Show when=move || !empty.get() && !seat.is_waiting()>
            <Sends />
        </Show>
    }
    .into_any()
}

/// One person's lines; `None` are those for the table.
#[component]
fn CartGroup(group: Option<GuestId>) -> impl IntoView {
    let seat = use_seat();
    let guest = memo(move || group.and_then(|id| seat.guest(id)));
    let mine = group == Some(seat.me);
    let name = move || match guest.get() {
        Some(_) if mine => say!(you).to_owned(),
        Some(guest) => crate::person(&guest.name),
        None => say!(for_the_table).to_owned(),
    };
    let lines = memo(move || {
        seat.session.with(|s| {
            let ours = |l: &&comanda::party::CartLine| l.guest().filter(|id| s.guest(*id).is_some()) == group;
            s.cart.iter().filter(ours).map(|l| l.id).collect::<Vec<_>>()
        })
    });
    let total = memo(move || {
        let ids = lines.get();
        seat.session.with(|s| {
            let ours = s.cart.iter().filter(|l| ids.contains(&l.id));
            sum(ours.map(|l| seat.price(l).map_or(0, |p| p.unit_price.saturating_mul(i64::from(l.quantity)))))
        })
    });
    let colour = move || guest.get().map(|g| hue(g.colour));
    let face = move || match guest.get() {
        Some(guest) => view! { <Avatar guest /> }.into_any(),
        None => view! { <Icon name="users" /> }.into_any(),
    };
    view! {
        <section class="cart-guest" data-guest=colour aria-label=name>
            <header class="cart-guest-head">
                {face} <h3 class="guest-name" dir="auto">
                    {name}
                </h3> <span class="price" translate="no">{move || seat.money(total.get())}</span>
            </header>
            <ul class="cart-lines">
                <For each=move || lines.get() key=|id| *id children=move |id| view! { <CartLineRow id mine /> } />
            </ul>
        </section>
    }
    .into_any()
}
