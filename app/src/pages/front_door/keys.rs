//! The keys of a demo: everybody's PIN, and a table's code to scan.

use crate::components::icon::Icon;
use crate::language::{SLOT, around};
use comanda::views::{DemoDoor, DemoPerson};
use leptos::either::Either;
use leptos::prelude::*;

#[component]
pub fn Keys(demo: DemoDoor) -> impl IntoView {
    let DemoDoor { table_path, table_label, table_qr_svg, local, staff } = demo;
    let sentence = say!(only_this_computer_run, command = SLOT, other = SLOT);
    let (before, rest) = around(&sentence);
    let (between, after) = around(&rest);
    view! {
        <section class="page front-keys" id="keys" aria-label=say!(demo_keys)>
            <div>
                <h2 class="front-h2">{say!(staff)}</h2>
                <div class="card front-pins">
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">{say!(demo_name)}</th>
                                <th scope="col">{say!(demo_works_as)}</th>
                                <th scope="col" class="num">
                                    {say!(demo_pin)}
                                </th>
                            </tr>
                        </thead>
                        <tbody>{staff.into_iter().map(|person| view! { <Person person /> }).collect_view()}</tbody>
                    </table>
                </div>
            </div>
            <div>
                <h2 class="front-h2">{say!(table_named, table = &table_label)}</h2>
                <div class="card front-qr">
                    <div
                        class="front-qr-code"
                        role="img"
                        aria-label=say!(qr_code_of_table, table = &table_label)
                        inner_html=table_qr_svg
                    ></div>
                    <div class="stack stack-tight">
                        {if local {
                            Either::Left(
                                view! {
                                    <p class="strong">{say!(only_this_computer)}</p>
                                    <p class="small muted">
                                        {before}<code>"make run lan=1"</code>{between}
                                        <code>"comanda serve --listen 0.0.0.0:3000"</code>{after}
                                    </p>
                                },
                            )
                        } else {
                            Either::Right(
                                view! {
                                    <p class="strong">{say!(scan_with_your_phone)}</p>
                                    <p class="small muted">
                                        {say!(scan_with_your_phone_text, table = &table_label)}
                                    </p>
                                },
                            )
                        }}
                        <p class="small">
                            <a class="link" href=table_path target="comanda-guest-2" rel="external">
                                {say!(open_one_more_phone)}
                            </a>
                        </p>
                    </div>
                </div>
                <p class="callout front-note" data-state="info">
                    <Icon name="info" />
                    <span class="callout-body">
                        {say!(demo_why)}
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
