//! What lets the app open without a connection: `public/sw.js`, asked for once the page is alive.

/// Registers the service worker, where the browser has such a thing. Once, at the root.
pub fn use_offline_shell() {
    #[cfg(target_arch = "wasm32")]
    leptos::prelude::Effect::new(|_| {
        let Some(window) = web_sys::window() else { return };
        let navigator = window.navigator();
        // Only secure pages and those of this very machine may have one.
        if super::optional::property(&navigator, "serviceWorker").is_some() {
            // Without it all works as well, as long as there is a connection.
            leptos::task::spawn_local(async move {
                let _ = look_after_me(&navigator.service_worker()).await;
            });
        }
    });
}

/// Asks for the worker, and once it works tells it of this page: it may have begun while the page was still being loaded, without it.
#[cfg(target_arch = "wasm32")]
async fn look_after_me(workers: &web_sys::ServiceWorkerContainer) -> Result<(), wasm_bindgen::JsValue> {
    use wasm_bindgen::JsCast as _;
    use wasm_bindgen_futures::JsFuture;
    JsFuture::from(workers.register("/sw.js")).await?;
    let working = JsFuture::from(workers.ready()?).await?.dyn_into::<web_sys::ServiceWorkerRegistration>()?;
    match working.active() {
        Some(worker) => worker.post_message(&super::place::path().into()),
        None => Ok(()),
    }
}
