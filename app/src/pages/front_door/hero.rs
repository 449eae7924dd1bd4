//! What Comanda is, in one sentence and one slip of paper.

use crate::components::icon::Icon;
use leptos::prelude::*;

#[component]
pub fn Hero() -> impl IntoView {
    view! {
        <section class="page front-hero">
            <div>
                <h1 class="front-title">"Every table, every ticket, " <em>"one truth."</em></h1>
                <p class="front-lead">
                    "Comanda runs a restaurant’s floor in real time: guests order on their phones, waiters work from tablets, the kitchen from wall displays, and every screen shows the same thing within a blink."
                </p>
                <div class="cluster">
                    <a class="btn btn-lg btn-primary" href="#rooms" rel="external">
                        <Icon name="columns" />
                        "Open the three rooms"
                    </a>
                    <a class="btn btn-lg btn-quiet" href="#keys" rel="external">
                        <Icon name="lock" />
                        "PINs and QR"
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
    const LINES: [(&str, &str, &str, &str, &str); 4] = [
        ("ready", "1", "Tagliatelle al ragù", "Large", "Ready"),
        ("preparing", "1", "Tagliata di manzo", "Medium rare, salad", "Preparing"),
        ("served", "2", "Chianti Classico", "By the glass", "Served"),
        ("sent", "1", "Tiramisù", "Two spoons", "Sent"),
    ];
    view! {
        <div
            class="slip front-slip"
            role="img"
            aria-label="An order slip: table 7, three dishes and a wine, each with its live state"
        >
            <div class="slip-paper" aria-hidden="true">
                <div class="front-slip-head">
                    <p class="front-slip-table">"7"</p>
                    <p class="front-slip-meta">"3 covers · Giulia" <br /> "19:58"</p>
                </div>
                <hr class="slip-rule" />
                <ul>
                    {LINES
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
                <p class="front-slip-foot">"the same slip on every screen"</p>
            </div>
        </div>
    }
}
