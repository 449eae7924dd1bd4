//! The way between a guest's pages: three places, with what waits in each.

use super::seat::use_seat;
use crate::components::icon::Icon;
use leptos::prelude::*;

/// One of the guest's pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Menu,
    Orders,
    Bill,
}

impl Place {
    pub fn path(self) -> &'static str {
        match self {
            Self::Menu => "/table",
            Self::Orders => "/table/orders",
            Self::Bill => "/table/bill",
        }
    }
    pub fn label(self) -> &'static str {
        match self {
            Self::Menu => "Menu",
            Self::Orders => "Orders",
            Self::Bill => "Bill",
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
pub fn BottomNav(place: Place) -> impl IntoView {
    let seat = use_seat();
    let link = move |to: Place| {
        let current = (to == place).then_some("page");
        let badge = move || match to {
            Place::Menu => None,
            Place::Orders => {
                let ready = seat.ready();
                (ready > 0).then(|| {
                    view! {
                        <span class="badge badge-count" data-state="ready">
                            {ready}
                            <span class="visually-hidden">" ready"</span>
                        </span>
                    }
                    .into_any()
                })
            }
            Place::Bill => {
                let owed = seat.owed.get();
                (owed > 0).then(|| view! { <span class="badge badge-count">{seat.money(owed)}</span> }.into_any())
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
        <nav class="bottom-nav" aria-label="Table">
            {link(Place::Menu)}
            {link(Place::Orders)}
            {link(Place::Bill)}
        </nav>
    }
    .into_any()
}

/// The floating pay button, while something is owed.
#[component]
pub fn PayButton(
    /// Stands alone and says the amount.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    let seat = use_seat();
    move || {
        let owed = seat.owed.get();
        (owed > 0).then(|| {
            if wide {
                view! {
                    <a class="btn btn-lg btn-primary btn-amount" href=Place::Bill.path()>
                        <span class="cluster">
                            <Icon name="bill" />
                            "Pay"
                        </span>
                        <span>{seat.money(owed)}</span>
                    </a>
                }
                .into_any()
            } else {
                view! { <a class="btn btn-lg fab-pay" href=Place::Bill.path()>"Pay"</a> }.into_any()
            }
        })
    }
}
