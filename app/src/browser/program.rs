//! Which program this page runs, and whether loading the page again has brought another.

use super::place::attribute;
#[cfg(target_arch = "wasm32")]
use std::cell::Cell;

/// The program's name: a hash of the files that the server sends browsers, so that it is the same however and whenever the same
/// site was built. The server says its own in `welcome`, and a page of another build offers a reload.
pub fn build() -> String {
    attribute("data-build").unwrap_or_default()
}

/// Has this page been loaded again since the server named this build, and is still what it was before? Then another reload would
/// change nothing, and offering one for ever helps nobody.
pub fn is_in_vain(theirs: &str) -> bool {
    let pair = format!("{} {theirs}", build());
    let kept = kept();
    keep(&pair);
    decide(kept.as_deref(), &pair)
}

/// `kept` is what was named before this page was loaded.
fn decide(kept: Option<&str>, pair: &str) -> bool {
    kept == Some(pair)
}

/// Where a tab keeps the builds of its last load.
#[cfg(target_arch = "wasm32")]
const NAMED: &str = "other-build";

#[cfg(target_arch = "wasm32")]
thread_local! {
    /// This very load of the page has kept its builds: hearing them again says nothing about a reload.
    static KEPT: Cell<bool> = const { Cell::new(false) };
}

#[cfg(target_arch = "wasm32")]
fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

fn kept() -> Option<String> {
    #[cfg(target_arch = "wasm32")]
    {
        if KEPT.get() { None } else { storage()?.get_item(NAMED).ok()? }
    }
    #[cfg(not(target_arch = "wasm32"))]
    None
}

fn keep(pair: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Some(storage) = storage() {
        KEPT.set(storage.set_item(NAMED, pair).is_ok());
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = pair;
}

#[cfg(test)]
mod tests {
    use super::decide;

    #[test]
    fn a_reload_is_in_vain_once_it_has_changed_neither_build() {
        assert!(!decide(None, "a b"), "the first time");
        assert!(decide(Some("a b"), "a b"));
        assert!(!decide(Some("a b"), "a c"), "the server has been updated once more");
        assert!(!decide(Some("a b"), "b c"), "the reload has brought another program");
    }
}
