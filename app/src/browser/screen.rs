//! The display itself: full screen, and staying awake.

#[cfg(target_arch = "wasm32")]
use super::optional::{call_async, ignore, property};
use leptos::prelude::*;

/// Whether the page fills the display, and a way to change that.
pub fn use_full_screen() -> (Signal<bool>, impl Fn() + Copy + 'static) {
    let full = RwSignal::new(false);
    Effect::new(move |_| {
        let listener = window_event_listener(leptos::ev::fullscreenchange, move |_| full.set(is_full()));
        on_cleanup(move || listener.remove());
    });
    (full.into(), toggle)
}

#[cfg(target_arch = "wasm32")]
fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

fn is_full() -> bool {
    #[cfg(target_arch = "wasm32")]
    return document().is_some_and(|d| d.fullscreen_element().is_some());
    #[cfg(not(target_arch = "wasm32"))]
    false
}

/// No iPhone fills its display with a page.
fn toggle() {
    #[cfg(target_arch = "wasm32")]
    if let Some(document) = document() {
        let changed = match (is_full(), document.document_element()) {
            (true, _) => call_async(&document, "exitFullscreen", &[]),
            (false, Some(root)) => call_async(&root, "requestFullscreen", &[]),
            (false, None) => None,
        };
        changed.into_iter().for_each(ignore);
    }
}

/// Keeps the display awake while the component lives, and says whether it is. A browser lets go of the lock whenever the page is
/// hidden: it is taken again each time the page is shown.
pub fn use_awake() -> Signal<bool> {
    let awake = RwSignal::new(false);
    #[cfg(target_arch = "wasm32")]
    Effect::new(move |_| {
        let held: StoredValue<Option<wasm_bindgen::JsValue>, LocalStorage> = StoredValue::new_local(None);
        ask(held, awake);
        let listener = window_event_listener(leptos::ev::visibilitychange, move |_| {
            if document().is_some_and(|d| d.visibility_state() == web_sys::VisibilityState::Visible) {
                ask(held, awake);
            }
        });
        on_cleanup(move || {
            listener.remove();
            if let Some(Some(lock)) = held.try_update_value(Option::take) {
                call_async(&lock, "release", &[]).into_iter().for_each(ignore);
            }
        });
    });
    awake.into()
}

/// `navigator.wakeLock.request("screen")`: older browsers do without.
#[cfg(target_arch = "wasm32")]
fn ask(held: StoredValue<Option<wasm_bindgen::JsValue>, LocalStorage>, awake: RwSignal<bool>) {
    let keeper = web_sys::window().and_then(|window| property(&window.navigator(), "wakeLock"));
    let Some(promise) = keeper.and_then(|keeper| call_async(&keeper, "request", &["screen".into()])) else { return };
    leptos::task::spawn_local(async move {
        if let Ok(lock) = wasm_bindgen_futures::JsFuture::from(promise).await {
            let released = wasm_bindgen::closure::Closure::once_into_js(move || {
                let _ = awake.try_set(false);
            });
            let told = js_sys::Reflect::set(&lock, &"onrelease".into(), &released).unwrap_or(false);
            let _ = awake.try_set(told);
            let _ = held.try_update_value(|held| *held = Some(lock));
        }
    });
}
