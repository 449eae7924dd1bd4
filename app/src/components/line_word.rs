//! What a line says of the last tap on it: that it waits for the connection, or why it was refused and what can be done.

use crate::components::icon::Icon;
use crate::realtime::{Refused, use_refusals, use_unsent};
use comanda::Command;
use comanda::ids::ItemId;
use leptos::prelude::*;

/// “Only on this device so far”: the tap is kept, and the server has not been reached with it.
#[component]
pub fn Unsent(id: ItemId) -> impl IntoView {
    let unsent = use_unsent();
    let waits = Memo::new(move |_| unsent.with(|unsent| unsent.contains(&id)));
    move || {
        waits.get().then(|| {
            view! {
                <p class="unsent">
                    <Icon name="clock" class="icon-sm" />
                    "Waits for the connection"
                </p>
            }
        })
    }
}

/// Why the last tap on a line was refused, until somebody has read it.
#[component]
pub fn RefusedNote(
    refused: Memo<Option<Refused>>,
    /// The way on, where there is one: what its button says, and what it taps.
    #[prop(optional)]
    way: Option<Callback<Refused, Option<(String, Command)>>>,
    #[prop(optional)] send: Option<Callback<Command>>,
) -> impl IntoView {
    let refusals = use_refusals();
    move || {
        refused.get().map(|refused| {
            let key = refused.key();
            let reason = refused.rejection.to_string();
            let way = way.and_then(|way| way.run(refused)).zip(send);
            view! {
                <div class="refused" data-state="warn">
                    <Icon name="alert-triangle" class="icon-sm" />
                    <span>{reason}</span>
                    <button
                        class="btn btn-quiet btn-icon btn-round btn-sm"
                        type="button"
                        aria-label="Understood"
                        on:click=move |_| refusals.understood(key)
                    >
                        <Icon name="close" />
                    </button>
                    {way
                        .map(|((label, command), send)| {
                            let act = move |_| {
                                send.run(command.clone());
                                refusals.understood(key);
                            };
                            view! {
                                <button class="btn btn-sm refused-way" type="button" on:click=act>
                                    {label}
                                </button>
                            }
                        })}
                </div>
            }
        })
    }
}
