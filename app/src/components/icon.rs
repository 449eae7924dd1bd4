//! Icons of the one sprite.

use leptos::prelude::*;

/// Which icon. Most never change, and need no signal.
#[derive(Clone, Copy)]
pub enum IconName {
    Fixed(&'static str),
    Live(Signal<&'static str>),
}

impl From<&'static str> for IconName {
    fn from(name: &'static str) -> Self {
        Self::Fixed(name)
    }
}

impl From<Signal<&'static str>> for IconName {
    fn from(name: Signal<&'static str>) -> Self {
        Self::Live(name)
    }
}

/// An icon by its name in `public/icons.svg`; decoration only, text stands beside it.
#[component]
pub fn Icon(
    #[prop(into)] name: IconName,
    /// More classes, e.g. `icon-lg`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let class = if class.is_empty() { "icon".to_owned() } else { format!("icon {class}") };
    let place = |name: &str| format!("/icons.svg#{name}");
    match name {
        IconName::Fixed(name) => view! {
            <svg class=class aria-hidden="true">
                <use href=place(name)></use>
            </svg>
        }
        .into_any(),
        IconName::Live(name) => view! {
            <svg class=class aria-hidden="true">
                <use href=move || place(name.get())></use>
            </svg>
        }
        .into_any(),
    }
}
