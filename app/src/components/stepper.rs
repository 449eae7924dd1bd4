//! Fewer, a number, more.

use crate::components::icon::Icon;
use crate::components::tap_guard::{TapGuard, use_open_guard, use_tap_guard};
use leptos::prelude::*;

/// A number between two buttons.
#[component]
pub fn Stepper(
    #[prop(into)] value: Signal<u32>,
    min: u32,
    max: u32,
    /// What is counted, for screen readers: `Covers`, a dish's name.
    #[prop(into)]
    label: String,
    on_change: Callback<u32>,
    /// More classes: `stepper-lg`.
    #[prop(default = "stepper")]
    class: &'static str,
    /// The button at `min` removes: it shows a bin and calls with `min - 1`.
    #[prop(optional)]
    removes: bool,
    /// Knows when the whole has moved to where something else was.
    #[prop(optional)]
    guard: Option<TapGuard>,
) -> impl IntoView {
    let guard = guard.unwrap_or_else(use_open_guard);
    // Two quick taps on the minus are two fewer, and never a line less: the bin that the minus becomes is deaf at first.
    let bin = use_tap_guard(move || value.get() <= min);
    let fewer = move |_: leptos::ev::MouseEvent| {
        let now = value.get_untracked();
        if (now > min || (removes && bin.hears())) && guard.hears() {
            on_change.run(now.saturating_sub(1));
        }
    };
    let more = move |_: leptos::ev::MouseEvent| {
        let now = value.get_untracked();
        if now < max && guard.hears() {
            on_change.run(now + 1);
        }
    };
    let at_end = move || !removes && value.get() <= min;
    let full = move || value.get() >= max;
    let sign = Signal::derive(move || if removes && value.get() <= min { "trash" } else { "minus" });
    let (one_fewer, one_more) = (format!("{label}: one fewer"), format!("{label}: one more"));
    let group = label.clone();
    view! {
        <div class=class role="group" aria-label=group>
            <button type="button" aria-label=one_fewer disabled=at_end on:click=fewer>
                <Icon name=sign />
            </button>
            <output aria-label=label>{move || value.get()}</output>
            <button type="button" aria-label=one_more disabled=full on:click=more>
                <Icon name="plus" />
            </button>
        </div>
    }
}
