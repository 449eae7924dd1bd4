//! The rooms in small. Pictures only: they never carry meaning, and are hidden from screen readers.

use leptos::prelude::*;

#[component]
pub fn Phone(store_name: String, label: String) -> impl IntoView {
    const DISHES: [(&str, &str, &str, &str); 3] = [
        ("Tagliatelle al ragù", "€14.50", "1", "tagliatelle-ragu"),
        ("Gnocchi alla sorrentina", "€13.50", "2", "gnocchi-sorrentina"),
        ("Risotto allo zafferano", "€15.00", "0", "risotto-zafferano"),
    ];
    view! {
        <div class="mini mini-phone">
            <b>{store_name}</b>
            <br />
            {say!(table_named, table = &label)}
            <p class="mini-phone-title">"Primi"</p>
            {DISHES
                .map(|(name, price, plate, picture)| {
                    view! {
                        <div class="mini-dish">
                            <span>
                                <span class="mini-dish-name">{name}</span>
                                <br />
                                {price}
                            </span>
                            <span class="plate" data-plate=plate>
                                <img src=format!("/dishes/{picture}.svg") alt="" width="320" height="240" />
                            </span>
                        </div>
                    }
                })
                .collect_view()}
            <p class="mini-cart">
                <span>{say!(view_cart)} " · 4"</span>
                <span>"€60.50"</span>
            </p>
        </div>
    }
}

#[component]
pub fn Tablet() -> impl IntoView {
    let tables = [
        ("round", "free", "1", say!(table_free)),
        ("round", "seated", "2", say!(table_seated)),
        ("wide", "bill", "3", say!(bill)),
        ("wide", "ordering", "4", say!(table_ordering)),
        ("round", "free", "5", say!(table_free)),
        ("round", "ready", "6", say!(step_ready)),
        ("wide", "waiting", "7", "Waiting 12′"),
        ("wide", "paying", "8", say!(table_paying)),
    ];
    view! {
        <div class="mini mini-tablet">
            {tables
                .map(|(shape, state, number, word)| {
                    view! {
                        <span class=format!("mini-table {shape}") data-state=state>
                            <b>{number}</b>
                            {word}
                        </span>
                    }
                })
                .collect_view()}
        </div>
    }
}

#[component]
pub fn Wall() -> impl IntoView {
    const TICKETS: [(&str, &str, &str, &[&str]); 6] = [
        ("late", "12", "16:04", &["1 Bistecca", "2 Patate", "1 Verdure"]),
        ("waiting", "7", "12:31", &["1 Tagliatelle", "1 Tagliata", "med. rare"]),
        ("sent", "3", "04:10", &["2 Carbonara", "1 Lasagne"]),
        ("sent", "9", "02:48", &["1 Branzino"]),
        ("sent", "5", "01:15", &["3 Supplì", "1 Burrata"]),
        ("sent", "14", "00:20", &["2 Ravioli"]),
    ];
    view! {
        <div class="mini mini-wall">
            {TICKETS
                .map(|(state, table, timer, lines)| {
                    view! {
                        <span class="mini-ticket" data-state=state>
                            <span class="mini-ticket-head">
                                <b>{table}</b>
                                {timer}
                            </span>
                            {lines.iter().map(|line| view! { <span class="mini-line">{*line}</span> }).collect_view()}
                        </span>
                    }
                })
                .collect_view()}
        </div>
    }
}
