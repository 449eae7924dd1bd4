//! What a browser tells about its device's time.

use super::{count, device_time, performance};
use comanda::At;
use comanda::time::SECOND;
use wasm_bindgen::JsValue;

/// How far the server's clock is ahead of the device's, as it was measured last: for a start without a connection.
const KEPT: &str = "comanda-clock";

/// When this page was asked for and when its answer began to come, by [`count`].
pub fn navigation() -> Option<(i64, i64)> {
    let entry = performance()?.get_entries_by_type("navigation").get(0);
    #[allow(clippy::cast_possible_truncation)] // whole milliseconds
    let moment = |name: &str| js_sys::Reflect::get(&entry, &JsValue::from_str(name)).ok()?.as_f64().map(|ms| ms as i64);
    let (asked, answered) = (moment("requestStart")?, moment("responseStart")?);
    (0 < answered && asked <= answered && answered <= count()).then_some((asked, answered))
}

/// Keeps how far the device's clock is off, if that has changed.
pub fn keep(server: At) {
    let ahead = server.0.saturating_sub(device_time().0);
    if kept().is_none_or(|kept| (kept - ahead).abs() > SECOND)
        && let Some(storage) = storage()
    {
        // Without it a start without a connection goes by the device's clock.
        let _ = storage.set_item(KEPT, &ahead.to_string());
    }
}

/// The device's clock, put right by what was measured last.
pub fn corrected() -> Option<At> {
    storage().map(|_| device_time().plus(kept().unwrap_or(0)))
}

fn kept() -> Option<i64> {
    storage()?.get_item(KEPT).ok()??.parse().ok()
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}
