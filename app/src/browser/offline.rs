//! What lets the app open without a connection: `public/sw.js`, asked for once the page is alive.

/// Registers the service worker, where the browser has such a thing. Once, at the root.
pub fn use_offline_shell() {
    #[cfg(target_arch = "wasm32")]
    leptos::prelude::Effect::new(|_| {
        let Some(window) = web_sys::window() else { return };
        let navigator = window.navigator();
        // Only secure pages and those of this very machine may have one.
        let there = js_sys::Reflect::get(&navigator, &"serviceWorker".into()).is_ok_and(|found| !found.is_undefined());
        if there {
            let asked = navigator.service_worker().register("/sw.js");
            leptos::task::spawn_local(async move {
                // Without it all works as well, as long as there is a connection.
                let _ = wasm_bindgen_futures::JsFuture::from(asked).await;
            });
        }
    });
}
