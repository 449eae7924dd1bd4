//! Wakes a page of a table that the server has drawn.

use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// Called once by the page's module script, with the catalogue of the page's language. Errors: it is not one of this program, or the
/// page does not say what it was drawn from.
#[wasm_bindgen]
pub fn hydrate(sentences: String) -> Result<(), JsError> {
    console_error_panic_hook::set_once();
    app::language::Words::load(sentences)?;
    app::pages::guest::wake()?;
    app::browser::dom::mark_awake();
    Ok(())
}
