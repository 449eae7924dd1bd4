//! What a browser may lack or refuse: every such function is looked for by name, and nothing happens where it is missing.
//!
//! Calling a function that is not there throws right through the program, and whatever was being done ends in the middle.

/// Shakes the device for so many milliseconds, where it can: no iPhone and no Firefox does.
pub fn vibrate(milliseconds: u32) {
    #[cfg(target_arch = "wasm32")]
    if let Some(window) = web_sys::window() {
        let _ = call(&window.navigator(), "vibrate", &[milliseconds.into()]);
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = milliseconds;
}

/// Does this, and goes on even if it throws (a browser that lacks something, a panic): the error is reported on the page, and stops
/// nothing else.
pub fn attempt(act: impl FnOnce() + 'static) {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
        // By way of JavaScript, which hands back what is thrown.
        let act = Closure::once(act);
        let Err(error) = act.as_ref().unchecked_ref::<js_sys::Function>().call0(&JsValue::NULL) else { return };
        let reported = web_sys::window().and_then(|window| call(&window, "reportError", std::slice::from_ref(&error)));
        if reported.is_none() {
            leptos::logging::error!("{error:?}");
        }
    }
    #[cfg(not(target_arch = "wasm32"))]
    act();
}

/// Whether the browser prerenders this page: it is loaded, and not shown yet.
#[cfg(target_arch = "wasm32")]
pub fn is_prerendering() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.and_then(|document| property(&document, "prerendering")).is_some_and(|it| it.is_truthy())
}

/// A property that is there.
#[cfg(target_arch = "wasm32")]
pub fn property(object: &wasm_bindgen::JsValue, name: &str) -> Option<wasm_bindgen::JsValue> {
    js_sys::Reflect::get(object, &name.into()).ok().filter(|found| !found.is_undefined() && !found.is_null())
}

/// Calls a method, if there is one. `None`: there is none, or it threw.
#[cfg(target_arch = "wasm32")]
pub fn call(object: &wasm_bindgen::JsValue, method: &str, arguments: &[wasm_bindgen::JsValue]) -> Option<wasm_bindgen::JsValue> {
    use wasm_bindgen::JsCast as _;
    let method: js_sys::Function = property(object, method)?.dyn_into().ok()?;
    method.apply(object, &arguments.iter().collect()).ok()
}

/// The same, where it answers with a promise.
#[cfg(target_arch = "wasm32")]
pub fn call_async(object: &wasm_bindgen::JsValue, method: &str, arguments: &[wasm_bindgen::JsValue]) -> Option<js_sys::Promise> {
    use wasm_bindgen::JsCast as _;
    call(object, method, arguments)?.dyn_into().ok()
}

/// Waits for a promise whose answer does not matter: one that is broken would be reported as an error of the page.
#[cfg(target_arch = "wasm32")]
pub fn ignore(promise: js_sys::Promise) {
    leptos::task::spawn_local(async move {
        let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
    });
}
