//! Moments in the store's time zone, by the browser's own table of zones.

#[cfg(target_arch = "wasm32")]
use comanda::At;
#[cfg(target_arch = "wasm32")]
use leptos::prelude::*;
#[cfg(target_arch = "wasm32")]
use std::cell::RefCell;

#[cfg(target_arch = "wasm32")]
thread_local! {
    /// `None`: the reader's own zone.
    static ZONE: ArcRwSignal<Option<String>> = ArcRwSignal::new(None);
    /// The formatter made last, and for which zone: making one is slow.
    static FORMATTER: RefCell<Option<(Option<String>, js_sys::Function)>> = const { RefCell::new(None) };
}

/// From here on clock times are said in this zone; in the reader's own if there is none.
#[cfg_attr(not(target_arch = "wasm32"), allow(clippy::needless_pass_by_value))]
pub fn set(zone: Option<String>) {
    #[cfg(target_arch = "wasm32")]
    ZONE.with(|held| {
        if held.with_untracked(|held| *held != zone) {
            held.set(zone);
        }
    });
    #[cfg(not(target_arch = "wasm32"))]
    let _ = zone;
}

/// `19:02` in the zone of the page; follows the zone when it becomes known.
#[cfg(target_arch = "wasm32")]
pub fn hours_and_minutes(at: At) -> String {
    let zone = ZONE.with(ArcRwSignal::get);
    FORMATTER.with_borrow_mut(|held| {
        if held.as_ref().is_none_or(|(of, _)| *of != zone) {
            // A browser that does not know the zone says its own time.
            *held = formatter(zone.as_deref()).or_else(|| formatter(None)).map(|format| (zone.clone(), format));
        }
        #[allow(clippy::cast_precision_loss)] // a date
        let text =
            held.as_ref().and_then(|(_, format)| format.call1(&wasm_bindgen::JsValue::UNDEFINED, &(at.0 as f64).into()).ok());
        text.and_then(|text| text.as_string()).unwrap_or_default()
    })
}

/// `new Intl.DateTimeFormat(locale, { …, timeZone }).format`, a function that is bound to its object.
#[cfg(target_arch = "wasm32")]
fn formatter(zone: Option<&str>) -> Option<js_sys::Function> {
    use js_sys::Reflect;
    use wasm_bindgen::{JsCast, JsValue};
    let options = js_sys::Object::new();
    let mut choices = vec![("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23")];
    choices.extend(zone.map(|zone| ("timeZone", zone)));
    for (name, value) in choices {
        Reflect::set(&options, &name.into(), &value.into()).ok()?;
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: js_sys::Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
    let arguments = js_sys::Array::of2(&JsValue::from_str(crate::words().locale()), &options);
    let format = Reflect::construct(&constructor, &arguments).ok()?;
    Reflect::get(&format, &"format".into()).ok()?.dyn_into().ok()
}
