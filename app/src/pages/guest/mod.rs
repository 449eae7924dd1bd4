//! The guest's phone. Its three pages are a program of their own; the pages before a guest sits down need none.

mod answers;
mod bill;
mod bill_slip;
mod calls;
mod cart;
mod cart_line;
mod cart_lost;
mod categories;
mod choices;
mod closed;
pub mod dish;
mod ended;
mod filter;
mod filter_panel;
mod frame;
mod guard;
mod menu;
mod nav;
mod notices;
mod orders;
mod people;
pub mod place;
mod product;
mod seat;
mod sends;
mod sheet;
pub mod takeover;
mod timeline;
pub mod welcome;

pub use answers::{Answers, Told};
pub use nav::GuestTab;
#[cfg(feature = "ssr")]
pub use seat::Seat;

use crate::components::figures::Figures;
use crate::components::toast::Toasts;
use crate::components::update::UpdateStrip;
use guard::Guard;
use leptos::prelude::*;

/// The pages of a table, as server and phone draw them alike; the address is in the context ([`place::Place`]).
#[component]
pub fn TablePages(answers: Answers) -> impl IntoView {
    view! {
        <Guard
            answers
            body=|tab| match tab {
                GuestTab::Menu => menu::body,
                GuestTab::Orders => orders::body,
                GuestTab::Bill => bill::body,
            }
        />
        <UpdateStrip />
        <Toasts />
        <Figures />
    }
    .into_any()
}

/// The element of the page that holds what it was drawn from.
pub const TOLD: &str = "told";

/// Wakes the pages of a table, in a browser. Errors: the page does not hold what it was drawn from.
pub fn wake() -> Result<(), comanda::wire::Unreadable> {
    #[cfg(target_arch = "wasm32")]
    {
        let held = document().get_element_by_id(TOLD).and_then(|element| element.text_content()).unwrap_or_default();
        let told = comanda::wire::read(&held)?;
        crate::browser::wake::wake(move || alive(told));
    }
    Ok(())
}

/// The pages of a table with all that keeps them alive.
#[cfg(target_arch = "wasm32")]
fn alive(told: Told) -> AnyView {
    let answers = Answers::new(told);
    provide_context(answers);
    crate::clock::provide_now();
    crate::components::toast::provide_toasts();
    crate::realtime::provide_realtime(std::sync::Arc::new(answers));
    crate::browser::offline::use_offline_shell();
    crate::components::tap_guard::use_held_keys();
    place::provide_place();
    view! { <TablePages answers /> }.into_any()
}
