//! The focus, and where elements stand on the screen.

/// Where an element stands, CSS pixels from the top left of the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Corner {
    pub left: f64,
    pub top: f64,
}

/// Moves the focus to an element and brings it into view.
pub fn focus(id: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Some(element) = element(id) {
        use wasm_bindgen::JsCast;
        if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
            let _ = element.focus();
            // The whole of it: a browser is content with a corner.
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
            // What is larger than its view shows its beginning: a long ticket says whose it is.
            if let Some(beginning) = element.first_element_child() {
                beginning.scroll_into_view_with_scroll_into_view_options(&options);
            }
        }
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = id;
}

/// Where the element with this id stands.
pub fn place(id: &str) -> Option<Corner> {
    #[cfg(target_arch = "wasm32")]
    {
        let rect = element(id)?.get_bounding_client_rect();
        Some(Corner { left: rect.left(), top: rect.top() })
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = id;
        None
    }
}

/// Whether a key belongs to what has the focus: every key to a field being typed in, the space bar and Enter to a control
/// reached by keyboard. (A button that was merely tapped keeps no claim on the space bar.)
pub fn wants_key(key: &str) -> bool {
    #[cfg(target_arch = "wasm32")]
    {
        let active = web_sys::window().and_then(|w| w.document()).and_then(|d| d.active_element());
        active.is_some_and(|element| {
            let is = |selector: &str| element.matches(selector).unwrap_or(false);
            let presses = matches!(key, " " | "Enter");
            is("input, textarea, select, [contenteditable]") || presses && is(":is(a, button, summary):focus-visible")
        })
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = key;
        false
    }
}

/// Whether a key is typed into a field: the space bar in any, Enter where lines are written.
pub fn is_typing(key: &str) -> bool {
    let fields = if key == "Enter" { "textarea, [contenteditable]" } else { "input, textarea, [contenteditable]" };
    has_focus(fields)
}

/// Whether what has the focus matches a CSS selector.
pub fn has_focus(selector: &str) -> bool {
    #[cfg(target_arch = "wasm32")]
    {
        let active = web_sys::window().and_then(|w| w.document()).and_then(|d| d.active_element());
        active.is_some_and(|element| element.matches(selector).unwrap_or(false))
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = selector;
        false
    }
}

#[cfg(target_arch = "wasm32")]
fn element(id: &str) -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}
