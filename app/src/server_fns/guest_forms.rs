//! The guests' essential actions as plain HTML forms, so that a tap before hydration (or without JavaScript) works.
//! Each builds the same [`Command`] and calls the same `submit`; then it shows the page again.

use crate::AppError;
#[cfg(feature = "ssr")]
use comanda::PartyCommand;
use comanda::ids::{CommandKey, ItemId, OptionId, OrderId, ProductId};
use comanda::party::CallKind;
use leptos::prelude::*;
use std::collections::HashMap;

/// Adds a product. `choices` are the form's `choices[…][]` fields by group, also those of nested groups nobody opened.
#[server(prefix = "/api", endpoint = "add_line")]
pub async fn add_line_form(
    key: CommandKey,
    line: ItemId,
    product: ProductId,
    quantity: u32,
    #[server(default)] choices: HashMap<String, Vec<OptionId>>,
    #[server(default)] note: String,
    #[server(default)] back: String,
    #[server(default)] retry: String,
) -> Result<(), AppError> {
    let chosen: Vec<OptionId> = choices.into_values().flatten().collect();
    let options = act::meant(product, chosen).await?;
    let note = Some(note).filter(|n| !n.trim().is_empty());
    act::act(key, act::Pages { back, retry }, |session| {
        comanda::Command::Party(PartyCommand::AddLine {
            session,
            line: comanda::party::NewLine { id: line, product, options, quantity, note, for_guest: None },
        })
    })
    .await
}

/// Sets the quantity of a line, its options and note as they are; none takes it off the cart.
#[server(prefix = "/api", endpoint = "change_line")]
pub async fn change_line_form(
    key: CommandKey,
    line: ItemId,
    quantity: u32,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    if quantity == 0 {
        return act::act(key, back, |session| comanda::Command::Party(PartyCommand::RemoveLine { session, line })).await;
    }
    let held = act::line(line).await?;
    let (options, note) = held.map(|l| (l.options, l.note)).unwrap_or_default();
    act::act(key, back, |session| comanda::Command::Party(PartyCommand::ChangeLine { session, line, quantity, options, note }))
        .await
}

/// Takes a line off the cart.
#[server(prefix = "/api", endpoint = "remove_line")]
pub async fn remove_line_form(key: CommandKey, line: ItemId, #[server(default)] back: String) -> Result<(), AppError> {
    act::act(key, back, |session| comanda::Command::Party(PartyCommand::RemoveLine { session, line })).await
}

/// Sends the guest's own lines, or the whole table's (`scope` is `mine` or `table`). `expected` is the total shown, minor units.
#[server(prefix = "/api", endpoint = "send_order")]
pub async fn send_order_form(
    key: CommandKey,
    order: OrderId,
    scope: String,
    expected: i64,
    #[server(default)] back: String,
    #[server(default)] retry: String,
) -> Result<(), AppError> {
    let scope = if scope == "table" { comanda::party::SendScope::Table } else { comanda::party::SendScope::Mine };
    act::act(key, act::Pages { back, retry }, |session| {
        comanda::Command::Party(PartyCommand::SendOrder { session, order, scope, expected: Some(expected) })
    })
    .await
}

/// Calls for a waiter, for water or for the bill.
#[server(prefix = "/api", endpoint = "call_waiter")]
pub async fn call_waiter_form(
    key: CommandKey,
    call: comanda::ids::CallId,
    kind: CallKind,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    act::act(key, back, |session| match kind {
        CallKind::Bill => comanda::Command::Party(PartyCommand::RequestBill { session, call }),
        kind => comanda::Command::Party(PartyCommand::CallWaiter { session, call, kind }),
    })
    .await
}

/// Gives the guest a name.
#[server(prefix = "/api", endpoint = "name_guest")]
pub async fn name_guest_form(key: CommandKey, name: String, #[server(default)] back: String) -> Result<(), AppError> {
    act::act_as_guest(key, back, |session, guest| comanda::Command::Party(PartyCommand::NameGuest { session, guest, name })).await
}

/// Takes back a line the kitchen has not seen.
#[server(prefix = "/api", endpoint = "cancel_item")]
pub async fn cancel_item_form(key: CommandKey, item: ItemId, #[server(default)] back: String) -> Result<(), AppError> {
    act::act(key, back, |session| comanda::Command::Party(PartyCommand::CancelItem { session, item, reason: String::new() }))
        .await
}

#[cfg(feature = "ssr")]
mod act {
    use crate::AppError;
    use crate::browser::place::own_path;
    use comanda::backend::{Fault, Hat};
    use comanda::ids::{CommandKey, GuestId, ItemId, OptionId, ProductId, SessionId};
    use comanda::party::CartLine;
    use comanda::{Command, Envelope};

    /// Which page comes next: `back`, or `retry` after a refusal if the form names one.
    pub struct Pages {
        pub back: String,
        pub retry: String,
    }

    impl From<String> for Pages {
        fn from(back: String) -> Self {
            Self { back, retry: String::new() }
        }
    }

    /// The options a form means: see [`comanda::shop::menu::Menu::meant`]. An unknown product keeps them; the rulebook refuses it.
    pub async fn meant(product: ProductId, options: Vec<OptionId>) -> Result<Vec<OptionId>, AppError> {
        let (backend, caller) = crate::server_fns::ask()?;
        let menu = backend.menu(&caller).await?.value;
        Ok(menu.product(product).map(|p| menu.meant(p, &options)).unwrap_or(options))
    }

    /// A line of the guest's own cart.
    pub async fn line(id: ItemId) -> Result<Option<CartLine>, AppError> {
        let (backend, caller) = crate::server_fns::ask()?;
        let Some(guest) = &caller.guest else { return Ok(None) };
        Ok(backend.session(&caller, Hat::Guest, guest.session).await?.value.line(id).cloned())
    }

    pub async fn act(
        key: CommandKey,
        pages: impl Into<Pages>,
        command: impl FnOnce(SessionId) -> Command,
    ) -> Result<(), AppError> {
        act_as_guest(key, pages, |session, _| command(session)).await
    }

    /// Submits for the guest who asks and shows a page again; a refusal comes back as `?problem=…` in words.
    pub async fn act_as_guest(
        key: CommandKey,
        pages: impl Into<Pages>,
        command: impl FnOnce(SessionId, GuestId) -> Command,
    ) -> Result<(), AppError> {
        let (backend, caller) = crate::server_fns::ask()?;
        let pages = pages.into();
        // Only a path of our own: never an address a form brings in.
        let back = own_path(&pages.back).unwrap_or("/table");
        let Some(guest) = &caller.guest else {
            leptos_axum::redirect("/welcome/none?state=closed");
            return Err(Fault::Unauthenticated.into());
        };
        let envelope = Envelope { key, command: command(guest.session, guest.guest), at: comanda::At::default(), base_seq: 0 };
        match backend.submit(&caller, Hat::Guest, envelope, None).await {
            Ok(_) => {
                leptos_axum::redirect(back);
                Ok(())
            }
            Err(fault) => {
                let again = own_path(&pages.retry).unwrap_or(back);
                let joiner = if again.contains('?') { '&' } else { '?' };
                leptos_axum::redirect(&format!("{again}{joiner}{}", crate::told::carried(&fault)));
                Err(fault.into())
            }
        }
    }
}
