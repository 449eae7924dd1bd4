//! How large a page is written, by choice of this device: a wall display is read from three metres, whatever its screen says of itself.

use crate::browser::place::hold_attribute;
use crate::components::icon::Icon;
use crate::remember::{remember, remembered, take_up};
use leptos::prelude::*;
use leptos_meta::Html;

/// Percent of the usual size; the stylesheet knows these as `data-text`.
const SIZES: [&str; 6] = ["75", "100", "125", "150", "175", "200"];
/// The usual size.
const USUAL: usize = 1;

/// A page's text size; `Copy`.
#[derive(Clone, Copy)]
pub struct TextSize {
    memory: &'static str,
    now: RwSignal<usize>,
}

/// The size remembered under `memory`, or the usual one.
pub fn use_text_size(memory: &'static str) -> TextSize {
    let kept = move || remembered(memory).and_then(|kept| SIZES.iter().position(|size| **size == kept)).unwrap_or(USUAL);
    let now = RwSignal::new(kept());
    take_up(move || now.set(kept()));
    TextSize { memory, now }
}

impl TextSize {
    fn word(self) -> &'static str {
        SIZES.get(self.now.get()).copied().unwrap_or("100")
    }
    fn set(self, size: usize) {
        self.now.set(size);
        remember(self.memory, SIZES.get(size).copied().unwrap_or("100"));
    }
    /// One size larger or smaller, as far as there are any.
    pub fn step(self, larger: bool) {
        let now = self.now.get_untracked();
        self.set(if larger { (now + 1).min(SIZES.len() - 1) } else { now.saturating_sub(1) });
    }
    /// The next size; after the largest the smallest.
    fn turn(self) {
        self.set((self.now.get_untracked() + 1) % SIZES.len());
    }
}

/// Writes the page in its size: puts it on `<html>`. Outside any `Suspense`, so that the first byte has it.
#[component]
pub fn PageText(size: TextSize) -> impl IntoView {
    hold_attribute("html", "data-text");
    view! { <Html {..} data-text=move || size.word() /> }
}

/// The button that goes round the sizes.
#[component]
pub fn TextSizeButton(size: TextSize) -> impl IntoView {
    let says = move || format!("Text size: {} %", size.word());
    view! {
        <button class="btn btn-quiet btn-icon" type="button" aria-label=says title=says on:click=move |_| size.turn()>
            <Icon name="text-size" />
        </button>
    }
}
