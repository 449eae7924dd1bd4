//! The native dialog under a signal: opened with the page made inert, closed by Escape, the scrim's button or the signal.

use super::keyed::keyed;
use crate::components::toast::DialogToasts;
use leptos::html;
use leptos::prelude::*;

/// How long the closing movement takes, milliseconds; the contents stay until then.
#[cfg(target_arch = "wasm32")]
const LEAVES: u64 = 220;

/// A modal dialog. Its contents exist only while it is open, so every opening starts afresh.
#[component]
pub fn Dialog(
    #[prop(into)] open: Signal<bool>,
    /// Called when it closed itself (Escape). Must make `open` false.
    on_close: Callback<()>,
    /// `sheet`, `modal`, and what the page adds.
    class: &'static str,
    /// Id of the heading that names it.
    labelled_by: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    // The opening whose contents are there, and how many there were.
    let shown = RwSignal::new(None::<u32>);
    #[cfg(target_arch = "wasm32")]
    let openings = StoredValue::new(0_u32);
    #[cfg(target_arch = "wasm32")]
    Effect::new(move |_| {
        let (wanted, Some(dialog)) = (open.get(), node.get()) else { return };
        if wanted {
            openings.update_value(|n| *n = n.wrapping_add(1));
            shown.set(Some(openings.get_value()));
            // Once the contents are there, so that the first of them gets the focus.
            request_animation_frame(move || {
                if !dialog.open() && open.try_get_untracked() == Some(true) {
                    // Refused only where the dialog has left the page.
                    let _ = dialog.show_modal();
                }
            });
        } else {
            dialog.close();
            set_timeout(
                move || {
                    if open.try_get_untracked() == Some(false) {
                        let _ = shown.try_set(None);
                    }
                },
                std::time::Duration::from_millis(LEAVES),
            );
        }
    });
    let closed = move |_| {
        if open.get_untracked() {
            on_close.run(());
        }
    };
    view! {
        <dialog class=class aria-labelledby=labelled_by node_ref=node on:close=closed>
            {keyed(move || shown.get(), move |_| view! { {children()} <DialogToasts open /> })}
        </dialog>
    }
}
