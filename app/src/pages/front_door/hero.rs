//! What Comanda is, in one sentence and one slip of paper.

use crate::components::icon::Icon;
use leptos::prelude::*;

#[component]
pub fn Hero() -> impl IntoView {
    view! {
        <section class="page front-hero">
            <div>
                <h1 class="front-title">{say!(hero_start)} " " <em>{say!(hero_end)}</em></h1>
                <p class="front-lead">
                    {say!(hero_text)}
                </p>
                <div class="cluster">
                    <a class="btn btn-lg btn-primary" href="#rooms" rel="external">
                        <Icon name="columns" />
                        {say!(open_the_rooms)}
                    </a>
                    <a class="btn btn-lg btn-quiet" href="#keys" rel="external">
                        <Icon name="lock" />
                        {say!(pins_and_qr)}
                    </a>
                </div>
            </div>
            <Slip />
        </section>
    }
}

/// One order as everybody sees it. A picture, not data.
#[component]
pub fn Slip() -> impl IntoView {
    let lines = [
        ("ready", "1", "Tagliatelle al ragù", say!(slip_large), say!(step_ready)),
        ("preparing", "1", "Tagliata di manzo", say!(slip_salad), say!(step_preparing)),
        ("served", "2", "Chianti Classico", say!(slip_glass), say!(step_served)),
        ("sent", "1", "Tiramisù", say!(slip_spoons), say!(step_sent)),
    ];
    view! {
        <div
            class="slip front-slip"
            role="img"
            aria-label=say!(slip_described)
        >
            <div class="slip-paper" aria-hidden="true">
                <div class="front-slip-head">
                    <p class="front-slip-table">"7"</p>
                    <p class="front-slip-meta">{say!(covers, count = 3_u32)} " · Giulia" <br /> "19:58"</p>
                </div>
                <hr class="slip-rule" />
                <ul>
                    {lines
                        .map(|(state, quantity, dish, how, word)| {
                            view! {
                                <li data-state=state>
                                    <span class="qty">{quantity}</span>
                                    <span>
                                        {dish}
                                        <small>{how}</small>
                                    </span>
                                    <span class="badge">{word}</span>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
                <hr class="slip-rule" />
                <p class="front-slip-foot">{say!(slip_foot)}</p>
            </div>
        </div>
    }
}
