//! A sheet over the page that has an address: the server renders it open, the browser's back button closes it.

use super::place::{Going, use_place};
use crate::browser::dom::{back, close_modal, open_modal};
use crate::components::toast::DialogToasts;
use leptos::html;
use leptos::prelude::*;

/// A native dialog shown while `open`; closing it goes to `home`.
#[component]
pub fn Sheet(
    #[prop(into)] open: Signal<bool>,
    /// Address of the page without the sheet.
    #[prop(into)]
    home: Signal<String>,
    class: &'static str,
    labelled_by: &'static str,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let close = use_close(home);
    // Whether this page opened it: then one step back in history is the way to close it.
    let rendered_open = open.get_untracked();
    Effect::new(move |before: Option<bool>| {
        let wanted = open.get();
        if let Some(dialog) = node.get() {
            if wanted {
                if before != Some(true) {
                    open_modal(&dialog);
                }
            } else {
                close_modal(&dialog);
            }
        }
        close.pushed.set_value(wanted && before == Some(false));
        wanted
    });
    let closed = move |_| {
        if open.get_untracked() {
            close.run();
        }
    };
    // A tap on the scrim is a tap on the dialog itself, not on anything in it.
    let scrim = move |event: leptos::ev::MouseEvent| {
        if event.target() == event.current_target()
            && let Some(dialog) = node.get_untracked()
        {
            close_modal(&dialog);
        }
    };
    provide_context(close);
    view! {
        <dialog class=class aria-labelledby=labelled_by open=rendered_open node_ref=node on:close=closed on:click=scrim>
            {children()} <DialogToasts open />
        </dialog>
    }
    .into_any()
}

/// Closes a sheet; `Copy`, provided by the sheet to what is in it.
#[derive(Clone, Copy)]
pub struct Close {
    pushed: StoredValue<bool>,
    go: Callback<()>,
}

impl Close {
    pub fn run(self) {
        if self.pushed.try_get_value() == Some(true) {
            self.pushed.set_value(false);
            back();
        } else {
            self.go.run(());
        }
    }
}

fn use_close(home: Signal<String>) -> Close {
    let place = use_place();
    let go = Callback::new(move |()| place.go(&home.get_untracked(), Going { replaces: true, stays: true }));
    Close { pushed: StoredValue::new(false), go }
}

/// The round button in a sheet's corner; without scripts a link home.
#[component]
pub fn CloseButton(#[prop(into)] home: Signal<String>, #[prop(optional)] class: Option<&'static str>) -> impl IntoView {
    let close = expect_context::<Close>();
    view! {
        <a
            class=class.unwrap_or("btn btn-quiet btn-icon btn-round")
            href=move || home.get()
            aria-label=say!(close)
            on:click=move |event| {
                event.prevent_default();
                close.run();
            }
        >
            <crate::components::icon::Icon name="close" />
        </a>
    }
    .into_any()
}
