//! The printed code of a table: to look at, and to replace when somebody plays with a picture of it.

use crate::components::dialog::Dialog;
use crate::components::icon::Icon;
use crate::components::tap_guard::use_tap_guard;
use crate::components::toast::use_toasts;
use crate::pages::waiter::desk::Desk;
use crate::server_fns::queries::get_table_qr;
use comanda::ids::TableId;
use comanda::views::TableQr;
use comanda::{Command, ShopCommand};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Shows the table's code in a dialog.
#[component]
pub fn TableCodeButton(desk: Desk, table: TableId) -> impl IntoView {
    let toasts = use_toasts();
    let shown = RwSignal::new(None::<TableQr>);
    let ask = move || {
        spawn_local(async move {
            match get_table_qr(table).await {
                Ok(code) => {
                    let _ = shown.try_set(Some(code));
                }
                Err(error) => toasts.problem(error.sentence()),
            }
        });
    };
    // A second tap would replace the code that has just come.
    let guard = use_tap_guard(move || shown.with(|code| code.as_ref().map(|code| code.url.clone())));
    let replace = move |_| {
        if !guard.hears() {
            return;
        }
        guard.close();
        desk.dispatch.send_then(Command::Shop(ShopCommand::RotateTableToken { table }), move |result| {
            if result.is_ok() {
                toasts.say("The old code leads nowhere now. Print this one.");
                ask();
            }
        });
    };
    view! {
        <button class="btn btn-quiet btn-icon" type="button" aria-label="QR code of this table" on:click=move |_| ask()>
            <Icon name="qr" />
        </button>
        <Dialog
            open=Signal::derive(move || shown.with(Option::is_some))
            on_close=Callback::new(move |()| shown.set(None))
            class="modal handover"
            labelled_by="table-code-title"
        >
            <h2 id="table-code-title">"QR code of table " {move || shown.with(|c| c.as_ref().map(|c| c.table_label.clone()))}</h2>
            <p class="muted">
                "If somebody plays tricks with a picture of it, replace it: every code printed before leads nowhere. Who sits here stays."
            </p>
            {move || {
                shown
                    .get()
                    .map(|code| {
                        view! {
                            <div class="handover-code" role="img" aria-label="QR code" inner_html=code.qr_svg></div>
                            <p class="handover-link small">{code.url}</p>
                        }
                    })
            }}
            <div class="modal-actions">
                <button class="btn btn-danger" type="button" on:click=replace>
                    "Replace this code"
                </button>
                <button class="btn btn-primary" type="button" on:click=move |_| shown.set(None)>
                    "Done"
                </button>
            </div>
        </Dialog>
    }
    .into_any()
}
