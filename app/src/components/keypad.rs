//! Digits for a thumb: amounts.

use crate::components::icon::Icon;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// A key of the pad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Digit(u8),
    DoubleZero,
    /// The decimal sign, which only keyboards have.
    Point,
    Back,
}

impl Key {
    /// The key a keyboard's `KeyboardEvent.key` stands for. Either decimal sign is one, whatever the keyboard's country: thousands
    /// are not typed apart at a till.
    pub fn of(name: &str) -> Option<Self> {
        let mut letters = name.chars();
        match (name, letters.next(), letters.next()) {
            ("Backspace", ..) => Some(Self::Back),
            ("Decimal" | "Separator", ..) | (_, Some('.' | ',' | '٫'), None) => Some(Self::Point),
            (_, Some(letter), None) => digit_of(letter).map(Self::Digit),
            _ => None,
        }
    }

    /// What a keystroke types, if it is one for the pad: none with Ctrl, Alt or Meta, which are the browser's own. A held key
    /// types once; only deleting goes on.
    pub fn pressed(event: &KeyboardEvent) -> Option<Self> {
        let key = Self::of(&event.key()).filter(|_| !event.ctrl_key() && !event.alt_key() && !event.meta_key())?;
        (!event.repeat() || key == Self::Back).then_some(key)
    }
}

/// Western, Arabic and Persian digits.
fn digit_of(letter: char) -> Option<u8> {
    let from = |zero: char| u32::from(letter).checked_sub(u32::from(zero)).filter(|digit| *digit < 10);
    ['0', '٠', '۰'].into_iter().find_map(from).and_then(|digit| u8::try_from(digit).ok())
}

/// An amount as it is typed, minor units. Digits enter from the right, as a till has it; after a decimal sign they are
/// decimals: `1250` and `12.5` are both 12.50.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Typed {
    pub minor: i64,
    /// Decimals typed so far, once there is a decimal sign.
    decimals: Option<u32>,
}

impl Typed {
    /// An amount that is suggested, not typed.
    pub fn from_minor(minor: i64) -> Self {
        Self { minor, decimals: None }
    }

    /// The amount with one more key pressed, in a currency with so many decimals. What would pass `most` is ignored.
    #[must_use]
    pub fn press(self, key: Key, digits: usize, most: i64) -> Self {
        let digits = u32::try_from(digits).unwrap_or(2);
        let unit = 10_i64.pow(digits);
        let typed = match (key, self.decimals) {
            (Key::DoubleZero, _) => {
                return self.press(Key::Digit(0), digits as usize, most).press(Key::Digit(0), digits as usize, most);
            }
            (Key::Digit(digit), None) => {
                Self { minor: self.minor.saturating_mul(10).saturating_add(i64::from(digit)), decimals: None }
            }
            (Key::Digit(digit), Some(typed)) if typed < digits => {
                let place = 10_i64.pow(digits - typed - 1);
                Self { minor: self.minor.saturating_add(i64::from(digit) * place), decimals: Some(typed + 1) }
            }
            (Key::Digit(_), Some(_)) => self,
            // What was typed so far were whole ones.
            (Key::Point, None) if digits > 0 => Self { minor: self.minor.saturating_mul(unit), decimals: Some(0) },
            (Key::Point, _) => self,
            (Key::Back, None) => Self { minor: self.minor / 10, decimals: None },
            (Key::Back, Some(0)) => Self { minor: self.minor / unit, decimals: None },
            (Key::Back, Some(typed)) => {
                let place = 10_i64.pow(digits.saturating_sub(typed) + 1);
                Self { minor: self.minor / place * place, decimals: Some(typed - 1) }
            }
        };
        if typed.minor > most { self } else { typed }
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

    fn typed(keys: &str, digits: usize) -> i64 {
        let keys = keys.split(' ').map(|name| if name == "00" { Key::DoubleZero } else { Key::of(name).expect("a key") });
        keys.fold(Typed::default(), |typed, key| typed.press(key, digits, 99_999_999)).minor
    }

    #[test]
    fn digits_enter_an_amount_from_the_right() {
        assert_eq!(typed("1 2 5 0", 2), 1_250);
        assert_eq!(typed("2 0 00", 2), 2_000);
        assert_eq!(typed("1 2 5 0 Backspace", 2), 125);
        assert_eq!(Typed::from_minor(99).press(Key::Digit(9), 2, 100).minor, 99);
    }

    #[test]
    fn a_decimal_sign_of_either_kind_makes_what_follows_decimals() {
        assert_eq!(typed("1 0 . 5", 2), 1_050);
        assert_eq!(typed("1 0 , 5", 2), 1_050);
        assert_eq!(typed("١ ٠ ٫ ٥", 2), 1_050);
        assert_eq!(typed("1 0 . 5 0 7", 2), 1_050);
        assert_eq!(typed("1 0 .", 2), 1_000);
        assert_eq!(typed(". 5", 2), 50);
        assert_eq!(typed("1 0 . 00", 2), 1_000);
        assert_eq!(typed("1 0 . . 5", 2), 1_050);
        assert_eq!(typed("1 0 . 5", 3), 10_500);
        assert_eq!(typed("2 2 0 0 .", 0), 2_200, "yen have no decimals");
    }

    #[test]
    fn deleting_takes_back_what_was_typed_last() {
        assert_eq!(typed("1 0 . 5 Backspace", 2), 1_000);
        assert_eq!(typed("1 0 . 5 7 Backspace", 2), 1_050);
        assert_eq!(typed("1 0 . 5 Backspace Backspace", 2), 10);
        assert_eq!(typed("1 0 . Backspace 5", 2), 105);
    }

    #[test]
    fn a_keyboard_types_the_same_keys() {
        assert_eq!(Key::of("7"), Some(Key::Digit(7)));
        assert_eq!(Key::of("۷"), Some(Key::Digit(7)));
        assert_eq!(Key::of("Backspace"), Some(Key::Back));
        for other in ["Enter", "+", "F5", "a", ""] {
            assert_eq!(Key::of(other), None, "{other}");
        }
    }
}
