//! The screens' clock, and the only one: the server's time, worked out from its answers ([`estimate`]) and counted on by the device.
//! A device's own clock and zone may be wrong, and change nothing here.

#[cfg(target_arch = "wasm32")]
mod device;
mod estimate;
mod zone;

use crate::memo::memo;
use comanda::At;
use comanda::time::SECOND;
use estimate::Estimate;
use leptos::prelude::*;
use std::cell::Cell;

/// The shared second hand: `None` on the server and until the page is alive, so that what is rendered once does not go stale.
#[derive(Debug, Clone, Copy)]
pub struct Now(pub RwSignal<Option<At>>);

/// The current time, ticking once a second; `None` before hydration. Render elapsed times only when it is `Some`.
pub fn use_now() -> Signal<Option<At>> {
    use_context::<Now>().map_or_else(|| Signal::derive(|| None), |now| now.0.into())
}

/// Does the page run? Times may be written from then on.
pub fn use_alive() -> Memo<bool> {
    let now = use_now();
    memo(move || now.with(Option::is_some))
}

/// Starts the second hand. Once, at the root.
pub fn provide_now() {
    let now = Now(RwSignal::new(None));
    provide_context(now);
    #[cfg(target_arch = "wasm32")]
    take_from_page();
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        now.0.set(Some(self::now()));
        let tick = set_interval_with_handle(move || now.0.set(Some(self::now())), std::time::Duration::from_secs(1));
        if let Ok(tick) = tick {
            on_cleanup(move || tick.clear());
        }
    });
}

/// How far this device has counted since the page was opened, milliseconds. No setting of its clock changes it.
pub fn count() -> i64 {
    #[cfg(target_arch = "wasm32")]
    {
        #[allow(clippy::cast_possible_truncation)] // whole milliseconds
        let count = performance().map_or(0, |performance| performance.now() as i64);
        count
    }
    #[cfg(not(target_arch = "wasm32"))]
    0
}

/// The server's time at this moment, as far as this page knows it.
pub fn now() -> At {
    ESTIMATE.get().now(count()).unwrap_or_else(device_time)
}

/// The server's time at such a count of this device's.
pub fn at_count(count: i64) -> Option<At> {
    ESTIMATE.get().now(count)
}

/// When this page was drawn by the server; it may have been kept on this device since.
pub fn drawn_at() -> Option<At> {
    crate::browser::place::attribute("data-now")?.parse().ok().map(At)
}

/// When a tap happens; the log goes by the server's own clock.
pub fn tapped_at() -> At {
    now()
}

/// The server told its time; when it was asked and its answer came, by [`count`].
pub fn hear(asked: i64, answered: i64, server: At) {
    let mut estimate = ESTIMATE.get();
    estimate.hear(asked, answered, server);
    ESTIMATE.set(estimate);
    #[cfg(target_arch = "wasm32")]
    device::keep(now());
}

/// Has the device slept since this was asked last? Its clock went on then, and its count may not have.
pub fn has_slept() -> bool {
    let ahead = device_time().0.saturating_sub(count());
    let slept = LAST_AHEAD.get().is_some_and(|last| ahead.saturating_sub(last).abs() > JUMP);
    LAST_AHEAD.set(Some(ahead));
    if slept {
        let mut estimate = ESTIMATE.get();
        estimate.doubt();
        ESTIMATE.set(estimate);
    }
    slept
}

/// There is no connection, and there was none since the page was opened: it may have been drawn long ago and kept on this device.
/// Its clock is all there is, corrected by what was known of it last.
pub fn alone() {
    #[cfg(target_arch = "wasm32")]
    {
        let mut estimate = ESTIMATE.get();
        if let Some(at) = device::corrected().filter(|at| !estimate.is_measured() && *at > now()) {
            estimate.assume(count(), at);
            ESTIMATE.set(estimate);
        }
    }
}

/// Says the times of this page, and of those it leads to, in the store's zone. For the restaurant's own screens: a guest's phone keeps
/// to its own.
pub fn use_store_zone(zone: impl Fn() -> Option<String> + Send + Sync + 'static) {
    Effect::new(move |_| {
        if let Some(zone) = zone() {
            zone::set(Some(zone));
        }
    });
}

/// `19:02` in the store's time zone (a guest's phone: in its own); empty before hydration.
pub fn clock_time(at: At) -> String {
    #[cfg(target_arch = "wasm32")]
    {
        zone::hours_and_minutes(at)
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = at;
        String::new()
    }
}

thread_local! {
    static ESTIMATE: Cell<Estimate> = Cell::new(Estimate::default());
    /// How far the device's clock was ahead of its count.
    static LAST_AHEAD: Cell<Option<i64>> = const { Cell::new(None) };
}

/// A difference between clock and count that changes by more than this is no drift, milliseconds.
const JUMP: i64 = 2 * SECOND;

/// What the device's own clock says: nothing is counted by it.
fn device_time() -> At {
    #[cfg(target_arch = "wasm32")]
    {
        #[allow(clippy::cast_possible_truncation)] // whole milliseconds
        At(js_sys::Date::now() as i64)
    }
    #[cfg(not(target_arch = "wasm32"))]
    At(0)
}

#[cfg(target_arch = "wasm32")]
fn performance() -> Option<web_sys::Performance> {
    web_sys::window()?.performance()
}

/// What the page says of the moment it was drawn, and when it came: the first estimate.
#[cfg(target_arch = "wasm32")]
fn take_from_page() {
    let Some(drawn) = drawn_at() else { return };
    let (asked, answered) = device::navigation().unwrap_or((0, count()));
    let mut estimate = ESTIMATE.get();
    estimate.assume((asked + answered) / 2, drawn);
    ESTIMATE.set(estimate);
}

/// `4:07`, `1:02:30`: how long ago, for timers.
pub fn timer(milliseconds: i64) -> String {
    let seconds = milliseconds.max(0) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// `just now`, `4 min`, `1 h 5 min`: how long ago, for people.
pub fn elapsed(milliseconds: i64) -> String {
    crate::words().elapsed(milliseconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elapsed_times_read_as_people_say_them() {
        assert_eq!(timer(247_000), "4:07");
        assert_eq!(timer(3_750_000), "1:02:30");
        assert_eq!(elapsed(59_999), "just now");
        assert_eq!(elapsed(3_900_000), "1 h 5 min");
    }
}
