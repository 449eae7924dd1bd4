//! The order: this waiter's lines, what others at the table have chosen, and the way to the kitchen.

use super::Pad;
use super::line::{LostLine, OtherLine, OwnLine};
use super::round::repeat_round;
use super::seat::SeatButton;
use crate::clock::{elapsed, use_now};
use crate::components::avatar::Face;
use crate::components::icon::Icon;
use crate::components::place_label::place_label;
use crate::components::service_note::ServiceNote;
use crate::components::tap_guard::use_open_guard;
use crate::memo::memo;
use crate::pages::waiter::words::counted;
use crate::settled::settled;
use comanda::At;
use comanda::ids::ItemId;
use comanda::party::CartLine;
use comanda::party::SendScope;
use comanda::time::MINUTE;
use leptos::prelude::*;

/// Who added a line so short a time ago is adding here too, milliseconds.
const HERE: i64 = 2 * MINUTE;

#[component]
pub fn OrderPane(pad: Pad, open: RwSignal<bool>) -> impl IntoView {
    let (now, session) = (use_now(), pad.session);
    let who = move || {
        let (covers, since) = session.with(|s| s.as_ref().map_or((0, At::default()), |s| (s.covers, s.opened_at)));
        let covers = counted(covers, "cover", "covers");
        now.get().map_or_else(|| covers.clone(), |now| format!("{covers} · {}", elapsed(now.since(since))))
    };
    let who = memo(who);
    let label = move || session.with(|s| s.as_ref().map_or_else(String::new, |s| place_label(&s.place)));
    let mine = memo(move || pad.cart.mine().with(|mine| mine.lines.clone()));
    let others = memo(move || {
        pad.cart.lines().with(|lines| lines.iter().filter(|l| !pad.cart.is_mine(l)).map(|l| l.id).collect::<Vec<ItemId>>())
    });
    let lost = pad.cart.lost();
    let some_lost = memo(move || !lost.with(Vec::is_empty));
    let empty = memo(move || mine.with(Vec::is_empty) && others.with(Vec::is_empty) && !some_lost.get());
    let has_round = memo(move || session.with(|s| s.as_ref().is_some_and(|s| !s.orders.is_empty())));
    view! {
        <section class="porder" aria-labelledby="porder-title" data-open=move || open.get()>
            <header class="porder-head">
                <h2 id="porder-title">"Table " {label}</h2>
                <span class="porder-who">{move || who.get()}</span>
                <div class="porder-course">
                    <SeatButton pad />
                    <button
                        class="btn btn-quiet btn-icon porder-close"
                        type="button"
                        aria-label="Back to the dishes"
                        on:click=move |_| open.set(false)
                    >
                        <Icon name="close" />
                    </button>
                </div>
            </header>
            <Presence pad />
            <div class="porder-body" tabindex="0" role="group" aria-label="Lines">
                {move || {
                    empty
                        .get()
                        .then(|| {
                            view! {
                                <div class="empty">
                                    <Icon name="orders" />
                                    <p class="empty-title">"Nothing chosen yet"</p>
                                    <p>"Tap a dish to add it. Tap it again for one more."</p>
                                    {has_round
                                        .get()
                                        .then(|| {
                                            view! {
                                                <button class="btn" type="button" on:click=move |_| repeat_round(pad)>
                                                    <Icon name="refresh" />
                                                    "Repeat the last round"
                                                </button>
                                            }
                                        })}
                                </div>
                            }
                        })
                }}
                <Show when=move || some_lost.get()>
                    <h3 class="porder-course-head">
                        <span>"Not added"</span>
                    </h3>
                    <ul class="porder-lines">
                        <For each=move || lost.get() key=|refused| refused.key children=move |refused| view! { <LostLine pad refused /> } />
                    </ul>
                </Show>
                <Lines title="To send now" ids=mine let:id>
                    <OwnLine pad id />
                </Lines>
                <Lines title="Others at this table" ids=others let:id>
                    <OtherLine pad id />
                </Lines>
            </div>
            <Send pad />
        </section>
    }
    .into_any()
}

