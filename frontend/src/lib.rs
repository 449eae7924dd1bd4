//! Wakes the page the server rendered.

// The screens’ types are nested deeply.
#![recursion_limit = "512"]

/// Called once by the page's module script.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
    // Styles and tests may want to know that taps are heard by the page now.
    if let Some(root) = leptos::prelude::document().document_element() {
        let _ = root.set_attribute("data-hydrated", "true");
    }
}
