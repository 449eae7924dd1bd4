//! What pages read from their own forms and dialogs. The page's elements are the truth: they hold what somebody chose before the
//! page was alive.

use leptos::web_sys;

/// The page's root element.
#[cfg(target_arch = "wasm32")]
pub fn root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}

/// Says on the page that its taps are heard from now on: styles and tests may want to know.
pub fn mark_awake() {
    #[cfg(target_arch = "wasm32")]
    if let Some(root) = root() {
        let _ = root.set_attribute("data-hydrated", "true");
    }
}

/// Opens a dialog over the page. One that the server rendered open becomes modal in the same breath.
pub fn open_modal(dialog: &web_sys::HtmlDialogElement) {
    #[cfg(target_arch = "wasm32")]
    {
        // Taking the attribute away closes without a `close` event, which would count as somebody closing it.
        let _ = dialog.remove_attribute("open");
        // Refused only where the dialog has left the page.
        let _ = dialog.show_modal();
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = dialog;
}

/// Closes an open dialog; its `close` event follows.
pub fn close_modal(dialog: &web_sys::HtmlDialogElement) {
    #[cfg(target_arch = "wasm32")]
    if dialog.open() {
        dialog.close();
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = dialog;
}

/// Whether an element lies over the page, as a sheet does where there is no room beside.
pub fn floats(css: &str) -> bool {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::JsCast;
        let found = web_sys::window().and_then(|w| w.document()).and_then(|d| d.query_selector(css).ok().flatten());
        // What is fixed is placed by nothing on the page.
        found
            .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
            .is_some_and(|sheet| sheet.offset_parent().is_none())
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = css;
        false
    }
}

/// Closes a popover by its id.
pub fn close_popover(id: &str) {
    #[cfg(target_arch = "wasm32")]
    {
        // Refused where it is closed already.
        let element = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id(id));
        let _ = element.and_then(|popover| super::optional::call(&popover, "hidePopover", &[]));
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = id;
}

/// The values of a form's chosen radio buttons and checkboxes, with their names.
pub fn chosen(form: &web_sys::HtmlFormElement) -> Vec<(String, String)> {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::JsCast;
        let Ok(found) = form.query_selector_all("input:checked") else { return Vec::new() };
        (0..found.length())
            .filter_map(|index| found.get(index)?.dyn_into::<web_sys::HtmlInputElement>().ok())
            .map(|input| (input.name(), input.value()))
            .collect()
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = form;
        Vec::new()
    }
}

/// What a field of a form holds.
pub fn typed(form: &web_sys::HtmlFormElement, name: &str) -> String {
    #[cfg(target_arch = "wasm32")]
    {
        web_sys::FormData::new_with_form(form).ok().and_then(|data| data.get(name).as_string()).unwrap_or_default()
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = (form, name);
        String::new()
    }
}

/// Ticks these boxes of a form, by name and value, and no others.
pub fn tick_only(form: &web_sys::HtmlFormElement, ticks: &[(&str, &str)]) {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::JsCast;
        let Ok(found) = form.query_selector_all("input[type=checkbox]") else { return };
        for index in 0..found.length() {
            if let Some(input) = found.get(index).and_then(|i| i.dyn_into::<web_sys::HtmlInputElement>().ok()) {
                let (name, value) = (input.name(), input.value());
                input.set_checked(ticks.contains(&(name.as_str(), value.as_str())));
            }
        }
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (form, ticks);
}

/// One step back, as the browser's own button does.
pub fn back() {
    #[cfg(target_arch = "wasm32")]
    if let Some(history) = web_sys::window().and_then(|w| w.history().ok()) {
        let _ = history.back();
    }
}

/// Prints the page.
pub fn print() {
    #[cfg(target_arch = "wasm32")]
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// The last of these elements whose top has passed under `line` (pixels from the top of the window), by index.
pub fn last_passed(ids: &[String], line: f64) -> Option<usize> {
    #[cfg(target_arch = "wasm32")]
    {
        let document = web_sys::window()?.document()?;
        ids.iter().rposition(|id| document.get_element_by_id(id).is_some_and(|e| e.get_bounding_client_rect().top() <= line))
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = (ids, line);
        None
    }
}

/// Brings an element of a sideways list into view, without moving the page.
pub fn show_sideways(list: &web_sys::Element, selector: &str) {
    #[cfg(target_arch = "wasm32")]
    {
        let Ok(Some(item)) = list.query_selector(selector) else { return };
        let (frame, place) = (list.get_bounding_client_rect(), item.get_bounding_client_rect());
        let middle = (place.left() + place.right() - frame.left() - frame.right()) / 2.0;
        #[allow(clippy::cast_possible_truncation)] // whole pixels
        list.set_scroll_left(list.scroll_left() + middle as i32);
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (list, selector);
}
