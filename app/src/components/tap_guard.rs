//! A spot whose meaning has just changed is deaf for a moment: the second of two quick taps was meant for what was there before.
//!
//! [`use_tap_guard`] watches what a tap would do; the handler asks [`TapGuard::hears`] first. [`use_held_keys`] is the same for
//! keys that are held down: they act once. While any spot of the page is deaf, `<html>` carries `data-deaf`, for programs that tap.

use leptos::prelude::*;

/// How long a changed spot is deaf, milliseconds: longer than a double tap, shorter than a second thought.
const DEAF: f64 = 600.0;

/// Knows since when a spot means what it means; `Copy`.
#[derive(Clone, Copy)]
pub struct TapGuard {
    changed_at: StoredValue<Option<f64>>,
}

/// Guards a spot: deaf after each change of `meaning` (what a tap would do, and where the spot is).
pub fn use_tap_guard<T: PartialEq + 'static>(meaning: impl Fn() -> T + 'static) -> TapGuard {
    use_open_guard().watching(meaning)
}

/// A guard that only [`TapGuard::close`] makes deaf.
pub fn use_open_guard() -> TapGuard {
    TapGuard { changed_at: StoredValue::new(None) }
}

/// Guards a spot that appears where something else was: deaf at first.
pub fn use_fresh_guard() -> TapGuard {
    let guard = TapGuard { changed_at: StoredValue::new(None) };
    guard.close();
    guard
}

/// Guards a row of a list of this `length`, at this `place`: deaf after it has moved, and after another row has gone.
pub fn use_row_guard(
    length: impl Fn() -> usize + Send + Sync + 'static,
    place: impl Fn() -> Option<usize> + 'static,
) -> TapGuard {
    let losses = use_losses(length);
    use_tap_guard(move || (losses.get(), place()))
}

/// How many times a list has become shorter. At the end of a scrolled list the rows above then move down under the finger.
fn use_losses(length: impl Fn() -> usize + Send + Sync + 'static) -> Signal<u32> {
    let counted = Memo::new(move |before: Option<&(usize, u32)>| {
        let (length, (before, losses)) = (length(), before.copied().unwrap_or_default());
        (length, if length < before { losses.wrapping_add(1) } else { losses })
    });
    Signal::derive(move || counted.with(|(_, losses)| *losses))
}

impl TapGuard {
    /// Whether a tap now is meant for what the spot means now.
    pub fn hears(self) -> bool {
        !is_deaf(self.changed_at.try_get_value().flatten(), monotonic_now())
    }

    /// Makes the spot deaf after each change of `meaning`, too.
    #[must_use]
    pub fn watching<T: PartialEq + 'static>(self, meaning: impl Fn() -> T + 'static) -> Self {
        self.watching_others(|| (), meaning)
    }

    /// Makes the spot deaf after each change of `meaning` that this person did not make: one that comes while `own`, what their own
    /// taps change, stays as it is.
    #[must_use]
    pub fn watching_others<O: PartialEq + 'static, T: PartialEq + 'static>(
        self,
        own: impl Fn() -> O + 'static,
        meaning: impl Fn() -> T + 'static,
    ) -> Self {
        Effect::new(move |before: Option<(O, T)>| {
            let now = (own(), meaning());
            if before.is_some_and(|before| is_by_others(&before, &now)) {
                self.close();
            }
            now
        });
        self
    }

    /// Makes the spot deaf from now on.
    pub fn close(self) {
        let _ = self.changed_at.try_set_value(Some(monotonic_now()));
        #[cfg(target_arch = "wasm32")]
        said::deaf();
    }
}

/// What the page says of its deaf spots.
#[cfg(target_arch = "wasm32")]
mod said {
    use super::{DEAF, monotonic_now};
    use crate::browser::dom::root;
    use leptos::prelude::set_timeout;
    use std::cell::Cell;
    use std::time::Duration;

    const ATTRIBUTE: &str = "data-deaf";

    thread_local! {
        /// When the last spot hears again; none while all do.
        static UNTIL: Cell<Option<f64>> = const { Cell::new(None) };
    }

    /// A spot is deaf from now on.
    pub fn deaf() {
        let before = UNTIL.replace(Some(monotonic_now() + DEAF));
        if before.is_none() {
            if let Some(root) = root() {
                let _ = root.set_attribute(ATTRIBUTE, "");
            }
            look_after(DEAF);
        }
    }

    fn look_after(milliseconds: f64) {
        set_timeout(look, Duration::from_secs_f64(milliseconds.max(1.0) / 1_000.0));
    }

    fn look() {
        let left = UNTIL.get().map_or(0.0, |until| until - monotonic_now());
        if left > 0.0 {
            return look_after(left);
        }
        UNTIL.set(None);
        if let Some(root) = root() {
            let _ = root.remove_attribute(ATTRIBUTE);
        }
    }
}

fn is_by_others<O: PartialEq, T: PartialEq>(before: &(O, T), now: &(O, T)) -> bool {
    before.0 == now.0 && before.1 != now.1
}

fn is_deaf(changed_at: Option<f64>, now: f64) -> bool {
    changed_at.is_some_and(|changed_at| (0.0..DEAF).contains(&(now - changed_at)))
}

/// Milliseconds of a clock that is never set: a display's own clock may jump.
fn monotonic_now() -> f64 {
    #[cfg(target_arch = "wasm32")]
    {
        web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
    }
    #[cfg(not(target_arch = "wasm32"))]
    0.0
}

/// A held Enter presses a button, a link or a form once. Once, at the root; what is typed into fields may repeat.
pub fn use_held_keys() {
    Effect::new(move |_| {
        let held = window_event_listener(leptos::ev::keydown, |event| {
            if event.repeat() && matches!(event.key().as_str(), "Enter" | " ") && !crate::browser::focus::is_typing(&event.key())
            {
                event.prevent_default();
            }
        });
        on_cleanup(move || held.remove());
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spot_is_deaf_for_a_moment_after_its_meaning_changed() {
        assert!(!is_deaf(None, 0.0));
        assert!(is_deaf(Some(1_000.0), 1_000.0) && is_deaf(Some(1_000.0), 1_500.0) && is_deaf(Some(1_000.0), 1_599.0));
        assert!(!is_deaf(Some(1_000.0), 1_600.0));
        // A clock that began again makes nothing deaf.
        assert!(!is_deaf(Some(1_000.0), 10.0));
    }

    #[test]
    fn what_a_person_changes_themselves_surprises_nobody() {
        assert!(is_by_others(&("my lines", 10), &("my lines", 12)));
        assert!(!is_by_others(&("my lines", 10), &("my other lines", 12)));
        assert!(!is_by_others(&("my lines", 10), &("my lines", 10)));
    }
}
