//! The keys of a demo: everybody's PIN, and a table's code to scan.

use crate::components::icon::Icon;
use comanda::views::{DemoDoor, DemoPerson};
use leptos::either::Either;
use leptos::prelude::*;

#[component]
pub fn Keys(demo: DemoDoor) -> impl IntoView {
    let DemoDoor { table_path, table_label, table_qr_svg, local, staff } = demo;
    view! {
        <section class="page front-keys" id="keys" aria-label="Keys of the demo">
            <div>
                <h2 class="front-h2">"Staff"</h2>
                <div class="card front-pins">
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">"Name"</th>
                                <th scope="col">"Works as"</th>
                                <th scope="col" class="num">
                                    "PIN"
                                </th>
                            </tr>
                        </thead>
                        <tbody>{staff.into_iter().map(|person| view! { <Person person /> }).collect_view()}</tbody>
                    </table>
                </div>
            </div>
            <div>
                <h2 class="front-h2">{format!("Table {table_label}")}</h2>
                <div class="card front-qr">
                    <div
                        class="front-qr-code"
                        role="img"
                        aria-label=format!("QR code of table {table_label}")
                        inner_html=table_qr_svg
                    ></div>
                    <div class="stack stack-tight">
                        {if local {
                            Either::Left(
                                view! {
                                    <p class="strong">"Only this computer can open it"</p>
                                    <p class="small muted">
                                        "For phones in the same network, start Comanda with "<code>"make run lan=1"</code>" or "
                                        <code>"comanda serve --listen 0.0.0.0:3000"</code>"."
                                    </p>
                                },
                            )
                        } else {
                            Either::Right(
                                view! {
                                    <p class="strong">"Scan it with your phone"</p>
                                    <p class="small muted">
                                        {format!(
                                            "A phone in the same network sits down at table {table_label}, next to you. Several phones share one cart.",
                                        )}
                                    </p>
                                },
                            )
                        }}
                        <p class="small">
                            <a class="link" href=table_path target="comanda-guest-2" rel="external">
                                "Or open one more phone here"
                            </a>
                        </p>
                    </div>
                </div>
                <p class="callout front-note" data-state="info">
                    <Icon name="info" />
                    <span class="callout-body">
                        "You see this page because this is a demo install. A real restaurant’s front door is its sign-in."
                    </span>
                </p>
            </div>
        </section>
    }
}

#[component]
fn Person(person: DemoPerson) -> impl IntoView {
    let mut role = person.role;
    if let Some(first) = role.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    view! {
        <tr>
            <th scope="row">{person.name}</th>
            <td>{role}</td>
            <td class="pin">{person.pin}</td>
        </tr>
    }
}
