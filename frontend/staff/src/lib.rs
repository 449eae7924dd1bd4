//! Wakes a page of the staff's that the server has drawn.

// The screens’ types are nested deeply.
#![recursion_limit = "512"]

use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// Called once by the page's module script, with the catalogue of the page's language. Errors: it is not one of this program.
#[wasm_bindgen]
pub fn hydrate(sentences: String) -> Result<(), JsError> {
    console_error_panic_hook::set_once();
    app::language::Words::load(sentences)?;
    leptos::mount::hydrate_body(app::App);
    app::browser::dom::mark_awake();
    Ok(())
}
