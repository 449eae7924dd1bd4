//! `/waiter/pad/{session}`: the order pad. Three taps for a known dish: category, dish, send.

mod cart;
mod choices;
mod dish;
mod dishes;
mod line;
mod options;
mod order;
mod round;
mod search;
mod seat;
mod stock;
mod tile;

use super::alerts::use_alerts;
use super::bar::Bar;
use super::bell::{Bell, use_bell};
use super::desk::{Desk, Sources, listen};
use super::floor::THEMES;
use super::place::{FLOOR, pad_href, table_href, use_go};
use super::skeleton::{PadBodySkeleton, PadSkeleton};
use crate::components::gate::Gate;
use crate::components::icon::Icon;
use crate::components::keyed::keyed;
use crate::components::line_word::portions_and_lost;
use crate::components::place_label::place_label;
use crate::components::problem::Problem;
use crate::components::room::Room;
use crate::components::theme::{PageTheme, ThemeHandle, use_theme};
use crate::memo::memo;
use crate::queries::derived;
use crate::realtime::{use_looked_up, use_refusals, use_seating};
use cart::{Cart, use_cart};
use comanda::access::Surface;
use comanda::ids::{GuestId, ProductId, SessionId};
use comanda::party::{CartLine, Session};
use comanda::replica::Replica as _;
use dish::DishDialog;
use dishes::Dishes;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};
use order::OrderPane;
use std::sync::Arc;
use stock::StockDialog;

/// What the parts of the pad share; `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Pad {
    desk: Desk,
    session: Signal<Option<Arc<Session>>>,
    cart: Cart,
    /// Whom the next lines are for; nobody in particular is the table.
    whose: RwSignal<Option<GuestId>>,
    /// The dish whose choices are open, and the line they change.
    asking: RwSignal<Option<(ProductId, Option<CartLine>)>>,
    /// The dish whose availability is open.
    stocking: RwSignal<Option<ProductId>>,
    /// A tap opens a dish's availability instead of adding it.
    counting: RwSignal<bool>,
}

#[component]
pub fn PadPage() -> impl IntoView {
    let params = use_params_map();
    let id = memo(move || params.with(|p| p.get("session").and_then(|id| id.parse::<SessionId>().ok())));
    let sources = Sources::ask();
    listen(sources.viewer);
    let theme = use_theme("theme-waiter", THEMES);
    let bell = use_bell();
    let back = id.get_untracked().map_or_else(|| FLOOR.to_owned(), pad_href);
    view! {
        <Title text="Order · Comanda" />
        <Room name="waiter" />
        <PageTheme theme />
        <Transition fallback=PadSkeleton>
            <Gate viewer=sources.viewer surface=Surface::Floor to=back.clone()>
                <PadScreen sources id theme bell />
            </Gate>
        </Transition>
    }
    .into_any()
}

#[component]
fn PadScreen(sources: Sources, id: Memo<Option<SessionId>>, theme: ThemeHandle, bell: Bell) -> impl IntoView {
    let desk = Desk::new(sources);
    use_alerts(bell, desk);
    // Not looked at directly: every answer would draw the pad anew, back at its first category.
    let failed = derived(move |_| {
        let house = desk.house.get().and_then(Result::err);
        house.or_else(|| sources.menu.get().and_then(Result::err))
    });
    let looked_up = use_looked_up();
    let seating = use_seating(move || id.get());
    let unseated = use_refusals().unseated(move || id.get());
    let whereabouts = derived(move |_| {
        let (Some(house), Some(id)) = (desk.house.get().and_then(Result::ok), id.get()) else { return Whereabouts::Here };
        match house.session(id) {
            Some(session) if session.is_closed() => Whereabouts::Left,
            Some(_) => Whereabouts::Here,
            None if looked_up.get() && !seating.get() && unseated.get().is_none() => Whereabouts::Unknown,
            None => Whereabouts::Undecided,
        }
    });
    // Somebody else was faster: the table has another party by now.
    let go = use_go();
    Effect::new(move |_| {
        if let Some(table) = unseated.get() {
            go.run((table_href(table), true));
        }
    });
    view! {
        <div class="waiter">
            <Bar desk theme bell place=None />
            {move || match (failed.get(), id.get()) {
                (Some(error), _) => {
                    view! {
                        <main class="empty">
                            <h1 class="visually-hidden">"Order"</h1>
                            <Problem error />
                            <a class="btn" href=FLOOR>"To the floor"</a>
                        </main>
                    }
                        .into_any()
                }
                (None, None) => view! { <Gone text="We don’t know this table." /> }.into_any(),
                (None, Some(id)) => {
                    match whereabouts.get() {
                        Whereabouts::Here => keyed(move || Some(id), move |id| view! { <PadBody desk id /> }).into_any(),
                        Whereabouts::Undecided => view! { <PadBodySkeleton /> }.into_any(),
                        Whereabouts::Left => view! { <Gone text="This table has been closed." /> }.into_any(),
                        Whereabouts::Unknown => view! { <Gone text="This party doesn’t sit here." /> }.into_any(),
                    }
                }
            }}
        </div>
    }
    .into_any()
}

