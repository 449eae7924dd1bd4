//! Digits for a thumb: PINs and amounts.

use crate::components::icon::Icon;
use leptos::prelude::*;

/// A key of the pad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Digit(u8),
    DoubleZero,
    Back,
}

impl Key {
    /// The key a keyboard's `KeyboardEvent.key` stands for.
    pub fn of(name: &str) -> Option<Self> {
        match name {
            "Backspace" => Some(Self::Back),
            one if one.len() == 1 => one.parse().ok().map(Self::Digit),
            _ => None,
        }
    }

    /// Types it onto an amount in minor units, as a till does: digits enter from the right.
    /// What would pass `most` is ignored.
    pub fn onto(self, amount: i64, most: i64) -> i64 {
        let typed = match self {
            Self::Digit(digit) => amount.saturating_mul(10).saturating_add(i64::from(digit)),
            Self::DoubleZero => amount.saturating_mul(100),
            Self::Back => amount / 10,
        };
        if typed > most { amount } else { typed }
    }
}

/// Three by four keys with `00` and delete.
#[component]
pub fn Keypad(
    on_key: Callback<Key>,
    /// More classes.
    #[prop(default = "pin-pad")]
    class: &'static str,
) -> impl IntoView {
    let digits = (1..=9_u8)
        .map(|digit| view! { <button type="button" on:click=move |_| on_key.run(Key::Digit(digit))>{digit}</button> })
        .collect_view();
    view! {
        <div class=class>
            {digits}
            <button type="button" on:click=move |_| on_key.run(Key::DoubleZero)>"00"</button>
            <button type="button" on:click=move |_| on_key.run(Key::Digit(0))>"0"</button>
            <button type="button" aria-label="Delete" on:click=move |_| on_key.run(Key::Back)>
                <Icon name="backspace" class="icon-lg" />
            </button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_enter_an_amount_from_the_right() {
        let typed = [Key::Digit(1), Key::Digit(2), Key::Digit(5), Key::Digit(0)];
        assert_eq!(typed.iter().fold(0, |sum, key| key.onto(sum, 1_000_000)), 1250);
        assert_eq!(Key::DoubleZero.onto(20, 1_000_000), 2000);
        assert_eq!(Key::Back.onto(1250, 1_000_000), 125);
        assert_eq!(Key::Digit(9).onto(99, 100), 99);
    }

    #[test]
    fn a_keyboard_types_the_same_keys() {
        assert_eq!(Key::of("7"), Some(Key::Digit(7)));
        assert_eq!(Key::of("Backspace"), Some(Key::Back));
        assert_eq!(Key::of("Enter"), None);
        assert_eq!(Key::of("+"), None);
    }
}
