//! Icons of the one sprite.

use leptos::prelude::*;

/// An icon by its name in `public/icons.svg`; decoration only, text stands beside it.
#[component]
pub fn Icon(
    #[prop(into)] name: Signal<&'static str>,
    /// More classes, e.g. `icon-lg`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let class = if class.is_empty() { "icon".to_owned() } else { format!("icon {class}") };
    view! {
        <svg class=class aria-hidden="true">
            <use href=move || format!("/icons.svg#{}", name.get())></use>
        </svg>
    }
}