/// What is known of the party whose pad this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whereabouts {
    Here,
    Left,
    /// The house does not know it, but this device may have seated it itself: what it has kept is not looked up yet, or the tap is
    /// under way, or was refused just now.
    Undecided,
    /// Left long ago, or was never seated.
    Unknown,
}

/// The party has left, or never was.
#[component]
fn Gone(text: &'static str) -> impl IntoView {
    view! {
        <main class="empty">
            <Icon name="table" />
            <h1 class="empty-title">{text}</h1>
            <p>"Choose another table on the floor."</p>
            <a class="btn btn-primary" href=FLOOR>"To the floor"</a>
        </main>
    }
    .into_any()
}

#[component]
fn PadBody(desk: Desk, id: SessionId) -> impl IntoView {
    let session = desk.session(id);
    let pad = Pad {
        desk,
        session,
        cart: use_cart(desk, id, session),
        whose: RwSignal::new(None),
        asking: RwSignal::new(None),
        stocking: RwSignal::new(None),
        counting: RwSignal::new(false),
    };
    let open = RwSignal::new(false);
    let lost = pad.cart.lost();
    let label = move || session.with(|s| s.as_ref().map_or_else(String::new, |s| place_label(&s.place)));
    view! {
        <main class="pad">
            <h1 class="visually-hidden">"Order for table " {label}</h1>
            <Dishes pad />
            <OrderPane pad open />
            <button class="btn btn-primary btn-lg btn-amount pad-open" type="button" on:click=move |_| open.set(true)>
                <span class="cluster">
                    <Icon name="orders" />
                    "Order · "
                    {move || portions_and_lost(pad.cart.mine().with(|mine| mine.portions), lost.with(Vec::len))}
                </span>
                <span>{move || desk.money(pad.cart.mine().with(|mine| mine.total))}</span>
            </button>
        </main>
        <DishDialog pad />
        <StockDialog pad />
    }
    .into_any()
}

impl Pad {
    /// A tap on a dish: one more, or what it asks first, or why there is none.
    fn tap(self, id: ProductId, open: bool) {
        let asks = self.desk.menu.with_untracked(|menu| {
            let menu = menu.as_ref()?;
            Some(menu.asks_first(menu.product(id)?))
        });
        match asks {
            _ if !open || self.counting.get_untracked() => self.stocking.set(Some(id)),
            Some(true) => self.asking.set(Some((id, None))),
            Some(false) => self.cart.one_more(id, self.whose.get_untracked()),
            None => {}
        }
    }

    /// To this pad again, from wherever one is by then.
    fn come_back(self) -> impl Fn() + Clone + 'static {
        let (navigate, pad) = (use_navigate(), pad_href(self.cart.session()));
        move || navigate(&pad, NavigateOptions::default())
    }

    /// Back to the table.
    fn leave(self) -> impl Fn() + Copy {
        let go = use_go();
        move || {
            let table = self.session.with_untracked(|s| s.as_ref().and_then(|s| s.table()));
            go.run((table.map_or_else(|| FLOOR.to_owned(), table_href), false));
        }
    }
}
