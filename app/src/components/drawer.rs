//! A panel that slides in from the side: a dialog with a title and a way out.

use crate::components::dialog::Dialog;
use crate::components::icon::Icon;
use leptos::prelude::*;

/// Shown while `open`; Esc and its own button ask to close.
#[component]
pub fn Drawer(
    #[prop(into)] open: Signal<bool>,
    #[prop(into)] on_close: Callback<()>,
    title: &'static str,
    /// Id of the title, unique on the page.
    id: &'static str,
    /// Classes of the dialog, `sheet sheet-side` among them.
    class: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    view! {
        <Dialog open on_close class labelled_by=id>
            <header class="sheet-head">
                <h2 class="sheet-title" id=id>
                    {title}
                </h2>
                <button class="btn btn-quiet btn-icon" type="button" aria-label="Close" on:click=move |_| on_close.run(())>
                    <Icon name="close" class="icon-lg" />
                </button>
            </header>
            {children.with_value(|children| children())}
        </Dialog>
    }
}
