//! The theme of a page: the system's, or the one chosen on this device.

use crate::browser::place::hold_attribute;
use crate::components::icon::Icon;
use crate::remember::{remember, remembered, take_up};
use leptos::prelude::*;
use leptos_meta::Html;

/// How a page is painted; see `style/tokens.css`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Follows the system.
    System,
    Light,
    Dark,
    /// Near-black, read from three metres.
    Kitchen,
}

impl Theme {
    /// The value of `data-theme`; none follows the system.
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
            Self::Kitchen => Some("kitchen"),
        }
    }
    fn word(self) -> &'static str {
        self.attribute().unwrap_or("system")
    }
    fn icon(self) -> &'static str {
        match self {
            Self::System => "settings",
            Self::Light => "sun",
            Self::Dark => "moon",
            Self::Kitchen => "display",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::System => say!(theme_system),
            Self::Light => say!(theme_light),
            Self::Dark => say!(theme_dark),
            Self::Kitchen => say!(theme_kitchen),
        }
    }
}

/// A page's theme and its choices; `Copy`.
#[derive(Clone, Copy)]
pub struct ThemeHandle {
    memory: &'static str,
    choices: &'static [Theme],
    now: RwSignal<Theme>,
}

/// The theme remembered under `memory`, or the first of `choices`.
pub fn use_theme(memory: &'static str, choices: &'static [Theme]) -> ThemeHandle {
    let kept = move || {
        let kept = remembered(memory);
        let first = choices.first().copied().unwrap_or(Theme::System);
        choices.iter().copied().find(|t| kept.as_deref() == Some(t.word())).unwrap_or(first)
    };
    let now = RwSignal::new(kept());
    take_up(move || now.set(kept()));
    ThemeHandle { memory, choices, now }
}

impl ThemeHandle {
    pub fn get(self) -> Theme {
        self.now.get()
    }
    /// The next of the choices, remembered.
    pub fn turn(self) {
        let at = self.choices.iter().position(|t| *t == self.now.get_untracked()).unwrap_or(0);
        if let Some(next) = self.choices.get((at + 1) % self.choices.len().max(1)) {
            self.now.set(*next);
            remember(self.memory, next.word());
        }
    }
}

/// Paints the page: puts the theme on `<html>`. Outside any `Suspense`, so that the first byte has it.
#[component]
pub fn PageTheme(theme: ThemeHandle) -> impl IntoView {
    hold_attribute("html", "data-theme");
    view! { <Html {..} data-theme=move || theme.get().attribute() /> }
}

/// The button that goes round the choices.
#[component]
pub fn ThemeToggle(theme: ThemeHandle) -> impl IntoView {
    view! {
        <button
            class="btn btn-quiet btn-icon"
            type="button"
            aria-label=move || theme.get().label()
            title=move || theme.get().label()
            on:click=move |_| theme.turn()
        >
            <Icon name=Signal::derive(move || theme.get().icon()) />
        </button>
    }
}
