//! Wakes the page the server rendered.

// The screens’ types are nested deeply.
#![recursion_limit = "512"]

use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// Called once by the page's module script, with the catalogue of the page's language. Errors: it is not one of this program.
#[wasm_bindgen]
pub fn hydrate(sentences: String) -> Result<(), JsError> {
    console_error_panic_hook::set_once();
    app::language::Words::load(sentences)?;
    leptos::mount::hydrate_body(app::App);
    // Styles and tests may want to know that taps are heard by the page now.
    if let Some(root) = leptos::prelude::document().document_element() {
        let _ = root.set_attribute("data-hydrated", "true");
    }
    Ok(())
}