/// A part of the order under its heading; nothing where there are no lines.
#[component]
fn Lines<V: IntoView + 'static>(
    title: &'static str,
    ids: Memo<Vec<ItemId>>,
    children: impl Fn(ItemId) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let some = memo(move || ids.with(|ids| !ids.is_empty()));
    move || {
        let children = children.clone();
        some.get().then(|| {
            view! {
                <h3 class="porder-course-head">
                    <span>{title}</span>
                    <span class="num">{move || counted(u32::try_from(ids.with(Vec::len)).unwrap_or(0), "line", "lines")}</span>
                </h3>
                <ul class="porder-lines">
                    <For each=move || ids.get() key=|id| *id children=children />
                </ul>
            }
        })
    }
}

/// Who else is adding here.
#[component]
fn Presence(pad: Pad) -> impl IntoView {
    let now = use_now();
    let here = memo(move || {
        let now = now.get()?;
        let line = pad.cart.lines().with(|lines| {
            let recent = lines.iter().filter(|l| !pad.cart.is_mine(l) && now.since(l.added_at) < HERE);
            recent.max_by_key(|l| l.added_at).cloned()
        })?;
        let colour = line.by.guest().and_then(|id| pad.session.with(|s| s.as_ref()?.guest(id).map(|g| g.colour)));
        Some((line.by.name, colour.unwrap_or(5)))
    });
    view! {
        <div role="status">
            {move || {
                here.get()
                    .map(|(name, colour)| {
                        view! {
                            <p class="porder-presence">
                                <Face name=name.clone() look=Some(colour) />
                                <span>
                                    <bdi>{crate::person(&name)}</bdi>
                                    " is adding here too"
                                </span>
                            </p>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

#[component]
fn Send(pad: Pad) -> impl IntoView {
    let (cart, desk) = (pad.cart, pad.desk);
    let leave = pad.leave();
    let sent = Callback::new(move |()| leave());
    let back = pad.come_back();
    let for_table = back.clone();
    let (mine, all) = (cart.mine(), cart.all());
    let others = memo(move || mine.with(|m| m.lines.len()) < all.with(|a| a.lines.len()));
    let nothing = move || mine.with(|mine| mine.portions == 0);
    // A tap is meant for what the button said: not for what a guest has just added, nor for another price.
    let own = move || {
        cart.lines().with(|lines| {
            let mine = lines.iter().filter(|line| cart.is_mine(line));
            mine.map(|line| (line.id, line.quantity, line.options.clone())).collect::<Vec<_>>()
        })
    };
    let mine_guard = use_open_guard().watching_others(own, move || mine.get());
    let all_guard = use_open_guard().watching_others(own, move || all.get());
    let session = pad.session;
    let service = Signal::derive(move || session.with(|s| s.as_ref().map(|s| s.service).unwrap_or_default()));
    let covers = Signal::derive(move || session.with(|s| s.as_ref().map_or(0, |s| s.covers)));
    view! {
        <footer class="porder-foot stack stack-tight">
            <ServiceNote service covers />
            {move || {
                others
                    .get()
                    .then(|| {
                        let back = for_table.clone();
                        view! {
                            <button
                                class="btn btn-block btn-amount"
                                type="button"
                                on:click=move |_| {
                                    if all_guard.hears() {
                                        cart.send(SendScope::Table, sent, back.clone());
                                    }
                                }
                            >
                                <span class="cluster">
                                    <Icon name="users" />
                                    {move || format!("Send the table’s {}", all.with(|all| all.portions))}
                                </span>
                                <span>{move || desk.money(all.with(|all| all.total))}</span>
                            </button>
                        }
                    })
            }}
            <button
                class="btn btn-primary btn-lg btn-block btn-amount"
                type="button"
                disabled=nothing
                on:click=move |_| {
                    if mine_guard.hears() {
                        cart.send(SendScope::Mine, sent, back.clone());
                    }
                }
            >
                <span class="cluster">
                    <Icon name="send" />
                    {move || match mine.with(|mine| mine.portions) {
                        0 => "Send".to_owned(),
                        n => format!("Send {n}"),
                    }}
                </span>
                <span>{move || desk.money(mine.with(|mine| mine.total))}</span>
            </button>
        </footer>
    }
    .into_any()
}

/// A line by its id, as it is shown.
pub(super) fn line_of(pad: Pad, id: ItemId) -> Signal<Option<CartLine>> {
    settled(memo(move || pad.cart.lines().with(|lines| lines.iter().find(|l| l.id == id).cloned())))
}
