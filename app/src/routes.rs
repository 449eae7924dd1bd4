//! Which address shows which page; what every page shares.

use crate::browser::history::Steps;
use crate::browser::offline::use_offline_shell;
use crate::clock::provide_now;
use crate::components::figures::Figures;
use crate::components::tap_guard::use_held_keys;
use crate::components::toast::{Toasts, provide_toasts};
use crate::components::update::UpdateStrip;
use crate::pages::{front_door::FrontDoorPage, guest, kitchen::KitchenPage, not_found::NotFound, sign_in::SignInPage, waiter};
use crate::realtime::provide_realtime;
use leptos::prelude::*;
use leptos_fetch::QueryClient;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

/// The root: one query cache, one coordinator, one clock, the routes.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    QueryClient::new().provide();
    provide_now();
    provide_toasts();
    provide_realtime();
    use_offline_shell();
    use_held_keys();

    view! {
        <Title text="Comanda" />
        <Router>
            <Steps />
            <Routes fallback=NotFound>
                <Route path=path!("/") view=FrontDoorPage />
                <Route path=path!("/sign-in") view=SignInPage />
                // Whole in the first answer: guests may have no scripts, and the status depends on what is found.
                <Route path=path!("/t/:token") view=guest::welcome::ScannedPage ssr=SsrMode::Async />
                <Route path=path!("/welcome/:token") view=guest::welcome::WelcomePage ssr=SsrMode::Async />
                <Route path=path!("/continue/:token") view=guest::takeover::ContinuePage ssr=SsrMode::Async />
                <Route path=path!("/table") view=guest::menu::MenuPage ssr=SsrMode::Async />
                <Route path=path!("/table/orders") view=guest::orders::OrdersPage ssr=SsrMode::Async />
                <Route path=path!("/table/bill") view=guest::bill::BillPage ssr=SsrMode::Async />
                <Route path=path!("/waiter") view=waiter::floor::FloorPage />
                <Route path=path!("/waiter/pad/:session") view=waiter::pad::PadPage />
                <Route path=path!("/kitchen") view=KitchenPage />
            </Routes>
        </Router>
        <UpdateStrip />
        <Toasts />
        <Figures />
    }
}
