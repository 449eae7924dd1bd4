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
    /// What the front door and the sign-in may be painted by.
    pub const OF_THE_DOOR: &'static [Self] = &[Self::System, Self::Light, Self::Dark];
    /// Where the form of [`ThemeSwitch`] leads, and the name under which doors keep the choice.
    pub const SWITCH: &'static str = "/theme";
    pub const OF_DOORS: &'static str = "theme";

    /// The theme of a word, if it is among `choices`.
    pub fn parse(word: &str, choices: &[Self]) -> Option<Self> {
        choices.iter().copied().find(|theme| theme.word() == word)
    }

    /// The theme remembered under `memory`, or the first of `choices`.
    pub fn remembered(memory: &str, choices: &[Self]) -> Self {
        let kept = remembered(memory).and_then(|word| Self::parse(&word, choices));
        kept.or_else(|| choices.first().copied()).unwrap_or(Self::System)
    }

    /// The choice after this one.
    fn next(self, choices: &[Self]) -> Self {
        let at = choices.iter().position(|theme| *theme == self).unwrap_or(0);
        choices.get((at + 1) % choices.len().max(1)).copied().unwrap_or(self)
    }

    /// The value of `data-theme`; none follows the system.
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
            Self::Kitchen => Some("kitchen"),
        }
    }
    pub fn word(self) -> &'static str {
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
    let kept = move || Theme::remembered(memory, choices);
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
        let next = self.now.get_untracked().next(self.choices);
        self.now.set(next);
        remember(self.memory, next.word());
    }
}

/// Paints the page: puts the theme on `<html>`. Outside any `Suspense`, so that the first byte has it.
#[component]
pub fn PageTheme(theme: ThemeHandle) -> impl IntoView {
    hold_attribute("html", "data-theme");
    view! { <Html {..} data-theme=move || theme.get().attribute() /> }
}

/// The same as a plain form, for a page without a program: the page comes again in the next theme.
#[component]
pub fn ThemeSwitch(theme: Theme, choices: &'static [Theme], back: &'static str) -> impl IntoView {
    view! {
        <form method="post" action=Theme::SWITCH>
            <input type="hidden" name="back" value=back />
            <button
                class="btn btn-quiet btn-icon"
                name="theme"
                value=theme.next(choices).word()
                aria-label=theme.label()
                title=theme.label()
            >
                <Icon name=theme.icon() />
            </button>
        </form>
    }
    .into_any()
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
