//! All-day counts: how many of each dish the open tickets still want.

use super::desk::use_desk;
use crate::memo::memo;
use crate::realtime::use_is_current;
use comanda::kitchen::{TicketCard, all_day};
use leptos::prelude::*;

/// By station on the expo board, in the menu's order of stations; stations without work are left out.
#[component]
pub fn AllDay() -> impl IntoView {
    let (desk, current) = (use_desk(), use_is_current());
    let sections = memo(move || {
        desk.menu.with(|menu| {
            desk.tickets.with(|tickets| {
                menu.iter()
                    .flat_map(|m| &m.stations)
                    .map(|station| {
                        let own: Vec<TicketCard> = tickets.iter().filter(|t| t.station == station.id).cloned().collect();
                        (station.name.clone(), all_day(&own))
                    })
                    .filter(|(_, counts)| !counts.is_empty())
                    .collect::<Vec<_>>()
            })
        })
    });
    view! {
        <aside class="allday" id="allday" aria-labelledby="allday-title">
            <h2 class="allday-title" id="allday-title">
                "All day"
            </h2>
            <div class="allday-body" tabindex="0" role="group" aria-label="Still to make">
                {move || {
                    let sections = sections.get();
                    if sections.is_empty() && !current.get() {
                        return view! { <p class="muted">"No connection: not known"</p> }.into_any();
                    }
                    if sections.is_empty() {
                        return view! { <p class="muted">"Nothing to make"</p> }.into_any();
                    }
                    sections
                        .into_iter()
                        .map(|(station, counts)| {
                            view! {
                                <section>
                                    <h3>{station}</h3>
                                    <ul>
                                        {counts
                                            .into_iter()
                                            .map(|(name, count)| {
                                                view! {
                                                    <li>
                                                        <span class="allday-n">{count}</span>
                                                        <span>{name}</span>
                                                    </li>
                                                }
                                            })
                                            .collect_view()}
                                    </ul>
                                </section>
                            }
                        })
                        .collect_view()
                        .into_any()
                }}
            </div>
        </aside>
    }
}
