//! The screens' clock: the server's time, counted on by the browser.

use comanda::At;
use comanda::time::HOUR;
use leptos::prelude::*;

/// The shared second hand: `None` on the server and until the page is alive, so that what is rendered once does not go stale.
#[derive(Debug, Clone, Copy)]
pub struct Now(pub RwSignal<Option<At>>);

/// The current time, ticking once a second; `None` before hydration. Render elapsed times only when it is `Some`.
pub fn use_now() -> Signal<Option<At>> {
    use_context::<Now>().map_or_else(|| Signal::derive(|| None), |now| now.0.into())
}

/// Starts the second hand. Once, at the root.
pub fn provide_now() {
    let now = Now(RwSignal::new(None));
    provide_context(now);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        now.0.set(Some(browser_now()));
        let tick = set_interval_with_handle(move || now.0.set(Some(browser_now())), std::time::Duration::from_secs(1));
        if let Ok(tick) = tick {
            on_cleanup(move || tick.clear());
        }
    });
}

/// The browser's clock, milliseconds.
#[cfg(all(feature = "hydrate", target_arch = "wasm32"))]
pub fn browser_now() -> At {
    #[allow(clippy::cast_possible_truncation)] // whole milliseconds
    At(js_sys::Date::now() as i64)
}

/// Natively there is no browser; tests give the time themselves.
#[cfg(all(feature = "hydrate", not(target_arch = "wasm32")))]
pub fn browser_now() -> At {
    At(0)
}

/// When a tap happens, by the browser's clock; the log goes by the server's.
pub fn tapped_at() -> At {
    #[cfg(target_arch = "wasm32")]
    #[allow(clippy::cast_possible_truncation)] // whole milliseconds
    return At(js_sys::Date::now() as i64);
    #[cfg(not(target_arch = "wasm32"))]
    At(0)
}

/// `19:02` in the reader's own time zone; empty before hydration.
pub fn clock_time(at: At) -> String {
    #[cfg(target_arch = "wasm32")]
    {
        #[allow(clippy::cast_precision_loss)]
        let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(at.0 as f64));
        format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = at;
        String::new()
    }
}

/// The next moment the reader's own clock shows this full hour (0–23): when a business day ends.
pub fn next_hour(now: At, hour: i64) -> At {
    let offset = utc_offset(now);
    let day = 24 * HOUR;
    let today = (now.0 + offset).div_euclid(day) * day + hour * HOUR - offset;
    At(if today > now.0 { today } else { today + day })
}

/// Milliseconds the reader's clock is ahead of UTC at this moment.
fn utc_offset(now: At) -> i64 {
    #[cfg(target_arch = "wasm32")]
    {
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
        let minutes = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(now.0 as f64)).get_timezone_offset() as i64;
        -minutes * comanda::time::MINUTE
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = now;
        0
    }
}

/// `4:07`, `1:02:30`: how long ago, for timers.
pub fn timer(milliseconds: i64) -> String {
    let seconds = milliseconds.max(0) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// `just now`, `4 min`, `1 h 5 min`: how long ago, for people.
pub fn elapsed(milliseconds: i64) -> String {
    let minutes = milliseconds.max(0) / 60_000;
    match (minutes / 60, minutes % 60) {
        (0, 0) => "just now".into(),
        (0, m) => format!("{m} min"),
        (h, 0) => format!("{h} h"),
        (h, m) => format!("{h} h {m} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_ends_at_the_next_full_hour_asked_for() {
        let noon = At(12 * HOUR);
        assert_eq!(next_hour(noon, 4), At(28 * HOUR));
        assert_eq!(next_hour(noon, 23), At(23 * HOUR));
        assert_eq!(next_hour(noon, 12), At(36 * HOUR), "an hour that has just struck is tomorrow's");
    }

    #[test]
    fn elapsed_times_read_as_people_say_them() {
        assert_eq!(timer(247_000), "4:07");
        assert_eq!(timer(3_750_000), "1:02:30");
        assert_eq!(elapsed(59_999), "just now");
        assert_eq!(elapsed(3_900_000), "1 h 5 min");
    }
}
