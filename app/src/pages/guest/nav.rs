//! The way between a guest's pages: three places, with what waits in each.

use super::seat::use_seat;
use crate::components::icon::Icon;
use crate::memo::memo;
use leptos::prelude::*;

/// One of the guest's pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuestTab {
    Menu,
    Orders,
    Bill,
}

impl GuestTab {
    pub const ALL: [Self; 3] = [Self::Menu, Self::Orders, Self::Bill];

    /// The page at a path. Any other path is the menu.
    pub fn at(path: &str) -> Self {
        Self::ALL.into_iter().find(|tab| tab.path() == path).unwrap_or(Self::Menu)
    }
    pub fn path(self) -> &'static str {
        match self {
            Self::Menu => "/table",
            Self::Orders => "/table/orders",
            Self::Bill => "/table/bill",
        }
    }
    pub fn label(self) -> &'static str {
        match self {
            Self::Menu => say!(menu),
            Self::Orders => say!(orders),
            Self::Bill => say!(bill),
        }
    }
    fn icon(self) -> &'static str {
        match self {
            Self::Menu => "menu",
            Self::Orders => "orders",
            Self::Bill => "bill",
        }
    }
}

/// Menu · Orders (how many are ready) · Bill (what is owed).
#[component]
pub fn BottomNav(place: GuestTab) -> impl IntoView {
    let seat = use_seat();
    let link = move |to: GuestTab| {
        let current = (to == place).then_some("page");
        let badge = move || match to {
            GuestTab::Menu => None,
            GuestTab::Orders => {
                let ready = seat.ready();
                (ready > 0).then(|| {
                    view! {
                        <span class="badge badge-count" translate="no" data-state="ready">
                            {ready}
                            <span class="visually-hidden">" " {say!(badge_ready, count = ready)}</span>
                        </span>
                    }
                    .into_any()
                })
            }
            GuestTab::Bill => {
                let owed = seat.owed.get();
                (owed > 0).then(|| view! { <span class="badge badge-count" translate="no">{seat.money(owed)}</span> }.into_any())
            }
        };
        view! {
            <a href=to.path() aria-current=current>
                <Icon name=to.icon() />
                <span>{to.label()}</span>
                {badge}
            </a>
        }
    };
    view! {
        <nav class="bottom-nav" aria-label=say!(table_word)>
            {link(GuestTab::Menu)}
            {link(GuestTab::Orders)}
            {link(GuestTab::Bill)}
        </nav>
    }
    .into_any()
}

/// The quiet way to the bill, while something is owed: “See the bill · €48.50”. It pays nothing, and does not look as if it did.
#[component]
pub fn BillLink() -> impl IntoView {
    let seat = use_seat();
    let some = memo(move || seat.owed.get() > 0);
    view! {
        <Show when=move || some.get()>
            <div class="fab" role="region" aria-label=say!(bill)>
                <a class="btn btn-lg btn-amount" href=GuestTab::Bill.path()>
                    <span class="cluster">
                        <Icon name="bill" />
                        {say!(see_the_bill)}
                    </span>
                    <span translate="no">{move || seat.money(seat.owed.get())}</span>
                </a>
            </div>
        </Show>
    }
    .into_any()
}
