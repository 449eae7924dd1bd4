//! The staff's pages by their addresses, and what they share. The guests' are in `pages/guest`, the rest is drawn by `draw` alone.

use crate::browser::history::Steps;
use crate::browser::offline::use_offline_shell;
use crate::clock::provide_now;
use crate::components::figures::Figures;
use crate::components::tap_guard::use_held_keys;
use crate::components::toast::{Toasts, provide_toasts};
use crate::components::update::UpdateStrip;
use crate::pages::{kitchen::KitchenPage, not_found::NotFound, office, sign_in::SignInPage, waiter};
use crate::realtime::provide_realtime;
use leptos::prelude::*;
use leptos_fetch::QueryClient;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;
use std::sync::Arc;

/// The root: one query cache, one coordinator, one clock, the routes.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let client = QueryClient::new().provide();
    provide_now();
    provide_toasts();
    provide_realtime(Arc::new(client));
    use_offline_shell();
    use_held_keys();

    view! {
        <Title text="Comanda" />
        <Router>
            <Steps />
            <Routes fallback=NotFound>
                <Route path=path!("/sign-in") view=SignInPage />
                <Route path=path!("/waiter") view=waiter::floor::FloorPage />
                <Route path=path!("/waiter/pad/:session") view=waiter::pad::PadPage />
                <Route path=path!("/kitchen") view=KitchenPage />
                <Route path=path!("/manage/menu") view=office::MenuPage />
                <Route path=path!("/manage/parts") view=office::PartsPage />
                <Route path=path!("/manage/settings") view=office::SettingsPage />
            </Routes>
        </Router>
        <UpdateStrip />
        <Toasts />
        <Figures />
    }
}
