//! Where the page is: its address, its cookies, what has the focus.

/// Goes to an address of our own with a full load: the cookies have changed, the socket must open anew.
pub fn go(path: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Some(window) = web_sys::window() {
        let _ = window.location().replace(path);
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = path;
}

/// Loads the page again.
pub fn reload() {
    #[cfg(target_arch = "wasm32")]
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// The address's path.
pub fn path() -> String {
    #[cfg(target_arch = "wasm32")]
    {
        web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default()
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        String::new()
    }
}

/// Is the page behind another, or the device asleep?
pub fn is_hidden() -> bool {
    #[cfg(target_arch = "wasm32")]
    {
        web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        false
    }
}

/// Is something open on the page that a reload would close?
pub fn is_busy() -> bool {
    #[cfg(target_arch = "wasm32")]
    {
        let document = web_sys::window().and_then(|window| window.document());
        // Each by itself: a browser that does not know one of them refuses the whole list.
        ["dialog[open]", ":popover-open", "input:focus, textarea:focus"]
            .into_iter()
            .any(|open| document.as_ref().is_some_and(|d| d.query_selector(open).ok().flatten().is_some()))
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        false
    }
}

/// The cookies scripts may see.
pub fn cookies() -> String {
    #[cfg(target_arch = "wasm32")]
    {
        web_sys::window()
            .and_then(|w| w.document())
            .and_then(|document| js_sys::Reflect::get(&document, &"cookie".into()).ok())
            .and_then(|value| value.as_string())
            .unwrap_or_default()
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        String::new()
    }
}

/// Sets one cookie (`name=value; attributes`).
pub fn set_cookie(cookie: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Some(document) = web_sys::window().and_then(|w| w.document()) {
        let _ = js_sys::Reflect::set(&document, &"cookie".into(), &cookie.into());
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = cookie;
}

/// An attribute on `<html>` or `<body>` (`selector`) that belongs to the page: it goes with the last page that holds it.
/// The next page comes before the last one goes, and may hold the same.
pub fn hold_attribute(selector: &'static str, name: &'static str) {
    #[cfg(target_arch = "wasm32")]
    {
        use std::cell::RefCell;
        use std::collections::BTreeMap;
        thread_local! {
            static HOLDERS: RefCell<BTreeMap<(&'static str, &'static str), usize>> = const { RefCell::new(BTreeMap::new()) };
        }
        HOLDERS.with_borrow_mut(|holders| *holders.entry((selector, name)).or_default() += 1);
        leptos::prelude::on_cleanup(move || {
            let left = HOLDERS.with_borrow_mut(|holders| {
                let left = holders.entry((selector, name)).or_default();
                *left = left.saturating_sub(1);
                *left
            });
            if left == 0 {
                clear_attribute(selector, name);
            }
        });
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (selector, name);
}

#[cfg(target_arch = "wasm32")]
fn clear_attribute(selector: &str, name: &str) {
    if let Some(element) = web_sys::window().and_then(|w| w.document()).and_then(|d| d.query_selector(selector).ok().flatten()) {
        let _ = element.remove_attribute(name);
    }
}

/// A path of this site, safe to go to after a sign-in: never an address somebody else put into the link.
pub fn own_path(path: &str) -> Option<&str> {
    let plain = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\t']);
    (plain && path.len() <= 300).then_some(path)
}

/// Percent-encodes a query value.
pub fn encode(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// An attribute of the page itself.
pub fn attribute(name: &str) -> Option<String> {
    #[cfg(target_arch = "wasm32")]
    {
        super::dom::root()?.get_attribute(name)
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = name;
        None
    }
}

/// Has the page been hydrated? What it shows from then on is drawn here.
pub fn is_awake() -> bool {
    attribute("data-hydrated").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        for good in ["/waiter", "/kitchen?station=1", "/"] {
            assert_eq!(own_path(good), Some(good));
        }
        for bad in ["", "waiter", "//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example"] {
            assert_eq!(own_path(bad), None, "{bad}");
        }
    }

    #[test]
    fn query_values_survive_the_way() {
        assert_eq!(encode("/kitchen?a=è"), "%2Fkitchen%3Fa%3D%C3%A8");
    }
}
