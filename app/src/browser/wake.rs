//! Wakes a page that the server has drawn without anything to wait for: its elements are taken over where they stand.

use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::PositionState;
use wasm_bindgen::JsCast as _;

/// Draws `page` over what is in `<body>`, and keeps it alive as long as the page is open.
pub fn wake(page: impl FnOnce() -> AnyView) {
    // Refused only where it has been done already.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new_root(None);
    let drawn = owner.with(|| {
        let body = Cursor::new(leptos::tachys::dom::body().unchecked_into());
        page().hydrate::<true>(&body, &PositionState::default())
    });
    // Neither ends before the page does.
    std::mem::forget((owner, drawn));
}
