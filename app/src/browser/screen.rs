//! The display itself: full screen, and staying awake.

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

fn toggle() {
    #[cfg(target_arch = "wasm32")]
    if let Some(document) = document() {
        if document.fullscreen_element().is_some() {
            document.exit_fullscreen();
        } else if let Some(root) = document.document_element() {
            let _ = root.request_fullscreen();
        }
    }
}

/// Keeps the display awake while the component lives. A browser lets go of the lock whenever the page is hidden:
/// it is taken again each time the page is shown.
pub fn use_awake() {
    #[cfg(target_arch = "wasm32")]
    Effect::new(move |_| {
        let held: StoredValue<Option<wasm_bindgen::JsValue>, LocalStorage> = StoredValue::new_local(None);
        ask(held);
        let listener = window_event_listener(leptos::ev::visibilitychange, move |_| {
            if document().is_some_and(|d| d.visibility_state() == web_sys::VisibilityState::Visible) {
                ask(held);
            }
        });
        on_cleanup(move || {
            listener.remove();
            if let Some(Some(lock)) = held.try_update_value(Option::take) {
                let _ = call(&lock, "release", None);
            }
        });
    });
}

/// `navigator.wakeLock.request("screen")`, by name: older browsers do without.
#[cfg(target_arch = "wasm32")]
fn ask(held: StoredValue<Option<wasm_bindgen::JsValue>, LocalStorage>) {
    let Some(window) = web_sys::window() else { return };
    let Ok(keeper) = js_sys::Reflect::get(&window.navigator(), &"wakeLock".into()) else { return };
    if !keeper.is_object() {
        return;
    }
    let Some(promise) = call(&keeper, "request", Some("screen")) else { return };
    leptos::task::spawn_local(async move {
        if let Ok(lock) = wasm_bindgen_futures::JsFuture::from(promise).await {
            let _ = held.try_update_value(|held| *held = Some(lock));
        }
    });
}

#[cfg(target_arch = "wasm32")]
fn call(object: &wasm_bindgen::JsValue, method: &str, argument: Option<&str>) -> Option<js_sys::Promise> {
    use wasm_bindgen::JsCast;
    let method: js_sys::Function = js_sys::Reflect::get(object, &method.into()).ok()?.dyn_into().ok()?;
    let answer = match argument {
        Some(argument) => method.call1(object, &argument.into()),
        None => method.call0(object),
    };
    answer.ok()?.dyn_into().ok()
}
